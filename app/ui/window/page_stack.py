"""The centre of the window: one page at a time, each imported and made when first needed."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtWidgets import QStackedWidget, QWidget

from app.ui.session.session import Session
from app.ui.style.theme import ThemeColours, load_theme
from app.ui.widgets.centre_page import CentrePage
from app.ui.widgets.welcome_page import WelcomePage
from app.ui.window.history import PlaceKind

if TYPE_CHECKING:
    from app.ui.importing.import_page import ImportPage
    from app.ui.notes.notebook_page import NotebookPage
    from app.ui.reader.reader_pane import ReaderPane
    from app.ui.search.results_page import ResultsPage

PageT = TypeVar("PageT", bound=CentrePage)

_TITLES: Final = {
    PlaceKind.NOTEBOOK: "Notebook",
    PlaceKind.SEARCH: "Search",
    PlaceKind.IMPORT: "Import",
}


class PageStack(QStackedWidget):
    """Holds the pages. `on_created` is called with the kind of each new one, to connect it."""

    def __init__(self, session: Session, on_created: Callable[[PlaceKind], None]) -> None:
        super().__init__()
        self._session = session
        self._on_created = on_created
        self._colours: ThemeColours = load_theme(session.preferences.current.theme)
        self._pages: dict[PlaceKind, CentrePage] = {}
        self.setObjectName("centre")

    @property
    def reader(self) -> "ReaderPane":
        """The page on which a summary is read."""
        from app.ui.reader.reader_pane import ReaderPane

        return self._page(PlaceKind.SUMMARY, ReaderPane, lambda: ReaderPane(self._session, self))

    @property
    def shown_reader(self) -> "ReaderPane | None":
        """The page on which a summary is read, if it is on show."""
        return self.reader if self.shown is PlaceKind.SUMMARY else None

    @property
    def results(self) -> "ResultsPage":
        """The page with what a search found."""
        from app.ui.search.results_page import ResultsPage

        return self._page(PlaceKind.SEARCH, ResultsPage, lambda: ResultsPage(self._session, self))

    @property
    def notebook(self) -> "NotebookPage":
        """The page with all notes and highlights."""
        from app.ui.notes.notebook_page import NotebookPage

        return self._page(
            PlaceKind.NOTEBOOK, NotebookPage, lambda: NotebookPage(self._session, self)
        )

    @property
    def importing(self) -> "ImportPage":
        """The page on which drafts are reviewed."""
        from app.ui.importing.import_page import ImportPage

        return self._page(PlaceKind.IMPORT, ImportPage, lambda: ImportPage(self._session, self))

    @property
    def welcome(self) -> WelcomePage:
        """The page for when nothing is open."""
        return self._page(PlaceKind.WELCOME, WelcomePage, lambda: WelcomePage(self))

    @property
    def shown(self) -> PlaceKind:
        """Which page is open."""
        current = self.currentWidget()
        return next((k for k, page in self._pages.items() if page is current), PlaceKind.WELCOME)

    @property
    def title(self) -> str:
        """The name of the page that is open, '' where it has none."""
        reader = self.shown_reader
        return reader.title if reader else _TITLES.get(self.shown, "")

    def made(self, kind: PlaceKind) -> bool:
        """Return whether a page has been made yet."""
        return kind in self._pages

    def show_page(self, page: QWidget) -> None:
        """Show a page."""
        self.setCurrentWidget(page)

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw every page in the colours of another theme."""
        self._colours = colours
        for page in self._pages.values():
            page.set_colours(colours)

    def _page(self, kind: PlaceKind, page_type: type[PageT], make: Callable[[], PageT]) -> PageT:
        page = self._pages.get(kind)
        if page is None:
            page = self._pages[kind] = make()
            self.addWidget(page)
            # Else what it is given before it is shown would be laid out in a column of two letters.
            page.resize(self.size())
            if (inner := page.layout()) is not None:
                inner.activate()
            page.set_colours(self._colours)
            self._on_created(kind)
        assert isinstance(page, page_type)
        return page
