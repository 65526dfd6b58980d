"""How the window looks: its theme, and the size of the text."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from app.core.settings import Settings, Theme
from app.ui.actions import tint_actions
from app.ui.style.theme import ThemeColours, apply_theme, load_theme
from app.ui.window.history import PlaceKind
from app.ui.window.page_stack import PageStack
from app.ui.window.top_bar import BUTTONS


class Themed(Protocol):
    """A widget that draws itself in the colours of a theme."""

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in these colours from now on."""


class Appearance(QObject):
    """Draws the window as the settings say, and again when they change."""

    def __init__(
        self,
        settings: Settings,
        actions: dict[str, QAction],
        centre: PageStack,
        themed: Iterable[Themed],
        window: QObject,
    ) -> None:
        super().__init__(window)
        self._settings = settings
        self._actions = actions
        self._centre = centre
        self._themed = (centre, *themed)
        self._menu_theme: Theme | None = None

    def show_theme(self) -> None:
        """Draw everything in the colours of the theme in force."""
        colours = load_theme(self._settings.theme)
        tint_actions(self._actions, colours, only=BUTTONS)
        self._menu_theme = None
        for widget in self._themed:
            widget.set_colours(colours)

    def show_settings(self, settings: Settings) -> None:
        """Bring the window in line with changed settings."""
        before, self._settings = self._settings, settings
        if before.theme is not settings.theme:
            apply_theme(settings.theme)
            self.show_theme()
        elif self._centre.made(PlaceKind.SUMMARY) and (
            (before.text_size, before.measure) != (settings.text_size, settings.measure)
        ):
            self._centre.reader.redraw()

    def draw_menus(self) -> None:
        """Draw the icons that only menus show; it is done when the first of them opens."""
        theme = self._settings.theme
        if self._menu_theme is not theme:
            self._menu_theme = theme
            tint_actions(self._actions, load_theme(theme))
