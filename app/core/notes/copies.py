"""Which of several copies of a passage is the reader's: the one whose surroundings are the same."""

import re
from collections import defaultdict
from functools import cached_property
from typing import Final

from rapidfuzz.distance import LCSseq

from app.core.notes.alignment import Alignment, begins_line

# So many words before and behind a passage are its surroundings.
_AROUND: Final = 40
# With this share of them in place, there is no need to look at copies.
_FIRM: Final = 0.8
# A copy has to be ahead by so many of the words around it to be preferred; with a lead smaller
# than this nobody can say which is which.
_LEAD: Final = 6
# A paragraph of fewer words is like others by chance; a longer one is followed anyway.
_SHORTEST, _LONGEST = 8, 60
# A passage that occurs more often than this is not looked for.
_MOST_COPIES: Final = 200


class Copies:
    """Compares the places at which the words of a passage stand in two texts."""

    def __init__(self, words: Alignment) -> None:
        self._words = words

    def settled(self, passage: tuple[int, int], place: tuple[int, int]) -> tuple[int, int] | None:
        """Return the first and last new word of a passage: `place`, or a copy that fits better.

        None if another copy fits as well, and none of the old text fits that one better. The
        passage is given by its first word and the one behind its last.
        """
        first, behind = passage
        words = self._words
        size = behind - first
        fit = self._fit(first, behind, place[0], place[1] + 1)
        most = min(_AROUND, first) + min(_AROUND, len(words.old_keys) - behind)
        if fit >= most * _FIRM:
            return place
        copies = self._places(self._new_places, words.new_keys, words.old_keys[first:behind])
        best, found = fit, place
        rival = -1
        for start in copies:
            if start <= place[1] and place[0] < start + size:
                continue
            other = self._fit(first, behind, start, start + size)
            if other <= fit - _LEAD or self._is_of_another(first, size, start, other):
                continue
            if other > best:
                best, rival, found = other, best, (start, start + size - 1)
            else:
                rival = max(rival, other)
        return found if rival < 0 or best - rival >= _LEAD else None

    def moved(self, first: int, behind: int) -> tuple[int, int] | None:
        """Return where a passage is that went along with a whole paragraph too short to follow.

        That is certain if the paragraph is there once, and is not another one of the old text.
        """
        old, new = self._words.old_keys, self._words.new_keys
        begin, end = self._paragraph(self._words.old_words, first, behind)
        if not _SHORTEST <= end - begin <= _LONGEST:
            return None
        whole = [
            start
            for start in self._places(self._new_places, new, old[begin:end])
            if self._paragraph(self._words.new_words, start, start + end - begin)
            == (start, start + end - begin)
            and self._words.old_of[start] < 0
        ]
        if len(whole) != 1:
            return None
        return whole[0] + first - begin, whole[0] + behind - begin - 1

    @staticmethod
    def _paragraph(words: list[re.Match[str]], first: int, behind: int) -> tuple[int, int]:
        """Return the first word, and the one behind the last, of the paragraphs of a passage."""
        begin, end = first, behind
        while not begins_line(words, begin) and first - begin < _LONGEST:
            begin -= 1
        while end < len(words) and not begins_line(words, end) and end - behind < _LONGEST:
            end += 1
        return begin, end

    def _is_of_another(self, first: int, size: int, start: int, fit: int) -> bool:
        """Return whether a copy in the new text is that of another place in the old one."""
        words = self._words
        was = {
            words.old_of[at] - (at - start)
            for at in range(start, start + size)
            if words.old_of[at] >= 0
        }
        return any(
            origin != first
            and origin >= 0
            and words.old_keys[origin : origin + size] == words.new_keys[start : start + size]
            and self._fit(origin, origin + size, start, start + size) > fit
            for origin in was
        )

    def _fit(self, first: int, behind: int, start: int, stop: int) -> int:
        """Return how many of the words around a passage are around a place, in order."""
        old, new = self._words.old_keys, self._words.new_keys
        before = LCSseq.similarity(
            old[max(0, first - _AROUND) : first], new[max(0, start - _AROUND) : start]
        )
        after = LCSseq.similarity(old[behind : behind + _AROUND], new[stop : stop + _AROUND])
        return int(before + after)

    @cached_property
    def _new_places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for at, word in enumerate(self._words.new_keys):
            places[word].append(at)
        return places

    @staticmethod
    def _places(index: dict[str, list[int]], words: list[str], run: list[str]) -> list[int]:
        """Return where a run of words stands, by its rarest word; nowhere if that is too often."""
        rarest = min(range(len(run)), key=lambda at: len(index.get(run[at], ())))
        at_all = index.get(run[rarest], [])
        if len(at_all) > _MOST_COPIES:
            return []
        starts = (at - rarest for at in at_all)
        return [at for at in starts if at >= 0 and words[at : at + len(run)] == run]
