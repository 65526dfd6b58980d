"""Offsets in a page's text and positions in Qt's document: the one place that converts them.

Offsets count code points of the core's plain text; Qt's positions count UTF-16 units of the whole
document, title, headings and table borders included.
"""

from bisect import bisect_right
from dataclasses import dataclass

from app.ui.qt.utf16 import codepoint_length, utf16_length


@dataclass(frozen=True, slots=True)
class MappedSegment:
    """A stretch of the page's text that is unbroken in the document."""

    start: int
    text: str
    position: int

    @property
    def end(self) -> int:
        """The offset behind its last character."""
        return self.start + len(self.text)

    @property
    def end_position(self) -> int:
        """The position behind its last character."""
        return self.position + utf16_length(self.text)


class PositionMap:
    """Converts both ways. Segments are added in the order of the text."""

    def __init__(self) -> None:
        self._segments: list[MappedSegment] = []
        self._starts: list[int] = []
        self._positions: list[int] = []

    def add(self, start: int, text: str, position: int) -> None:
        """Record that `text`, at offset `start`, is at a position of the document."""
        self._segments.append(MappedSegment(start, text, position))
        self._starts.append(start)
        self._positions.append(position)

    def to_position(self, offset: int) -> int:
        """Return the position of an offset; one between segments goes to the nearer end."""
        number = max(bisect_right(self._starts, offset) - 1, 0)
        if not self._segments:
            return 0
        segment = self._segments[number]
        inside = max(0, min(offset, segment.end) - segment.start)
        return segment.position + utf16_length(segment.text[:inside])

    def to_offset(self, position: int, *, end: bool = False) -> int | None:
        """Return the offset of a position, None where the page has no text of its own.

        A position outside all segments (in a heading, say) goes to the start of the next one, or
        with `end` to the end of the one before.
        """
        if not self._segments:
            return None
        number = bisect_right(self._positions, position) - 1
        if number >= 0 and position <= self._segments[number].end_position:
            segment = self._segments[number]
            return segment.start + codepoint_length(segment.text, position - segment.position)
        if end:
            return self._segments[number].end if number >= 0 else None
        following = number + 1
        return self._segments[following].start if following < len(self._segments) else None

    def ranges(self, start: int, end: int) -> list[tuple[int, int]]:
        """Return the ranges of the document that show the text from `start` to `end`."""
        found: list[tuple[int, int]] = []
        number = max(bisect_right(self._starts, start) - 1, 0)
        for segment in self._segments[number:]:
            if segment.start >= end:
                break
            first, last = max(start, segment.start), min(end, segment.end)
            if first < last:
                begin = segment.position + utf16_length(segment.text[: first - segment.start])
                found.append(
                    (
                        begin,
                        begin
                        + utf16_length(segment.text[first - segment.start : last - segment.start]),
                    )
                )
        return found
