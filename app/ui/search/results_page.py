"""The search page: fills the centre with what was found for the words in the search box."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.search.kinds import HitKind
from app.core.search.query.query_text import TypedFilter, typed_filters, with_filter, without_filter
from app.core.search.results.results import Hit, Results
from app.core.settings import Settings
from app.ui.search import search_history as remembered
from app.ui.search.bulk_bar import PickedBar
from app.ui.search.facet_column import WIDTH, FacetColumn
from app.ui.search.facet_values import FacetValue, facet_values, key_of
from app.ui.search.filter_chips import FilterChips
from app.ui.search.result_header import SearchHead
from app.ui.search.result_list import ListState, ResultList
from app.ui.session.session import Session
from app.ui.style.theme import ThemeColours
from app.ui.widgets.centre_page import CentrePage
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.tab_order import tab_in_order

if TYPE_CHECKING:
    from collections.abc import Iterable

_EACH_KIND: Final = 12
# So long after the last key is the question asked.
_ASK_AFTER_MS: Final = 25
_WIDTH: Final = 820
# On a narrower page the facets are a menu.
_ROOMY: Final = 760
# So many searches are come back to as they were left.
_KEPT: Final = 20


@dataclass(slots=True)
class _Asked:
    """What is asked beside the words, and how the list was left."""

    similar: bool = True
    more: dict[HitKind, int] = field(default_factory=dict)
    state: ListState | None = None


class ResultsPage(CentrePage):
    """Asks the session's search and shows its answers; a newer question drops the older one.

    Signals:
        hit_chosen(Hit, Marks): go there and frame the matches.
        words_wanted(str): put other words into the search box.
        box_wanted(): the keyboard goes back to the search box.
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
        self._words = ""
        self._filters: tuple[TypedFilter, ...] = ()
        self._question = _Asked()
        self._left: dict[str, _Asked] = {}
        self._asked = 0
        # The next answer is to the same question: the list stays where it is.
        self._stay = False
        self._own_words = session.preferences.current.own_words
        self.answer: Results | None = None
        self.head = SearchHead(self)
        self.chips = FilterChips(session, self)
        self.facets = FacetColumn(self)
        self.list = ResultList(self)
        self.bar = PickedBar(self)
        self._empty = EmptyState("search", self)
        self.start = remembered.RememberedSearches(session, self)
        self._stack = QStackedWidget(self)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        self._soon.timeout.connect(self._ask)
        self._connect()
        self._invite()

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        for part in (self.head, self.chips, self.facets, self.list, self.bar, self.start):
            part.set_colours(colours)
        self._empty.set_colours(colours)

    def search(self, words: str) -> None:
        """Look for other words soon."""
        if words != self._words:
            if not self.isVisible():
                self.leave()
            self._question = _Asked(similar=self._question.similar)
            self._stay = False
        self._take(words)
        if words.strip():
            self._soon.start()
        else:
            self._soon.stop()
            # An answer that is still on its way has no question any more.
            self._asked = 0
            self.answer = None
            self.list.results.clear()
            self.bar.hide()
            self._question = _Asked()
            self._invite()

    def come_back(self, words: str) -> None:
        """Show the results of these words again, as they were left."""
        if words == self._words:
            return
        self._question = self._left.get(words, _Asked())
        self._stay = False
        self._take(words)
        if words.strip():
            self._ask()
        else:
            self.search(words)

    def leave(self) -> None:
        """Keep how these results are left."""
        if self.answer is not None:
            self._question.state = self.list.place()
            self._left.pop(self._words, None)
            self._left[self._words] = self._question
            while len(self._left) > _KEPT:
                del self._left[next(iter(self._left))]

    def remember(self) -> None:
        """Keep this search among the recent ones: it was meant."""
        remembered.remember(self._session, self._words)

    def focus_results(self) -> None:
        """Give the results the keyboard, with one of them marked."""
        if not self._words.strip() and self.start.focus():
            return
        if not self.list.on_stop():
            self.list.select_first()
        self.list.setFocus()

    def focus(self) -> None:
        """Take the keyboard."""
        self.focus_results()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the facets as a column where there is room, else as a menu."""
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
        """Let Tab go through the page as it is read, once more when chips or lines were made."""
        head, bar = self.head, self.bar
        tab_in_order(
            head.star, head.narrow, head.similar, head.own_words, head.meant, *self.chips.stops,
            *self.facets.stops, self.list, *bar.buttons.values(), bar.cross,
        )  # fmt: skip

    def _connect(self) -> None:
        session = self._session
        self.head.meant_taken.connect(self.words_wanted)
        self.head.save_toggled.connect(self._save)
        self.head.similar_toggled.connect(self._allow_similar)
        self.head.own_words_wanted.connect(self.own_words_wanted)
        self.head.narrow_opening.connect(self._fill_menu)
        self.chips.removed.connect(self._widen)
        self.chips.focus_left.connect(self.focus_results)
        self.chips.rows_added.connect(self._order_tabs)
        self.facets.rows_added.connect(self._order_tabs)
        self.facets.chosen.connect(self._narrow)
        self.facets.focus_left.connect(self.focus_results)
        self.start.chosen.connect(self._search_again)
        self.start.left_at_top.connect(self.box_wanted)
        self.list.hit_chosen.connect(self._choose)
        self.list.more_wanted.connect(self._show_more)
        self.list.picked_changed.connect(self._show_picked)
        self.list.copy_wanted.connect(self._copy)
        self.list.left_at_top.connect(self.box_wanted)
        self.bar.action_chosen.connect(self._act)
        self.bar.cleared.connect(self._let_go)
        session.search.answered.connect(self._answered)
        session.index.updated.connect(self._index_updated)
        session.preferences.changed.connect(self._settings_changed)
        session.changes.colours_renamed.connect(self._show_facets)

    # Inside: asking

    def _take(self, words: str) -> None:
        self._words = words
        self._filters = typed_filters(words, self._session.workspace.syllabus)
        self.chips.show_filters(self._filters)
        self.head.show_saved(saved=remembered.is_saved(self._session, words))
        self.head.show_similar(similar=self._question.similar)

    def _ask(self) -> None:
        self._soon.stop()
        if self._words.strip():
            question = self._question
            self._asked = self._session.search.ask(
                self._words, _EACH_KIND, forgiving=question.similar, more=question.more
            )

    def _ask_again(self) -> None:
        """Ask the same once more; the list stays where it is."""
        if self._words.strip():
            self._ask()

    def _answered(self, number: int, results: Results) -> None:
        if number != self._asked:
            return
        self.answer = results
        self.list.show_results(results, self.list.place() if self._stay else self._question.state)
        # An answer that grows comes several times.
        self._stay = True
        self.head.say(results)
        self._show_facets()
        self._stack.setCurrentIndex(0 if results.total else 1)
        if not results.total:
            words = "Nothing found. Try fewer words, the beginning of a word, or another spelling."
            limits = " Or take a limit away." if self._filters else ""
            exact = "" if self._question.similar else " Similar words are off."
            self._empty.say(f"{words}{limits}{exact}")
        self._fit()

    def _index_updated(self) -> None:
        """Show at once what was just indexed, while the reader looks at the results."""
        if self.isVisible() and not self._soon.isActive():
            self._ask_again()

    def _settings_changed(self, settings: Settings) -> None:
        self.head.show_saved(saved=remembered.is_saved(self._session, self._words))
        if settings.own_words != self._own_words:
            self._own_words = settings.own_words
            self._ask_again()

    def _invite(self) -> None:
        self._stack.setCurrentIndex(2)
        self._fit()

    # Inside: the look of the page

    def _fit(self) -> None:
        """Show head and facets as far as there is a question, and room."""
        asked = self.answer is not None
        roomy = self.width() >= _ROOMY
        self.head.setVisible(asked)
        self.facets.setVisible(asked and roomy)
        self.head.show_narrow(shown=not roomy)

    def _show_facets(self) -> None:
        if self.answer is not None:
            values = facet_values(self.answer.facets, self._session)
            self.facets.show_values(values, {key_of(one) for one in self._filters})

    def _fill_menu(self, menu: QMenu) -> None:
        self.facets.fill_menu(menu)

    def _show_picked(self) -> None:
        self.bar.show_picked(self.list.results.picked)

    # Inside: what the reader does

    def _choose(self, hit: Hit) -> None:
        if self.answer is not None:
            self.remember()
            self.leave()
            self.hit_chosen.emit(hit, self.answer.match_terms)

    def _narrow(self, value: FacetValue) -> None:
        """Take a facet's value into the words, or out of them."""
        in_force = [one for one in self._filters if key_of(one) == value.key]
        if in_force:
            self._widen(in_force[-1])
            return
        words = self._words
        if value.field == "date":
            # There is one span of time: another one takes its place.
            for one in reversed([one for one in self._filters if one.name == "date"]):
                words = without_filter(words, one)
        syllabus = self._session.workspace.syllabus
        self.words_wanted.emit(with_filter(words, value.filter, syllabus))

    def _widen(self, one: TypedFilter) -> None:
        self.words_wanted.emit(without_filter(self._words, one))

    def _search_again(self, words: str) -> None:
        self.words_wanted.emit(words)
        self.remember()
        self.box_wanted.emit()

    def _show_more(self, kind: HitKind, wanted: int) -> None:
        self._question.more[kind] = wanted
        self._ask_again()

    def _allow_similar(self, similar: bool) -> None:  # noqa: FBT001 - Qt's signal
        self._question.similar = similar
        self._ask_again()

    def _save(self, saved: bool) -> None:  # noqa: FBT001 - Qt's signal
        remembered.save(self._session, self._words, saved=saved)

    def _act(self, name: str) -> None:
        self.act_wanted.emit(name, self.list.results.picked)

    def _copy(self) -> None:
        hits = self.list.results.picked or self._current()
        if hits:
            self.act_wanted.emit("copy", hits)

    def _current(self) -> "list[Hit]":
        row = self.list.currentIndex().row()
        rows: Iterable[object] = [self.list.results.row(row)] if row >= 0 else []
        return [hit for hit in rows if isinstance(hit, Hit)]

    def _let_go(self) -> None:
        self.list.let_go()
        self.list.setFocus()
