"""Lists that lost their line breaks, `1. … 2. … 3. …` or `• … • …`: one point a line again."""

import re
from collections.abc import Iterator
from typing import Final

_NUMBER = re.compile(r"(?:(?<=\s)|^)(?P<number>\d{1,2})(?P<sign>[.)])[^\S\n]+(?=\S)")
_BULLETS: Final = "•▪●◦‣👉➤➢✅🔹🔸★➡"
_BULLET = re.compile(rf"[{_BULLETS}]")
_SENTENCE_ENDS: Final = '.!?;…”"’)۔'
# Two of them may be in a sentence; three make a list.
_FEWEST_POINTS: Final = 3
# A longer line was never a list.
_LONGEST_LIST: Final = 20_000


def break_lists(text: str) -> str:
    """Return text in which each point of a list that is on one line gets a line of its own."""
    return "\n".join(point for line in text.split("\n") for point in points_of(line))


def points_of(line: str) -> list[str]:
    """Return the points of a line that is such a list, each with its sign; else the line alone.

    The signs must be consistent: numbers that rise by one from 1, or one bullet three times.
    """
    starts = [] if len(line) > _LONGEST_LIST else _numbered(line) or _bulleted(line)
    if not starts:
        return [line]
    ends = [*starts[1:], len(line)]
    return [line[start:end].strip() for start, end in zip(starts, ends, strict=True)]


def _numbered(line: str) -> list[int]:
    """Return where the points begin, if their numbers rise by one from 1; else []."""
    starts: list[int] = []
    sign, certain = "", True
    for match in _NUMBER.finditer(line):
        if not starts and line[: match.start()].strip():
            return []
        if int(match["number"]) != len(starts) + 1 or (starts and match["sign"] != sign):
            continue
        sign = match["sign"]
        before = line[: match.start()].rstrip()
        certain = certain and (not before or before[-1] in _SENTENCE_ENDS)
        starts.append(match.start())
    return starts if len(starts) >= (2 if certain else _FEWEST_POINTS) and len(starts) > 1 else []


def _bulleted(line: str) -> list[int]:
    """Return where the points begin, if one kind of bullet begins enough of them; else []."""
    bare = line.lstrip()
    if not bare or bare[0] not in _BULLETS:
        return []
    starts = [match.start() for match in _same(bare[0], line)]
    return starts if len(starts) >= _FEWEST_POINTS else []


def _same(bullet: str, line: str) -> Iterator[re.Match[str]]:
    return (match for match in _BULLET.finditer(line) if match[0] == bullet)
