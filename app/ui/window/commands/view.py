"""The commands of the menu View."""

from typing import Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from app.core.settings import Theme
from app.ui.session.preferences import Preferences
from app.ui.window.navigator import Navigator
from app.ui.window.side_panels import SidePanels

NORMAL_SIZE: Final = 18


class ViewCommands(QObject):
    """Go back and forward, show and hide panels, and choose how the text looks."""

    def __init__(
        self, window: QWidget, preferences: Preferences, navigator: Navigator, panels: SidePanels
    ) -> None:
        super().__init__(window)
        self._window = window
        self._preferences = preferences
        self._navigator = navigator
        self._panels = panels

    def do_back(self) -> None:
        """Go back to the previous place."""
        self._navigator.back()

    def do_forward(self) -> None:
        """Go forward again."""
        self._navigator.forward()

    def do_notebook(self) -> None:
        """Open the notebook."""
        self._navigator.open_notebook()

    def do_toggle_library(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Show or hide the left panel."""
        self._panels.wish_library(shown=shown)

    def do_toggle_notes(self, shown: bool) -> None:  # noqa: FBT001
        """Show or hide the right panel."""
        self._panels.wish_notes(shown=shown)

    def do_show_highlights(self, shown: bool) -> None:  # noqa: FBT001
        """Show or hide all highlights."""
        self._preferences.change(show_highlights=shown)

    def do_larger(self) -> None:
        """Make the text larger."""
        self._preferences.change(text_size=self._preferences.current.text_size + 1)

    def do_smaller(self) -> None:
        """Make the text smaller."""
        self._preferences.change(text_size=self._preferences.current.text_size - 1)

    def do_normal_size(self) -> None:
        """Show the text in its normal size."""
        self._preferences.change(text_size=NORMAL_SIZE)

    def do_theme_light(self) -> None:
        """Use the light theme."""
        self._preferences.change(theme=Theme.LIGHT)

    def do_theme_sepia(self) -> None:
        """Use the sepia theme."""
        self._preferences.change(theme=Theme.SEPIA)

    def do_theme_dark(self) -> None:
        """Use the dark theme."""
        self._preferences.change(theme=Theme.DARK)

    def do_full_screen(self, on: bool) -> None:  # noqa: FBT001
        """Fill the screen, or not."""
        # Nothing but this one state: a maximised window will be maximised again.
        full = Qt.WindowState.WindowFullScreen
        state = self._window.windowState()
        self._window.setWindowState(state | full if on else state & ~full)
