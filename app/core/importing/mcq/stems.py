"""The stem of a question: the line above its options that asks, and the lines it was wrapped to."""

from collections.abc import Sequence
from typing import Final

from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.clean import is_continuation
from app.core.importing.lines.labels import find_label
from app.core.importing.mcq.judge import EXAM, MOST_BLANKS
from app.core.importing.mcq.question_lines import NAMED
from app.core.importing.mcq.question_text import QuestionText

LONGEST_STEM: Final = 400
# A stem may be wrapped to so many lines above its last one.
_MOST_WRAPPED_LINES: Final = 6
# What is longer is no section's label, so it need not be looked up.
_LONGEST_LABEL: Final = 70


def stem_above(text: QuestionText, at: int, floor: int) -> tuple[int, str]:
    """Return the number of the first line of the stem above line `at`, and the stem's words.

    Nothing above line `floor` is looked at; (`at`, "") when no line above can ask.
    """
    lines = text.lines
    number, blanks = at - 1, 0
    while number >= floor and not lines[number].text and blanks < MOST_BLANKS:
        number, blanks = number - 1, blanks + 1
    if number < floor or not _may_ask(text, number):
        return at, ""
    above = [number]
    for other in range(number - 1, max(floor, number - _MOST_WRAPPED_LINES) - 1, -1):
        if not lines[other].text or lines[other].is_answer or not _may_ask(text, other):
            break
        if NAMED.match(lines[above[-1]].text):
            break
        above.append(other)
    above = above[: _stem_length([lines[other].text for other in above])]
    return above[-1], " ".join(lines[other].text for other in reversed(above))


def _stem_length(above: Sequence[str]) -> int:
    """Return how many of the lines above the options make up the stem; the nearest comes first.

    All of them up to one that begins with `Q1.` or the like; without one, the nearest line and
    those whose sentence goes on in it.
    """
    length = 1
    for place, line in enumerate(above):
        if NAMED.match(line):
            return place + 1
        if place and place == length:
            below = above[place - 1]
            if is_continuation(line, below) or EXAM.fullmatch(below):
                length = place + 1
    return length


def _may_ask(text: QuestionText, number: int) -> bool:
    """Return whether a line can belong to a stem: no label, key, answer or boilerplate."""
    line = text.lines[number]
    if number in text.labels or text.is_key(number):
        return False
    if len(line.text) > LONGEST_STEM or line.answer is not None or is_boilerplate(line.text):
        return False
    label = find_label(line.text) if len(line.text) <= _LONGEST_LABEL else None
    return label is None or label.guessed or bool(label.rest)
