"""Tables of contents: lines that end in page numbers which rise."""

import re
from collections.abc import Sequence
from typing import Final

_LEADER = r"(?:[^\S\n]?(?:\.{3,}|…+|(?:[^\S\n]\.){3,}|_{3,})[^\S\n]{0,3})"
_LINE = re.compile(
    rf"(?=.{{6,}})[^\n]{{3,160}}?(?:{_LEADER}|[^\S\n]{{1,3}})(?:pp?\.?[^\S\n]?|page[^\S\n]?)?"
    r"(?P<page>\d{1,3})(?:[^\S\n]?[-–—][^\S\n]?\d{1,3})?",
    re.IGNORECASE,
)
_SURE = re.compile(
    rf"{_LEADER}(?:pp?\.?[^\S\n]?|page[^\S\n]?)?\d{{1,3}}(?:[^\S\n]?[-–—][^\S\n]?\d{{1,3}})?$"
    r"|(?:\bpp?\.?[^\S\n]?|\bpage[^\S\n]?|[^\S\n])\d{1,3}[^\S\n]?[-–—][^\S\n]?\d{1,3}$",
    re.IGNORECASE,
)
_HEADING = re.compile(r"\W*(?:table of )?contents\W*|\W*in this issue\W*", re.IGNORECASE)
_FEWEST_ENTRIES: Final = 4
_LONGEST_ENTRY: Final = 200
# Names of papers and of chapters may come between the entries.
_MOST_BETWEEN: Final = 3


def without_contents(text: str) -> str:
    """Return text without its table of contents: four lines or more with page numbers that rise.

    It names articles whose text is elsewhere; left in, each entry would look like a heading.
    """
    lines = text.split("\n")
    dropped = {number for block in _blocks(lines) for number in block}
    if not dropped:
        return text
    return "\n".join("" if number in dropped else line for number, line in enumerate(lines))


def is_contents(text: str) -> bool:
    """Return whether a text is a table of contents and hardly anything else."""
    lines = text.split("\n")
    dropped = {number for block in _blocks(lines) for number in block}
    left = sum(len(line.split()) for n, line in enumerate(lines) if n not in dropped)
    return bool(dropped) and left <= sum(len(lines[n].split()) for n in dropped)


def _blocks(lines: Sequence[str]) -> list[range]:
    """Return the stretches of lines that are tables of contents."""
    blocks: list[range] = []
    entries: list[int] = []
    page = between = 0
    for number, line in enumerate([*lines, *[""] * (_MOST_BETWEEN + 1), "the end of it all"]):
        bare = line.strip()
        match = _LINE.fullmatch(bare) if len(bare) <= _LONGEST_ENTRY else None
        if match and int(match["page"]) >= page:
            entries.append(number)
            page, between = int(match["page"]), 0
            continue
        between += bool(bare)
        if bare and (between > _MOST_BETWEEN or len(bare) > _LONGEST_ENTRY or number >= len(lines)):
            if _is_table(lines, entries):
                blocks.append(range(_from(lines, entries[0]), entries[-1] + 1))
            entries, page, between = [], 0, 0
    return blocks


def _is_table(lines: Sequence[str], entries: Sequence[int]) -> bool:
    """Return whether lines are entries: with leaders or ranges of pages, or below a heading."""
    if len(entries) < _FEWEST_ENTRIES:
        return False
    sure = sum(bool(_SURE.search(lines[n].strip())) for n in entries)
    return sure * 3 >= len(entries) * 2 or _from(lines, entries[0]) < entries[0]


def _from(lines: Sequence[str], first: int) -> int:
    """Return the line of the heading above the first entry, or that of the entry itself."""
    for number in range(first - 1, max(first - 5, -1), -1):
        if _HEADING.fullmatch(lines[number].strip()[:60]):
            return number
    return first
