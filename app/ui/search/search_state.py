"""The state of the search page: what is asked, how it was answered, and how lists were left."""

from dataclasses import dataclass, field
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.search.kinds import HitKind
from app.core.search.query.query_text import TypedFilter, typed_filters, with_filter, without_filter
from app.core.search.results.results import Results
from app.core.settings import Settings
from app.ui.search import search_history
from app.ui.search.facet_values import FacetValue, Key, key_of
from app.ui.search.result_list import ListState
from app.ui.session.session import Session

_EACH_KIND: Final = 12
# How long after the last key the question is asked.
_ASK_AFTER_MS: Final = 25
# How many searches can be gone back to as they were left.
_MOST_LEFT: Final = 20


@dataclass(slots=True)
class _Question:
    """What is asked beside the words: similar words too, more of some kinds than usual.

    `place` is how the list of its results was left: its scroll, its current and picked hits.
    """

    similar: bool = True
    more: dict[HitKind, int] = field(default_factory=dict)
    place: ListState | None = None


class SearchState(QObject):
    """Asks the session's search and keeps the answer; a newer question replaces an older one.

    Signals:
        words_changed(): other words are asked for, with other filters.
        answered(bool): `answer` is new; whether the question is the one of the answer before.
        emptied(): there are no words any more, and so no answer.
    """

    words_changed = Signal()
    answered = Signal(bool)
    emptied = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._words = ""
        self._filters: tuple[TypedFilter, ...] = ()
        self._question = _Question()
        self._left: dict[str, _Question] = {}
        self._asked = 0
        # The next answer is to the same question: the list stays where it is.
        self._same = False
        self._own_words = session.preferences.current.own_words
        self._answer: Results | None = None
        self._soon = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        self._soon.timeout.connect(self.ask)
        session.search.answered.connect(self._take_answer)
        session.preferences.changed.connect(self._settings_changed)

    # What is asked and answered

    @property
    def words(self) -> str:
        """The words in the search box, filters included."""
        return self._words

    @property
    def filters(self) -> tuple[TypedFilter, ...]:
        """The filters among the words."""
        return self._filters

    @property
    def active_keys(self) -> set[Key]:
        """What the filters limit the results to."""
        return {key_of(one) for one in self._filters}

    @property
    def similar(self) -> bool:
        """Whether similar words are looked for too."""
        return self._question.similar

    @property
    def saved(self) -> bool:
        """Whether this search is among the saved ones."""
        return search_history.is_saved(self._session, self._words)

    @property
    def answer(self) -> Results | None:
        """The answer to the question asked last that has one."""
        return self._answer

    @property
    def place(self) -> ListState | None:
        """How the list of these results was left, None if it never was."""
        return self._question.place

    @property
    def asked(self) -> int:
        """The number of the question that is open or answered; 0 when nothing is asked."""
        return self._asked

    @property
    def waiting(self) -> bool:
        """Whether the words were typed a moment ago and are not asked for yet."""
        return self._soon.isActive()

    # Asking

    def search(self, words: str) -> None:
        """Ask for these words soon."""
        if words != self._words:
            self._question = _Question(similar=self._question.similar)
            self._same = False
        self._take_words(words)
        if words.strip():
            self._soon.start()
            return
        self._soon.stop()
        # An answer that is still on its way has no question any more.
        self._asked = 0
        self._answer = None
        self._question = _Question()
        self.emptied.emit()

    def come_back(self, words: str) -> None:
        """Ask for these words again, in the way and with the list in which they were left."""
        if words == self._words:
            return
        self._question = self._left.get(words, _Question())
        self._same = False
        if words.strip():
            self._take_words(words)
            self.ask()
        else:
            self.search(words)

    def leave(self, place: ListState) -> None:
        """Keep how the results of these words are left."""
        if self._answer is None:
            return
        self._question.place = place
        self._left.pop(self._words, None)
        self._left[self._words] = self._question
        while len(self._left) > _MOST_LEFT:
            del self._left[next(iter(self._left))]

    def ask(self) -> None:
        """Ask at once, or once more what was asked before."""
        if not self._words.strip():
            return
        self._soon.stop()
        self._asked = self._session.search.ask(
            self._words, _EACH_KIND, forgiving=self._question.similar, more=self._question.more
        )

    def show_more(self, kind: HitKind, wanted: int) -> None:
        """Ask for this many results of a kind."""
        self._question.more[kind] = wanted
        self.ask()

    def allow_similar(self, similar: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Look for similar words too, or only for the words as they were typed."""
        self._question.similar = similar
        self.ask()

    # Other words

    def narrowed(self, value: FacetValue) -> str:
        """Return the words with a facet's value as a filter, or without it if it is one already."""
        in_force = [one for one in self._filters if key_of(one) == value.key]
        if in_force:
            return self.without(in_force[-1])
        words = self._words
        if value.field == "date":
            # There is one span of time: another one takes its place.
            for one in reversed([one for one in self._filters if one.name == "date"]):
                words = without_filter(words, one)
        return with_filter(words, value.filter, self._session.workspace.syllabus)

    def without(self, one: TypedFilter) -> str:
        """Return the words without a filter."""
        return without_filter(self._words, one)

    # Saved searches

    def remember(self) -> None:
        """Keep this search among the recent ones."""
        search_history.remember(self._session, self._words)

    def save(self, saved: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Keep this search among the saved ones, or take it out."""
        search_history.save(self._session, self._words, saved=saved)

    # Inside

    def _take_words(self, words: str) -> None:
        self._words = words
        self._filters = typed_filters(words, self._session.workspace.syllabus)
        self.words_changed.emit()

    def _take_answer(self, number: int, results: Results) -> None:
        if number == self._asked:
            self._answer = results
            same, self._same = self._same, True
            self.answered.emit(same)

    def _settings_changed(self, settings: Settings) -> None:
        if settings.own_words != self._own_words:
            self._own_words = settings.own_words
            self.ask()
