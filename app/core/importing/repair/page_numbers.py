"""Page numbers between the lines of a text that was scanned, or copied from a printed page."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

# `- 17 -`, `[17]`, `Page 17 of 40`, `17 | Page`.
_MARKED = re.compile(
    r"(?:[-–—~|\[(]{1,2} ?(?P<between>\d{1,4}) ?[-–—~|\])]{1,2}"
    r"|(?:page|pg\.?|p\.) ?(?P<named>\d{1,4})(?: ?(?:of|/) ?\d{1,4})?"
    r"|(?P<before>\d{1,4}) ?\| ?page)",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}")
# Between two pages there is text; what numbers a list does not leave so much.
_FEWEST_LINES: Final = 4


def without_page_numbers(text: str) -> str:
    """Return cleaned text without page numbers on lines of their own.

    One alone may be anything. Two that follow each other, with a page of text between them, are
    sure; bare ones only if they begin above 1, for those may number the parts of a text.
    """
    lines = text.split("\n")
    dropped = {number for run in _runs(lines) for number in run}
    if not dropped:
        return text
    return "\n".join(_rest(lines, dropped))


def _runs(lines: Sequence[str]) -> Iterator[list[int]]:
    """Yield the lines of page numbers that rise by one, as long as they do."""
    run: list[int] = []
    first = last = 0
    for number, line in enumerate(lines):
        page, marked = _page(line)
        if not page:
            continue
        if run and page == last + 1 and _is_page_between(lines[run[-1] + 1 : number]):
            run.append(number)
        else:
            if len(run) > 1 and first:
                yield run
            run, first = [number], page if marked or page > 1 else 0
        last = page
    if len(run) > 1 and first:
        yield run


def _page(line: str) -> tuple[int, bool]:
    """Return the page's number that a line is, 0 for none; and whether it is marked as one."""
    if match := _MARKED.fullmatch(line):
        return int(next(filter(None, match.groups()))), True
    return (int(line), False) if _BARE.fullmatch(line) else (0, False)


def _is_page_between(lines: Sequence[str]) -> bool:
    return sum(bool(line) for line in lines) >= _FEWEST_LINES


def _rest(lines: Sequence[str], dropped: set[int]) -> Iterator[str]:
    """Yield the other lines; a sentence that goes on over the page's end is not parted."""
    kept = [number for number in range(len(lines)) if number not in dropped and lines[number]]
    joined = {
        blank
        for above, below in pairwise(kept)
        if any(number in dropped for number in range(above + 1, below))
        and lines[below][0].islower()
        for blank in range(above + 1, below)
    }
    above, removed = "", False
    for number, line in enumerate(lines):
        removed = number in dropped or (removed and not line)
        if number in joined or (removed and not above):
            continue
        above = "" if removed else line
        yield above
