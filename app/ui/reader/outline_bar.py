"""The outline: the page's sections in a bar above it, with the reading state at the end."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QActionGroup, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QMenu,
    QToolButton,
    QWidget,
)

from app.core.library.model import ReadingState
from app.ui.qt.plain_text import menu_text, set_button_text, tip_text
from app.ui.qt.weak_slot import weak_slot
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.buttons import tool_button

_HEIGHT = 44
_STATES = {
    ReadingState.UNREAD: ("Unread", "circle-dot"),
    ReadingState.READING: ("Reading", "book-open"),
    ReadingState.DONE: ("Done", "circle-check"),
}


class OutlineBar(QWidget):
    """Shows which section is being read, and leads to the others.

    Signals:
        section_chosen(int): the section with this number, counted from 0.
        state_chosen(ReadingState): how far the reader has come.
        star_toggled(bool): the summary is to be starred or not.
    """

    section_chosen = Signal(int)
    state_chosen = Signal(object)
    star_toggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("outlineBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 4, 12, 4)
        self._layout.setSpacing(0)
        self._names: list[str] = []
        self.sections = QButtonGroup(self)
        self.sections.idClicked.connect(self.section_chosen)
        # Where the names do not fit side by side, one button shows the current and lists the rest.
        self._list = QToolButton(self, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._list.setAccessibleName("Sections")
        self._list.setToolTip("Go to a section (Alt+1 to Alt+9)")
        self._list.setMenu(QMenu(self._list))
        self._layout.addWidget(self._list)
        self._layout.addStretch(1)
        self.setFixedHeight(_HEIGHT)
        self._colours: ThemeColours | None = None
        self._state = QToolButton(self, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._state.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._state.setAccessibleName("Reading state")
        self._state.setToolTip("How far you have read (Ctrl+1, 2, 3)")
        menu = QMenu(self._state)
        group = QActionGroup(menu)
        self._choices = {}
        for state, (name, _) in _STATES.items():
            action = menu.addAction(menu_text(name))
            action.setCheckable(True)
            group.addAction(action)
            action.triggered.connect(weak_slot(self._choose_state, state))
            self._choices[state] = action
        self._state.setMenu(menu)
        self._star = tool_button(self, tip="Star this summary (Ctrl+D)", checkable=True)
        self._star.clicked.connect(self.star_toggled)
        for button in (self._state, self._star):
            button.setIconSize(QSize(18, 18))
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._layout.addWidget(button)

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw the icons in the colours of a theme."""
        self._colours = colours
        self._star.setIcon(icon("star", colours["muted"], colours["accent"]))
        for state, (_, name) in _STATES.items():
            self._choices[state].setIcon(icon(name, colours["muted"]))

    def set_sections(self, names: list[str]) -> None:
        """Show the sections of another page."""
        if names != self._names:
            self._names = names
            self._list.menu().clear()
            buttons = self.sections.buttons()
            for number, name in enumerate(names):
                key = f" (Alt+{number + 1})" if number < 9 else ""
                button = buttons[number] if number < len(buttons) else self._add_button(number)
                set_button_text(button, _short(name))
                button.setToolTip(tip_text(f"{name}{key}"))
                button.setAccessibleName(name)
                action = self._list.menu().addAction(menu_text(name))
                action.triggered.connect(weak_slot(self._choose_section, number))
        self._fit()

    def set_current(self, number: int) -> None:
        """Highlight the section that is being read."""
        button = self.sections.button(number)
        if button is not None:
            button.setChecked(True)
            self._list.setText(f"{button.text()}  ▾")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the names side by side only if they fit."""
        super().resizeEvent(event)
        self._fit()

    def set_state(self, state: ReadingState, *, starred: bool) -> None:
        """Show the reading state, and whether the summary is starred."""
        name, icon_name = _STATES[state]
        self._state.setText(name)
        self._choices[state].setChecked(True)
        if self._colours is not None:
            role = "accent" if state is ReadingState.DONE else "muted"
            self._state.setIcon(icon(icon_name, self._colours[role]))
        self._star.setChecked(starred)

    def _fit(self) -> None:
        buttons = self.sections.buttons()[: len(self._names)]
        for spare in self.sections.buttons()[len(self._names) :]:
            spare.hide()
        needed = sum(button.sizeHint().width() for button in buttons)
        others = self._state.sizeHint().width() + self._star.sizeHint().width() + 48
        wide = needed + others <= self.width()
        for button in buttons:
            button.setVisible(wide)
        self._list.setVisible(not wide and bool(buttons))

    def _add_button(self, number: int) -> QAbstractButton:
        button = tool_button(self, checkable=True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.sections.addButton(button, number)
        self._layout.insertWidget(number, button)
        return button

    def _choose_section(self, number: int) -> None:
        self.section_chosen.emit(number)

    def _choose_state(self, state: ReadingState) -> None:
        self.state_chosen.emit(state)


def _short(name: str) -> str:
    """Return a section's name, shortened to leave room for the others."""
    shorter = {
        "CSS subjects and topics": "Subjects",
        "Notes for beginners": "Beginners",
        "Facts and figures": "Facts",
    }
    return shorter.get(name, name if len(name) <= 16 else f"{name[:15].rstrip()}…")
