"""The right option of a question, set in bold: marked with a tick before the bold is dropped.

Where several options are bold it is decoration; so only one bold option of a list counts, and only
below words that ask for one.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.core.importing.lines.clean import strip_emphasis
from app.core.importing.mcq.judge import asks_for_one
from app.core.importing.mcq.question_lines import NAMED, read_line

_BOLD = re.compile(
    r"[^\w(*\[]{0,4}(?:(?P<all>\*{1,3}|_{1,2})[(\[]?[A-Fa-f]\s?[)\].:-][^*\n]{1,200}(?P=all)|"
    r"[(\[]?[A-Fa-f]\s?[)\].:-]\s?(?P<words>\*{1,3}|__)[^*\n]{1,200}(?P=words))\W{0,3}"
)
_BOLD_INSIDE = re.compile(
    r"(?<!\*)(?P<marks>\*{1,3})(?P<option>[(\[]?[A-Fa-f]\s?[)\].][^*\n]{1,120})(?P=marks)(?!\*)"
)
_TICK: Final = " ✓"


def tick_bold_options(text: str) -> str:
    """Return a cleaned text, emphasis still in it, with a tick behind each right option in bold."""
    if "*" not in text and "_" not in text:
        return text
    lines = text.split("\n")
    for stem, options in _lists(lines):
        bold = [number for number in options if _BOLD.fullmatch(lines[number])]
        if len(bold) == 1 and len(options) > 1 and _asks(lines[stem]):
            lines[bold[0]] += _TICK
    return "\n".join(_ticked_inside(line) if "*" in line else line for line in lines)


def _lists(lines: list[str]) -> Iterator[tuple[int, list[int]]]:
    """Yield each list of options that has one a line: the line above it, and the options' lines."""
    stem, options = -1, list[int]()
    for number, line in enumerate(lines):
        if not line:
            continue
        read = read_line(strip_emphasis(line), number).options if len(line) <= 260 else ()
        lettered = len(read) == 1 and read[0].style.startswith(("upper", "lower"))
        if lettered and read[0].place == (len(options) if stem >= 0 else -1):
            options.append(number)
            continue
        if options:
            yield stem, options
        stem, options = number, []
    if options:
        yield stem, options


def _asks(line: str) -> bool:
    bare = strip_emphasis(line)
    return asks_for_one(bare) or bool(NAMED.match(bare))


def _ticked_inside(line: str) -> str:
    """Return a line that holds all the options, with a tick behind the one in bold."""
    bold = list(_BOLD_INSIDE.finditer(line))
    if len(bold) != 1:
        return line
    read = read_line(strip_emphasis(line), 0)
    if len(read.options) < 3 or (read.lead and not _asks(read.lead)):
        return line
    return f"{line[: bold[0].start()]}{bold[0]['option']}{_TICK}{line[bold[0].end() :]}"
