"""The search page: fills the centre with what was found for the words in the search box."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from app.core.search.results import Hit, Results
from app.ui.search.result_list import ResultList
from app.ui.session import Session
from app.ui.theme import Look
from app.ui.widgets.centre_page import CentrePage
from app.ui.widgets.empty_state import EmptyState

_EACH_KIND: Final = 12
# So long after the last key is the question asked.
_ASK_AFTER_MS: Final = 60
_WIDTH: Final = 820


class ResultsPage(CentrePage):
    """Asks the session's search and shows its answers; a newer question drops the older one.

    Signals:
        hit_chosen(Hit, Marks): go there and frame the matches.
        words_wanted(str): put other words into the search box.
        box_wanted(): the keyboard goes back to the search box.
    """

    hit_chosen = Signal(object, object)
    words_wanted = Signal(str)
    box_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._words = ""
        self._asked = 0
        self.answer: Results | None = None
        self._line = QLabel(self)
        self._line.setObjectName("meta")
        self._line.setWordWrap(True)
        self._meant = QPushButton(self)
        self._meant.setProperty("flat", True)  # noqa: FBT003
        self._meant.clicked.connect(self._take_meant)
        self._meant.hide()
        self._meant_words = ""
        self.list = ResultList(self)
        self._empty = EmptyState("search", self)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self._empty)
        self._lay_out()
        self._soon = QTimer(self, singleShot=True, interval=_ASK_AFTER_MS)
        self._soon.timeout.connect(self._ask)
        self.list.hit_chosen.connect(self._choose)
        self.list.left_at_top.connect(self.box_wanted)
        session.search.answered.connect(self._answered)
        session.index.updated.connect(self._index_updated)
        self._invite()

    def set_look(self, look: Look) -> None:
        """Draw in the colours of a theme."""
        self.list.set_look(look)
        self._empty.set_look(look)

    def search(self, words: str) -> None:
        """Look for other words soon."""
        self._words = words
        if words.strip():
            self._soon.start()
        else:
            self._soon.stop()
            # An answer that is still on its way has no question any more.
            self._asked = 0
            self.answer = None
            self.list.results.clear()
            self._invite()

    def focus_results(self) -> None:
        """Give the results the keyboard, with one of them marked."""
        if not self.list.on_hit():
            self.list.select_first()
        self.list.setFocus()

    def focus(self) -> None:
        """Take the keyboard."""
        self.focus_results()

    # Inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 0)
        head.addWidget(self._line, 1)
        head.addWidget(self._meant)
        column = QWidget(self)
        column.setMaximumWidth(_WIDTH)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addLayout(head)
        inner.addWidget(self._stack, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(8, 0, 8, 0)
        outer.addStretch(1)
        outer.addWidget(column, 100)
        outer.addStretch(1)

    def _ask(self) -> None:
        if self._words.strip():
            self._asked = self._session.search.ask(self._words, _EACH_KIND)

    def _answered(self, number: int, results: Results) -> None:
        if number != self._asked:
            return
        self.answer = results
        self.list.show_results(results)
        ignored = results.query.ignored
        left_out = f" · left out: {', '.join(ignored)}" if ignored else ""
        found = "1 result" if results.total == 1 else f"{results.total:,} results"
        likely = bool(results.hits) and all(hit.likely for hit in results.hits)
        meant = f" found for “{results.did_you_mean}”" if likely else ""
        plain = " · the search index is being made; other spellings come with it"
        self._line.setText(f"{found}{meant}{left_out}{plain if results.plain else ''}")
        self._meant_words = results.did_you_mean or ""
        self._meant.setText(f"Did you mean “{self._meant_words}”?")
        self._meant.setVisible(bool(self._meant_words))
        self._stack.setCurrentIndex(0 if results.total else 1)
        if not results.total:
            self._empty.say(
                "Nothing found. Try fewer words, the beginning of a word, or another spelling."
            )

    def _index_updated(self) -> None:
        """Show at once what was just indexed, while the reader looks at the results."""
        if self.isVisible() and self._words.strip():
            self._soon.start()

    def _invite(self) -> None:
        self._line.setText("")
        self._meant.hide()
        self._stack.setCurrentIndex(1)
        self._empty.say(
            "Search your summaries, facts, highlights and notes at once. The last word may be"
            " unfinished. “Exact words” in quotation marks, -without, subject:IR."
        )

    def _choose(self, hit: Hit) -> None:
        if self.answer is not None:
            self.hit_chosen.emit(hit, self.answer.marks)

    def _take_meant(self) -> None:
        self.words_wanted.emit(self._meant_words)
