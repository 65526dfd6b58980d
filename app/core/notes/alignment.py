"""Which word of an old text is which of a new one, also where paragraphs have moved.

First long runs of words that occur once in either text are paired, wherever they are, and grown in
both directions: so a paragraph is followed to its new place, and of two copies the one between its
old neighbours is paired. What is left between two pairs is compared character by character.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from rapidfuzz.distance import Levenshtein

# What is written over, under or between letters and makes no new word: accents, vowel signs, soft
# hyphens, joiners, marks of direction.
_MARKS: Final = (
    r"\u00ad\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06ed"
    r"\u0900-\u0903\u093a-\u094f\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f"
)
# The signs with which Markdown prints words in bold are no words.
WORD: Final = re.compile(rf"[^\W_](?:[^\W_]|[{_MARKS}])*|[^\w\s*`{_MARKS}]")
_SILENT: Final = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufe0e\ufe0f]")
# Quotation marks and dashes that stand for one another.
_PLAIN: Final = {
    "“": '"',
    "”": '"',
    "„": '"',
    "«": '"',
    "»": '"',
    "‘": "'",
    "’": "'",
    "‚": "'",
    "`": "'",
    "‐": "-",
    "‑": "-",
    "‒": "-",
    "–": "-",
    "—": "-",
    "−": "-",
}

# Runs of so many words are looked for, the longest first.
_RUNS: Final = (48, 24, 12)
# A shorter one is a look-alike as likely as not, unless it is where its neighbours are.
_MOVED: Final = 24
# A line of fewer words, a heading perhaps, says little about what it is.
_LINE: Final = 6
# Fewer words than this beyond the edge of a paragraph may belong to its neighbour.
_DANGLING: Final = 12
# A word that changed is the same if this share of its characters is.
_ALIKE: Final = 0.6
# Gaps whose lengths multiply to more than this are too slow to compare.
_LARGEST_GAP: Final = 60_000_000


@dataclass(frozen=True, slots=True)
class _Run:
    """So many words, from `old` in the old text and from `new` in the new one."""

    old: int
    new: int
    size: int


class Alignment:
    """The pairs of words of two texts, made in time that grows with their length."""

    def __init__(self, old: str, new: str) -> None:
        self.old_words = list(WORD.finditer(old))
        self.new_words = list(WORD.finditer(new))
        self._old_text, self._new_text = old.casefold(), new.casefold()
        if len(self._old_text) != len(old) or len(self._new_text) != len(new):
            self._old_text, self._new_text = old, new
        self.old_keys = [_key(word[0]) for word in self.old_words]
        self.new_keys = [_key(word[0]) for word in self.new_words]
        self.new_of: list[int] = [-1] * len(self.old_keys)
        self.old_of: list[int] = [-1] * len(self.new_keys)
        self._pair_lines()
        self._pair_ends()
        for size in _RUNS:
            self._pair_runs(size)
        self._grow_again()
        for gap in list(self._gaps()):
            self._fill(*gap)

    def _pair(self, old: int, new: int) -> None:
        self.new_of[old] = new
        self.old_of[new] = old

    def _may_pair(self, old: int, new: int) -> bool:
        """Return whether two words are the same and neither is another one's."""
        same = self.old_keys[old] == self.new_keys[new]
        return same and self.new_of[old] in (-1, new) and self.old_of[new] in (-1, old)

    def _pair_ends(self) -> None:
        shorter = min(len(self.old_keys), len(self.new_keys))
        ends = len(self.old_keys), len(self.new_keys)
        head = 0
        while head < shorter and self._may_pair(head, head):
            head += 1
        tail = 0
        while tail < shorter - head and self._may_pair(ends[0] - 1 - tail, ends[1] - 1 - tail):
            tail += 1
        if head + tail < max(ends):
            for back in range(1, min(_DANGLING, head) + 1):
                if self._is_edge(head - back, head - back):
                    head -= back
                    break
            for back in range(min(_DANGLING, tail)):
                if self._is_edge(ends[0] - tail + back, ends[1] - tail + back):
                    tail -= back
                    break
        for at in range(head):
            self._pair(at, at)
        for back in range(1, tail + 1):
            self._pair(ends[0] - back, ends[1] - back)

    def _pair_lines(self) -> None:
        """Pair the whole lines that occur once in either text, wherever they are."""
        old = _single_lines(self.old_words, self.old_keys, self.new_of)
        new = _single_lines(self.new_words, self.new_keys, self.old_of)
        for line, place in old.items():
            there = new.get(line, -1)
            if place >= 0 and there >= 0 and self.new_of[place] < 0 and self.old_of[there] < 0:
                self._grow(place, there)

    def _pair_runs(self, size: int) -> None:
        """Pair the runs of so many words that are unpaired and occur once in either text."""
        old = _single_runs(self.old_keys, self.new_of, size)
        new = _single_runs(self.new_keys, self.old_of, size)
        near = self._neighbours() if size < _MOVED else None
        for run, place in old.items():
            there = new.get(run, -1)
            if near and place >= 0 and not near[0][place] <= there < near[1][place]:
                continue
            if place < 0 or there < 0:
                continue
            if self.new_of[place] < 0 and self.old_of[there] < 0:
                self._grow(place, there)

    def _neighbours(self) -> tuple[list[int], list[int]]:
        """Return between which new words each old one is expected: where its neighbours are."""
        after, before = [], [0] * len(self.old_keys)
        place = 0
        for new in self.new_of:
            place = new if new >= 0 else place
            after.append(place)
        place = len(self.new_keys)
        for number in range(len(self.old_keys) - 1, -1, -1):
            place = self.new_of[number] if self.new_of[number] >= 0 else place
            before[number] = place
        return after, before

    def _grow(self, old: int, new: int) -> None:
        """Pair two words and all around them that agree, by whole paragraphs.

        A few words beyond the edge of a paragraph are left to the paragraph that they begin or
        end: many begin alike, and the neighbour may be another one now.
        """
        last = self._extent(old, new, 1)
        first = self._extent(old, new, -1)
        for back in range(min(_DANGLING, last)):
            if self._is_edge(old + last - back, new + last - back):
                last -= back + 1
                break
        for back in range(min(_DANGLING, -first)):
            if self._is_edge(old + first + back + 1, new + first + back + 1):
                first += back + 1
                break
        for step in range(first, last + 1):
            self._pair(old + step, new + step)

    def _extent(self, old: int, new: int, step: int) -> int:
        """Return how far from two words, in steps of 1 or -1, everything agrees and is unpaired."""
        far = step
        while (
            0 <= old + far < len(self.old_keys)
            and 0 <= new + far < len(self.new_keys)
            and self.old_keys[old + far] == self.new_keys[new + far]
            and self.new_of[old + far] < 0
            and self.old_of[new + far] < 0
        ):
            far += step
        return far - step

    def _is_edge(self, old: int, new: int) -> bool:
        """Return whether a paragraph begins at a word in both texts."""
        return begins_line(self.old_words, old) and begins_line(self.new_words, new)

    def _grow_again(self) -> None:
        """Give the runs what was left at their ends, now that all have been found."""
        for run in list(self._runs()):
            for step, at in ((1, run.size - 1), (-1, 0)):
                old, new = run.old + at, run.new + at
                far = self._extent(old, new, step)
                for number in range(1, abs(far) + 1):
                    self._pair(old + number * step, new + number * step)

    def _runs(self) -> Iterator[_Run]:
        start = 0
        for at in range(1, len(self.old_keys) + 1):
            together = at < len(self.old_keys) and (
                self.new_of[at] == self.new_of[start] + at - start
                if self.new_of[start] >= 0
                else self.new_of[at] < 0
            )
            if not together:
                if self.new_of[start] >= 0:
                    yield _Run(start, self.new_of[start], at - start)
                start = at

    def _gaps(self) -> Iterator[tuple[int, int, int, int]]:
        """Yield what is unpaired in both texts at the same place: behind a run or before one."""
        ends = _Run(-1, -1, 1), _Run(len(self.old_keys), len(self.new_keys), 1)
        for before, behind in pairwise([ends[0], *self._runs(), ends[1]]):
            first, last = before.old + before.size, behind.old
            if first >= last:
                continue
            begin = end = before.new + before.size
            while end < len(self.new_keys) and self.old_of[end] < 0:
                end += 1
            yield first, last, begin, end
            if end != behind.new:
                # One of the two has moved: the words may have gone with either.
                begin = behind.new
                while begin and self.old_of[begin - 1] < 0:
                    begin -= 1
                yield first, last, begin, behind.new

    def _fill(self, first: int, last: int, begin: int, end: int) -> None:
        """Pair the words of two gaps whose characters agree in order."""
        if first >= last or begin >= end:
            return
        a, b = self.old_words[first].start(), self.new_words[begin].start()
        old = self._old_text[a : self.old_words[last - 1].end()]
        new = self._new_text[b : self.new_words[end - 1].end()]
        if len(old) * len(new) > _LARGEST_GAP:
            return
        owner = [-1] * len(new)
        for number in range(begin, end):
            word = self.new_words[number]
            owner[word.start() - b : word.end() - b] = [number] * len(word[0])
        same: dict[int, int] = {}
        for block in Levenshtein.opcodes(old, new):
            if block.tag == "equal":
                for step in range(block.src_end - block.src_start):
                    same[block.src_start + step] = block.dest_start + step
        for number in range(first, last):
            if self.new_of[number] >= 0:
                continue
            word = self.old_words[number]
            votes = [
                owner[same[at]] for at in range(word.start() - a, word.end() - a) if at in same
            ]
            if not votes:
                continue
            best = max(set(votes), key=votes.count)
            length = max(len(word[0]), len(self.new_words[best][0]) if best >= 0 else 0)
            if best >= 0 and self.old_of[best] < 0 and votes.count(best) >= length * _ALIKE:
                self._pair(number, best)


def _key(word: str) -> str:
    """Return what is the same for a word however it is set."""
    if word.isascii():
        return word.lower()
    word = _SILENT.sub("", unicodedata.normalize("NFC", word)).casefold()
    return _PLAIN.get(word, word)


def begins_line(words: list[re.Match[str]], number: int) -> bool:
    """Return whether a word is the first of its line."""
    if number == 0:
        return True
    text, end = words[number].string, words[number - 1].end()
    return text.find("\n", end, words[number].start()) >= 0


def _single_lines(
    words: list[re.Match[str]], keys: list[str], paired: list[int]
) -> dict[tuple[str, ...], int]:
    """Return where each unpaired line begins, by its words; -1 for one that occurs twice."""
    found: dict[tuple[str, ...], int] = {}
    starts = [at for at in range(len(words)) if begins_line(words, at)]
    for start, end in pairwise([*starts, len(words)]):
        if end - start >= _LINE:
            line = tuple(keys[start:end])
            free = all(other < 0 for other in paired[start:end])
            found[line] = start if free and line not in found else -1
    return found


def _single_runs(words: list[str], paired: list[int], size: int) -> dict[int, int]:
    """Return where each run of unpaired words begins, by its hash; -1 for one that occurs twice."""
    found: dict[int, int] = {}
    free = 0
    for at, other in enumerate(paired):
        free = free + 1 if other < 0 else 0
        if free >= size:
            start = at - size + 1
            run = hash(tuple(words[start : at + 1]))
            found[run] = -1 if run in found else start
    return found
