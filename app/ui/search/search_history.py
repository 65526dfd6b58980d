"""The recent searches and the saved ones."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.ui.qt.plain_text import PlainLabel
from app.ui.qt.weak_slot import weak_slot
from app.ui.search.roving_focus import RovingFocus
from app.ui.search.row_button import RowButton
from app.ui.session.session import Session
from app.ui.style.icons import pixmap
from app.ui.style.theme import ThemeColours
from app.ui.widgets.empty_state import centred

MAX_RECENT: Final = 8
_MAX_SAVED: Final = 30
_WIDTH: Final = 460
_INVITATION: Final = (
    "Search your summaries, facts, highlights and notes at once. Part of the last word is enough."
    " “Exact words” in quotation marks, -without, subject:IR."
)


def is_saved(session: Session, words: str) -> bool:
    """Return whether a search is saved."""
    return _tidy(words) in session.preferences.current.saved_searches


def save(session: Session, words: str, *, saved: bool) -> None:
    """Save a search, or forget it."""
    words = _tidy(words)
    rest = tuple(one for one in session.preferences.current.saved_searches if one != words)
    kept = (words, *rest)[:_MAX_SAVED] if saved and words else rest
    session.preferences.change(saved_searches=kept)


def remember(session: Session, words: str) -> None:
    """Put a search first among the recent ones."""
    words = _tidy(words)
    if words:
        rest = (one for one in session.preferences.current.recent_searches if one != words)
        session.preferences.change(recent_searches=(words, *rest)[:MAX_RECENT])


def forget(session: Session, words: str) -> None:
    """Forget a recent search."""
    recent = session.preferences.current.recent_searches
    session.preferences.change(recent_searches=tuple(one for one in recent if one != words))


class SearchHistory(QWidget):
    """Lists the saved and recent searches, while the search box is empty.

    Signals:
        chosen(str): search for this again.
        left_at_top(): the reader walks up out of the lists.
    """

    chosen = Signal(str)
    left_at_top = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("searchStart")
        self._session = session
        self._colours: ThemeColours | None = None
        self._focus = RovingFocus()
        self._saved = _Part("Saved searches", self)
        self._recent = _Part("Recent searches", self)
        self._invitation = PlainLabel(_INVITATION, self)
        self._invitation.setObjectName("meta")
        self._invitation.setWordWrap(True)
        self._invitation.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        column = QWidget(self)
        column.setMaximumWidth(_WIDTH)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(12)
        self._sign = PlainLabel(column, alignment=Qt.AlignmentFlag.AlignCenter)
        for widget in (self._sign, self._invitation, self._saved, self._recent):
            inner.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 40, 24, 24)
        layout.addStretch(1)
        layout.addLayout(centred(column))
        layout.addStretch(3)
        for part, remove in ((self._saved, self._forget_saved), (self._recent, self._forget)):
            part.chosen.connect(self.chosen)
            part.removed.connect(remove)
            part.stepped.connect(self._step)
        session.preferences.changed.connect(self.refresh)
        self.refresh()

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self._colours = colours
        ratio = self.devicePixelRatioF()
        self._sign.setPixmap(pixmap("search", colours["muted"].name(), 40, ratio))
        self._saved.set_colours(colours, "star")
        self._recent.set_colours(colours, "clock")

    def refresh(self, *_: object) -> None:
        """Show the current searches."""
        kept = self._session.preferences.current
        self._saved.show_searches(kept.saved_searches)
        self._recent.show_searches(kept.recent_searches[:MAX_RECENT])
        self._focus.settle(self.rows())

    def rows(self) -> list[RowButton]:
        """Return the visible lines, from top to bottom."""
        return [*self._saved.shown(), *self._recent.shown()]

    def focus(self) -> bool:
        """Focus the first line; return False if there is none."""
        rows = self.rows()
        if rows:
            self._focus.take(rows[0])
        return bool(rows)

    # Inside

    def _step(self, by: int) -> None:
        if not self._focus.step(self.rows(), self.focusWidget(), by) and by < 0:
            self.left_at_top.emit()

    def _forget_saved(self, words: str) -> None:
        self._remove(words, saved=True)

    def _forget(self, words: str) -> None:
        self._remove(words, saved=False)

    def _remove(self, words: str, *, saved: bool) -> None:
        number = next((n for n, row in enumerate(self.rows()) if row.hasFocus()), None)
        if saved:
            save(self._session, words, saved=False)
        else:
            forget(self._session, words)
        rows = self.rows()
        if number is not None:
            if rows:
                self._focus.take(rows[min(number, len(rows) - 1)])
            else:
                self.left_at_top.emit()


class _Part(QWidget):
    """A heading and its searches.

    Signals:
        chosen(str), removed(str): one was pressed, or its cross.
        stepped(int): an arrow key.
    """

    chosen = Signal(str)
    removed = Signal(str)
    stepped = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        label = PlainLabel(name.upper(), self)
        label.setObjectName("groupLabel")
        label.setContentsMargins(8, 8, 0, 4)
        self._colours: ThemeColours | None = None
        self._sign = ""
        self._searches: tuple[str, ...] = ()
        self._rows: list[RowButton] = []
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(label)

    def set_colours(self, colours: ThemeColours, sign: str) -> None:
        """Draw in the colours of a theme, each line with an icon."""
        self._colours, self._sign = colours, sign
        for row in self._rows:
            row.set_colours(colours)
        self.show_searches(self._searches)

    def shown(self) -> list[RowButton]:
        """Return the visible lines."""
        return self._rows[: len(self._searches)]

    def show_searches(self, searches: tuple[str, ...]) -> None:
        """Show other searches."""
        self._searches = searches
        while len(self._rows) < len(searches):
            self._add_row()
        sign = None
        if self._colours is not None:
            ratio = self.devicePixelRatioF()
            colour = self._colours["accent" if self._sign == "star" else "muted"].name()
            sign = pixmap(self._sign, colour, 16, ratio, filled=self._sign == "star")
        for number, row in enumerate(self._rows):
            if number < len(searches):
                row.say(
                    searches[number], sign=sign, tip=f"{searches[number]}\nPress Del to forget it"
                )
            row.setVisible(number < len(searches))
        self.setVisible(bool(searches))

    def _add_row(self) -> None:
        row = RowButton(self, removable=True)
        if self._colours is not None:
            row.set_colours(self._colours)
        number = len(self._rows)
        row.clicked.connect(weak_slot(self._choose, number))
        row.removed.connect(weak_slot(self._remove, number))
        row.stepped.connect(self.stepped)
        self._layout.addWidget(row)
        self._rows.append(row)

    def _choose(self, number: int) -> None:
        self.chosen.emit(self._searches[number])

    def _remove(self, number: int) -> None:
        self.removed.emit(self._searches[number])


def _tidy(words: str) -> str:
    return " ".join(words.split())
