"""Showing something in the library panel, and the panel with it."""

from PySide6.QtCore import QObject

from app.ui.library.library_panel import LibraryPanel
from app.ui.window.navigator import Navigator
from app.ui.window.side_panels import SidePanels


class LibraryController(QObject):
    """Brings the library into sight for whoever asks for a subject, a topic or a list."""

    def __init__(
        self, library: LibraryPanel, panels: SidePanels, navigator: Navigator, window: QObject
    ) -> None:
        super().__init__(window)
        self._library = library
        self._panels = panels
        self._navigator = navigator

    def show_subject(self, subject_id: str) -> None:
        """List the summaries of a subject."""
        self._panels.wish_library(shown=True)
        self._library.show_subject(subject_id)

    def show_topic(self, subject_id: str, topic_id: str) -> None:
        """List the summaries of a topic."""
        self._panels.wish_library(shown=True)
        self._library.show_topic(subject_id, topic_id)

    def show_summaries(self, summary_ids: list[str]) -> None:
        """List these summaries and open the first."""
        self._panels.wish_library(shown=True)
        self._library.show_chosen(summary_ids)
        self._navigator.read_summary(self._library.list.rows.ids()[0])

    def focus_list(self) -> None:
        """Focus the list of summaries."""
        self._panels.wish_library(shown=True)
        self._library.focus_list()

    def step(self, by: int) -> None:
        """Open the next summary of the list, or with -1 the previous one."""
        self._library.list.step(by)
