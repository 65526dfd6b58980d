"""Going from match to match on the page: those of the find bar, or of a search."""

import time
from bisect import bisect_left
from collections.abc import Iterator
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QTextCursor

from app.core.search.page_find import FindableText
from app.ui.qt.utf16 import utf16_length
from app.ui.reader.find_bar import FindBar
from app.ui.reader.page.page_view import PageView

Range = tuple[int, int]

# So long may the window be kept by one stretch of the looking, in seconds.
_AT_ONCE: Final = 0.006
# More are not counted: nobody walks through them.
_MOST: Final = 10_000


class Finder(QObject):
    """Holds the matches that are framed on the page, and which of them is the current one."""

    def __init__(self, view: PageView, bar: FindBar) -> None:
        super().__init__(view)
        self._view = view
        self._bar = bar
        self._matches: list[Range] = []
        self._current = -1
        self._of_search = False
        # The first match from here on is the current one, or the one before it.
        self._from = 0
        self._back = False
        self._jump = False
        self._text: FindableText | None = None
        self._count = 0
        self._steps: Iterator[list[Range]] | None = None
        self._go_on = QTimer(self, singleShot=True, interval=0)
        self._go_on.timeout.connect(self._look_on)
        bar.changed.connect(self._words_changed)
        bar.stepped.connect(self.step)
        bar.closed.connect(self._leave)

    @property
    def active(self) -> bool:
        """Whether any match is framed, or the bar waits for words."""
        return bool(self._matches) or not self._bar.isHidden()

    def open(self) -> None:
        """Open the find bar with what is selected; the first match in sight is the current one."""
        cursor = self._view.textCursor()
        selected = cursor.selection().toPlainText().strip()
        if "\n" in selected:
            selected = ""
        if selected or not self._matches:
            self._from = (
                cursor.selectionStart() if selected else self._view.first_visible_position()
            )
        self._bar.open(selected)
        if self._bar.words and (self._of_search or not self._matches or selected):
            self._find(jump=True)

    def close(self) -> None:
        """Take the frames and the find bar away."""
        self._stop()
        self._of_search = False
        self._bar.dismiss()
        self._show([], -1)

    def show_search(self, matches: list[Range], position: int = 0, *, jump: bool = False) -> None:
        """Frame the matches of a search; the first one from a position on becomes the current."""
        self.close()
        if not matches:
            return
        self._of_search = True
        self._bar.show_search()
        self._show(matches, _first_from(matches, position))
        if jump:
            self._view.bring(matches[self._current][0])

    def step(self, step: int) -> None:
        """Go to the next or previous match, around the ends; without any, look once more."""
        if not self._matches:
            self._find_again(back=step < 0)
            return
        following = self._current + step
        around = {-1: "from the end", len(self._matches): "from the top"}.get(following, "")
        self._show(self._matches, following % len(self._matches), around)
        self._from = self._matches[self._current][0]
        self._bring(self._from)

    def page_changed(self, *, same: bool) -> None:
        """Frame the matches on the page laid out anew, or look for them on another one."""
        count = self._view.document().characterCount()
        if same and count == self._count:
            self._show(self._matches, self._current)
            return
        self._count, self._text, self._from = count, None, 0
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

    def _find_again(self, *, back: bool) -> None:
        """Go on with the words of the last time, from where the cursor is."""
        if not self._bar.words:
            self.open()
            return
        cursor = self._view.textCursor()
        self._bar.show()
        self._from = cursor.selectionStart() if back else cursor.selectionEnd()
        self._find(jump=True, back=back)

    def _find(self, *, jump: bool, back: bool = False) -> None:
        self._stop()
        self._of_search = False
        self._jump, self._back = jump, back
        self._show([], -1)
        if self._bar.words.strip():
            self._steps = self._all_matches()
            self._look_on()

    def _stop(self) -> None:
        self._go_on.stop()
        self._steps = None

    def _look_on(self) -> None:
        """Look for a short while, show what there is so far, and go on as soon as possible."""
        until = time.perf_counter() + _AT_ONCE
        found = list(self._matches)
        over = False
        while not over and time.perf_counter() < until:
            more = next(self._steps, None) if self._steps is not None else None
            found += more or ()
            over = more is None or len(found) >= _MOST
        if over:
            self._steps = None
        self._settle(found[:_MOST], over=over)
        if not over:
            self._go_on.start()

    def _settle(self, found: list[Range], *, over: bool) -> None:
        """Choose the current match as soon as it is known which one that is."""
        current, around = self._current, ""
        if current < 0 and found:
            at = bisect_left(found, (self._from, 0))
            if self._back and (over or at < len(found)):
                current = (at - 1) % len(found)
                around = "" if at else "from the end"
            elif at < len(found):
                current = at
            elif over:
                current, around = 0, "from the top"
        chosen = current != self._current
        self._show(found, current, around)
        if chosen and self._jump:
            self._bring(found[current][0])

    def _bring(self, position: int) -> None:
        """Go to a match; a fact that is left behind gives up the focus, and with it the keys."""
        self._view.bring(position)
        if self._view.focused_fact is None:
            return
        place, block = self._view.focused_place(), self._view.document().findBlock(position)
        if place is None or not place.start <= block.position() <= place.end:
            self._view.focus_fact(None)

    def _show(self, matches: list[Range], current: int, around: str = "") -> None:
        self._matches, self._current = matches, current
        self._view.set_matches(matches, matches[current] if current >= 0 else None)
        more = self._steps is not None or len(matches) >= _MOST
        self._bar.show_count(current + 1, len(matches), more=more, around=around)

    def _all_matches(self) -> Iterator[list[Range]]:
        """Yield the matches as positions of the document, which counts in UTF-16 units."""
        document = self._view.document()
        text = document.toRawText()
        if self._text is None:
            self._text = FindableText(text)
        pieces = self._text.matches(self._bar.wanted)
        if document.characterCount() - 1 == len(text):
            yield from pieces
            return
        behind = units = 0
        for piece in pieces:
            ranges = []
            for start, end in piece:
                begin = units + utf16_length(text[behind:start])
                units = begin + utf16_length(text[start:end])
                behind = end
                ranges.append((begin, units))
            yield ranges


def _first_from(matches: list[Range], position: int) -> int:
    """Return the number of the first match from a position on, else of the first of all."""
    return next((n for n, match in enumerate(matches) if match[0] >= position), 0)
