"""Going from match to match on the page: those of the find bar, or of a search."""

from PySide6.QtCore import QObject

from app.ui.reader.find_bar import FindBar
from app.ui.reader.page_view import PageView, find_all

Range = tuple[int, int]


class Finder(QObject):
    """Holds the matches that are framed on the page, and which of them is the current one."""

    def __init__(self, view: PageView, bar: FindBar) -> None:
        super().__init__(view)
        self._view = view
        self._bar = bar
        self._matches: list[Range] = []
        self._current = -1
        bar.changed.connect(self._find)
        bar.stepped.connect(self.step)
        bar.closed.connect(self.close)

    @property
    def active(self) -> bool:
        """Whether any match is framed."""
        return bool(self._matches)

    def open(self) -> None:
        """Open the find bar with what is selected."""
        selected = self._view.textCursor().selection().toPlainText().strip()
        self._bar.open("" if "\n" in selected else selected)
        self._find()

    def close(self) -> None:
        """Take the frames and the find bar away and go back to the page."""
        self._bar.hide()
        self.show([])
        self._view.setFocus()

    def show(self, matches: list[Range], position: int = 0, *, jump: bool = False) -> None:
        """Frame these matches; the first one from a position on becomes the current."""
        self._matches = matches
        following = (number for number, match in enumerate(matches) if match[0] >= position)
        self._current = next(following, 0 if matches else -1)
        self._announce(jump=jump)

    def step(self, step: int) -> None:
        """Go to the next or previous match, around the ends."""
        if self._matches:
            self._current = (self._current + step) % len(self._matches)
            self._announce(jump=True)

    def page_changed(self) -> None:
        """Look again after the page was laid out anew."""
        self._matches, self._current = [], -1
        if self._bar.isVisible():
            self._find()

    def _find(self) -> None:
        words = self._bar.words
        found = find_all(self._view.document(), words, self._bar.flags) if words else []
        self.show(found, self._view.first_visible_position(), jump=True)

    def _announce(self, *, jump: bool) -> None:
        current = self._matches[self._current] if self._matches else None
        self._view.set_matches(self._matches, current)
        self._bar.show_count(self._current + 1, len(self._matches))
        if current is not None and jump:
            self._view.jump(current[0])
