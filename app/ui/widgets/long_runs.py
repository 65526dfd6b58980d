"""Long paragraphs in parts: Qt lays one out in time that grows with the square of its length.

What is stored and searched stays in one; only the document has more paragraphs than the text.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from app.core.markdown.blocks import Run

# No word that a person wrote has so many letters; no paragraph is so long.
_WORD: Final = 400
_PART: Final = 20_000
_LONG_WORD: Final = re.compile(rf"[^\s\u200b]{{{_WORD}}}")
# A letter and its marks are not parted, unless there are more than any script knows.
_MOST_MARKS: Final = 16


def parts(runs: Iterable[Run]) -> Iterator[Sequence[Run]]:
    """Yield the runs of a paragraph in parts that Qt can lay out; most have one."""
    runs = tuple(runs)
    text = "".join(run.text for run in runs)
    if len(text) <= _WORD:
        yield runs
        return
    start = 0
    for end in (*_cuts(text), len(text)):
        yield tuple(_between(runs, start, end))
        start = end


def _cuts(text: str) -> Iterator[int]:
    """Yield where a text is cut."""
    start, size = 0, len(text)
    while True:
        long_word = _LONG_WORD.search(text, start, start + _PART)
        end = long_word.end() if long_word else start + _PART
        if end >= size:
            return
        if not long_word:
            # Behind the last space of the part.
            space = max(text.rfind(" ", start + _PART - _WORD, end), text.rfind("\n", start, end))
            end = space + 1 if space > start else end
        end = _before_marks(text, end)
        yield end
        start = end


def _before_marks(text: str, end: int) -> int:
    """Return the place before the letter whose marks stand at a place."""
    for place in range(end, max(end - _MOST_MARKS, 1), -1):
        joined = text[place - 1] == "\u200d" or text[place] in "\u200d\ufe0f"
        if not joined and not unicodedata.combining(text[place]):
            return place
    return end


def _between(runs: Iterable[Run], start: int, end: int) -> Iterator[Run]:
    position = 0
    for run in runs:
        first, last = max(start - position, 0), min(end - position, len(run.text))
        if first < last:
            whole = first == 0 and last == len(run.text)
            yield run if whole else replace(run, text=run.text[first:last])
        position += len(run.text)
