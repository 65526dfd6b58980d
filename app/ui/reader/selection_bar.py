"""The small bar above a selection: colours, underline, note, copy. It never takes the focus."""

from typing import Final

from PySide6.QtCore import QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QFrame, QHBoxLayout, QToolButton, QWidget

from app.core.notes.model import Colour
from app.ui.qt.plain_text import tip_text
from app.ui.qt.weak_slot import weak_slot
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.swatch import COLOUR_KEYS, SWATCH_SIZE, swatch

_GAP: Final = 8


class SelectionBar(QFrame):
    """Floats over the page beside what is selected.

    Signals:
        colour_chosen(Colour): mark the selection with it, or recolour the highlight.
        note_requested(): write a note on it.
        copy_requested(): copy it.
        delete_requested(): delete the highlight.
    """

    colour_chosen = Signal(object)
    note_requested = Signal()
    copy_requested = Signal()
    delete_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._page = parent
        self.setObjectName("floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(4, 4, 4, 4)
        layout.setSpacing(2)
        self.colours: dict[Colour, QToolButton] = {}
        for colour in Colour:
            self.colours[colour] = self._button(size=SWATCH_SIZE)
            self.colours[colour].clicked.connect(weak_slot(self._choose, colour))
            layout.addWidget(self.colours[colour])
        self._note = self._button("Write a note (N)")
        self._note.clicked.connect(self.note_requested)
        self._copy = self._button("Copy (Ctrl+C)")
        self._copy.clicked.connect(self.copy_requested)
        self._delete = self._button("Delete the highlight (Del)")
        self._delete.clicked.connect(self.delete_requested)
        for button in (self._note, self._copy, self._delete):
            layout.addWidget(button)
        self.hide()

    def set_colours(self, colours: ThemeColours, names: dict[Colour, str]) -> None:
        """Draw the bar in the colours of a theme, with the reader's names for the colours."""
        ratio = self.devicePixelRatioF()
        for colour, button in self.colours.items():
            button.setIcon(QIcon(swatch(colour, colours, ratio)))
            button.setToolTip(tip_text(f"{names[colour]} ({COLOUR_KEYS[colour]})"))
            button.setAccessibleName(names[colour])
        self._note.setIcon(icon("notebook-pen", colours["muted"]))
        self._copy.setIcon(icon("copy", colours["muted"]))
        self._delete.setIcon(icon("trash-2", colours["muted"]))

    def show_at(self, rect: QRectF, *, on_highlight: bool) -> None:
        """Show the bar above a rectangle of the parent, or below it if there is no room."""
        self._delete.setVisible(on_highlight)
        self._copy.setVisible(not on_highlight)
        self.adjustSize()
        area = self._page.rect()
        left = round(rect.center().x() - self.width() / 2)
        left = max(_GAP, min(left, area.width() - self.width() - _GAP))
        top = round(rect.top()) - self.height() - _GAP
        if top < _GAP:
            top = min(round(rect.bottom()) + _GAP, area.height() - self.height() - _GAP)
        self.move(QPoint(left, top))
        self.show()
        self.raise_()

    def _button(self, tip: str = "", *, size: int = 18) -> QToolButton:
        button = tool_button(self, tip=tip, size=size)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        return button

    def _choose(self, colour: Colour) -> None:
        self.colour_chosen.emit(colour)
