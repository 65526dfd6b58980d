"""The search page: the results for the words in the search box."""

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.core.search.query.query_text import TypedFilter
from app.core.search.results.results import Hit, Results
from app.ui.search.bulk_bar import BulkBar
from app.ui.search.facet_column import WIDTH, FacetColumn
from app.ui.search.facet_values import FacetValue, facet_values
from app.ui.search.filter_chips import FilterChips
from app.ui.search.result_header import ResultHeader
from app.ui.search.result_list import ResultList
from app.ui.search.search_history import SearchHistory
from app.ui.search.search_state import SearchState
from app.ui.session.session import Session
from app.ui.style.theme import ThemeColours
from app.ui.widgets.centre_page import CentrePage
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.tab_order import tab_in_order

_WIDTH: Final = 820
# On a narrower page the facets are a menu.
_ROOMY: Final = 760
_LIST, _EMPTY, _HISTORY = range(3)


class ResultsPage(CentrePage):
    """Shows search results, to be filtered, selected and opened.

    What is asked and answered is kept by `state`.

    Signals:
        hit_chosen(Hit, Marks): go there and frame the matches.
        words_wanted(str): put other words into the search box.
        box_wanted(): the focus goes back to the search box.
        own_words_wanted(): edit the reader's own words.
        act_wanted(str, list[Hit]): do this with the picked hits.
    """

    hit_chosen = Signal(object, object)
    words_wanted = Signal(str)
    box_wanted = Signal()
    own_words_wanted = Signal()
    act_wanted = Signal(str, object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.state = SearchState(session, self)
        self.head = ResultHeader(self)
        self.chips = FilterChips(session, self)
        self.facets = FacetColumn(self)
        self.list = ResultList(self)
        self.bar = BulkBar(self)
        self._empty = EmptyState("search", self)
        self.start = SearchHistory(session, self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._connect()
        self._invite()

    @property
    def answer(self) -> Results | None:
        """The answer that is shown, None while there is no question."""
        return self.state.answer

    @property
    def empty_sentence(self) -> str:
        """What is said when nothing was found."""
        return self._empty.sentence

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        for part in (self.head, self.chips, self.facets, self.list, self.bar, self.start):
            part.set_colours(colours)
        self._empty.set_colours(colours)

    def search(self, words: str) -> None:
        """Search for other words, after a short pause in typing."""
        if words != self.state.words and not self.isVisible():
            self.leave()
        self.state.search(words)

    def come_back(self, words: str) -> None:
        """Show the results for these words again, as they were left."""
        self.state.come_back(words)

    def leave(self) -> None:
        """Remember how these results are left."""
        self.state.leave(self.list.place())

    def remember(self) -> None:
        """Keep this search among the recent ones."""
        self.state.remember()

    def focus_results(self) -> None:
        """Focus the results, with one of them current."""
        if not self.state.words.strip() and self.start.focus():
            return
        if not self.list.on_stop():
            self.list.select_first()
        self.list.setFocus()

    def focus(self) -> None:
        """Take the focus."""
        self.focus_results()

    def choose(self, hit: Hit) -> None:
        """Open a hit, and keep the search among the recent ones."""
        if self.answer is not None:
            self.remember()
            self.leave()
            self.hit_chosen.emit(hit, self.answer.match_terms)

    def narrow(self, value: FacetValue) -> None:
        """Add the filter of a facet's value to the words, or remove it."""
        self.words_wanted.emit(self.state.narrowed(value))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the facets as a column if there is room, else as a menu."""
        super().resizeEvent(event)
        self._fit()

    # Inside: building

    def _lay_out(self) -> None:
        starts = QScrollArea(self)
        starts.setWidgetResizable(True)
        starts.setWidget(self.start)
        for widget in (self.list, self._empty, starts):
            self._stack.addWidget(widget)
        results = QVBoxLayout()
        results.setContentsMargins(0, 0, 0, 0)
        results.setSpacing(0)
        chips = QVBoxLayout()
        chips.setContentsMargins(16, 6, 8, 0)
        chips.addWidget(self.chips)
        results.addWidget(self.head)
        results.addLayout(chips)
        results.addWidget(self._stack, 1)
        results.addWidget(self.bar)
        column = QWidget(self)
        column.setMaximumWidth(_WIDTH + WIDTH)
        inner = QHBoxLayout(column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.facets)
        inner.addLayout(results, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(8, 0, 8, 0)
        outer.addStretch(1)
        outer.addWidget(column, 100)
        outer.addStretch(1)
        self._order_tabs()

    def _order_tabs(self) -> None:
        """Set the Tab order to the reading order; again whenever chips or lines were added."""
        head, bar = self.head, self.bar
        tab_in_order(
            head.star, head.narrow, head.similar, head.own_words, head.meant, *self.chips.stops,
            *self.facets.stops, self.list, *bar.buttons.values(), bar.cross,
        )  # fmt: skip

    def _connect(self) -> None:
        session, state = self._session, self.state
        state.words_changed.connect(self._words_changed)
        state.answered.connect(self._answered)
        state.emptied.connect(self._emptied)
        self.head.meant_taken.connect(self.words_wanted)
        self.head.save_toggled.connect(state.save)
        self.head.similar_toggled.connect(state.allow_similar)
        self.head.own_words_wanted.connect(self.own_words_wanted)
        self.head.narrow_opening.connect(self.facets.fill_menu)
        self.chips.removed.connect(self._widen)
        self.chips.focus_left.connect(self.focus_results)
        self.chips.rows_added.connect(self._order_tabs)
        self.facets.rows_added.connect(self._order_tabs)
        self.facets.chosen.connect(self.narrow)
        self.facets.focus_left.connect(self.focus_results)
        self.start.chosen.connect(self._search_again)
        self.start.left_at_top.connect(self.box_wanted)
        self.list.hit_chosen.connect(self.choose)
        self.list.more_wanted.connect(state.show_more)
        self.list.picked_changed.connect(self._show_picked)
        self.list.copy_wanted.connect(self._copy)
        self.list.left_at_top.connect(self.box_wanted)
        self.bar.action_chosen.connect(self._act)
        self.bar.cleared.connect(self._let_go)
        session.index.updated.connect(self._index_updated)
        session.preferences.changed.connect(self._show_saved)
        session.changes.colours_renamed.connect(self._show_facets)

    # Inside: the state has changed

    def _words_changed(self) -> None:
        self.chips.show_filters(self.state.filters)
        self._show_saved()
        self.head.show_similar(similar=self.state.similar)

    def _answered(self, same: bool) -> None:  # noqa: FBT001 - Qt's signal
        results = self.state.answer
        assert results is not None
        # An answer that grows comes several times: the list then stays where it is.
        self.list.show_results(results, self.list.place() if same else self.state.place)
        self.head.say(results)
        self._show_facets()
        self._stack.setCurrentIndex(_LIST if results.total else _EMPTY)
        if not results.total:
            words = "Nothing found. Try fewer words, the beginning of a word, or another spelling."
            limits = " Or remove a filter." if self.state.filters else ""
            exact = "" if self.state.similar else " Similar words are not included."
            self._empty.say(f"{words}{limits}{exact}")
        self._fit()

    def _emptied(self) -> None:
        self.list.results.clear()
        self.bar.hide()
        self._invite()

    def _index_updated(self) -> None:
        """Search again after the index was updated, if the results are visible."""
        if self.isVisible() and not self.state.waiting:
            self.state.ask()

    # Inside: the look of the page

    def _invite(self) -> None:
        self._stack.setCurrentIndex(_HISTORY)
        self._fit()

    def _fit(self) -> None:
        """Show header and facets if there is an answer, and room for them."""
        asked = self.answer is not None
        roomy = self.width() >= _ROOMY
        self.head.setVisible(asked)
        self.facets.setVisible(asked and roomy)
        self.head.show_narrow(shown=not roomy)

    def _show_saved(self, *_: object) -> None:
        self.head.show_saved(saved=self.state.saved)

    def _show_facets(self) -> None:
        if self.answer is not None:
            values = facet_values(self.answer.facets, self._session)
            self.facets.show_values(values, self.state.active_keys)

    def _show_picked(self) -> None:
        self.bar.show_picked(self.list.results.picked)

    # Inside: what the reader does

    def _widen(self, one: TypedFilter) -> None:
        self.words_wanted.emit(self.state.without(one))

    def _search_again(self, words: str) -> None:
        self.words_wanted.emit(words)
        self.remember()
        self.box_wanted.emit()

    def _act(self, name: str) -> None:
        self.act_wanted.emit(name, self.list.results.picked)

    def _copy(self) -> None:
        hits = self.list.results.picked or self.list.current_hits()
        if hits:
            self.act_wanted.emit("copy", hits)

    def _let_go(self) -> None:
        self.list.let_go()
        self.list.setFocus()
