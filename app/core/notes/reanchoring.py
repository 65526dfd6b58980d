"""Moving anchors from one text of a summary to the next, by the difference between the two.

A passage follows its words. Where too few of them survive the highlight becomes an orphan, which
keeps its quote and is listed; a similar passage elsewhere that the old text had as well is not
taken for it.
"""

from bisect import bisect_left, bisect_right
from dataclasses import replace
from itertools import accumulate
from re import Match
from typing import Final

from app.core.notes.alignment import Alignment
from app.core.notes.anchoring import occurrences
from app.core.notes.copies import Copies
from app.core.notes.model import CONTEXT_LENGTH, Anchor

# This share of a passage's characters must survive; and of all characters that survive or are
# marked then, this share must be both. With less, what stands between them outweighs them.
_SURVIVING: Final = 0.5
_AGREEMENT: Final = 0.4
# A passage in more parts than this is judged by the first of them.
_MOST_PARTS: Final = 400
# A passage that went somewhere alone is certain if it has so many characters, or so many of those
# around it went along.
_CERTAIN: Final = 60
_AROUND: Final = 40


class TextChange:
    """The difference between an old text and a new one; computed once, used for every anchor."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._words = Alignment(old, new)
        self._copies = Copies(self._words)
        lengths = (len(word[0]) for word in self._words.new_words)
        self._length = [0, *accumulate(lengths)]

    def reanchor(self, anchor: Anchor, revision_id: str) -> Anchor:
        """Return the anchor in the new text of one in the old, an orphan if its passage is gone."""
        place = self._place(anchor)
        if place is None:
            return replace(anchor, revision_id=revision_id, start=None)
        start, end = place
        return replace(
            anchor,
            revision_id=revision_id,
            start=start,
            quote=self._new[start:end],
            prefix=self._new[max(0, start - CONTEXT_LENGTH) : start],
            suffix=self._new[end : end + CONTEXT_LENGTH],
        )

    def _place(self, anchor: Anchor) -> tuple[int, int] | None:
        if anchor.start is None:
            return self._reappeared(anchor)
        return self._followed(anchor, anchor.start, anchor.end)

    def _followed(self, anchor: Anchor, start: int, end: int) -> tuple[int, int] | None:
        """Return where most of a passage's words are together now, None also when in doubt.

        Words that went elsewhere, with a neighbouring paragraph for example, are left behind.
        """
        words = self._words
        first = bisect_right(words.old_words, start, key=Match.end)
        behind = max(first, bisect_left(words.old_words, end, key=Match.start))
        inside = range(first, behind)
        if not inside:
            return self._moved(anchor)
        size = sum(len(words.old_words[number][0]) for number in inside)
        kept = sorted(
            (words.new_of[number], len(words.old_words[number][0]))
            for number in inside
            if words.new_of[number] >= 0
        )
        best = self._densest(kept, size)
        if best is None:
            best = self._copies.moved(first, behind)
            if best is None:
                return self._moved(anchor)
        else:
            best = self._copies.settled((first, behind), best)
            if best is None:
                return None
        begin, stop = words.new_words[best[0]], words.new_words[best[1]]
        return self._to_the_letter(begin, stop, (start, end), (first, behind - 1))

    def _densest(self, kept: list[tuple[int, int]], size: int) -> tuple[int, int] | None:
        """Return the first and last new word of the part that agrees best with a passage.

        A sentence that was put into a passage is within it, unless it outweighs what is beyond.
        """
        parts: list[list[int]] = []
        for place, length in kept:
            if parts and place == parts[-1][1] + 1:
                parts[-1][1:] = [place, parts[-1][2] + length]
            else:
                parts.append([place, place, length])
        best, found = _AGREEMENT, None
        alive = sum(length for _, length in kept)
        for number, (first, _, _) in enumerate(parts[:_MOST_PARTS]):
            total = 0
            for _, last, length in parts[number:_MOST_PARTS]:
                total += length
                span = self._length[last + 1] - self._length[first]
                agreement = total / max(1, span + alive - total)
                if total >= size * _SURVIVING and agreement > best:
                    best, found = agreement, (first, last)
        return found

    def _to_the_letter(
        self,
        begin: Match[str],
        stop: Match[str],
        passage: tuple[int, int],
        ends: tuple[int, int],
    ) -> tuple[int, int]:
        """Return a place in letters: a passage that began or ended inside a word still does."""
        first, last = (self._words.old_words[number] for number in ends)
        start, end = begin.start(), stop.end()
        if first[0].casefold() == begin[0].casefold() and passage[0] > first.start():
            start += passage[0] - first.start()
        if last[0].casefold() == stop[0].casefold() and passage[1] < last.end():
            end -= last.end() - passage[1]
        return (start, end) if start < end else (begin.start(), stop.end())

    def _moved(self, anchor: Anchor) -> tuple[int, int] | None:
        """Return where a passage went alone: to words that are new, with its surroundings."""
        if self._old.count(anchor.quote) > 1:
            return None
        places = [at for at in occurrences(self._new, anchor.quote) if self._is_new(anchor, at)]
        if len(places) != 1:
            return None
        certain = len(anchor.quote) >= _CERTAIN or self._surroundings(anchor, places[0]) >= _AROUND
        return (places[0], places[0] + len(anchor.quote)) if certain else None

    def _reappeared(self, anchor: Anchor) -> tuple[int, int] | None:
        """Return where an orphan's passage is back: in words that are new, at one place best."""
        whole = f"{anchor.prefix}{anchor.quote}{anchor.suffix}"
        if whole not in self._old and self._new.count(whole) == 1:
            # With all that was around it, wherever its words are thought to come from.
            start = self._new.index(whole) + len(anchor.prefix)
            return start, start + len(anchor.quote)
        places = [at for at in occurrences(self._new, anchor.quote) if self._is_new(anchor, at)]
        if not places:
            return None
        ranked = sorted((self._surroundings(anchor, at), at) for at in places)
        if len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]:
            return None
        around, start = ranked[-1]
        if self._new.count(anchor.quote) > 1 and around < _AROUND:
            return None
        return start, start + len(anchor.quote)

    def _is_new(self, anchor: Anchor, start: int) -> bool:
        """Return whether most words of a place are none of the old text's."""
        words = self._words
        first = bisect_right(words.new_words, start, key=Match.end)
        behind = bisect_left(words.new_words, start + len(anchor.quote), key=Match.start)
        old = sum(words.old_of[number] >= 0 for number in range(first, behind))
        return 2 * old < behind - first or first >= behind

    def _surroundings(self, anchor: Anchor, start: int) -> int:
        """Return how many characters around a place are those around the passage."""
        end = start + len(anchor.quote)
        before = self._new[max(0, start - len(anchor.prefix)) : start]
        behind = self._new[end : end + len(anchor.suffix)]
        return _agreeing(before[::-1], anchor.prefix[::-1]) + _agreeing(behind, anchor.suffix)


def _agreeing(one: str, other: str) -> int:
    """Return with how many equal characters two texts begin."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
