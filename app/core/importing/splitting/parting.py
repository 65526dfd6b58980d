"""Where the summaries of a text begin: the stretches of short lines that read best as headings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, takewhile
from typing import Final

from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.clean import bullet_of, is_pictograph, strip_bullet
from app.core.importing.lines.labels import find_label
from app.core.importing.lines.title_length import LONGEST_UNMARKED_TITLE
from app.core.importing.repair.site_menu import menu_lines
from app.core.importing.splitting.cues.cue import CueKind
from app.core.importing.splitting.heading import (
    MOST_LINES,
    Heading,
    read_heading,
)
from app.core.importing.splitting.heading_line import HeadingLine, heading_line
from app.core.library.model import SectionKind

# The evidence that a heading needs inside a text; at its top, whatever is there is its heading.
_ENOUGH: Final = 2.0
# Without any word of text below it, a heading is none; in words.
_FEWEST_WORDS: Final = 8
_MENU_LINES: Final = 80
# A line of text that breaks off at the edge of its page is at least so long.
_WRAPPED: Final = 50
# In a narrow column it is shorter, but so many lines below each other are all so long.
_NARROW: Final = 30
_PARAGRAPH: Final = 4
# Lines above a telling line that may be the title and what leads up to it.
_ABOVE: Final = 4


@dataclass(frozen=True, slots=True)
class PlacedHeading:
    """A heading on lines `start` up to and without `end` of a text."""

    start: int
    end: int
    heading: Heading


def heading_at_top(lines: Sequence[str]) -> PlacedHeading:
    """Return the heading at the top of a text; it may say nothing."""
    menu = menu_lines(lines[:_MENU_LINES])
    first = next(
        (
            number
            for number, line in enumerate(lines)
            if line.strip() and number not in menu and not is_boilerplate(line)
        ),
        None,
    )
    if first is None:
        return PlacedHeading(0, 0, Heading())
    end = _end(lines, first)
    return PlacedHeading(0, end, read_heading(lines[first:end]))


def find_headings(lines: Sequence[str]) -> list[PlacedHeading]:
    """Return the headings inside a text, in order: those that have evidence enough.

    A heading takes the lines above its first telling line that may be its title, back to the text
    before, and goes on to the first line of its own text.
    """
    found: list[PlacedHeading] = []
    number = 0
    floor = 0
    while number < len(lines):
        line = heading_line(lines[number]) if lines[number].strip() else None
        if line is None or not line.tells:
            number += 1
            continue
        best = _best_from(lines, number, floor)
        if best is None:
            number += 1
            continue
        if found and _is_one_heading(lines, found[-1], best):
            start = found.pop().start
            best = PlacedHeading(start, best.end, read_heading(lines[start : best.end]))
        found.append(best)
        number = floor = best.end
    return [
        placed
        for placed, following in pairwise([*found, PlacedHeading(len(lines), 0, Heading())])
        if _has_text(lines, placed.end, following.start)
    ]


def _is_one_heading(lines: Sequence[str], above: PlacedHeading, below: PlacedHeading) -> bool:
    """Return whether a heading goes on right below another: only one of them has a title."""
    both = above.heading.title and below.heading.title
    between = (line.strip() for line in lines[above.end : below.start])
    return not both and all(not line or _is_summary_label(line) for line in between)


def _best_from(lines: Sequence[str], number: int, floor: int) -> PlacedHeading | None:
    """Return the best heading whose first telling line is `number`, not above line `floor`."""
    best: PlacedHeading | None = None
    best_score = 0.0
    for start in _starts(lines, number, floor):
        end = _end(lines, start)
        if end <= number:
            continue
        heading = read_heading(lines[start:end])
        score = _score(heading, lines, start, number)
        if score > best_score:
            best, best_score = PlacedHeading(start, end, heading), score
    return best


def _starts(lines: Sequence[str], number: int, floor: int) -> Iterator[int]:
    """Yield the lines where a heading may start, the telling line first."""
    yield number
    passed = 0
    for above in range(number - 1, floor - 1, -1):
        text = lines[above].strip()
        if not text:
            continue
        line = heading_line(text)
        passed += 1
        if line is None or passed > _ABOVE or is_boilerplate(text):
            return
        if strip_bullet(text)[1] and not line.tells:
            # A sign before the title, `📌 Thirst`, or the last point of a list.
            if _begins_a_thing(lines, above):
                yield above
            return
        yield above


def _score(heading: Heading, lines: Sequence[str], start: int, number: int) -> float:
    """Return how well lines read as a heading; 0 where they are none."""
    strength = heading.strength
    apart = _begins_a_thing(lines, start)
    signed = heading.author is not None and bool(heading.said & {"author", "by"})
    # A title and `By Jamil Ahmad` below a blank line are enough.
    enough = 1.0 if signed and apart and not heading.rest else _ENOUGH
    if strength < enough or (heading.title is None and not heading.announced):
        return 0.0
    own = heading.announced or signed or "title" in heading.said
    if not (own or heading.site or heading.category or apart):
        return 0.0
    if heading.rest:
        strength -= 0.6 * (1 + heading.rest.count("\n"))
    # What is explained above, as a channel's name is, belongs to it.
    led = 0.05 * (number - start)
    return strength + (0.75 if heading.title else 0.0) + led


def _begins_a_thing(lines: Sequence[str], start: int) -> bool:
    """Return whether a line is parted from the text above it."""
    return start == 0 or not lines[start - 1].strip()


def _end(lines: Sequence[str], start: int) -> int:
    """Return the line at which the heading that starts at a line has ended."""
    title = False
    written = 0
    end = start
    for number in range(start, len(lines)):
        text = lines[number].strip()
        if not text:
            continue
        if is_boilerplate(text) and written:
            if not any(char.isalpha() for char in text) or not _goes_on(lines, number):
                end = number + 1 if not text.isdigit() else end
            continue
        line = heading_line(text)
        written += 1
        if line is None and not title and _leads_to_title(lines, number):
            # A title may look like a label: `Overview`; and `Summary` may be above the title.
            title = not _is_summary_label(text)
            end = number + 1
            continue
        if line is None or written > MOST_LINES:
            break
        if line.words and _is_wrapped(lines, number):
            break
        if line.words:
            keyed = any(cue.said == "title" or cue.kind is CueKind.QUOTED for cue in line.words)
            if (
                (title or (written > 1 and _is_point(lines, number)))
                and not keyed
                and not _goes_on(lines, number)
            ):
                break
            title = True
        elif _opens_text(lines, number, line, title=title, first=written == 1):
            break
        end = number + 1
    return end


def _is_point(lines: Sequence[str], number: int) -> bool:
    """Return whether a line is a point of a list, and not a title with a sign of its own."""
    sign = bullet_of(lines[number])
    if not sign or not all(map(is_pictograph, sign)):
        return bool(sign)
    return number + 1 < len(lines) and bullet_of(lines[number + 1]) == sign


def _is_wrapped(lines: Sequence[str], number: int) -> bool:
    """Return whether a long line's sentence goes on in the next line, as prose of a PDF does.

    In a narrow column no line is long; but a paragraph has more lines than a title.
    """
    paragraph = list(takewhile(str.strip, lines[number : number + _PARAGRAPH]))
    goes_on = len(paragraph) > 1 and paragraph[1].strip()[0].islower()
    filled = all(len(line.strip()) >= _NARROW for line in paragraph[:-1])
    narrow = len(paragraph) == _PARAGRAPH and filled
    if not goes_on or not (narrow or len(lines[number].strip()) >= _WRAPPED):
        return False
    below = heading_line(paragraph[1].strip())
    return below is None or not below.tells


def _is_summary_label(text: str) -> bool:
    label = find_label(text)
    return label is not None and label.kind is SectionKind.SUMMARY


def _leads_to_title(lines: Sequence[str], number: int) -> bool:
    """Return whether a label alone on its line is above a title, or is one itself."""
    label = find_label(lines[number].strip())
    if label is None or label.rest:
        return False
    if label.kind is not SectionKind.SUMMARY:
        return _goes_on(lines, number)
    return _is_above_title(lines, number)


def _is_above_title(lines: Sequence[str], number: int) -> bool:
    """Return whether the next line with words may be a title."""
    below = next((line.strip() for line in lines[number + 1 : number + 4] if line.strip()), "")
    found = heading_line(below) if below else None
    return found is not None and len(below) <= LONGEST_UNMARKED_TITLE and below[-1] not in ".:;"


def _opens_text(
    lines: Sequence[str], number: int, line: HeadingLine, *, title: bool, first: bool
) -> bool:
    """Return whether `Summary` below a title, or above the text, labels the first section."""
    announced = any(cue.kind is CueKind.SUMMARY for cue in line.cues)
    if not announced or not _is_summary_label(lines[number].strip()) or _goes_on(lines, number):
        return False
    return title or (not first and not _is_above_title(lines, number))


def _goes_on(lines: Sequence[str], number: int) -> bool:
    """Return whether a heading goes on below a line that could be the beginning of the text."""
    ahead = [
        line for line in lines[number + 1 : number + 5] if line.strip() and not is_boilerplate(line)
    ][:2]
    for text in ahead:
        below = heading_line(text.strip())
        if below is None:
            return False
        if below.tells and not below.words:
            return True
    return False


def _has_text(lines: Sequence[str], start: int, end: int) -> bool:
    """Return whether there is text between two headings."""
    words = 0
    for number in range(start, end):
        words += len(lines[number].split())
        if words >= _FEWEST_WORDS:
            return True
    return False
