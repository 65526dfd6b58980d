"""The bar at the top: back and forward, the search box, theme and settings."""

from typing import Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QMenu, QToolButton, QWidget

from app.core.settings import Theme
from app.ui.search.search_box import SearchBox
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.tab_order import tab_in_order

_THEME_ICONS = {Theme.LIGHT: "sun", Theme.SEPIA: "coffee", Theme.DARK: "moon"}


# The actions that have a button here.
BUTTONS: Final = (
    "toggle_library", "back", "forward", "paste_import", "settings", "toggle_notes",
)  # fmt: skip


class TopBar(QWidget):
    """Holds the search box and the few buttons that are always needed."""

    def __init__(self, actions: dict[str, QAction], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("topBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.search_box = SearchBox(self)
        self._theme = QToolButton(self, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self._theme.setToolTip("Light, sepia or dark")
        self._theme.setAccessibleName("Theme")
        self._theme.setIconSize(QSize(18, 18))
        menu = QMenu(self._theme)
        menu.addActions([actions["theme_light"], actions["theme_sepia"], actions["theme_dark"]])
        menu.addSeparator()
        menu.addActions([actions["larger"], actions["smaller"], actions["normal_size"]])
        self._theme.setMenu(menu)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(8, 6, 8, 6)
        layout.setSpacing(4)
        library, back, forward, paste, settings, notes = (
            self._button(actions[name]) for name in BUTTONS
        )
        for button in (library, back, forward):
            layout.addWidget(button)
        layout.addStretch(1)
        layout.addWidget(self.search_box, 4)
        layout.addStretch(1)
        for button in (paste, self._theme, settings, notes):
            layout.addWidget(button)
        tab_in_order(library, back, forward, self.search_box, paste, self._theme, settings, notes)

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self.search_box.set_colours(colours)
        self._theme.setIcon(icon(_THEME_ICONS[colours.theme], colours["muted"]))

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setIconSize(QSize(18, 18))
        button.setAccessibleName(action.iconText())
        return button
