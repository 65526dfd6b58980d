"""Moving anchors from one text of a summary to the next, by the difference between the two.

A passage follows its words. Where too few of them survive the highlight becomes an orphan, which
keeps its quote and is listed; a similar passage elsewhere that the old text had as well is not
taken for it.
"""

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Final

from app.core.notes.model import CONTEXT_LENGTH, Anchor

_WORD: Final = re.compile(r"\w+|[^\w\s]")
# This share of a passage's words must survive, and it may grow by this factor.
_SURVIVING: Final = 0.5
_GROWTH: Final = 2.5
# The cost of comparing texts is the number of pairs of equal words; beyond this many, made up to be
# slow, texts are not compared.
_MOST_PAIRS: Final = 20_000_000


class TextChange:
    """The difference between an old text and a new one; computed once, used for every anchor."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new
        self._old_words = list(_WORD.finditer(old))
        self._new_words = list(_WORD.finditer(new))
        self._kept = self._map(
            [word[0].casefold() for word in self._old_words],
            [word[0].casefold() for word in self._new_words],
        )

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
            return self._reappeared(anchor.quote)
        first_inside = bisect_right(self._old_words, anchor.start, key=re.Match.end)
        behind = bisect_left(self._old_words, anchor.end, key=re.Match.start)
        inside = range(first_inside, max(first_inside, behind))
        kept = [self._kept[number] for number in inside if number in self._kept]
        if inside and len(kept) >= len(inside) * _SURVIVING:
            first, last = self._new_words[min(kept)], self._new_words[max(kept)]
            if max(kept) - min(kept) + 1 <= len(inside) * _GROWTH:
                return first.start(), last.end()
        return self._moved(anchor.quote)

    def _moved(self, quote: str) -> tuple[int, int] | None:
        """Return where a passage went, if its words occur once here and at most once before."""
        start = self._new.find(quote)
        if start < 0 or self._new.find(quote, start + 1) >= 0 or self._old.count(quote) > 1:
            return None
        return start, start + len(quote)

    def _reappeared(self, quote: str) -> tuple[int, int] | None:
        """Return where an orphan's passage is back: it occurs once, and not in the old text."""
        if quote in self._old or self._new.count(quote) != 1:
            return None
        start = self._new.index(quote)
        return start, start + len(quote)

    @staticmethod
    def _map(old: list[str], new: list[str]) -> dict[int, int]:
        """Return which word of the old text is which of the new, for all that stayed in order.

        A single word that agrees amid changes is chance, unless it is close to an agreeing run.
        """
        count = Counter(new)
        if sum(count[word] for word in old) > _MOST_PAIRS:
            return {}
        blocks = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        kept: dict[int, int] = {}
        for before, block in pairwise([None, *blocks]):
            if block is None or not block.size:
                continue
            near = before is not None and block.a - (before.a + before.size) <= 4
            if block.size > 1 or near or block.a == 0:
                kept.update({block.a + n: block.b + n for n in range(block.size)})
        return kept
