"""Going from match to match on the page: those of the find bar, or those of a search.

The words of the find bar are looked for by a `MatchScan`, a stretch at a time; after each stretch
the matches found so far are framed, and as soon as it is certain which of them is the current one
(see `choose_match`) the page goes there. The matches of a search come complete from outside.
"""

from bisect import bisect_left

from PySide6.QtCore import QObject
from PySide6.QtGui import QTextCursor

from app.ui.reader.find_bar import FindBar
from app.ui.reader.match_scan import MOST_MATCHES, MatchScan, Range
from app.ui.reader.page.page_view import PageView

_NONE = -1
_FROM_TOP = "from the top"
_FROM_END = "from the end"


class FindController(QObject):
    """Holds the matches that are framed on the page, and which of them is the current one."""

    def __init__(self, view: PageView, bar: FindBar) -> None:
        super().__init__(view)
        self._view = view
        self._bar = bar
        self._matches: list[Range] = []
        self._current = _NONE
        # The matches are those of a search, not of the words in the bar.
        self._of_search = False
        # Where the current match is looked for, in which direction, and whether to go there.
        self._start = 0
        self._backward = False
        self._jump = False
        self._page_length = 0
        self._scan = MatchScan(self)
        self._scan.advanced.connect(self._take_found)
        bar.changed.connect(self._words_changed)
        bar.stepped.connect(self.step)
        bar.closed.connect(self._leave)

    @property
    def active(self) -> bool:
        """Whether any match is framed, or the bar waits for words."""
        return bool(self._matches) or not self._bar.isHidden()

    @property
    def scanning(self) -> bool:
        """Whether the page is still being searched."""
        return self._scan.running

    def open(self) -> None:
        """Open the find bar with what is selected; the first match in sight is the current one."""
        cursor = self._view.textCursor()
        selected = cursor.selection().toPlainText().strip()
        if "\n" in selected:
            selected = ""
        if selected:
            self._start = cursor.selectionStart()
        elif not self._matches:
            self._start = self._view.first_visible_position()
        self._bar.open(selected)
        if self._bar.words and (self._of_search or not self._matches or selected):
            self._find(jump=True)

    def close(self) -> None:
        """Remove the frames and hide the find bar."""
        self._scan.stop()
        self._of_search = False
        self._bar.dismiss()
        self._show([], _NONE)

    def show_search(self, matches: list[Range], position: int = 0, *, jump: bool = False) -> None:
        """Frame the matches of a search; the first one from a position on becomes the current."""
        self.close()
        if not matches:
            return
        self._of_search = True
        self._bar.show_search()
        from_here = (n for n, match in enumerate(matches) if match[0] >= position)
        self._show(matches, next(from_here, 0))
        if jump:
            self._view.bring(matches[self._current][0])

    def step(self, step: int) -> None:
        """Go to the next or previous match, wrapping around; without matches, search again."""
        if not self._matches:
            self._find_again(backward=step < 0)
            return
        number = self._current + step
        around = {-1: _FROM_END, len(self._matches): _FROM_TOP}.get(number, "")
        number %= len(self._matches)
        self._show(self._matches, number, around)
        self._start = self._matches[number][0]
        self._go_to(self._start)

    def page_changed(self, *, same: bool) -> None:
        """Frame the matches again on the same page, or find them on another one."""
        length = self._view.document().characterCount()
        if same and length == self._page_length:
            self._show(self._matches, self._current)
            return
        self._page_length, self._start = length, 0
        self._scan.forget_text()
        if self._of_search or self._bar.isHidden():
            self.close()
        else:
            self._find(jump=False)

    # Inside

    def _leave(self) -> None:
        """Close and go back to the page, with the current match selected."""
        match = self._matches[self._current] if self._matches else None
        self.close()
        if match is not None:
            cursor = self._view.textCursor()
            cursor.setPosition(match[0])
            cursor.setPosition(match[1], QTextCursor.MoveMode.KeepAnchor)
            self._view.setTextCursor(cursor)
        self._view.setFocus()

    def _words_changed(self) -> None:
        if self._bar.words or not self._of_search:
            self._find(jump=True)

    def _find_again(self, *, backward: bool) -> None:
        """Find the last words again, from the cursor."""
        if not self._bar.words:
            self.open()
            return
        cursor = self._view.textCursor()
        self._bar.show()
        self._start = cursor.selectionStart() if backward else cursor.selectionEnd()
        self._find(jump=True, backward=backward)

    def _find(self, *, jump: bool, backward: bool = False) -> None:
        """Find the words of the bar, and with `jump` go to the first match after the start."""
        self._scan.stop()
        self._of_search = False
        self._jump, self._backward = jump, backward
        self._show([], _NONE)
        if self._bar.words.strip():
            self._scan.start(self._view.document(), self._bar.wanted)

    def _take_found(self) -> None:
        """Show what is found so far, and go to the current match once it is known."""
        found = self._scan.found
        chosen = None
        if self._current == _NONE:
            chosen = choose_match(
                found, self._start, backward=self._backward, complete=not self._scan.running
            )
        if chosen is None:
            self._show(found, self._current)
            return
        number, around = chosen
        self._show(found, number, around)
        if self._jump:
            self._go_to(found[number][0])

    def _go_to(self, position: int) -> None:
        """Go to a match; a focused fact that does not contain it loses the focus."""
        self._view.bring(position)
        if self._view.focused_fact is None:
            return
        place, block = self._view.focused_place(), self._view.document().findBlock(position)
        if place is None or not place.start <= block.position() <= place.end:
            self._view.focus_fact(None)

    def _show(self, matches: list[Range], current: int, around: str = "") -> None:
        self._matches, self._current = matches, current
        self._view.set_matches(matches, matches[current] if current != _NONE else None)
        more = self._scan.running or len(matches) >= MOST_MATCHES
        self._bar.show_count(current + 1, len(matches), more=more, around=around)


def choose_match(
    matches: list[Range], start: int, *, backward: bool, complete: bool
) -> tuple[int, str] | None:
    """Return the number of the match to go to from `start`, and from which end it was reached.

    None while that is not known, because the matches are not `complete`: a nearer one may come.
    With matches at 10, 50 and 90:

    - forward from 40 it is 50, and that is known even if 90 is not found yet;
    - backward from 60 it is 50, and that is known once 90 is found, or nothing more can be;
    - forward from 95 it is 10, "from the top", once there can be no other behind 95;
    - backward from 5 it is 90, "from the end".
    """
    at = bisect_left(matches, (start, 0))
    if not matches or (at == len(matches) and not complete):
        return None
    if backward:
        return (at - 1, "") if at else (len(matches) - 1, _FROM_END)
    return (at, "") if at < len(matches) else (0, _FROM_TOP)
