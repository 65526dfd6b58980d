"""The find bar below the page: text, match count, next, previous, match case, whole words."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QHBoxLayout, QSizePolicy, QWidget

from app.core.search.page_find import Wanted
from app.ui.qt.plain_text import PlainLabel, tip_text
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.tab_order import tab_in_order

_INVITATION: Final = "Find on this page"
_OF_SEARCH: Final = "Matches of the search"
_ROOMY: Final = 660


class FindBar(QWidget):
    """Takes the words to find and shows how many matches there are.

    Signals:
        changed(): the words or the way of looking for them changed.
        stepped(int): go to the next (1) or previous (-1) match.
        closed(): the reader is done.
    """

    changed = Signal()
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.edit = LineEdit(_INVITATION, _INVITATION, self)
        self.edit.setObjectName("findEdit")
        self.edit.setMaximumWidth(280)
        self.edit.textChanged.connect(self._typed)
        self._writing = False
        self._count = PlainLabel(self)
        self._count.setObjectName("meta")
        self._count.setMinimumWidth(84)
        self._around = PlainLabel(self)
        self._around.setObjectName("meta")
        # Cut off before anything else is.
        self._around.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.whole = _toggle("Whole words", self)
        self.case = _toggle("Match case", self)
        self.previous = tool_button(self, tip="Previous match (Shift+F3)")
        self.next = tool_button(self, tip="Next match (F3)")
        self.close_button = tool_button(self, tip="Close (Esc)")
        self.whole.toggled.connect(self.changed)
        self.case.toggled.connect(self.changed)
        self.previous.clicked.connect(self._step_back)
        self.next.clicked.connect(self._step)
        self.close_button.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 12, 6)
        layout.setSpacing(8)
        layout.addWidget(self.edit, 4)
        for widget in (self.previous, self.next, self._count, self.whole, self.case):
            layout.addWidget(widget)
        layout.addWidget(self._around, 1)
        layout.addWidget(self.close_button)
        tab_in_order(self.edit, self.previous, self.next, self.whole, self.case, self.close_button)
        self.hide()

    @property
    def words(self) -> str:
        """The words to find."""
        return self.edit.text()

    @property
    def count_text(self) -> str:
        """The match count as shown, such as "2 of 5"."""
        return self._count.text()

    @property
    def around_text(self) -> str:
        """Where the search wrapped around, such as "from the top"; empty if it did not."""
        return self._around.text()

    @property
    def wanted(self) -> Wanted:
        """The words to find, with the options chosen."""
        return Wanted(self.words, self.whole.isChecked(), self.case.isChecked())

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw the icons in the colours of a theme."""
        self.previous.setIcon(icon("chevron-left", colours["muted"]))
        self.next.setIcon(icon("chevron-right", colours["muted"]))
        self.close_button.setIcon(icon("x", colours["muted"]))

    def open(self, words: str = "") -> None:
        """Show the bar, ready for typing, with the selected words."""
        self.show()
        if words:
            self._set_words(words)
        self.edit.setFocus()
        self.edit.selectAll()

    def show_search(self) -> None:
        """Show the bar for the matches of a search, without words and without taking the focus."""
        self._set_words("")
        self.edit.setPlaceholderText(_OF_SEARCH)
        self.show()

    def dismiss(self) -> None:
        """Hide the bar, and forget the search whose matches were shown."""
        self.hide()
        self.edit.setPlaceholderText(_INVITATION)

    def show_count(self, current: int, total: int, *, more: bool, around: str = "") -> None:
        """Show which match of how many is current, counted from 1; 0 while that is not known.

        `more` says that there are, or may be, more of them; `around` from which end it goes on.
        """
        if total:
            shown = f"{current:,} of {total:,}{'+' if more else ''}" if current else f"{total:,}+"
        else:
            shown = ("…" if more else "Not found") if self.words.strip() else ""
        self._count.setText(shown)
        self._around.setText(around)
        # For screen readers: the keyboard stays in the line.
        self.edit.setAccessibleDescription(", ".join(filter(None, (shown, around))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use shorter labels when the bar is narrow."""
        super().resizeEvent(event)
        roomy = event.size().width() >= _ROOMY
        self.whole.setText("&Whole words" if roomy else "&Words")
        self.case.setText("Match &case" if roomy else "&Case")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the next match on Enter, the previous on Shift+Enter; or press a button."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focused = self.focusWidget()
            if isinstance(focused, QAbstractButton) and not focused.isCheckable():
                focused.click()
                return
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _set_words(self, words: str) -> None:
        """Set the words without starting a search."""
        self._writing = True
        self.edit.setText(words)
        self._writing = False

    def _typed(self) -> None:
        if not self._writing:
            self.changed.emit()

    def _step(self) -> None:
        self.stepped.emit(1)

    def _step_back(self) -> None:
        self.stepped.emit(-1)


def _toggle(name: str, parent: QWidget) -> QCheckBox:
    toggle = QCheckBox(name, parent)
    toggle.setAccessibleName(name)
    toggle.setToolTip(tip_text(name))
    toggle.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return toggle
