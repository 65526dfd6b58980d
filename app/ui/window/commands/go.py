"""The commands of the menu Go."""

from PySide6.QtCore import QObject

from app.ui.widgets.centre_page import CentrePage
from app.ui.window.controllers.library_controller import LibraryController
from app.ui.window.controllers.palette_controller import PaletteController
from app.ui.window.history import PlaceKind
from app.ui.window.page_stack import PageStack
from app.ui.window.side_panels import SidePanels


class GoCommands(QObject):
    """Go to a summary, a panel, a part of the page."""

    def __init__(
        self,
        window: QObject,
        palette: PaletteController,
        library: LibraryController,
        panels: SidePanels,
        centre: PageStack,
    ) -> None:
        super().__init__(window)
        self._palette = palette
        self._library = library
        self._panels = panels
        self._centre = centre

    def do_palette(self) -> None:
        """Offer every summary, subject and command."""
        self._palette.open("")

    def do_command_palette(self) -> None:
        """Offer every command."""
        self._palette.open("> ")

    def do_focus_library(self) -> None:
        """Focus the list of summaries."""
        self._library.focus_list()

    def do_focus_page(self) -> None:
        """Focus the page."""
        page = self._centre.currentWidget()
        if isinstance(page, CentrePage):
            page.focus()

    def do_focus_notes(self) -> None:
        """Focus the notes."""
        self._panels.focus_notes()

    def do_first_fact(self) -> None:
        """Go to Facts and figures."""
        if reader := self._centre.shown_reader:
            reader.first_fact()

    def do_next_summary(self) -> None:
        """Open the next summary in the list."""
        self._step_list(1)

    def do_previous_summary(self) -> None:
        """Open the previous summary in the list."""
        self._step_list(-1)

    def go_to_section(self, number: int) -> None:
        """Go to a section of the page, counted from 0."""
        if reader := self._centre.shown_reader:
            reader.go_to_section(number)

    def _step_list(self, by: int) -> None:
        if self._centre.shown is PlaceKind.IMPORT:
            self._centre.importing.step(by)
        else:
            self._library.step(by)
