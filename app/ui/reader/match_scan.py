"""Looking for words in a long page a little at a time, so that the window stays responsive."""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QTextDocument

from app.core.search.page_find import FindableText, Wanted
from app.ui.background.time_sliced import TimeSliced
from app.ui.qt.utf16 import utf16_length

Range = tuple[int, int]

# More matches are not counted: nobody walks through them.
MOST_MATCHES: Final = 10_000
# How long one stretch of the scan may keep the window waiting, in seconds.
_STRETCH: Final = 0.006


class MatchScan(QObject):
    """Collects all matches of some words in a document, from beginning to end.

    `found` grows with every stretch. The first stretch is done at once, the others when the event
    loop is idle.

    Signals:
        advanced(): a stretch is done; when the scan is no longer running, it was the last one.
    """

    advanced = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: list[Range] = []
        self._text: FindableText | None = None
        self._slices = TimeSliced(_STRETCH, self)
        self._slices.sliced.connect(self._advance)

    @property
    def running(self) -> bool:
        """Whether there may be matches that are not found yet."""
        return self._slices.running

    def start(self, document: QTextDocument, wanted: Wanted) -> None:
        """Look for these words from the beginning of a document."""
        self.stop()
        self.found = []
        self._slices.start(self._batches_of(document, wanted), at_once=True)

    def stop(self) -> None:
        """Stop; what was found stays."""
        self._slices.stop()

    def forget_text(self) -> None:
        """Read the text again next time: it is another document's."""
        self._text = None

    def _advance(self, batches: list[list[Range]]) -> None:
        self.found = [*self.found, *chain.from_iterable(batches)][:MOST_MATCHES]
        if len(self.found) == MOST_MATCHES:
            self._slices.stop()
        self.advanced.emit()

    def _batches_of(self, document: QTextDocument, wanted: Wanted) -> Iterator[list[Range]]:
        """Yield matches as positions of the document, which counts in UTF-16 units."""
        text = document.toRawText()
        if self._text is None:
            self._text = FindableText(text)
        batches = self._text.matches(wanted)
        if document.characterCount() - 1 == len(text):
            # Every character is one unit: the numbers are the same.
            yield from batches
            return
        behind = units = 0
        for batch in batches:
            ranges = []
            for start, end in batch:
                begin = units + utf16_length(text[behind:start])
                units = begin + utf16_length(text[start:end])
                behind = end
                ranges.append((begin, units))
            yield ranges
