"""Connects the search box, the search page and what is done with the results."""

from PySide6.QtCore import QObject

from app.ui.search.search_box import SearchBox
from app.ui.session.session import Session
from app.ui.window.commands.commands import Commands
from app.ui.window.controllers.result_actions import ResultActions
from app.ui.window.history import PlaceKind
from app.ui.window.navigator import Navigator
from app.ui.window.page_stack import PageStack


class SearchController(QObject):
    """Keeps the words in the box and on the page the same, and moves the focus between them."""

    def __init__(
        self,
        box: SearchBox,
        session: Session,
        navigator: Navigator,
        centre: PageStack,
        commands: Commands,
        result_actions: ResultActions,
    ) -> None:
        super().__init__(box)
        self._box = box
        self._navigator = navigator
        self._centre = centre
        self._result_actions = result_actions
        self._commands = commands
        box.reached.connect(session.search.warm)
        box.textEdited.connect(navigator.open_search)
        box.results_wanted.connect(self._focus_results)
        box.entered.connect(self._remember)
        box.emptied.connect(self._emptied)
        box.focus_left.connect(self._leave)
        navigator.words_shown.connect(box.setText)

    def connect_page(self) -> None:
        """Connect the page when it has been made."""
        page = self._centre.results
        page.hit_chosen.connect(self._navigator.open_hit)
        page.words_wanted.connect(self._search_for)
        page.box_wanted.connect(self._commands.edit.do_search)
        page.own_words_wanted.connect(self._commands.edit.do_own_words)
        page.act_wanted.connect(self._result_actions.act)

    def search_for(self, words: str) -> None:
        """Search everything for these words, as if they were typed into the box with Enter."""
        self._search_for(words)
        self._focus_results()
        self._remember()

    # Inside

    def _focus_results(self) -> None:
        if self._centre.shown is not PlaceKind.SEARCH:
            self._navigator.open_search(self._box.text())
        self._centre.results.focus_results()

    def _remember(self) -> None:
        self._centre.results.remember()

    def _emptied(self) -> None:
        if self._centre.shown is PlaceKind.SEARCH:
            self._navigator.open_search("")

    def _leave(self) -> None:
        if self._centre.shown is PlaceKind.SEARCH:
            self._navigator.leave_page()
        self._commands.go.do_focus_page()

    def _search_for(self, words: str) -> None:
        self._box.setText(words)
        self._navigator.open_search(words)
