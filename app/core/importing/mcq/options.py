"""The options of one question: a list that counts on, or bare lines above the answer."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.clean import is_continuation, strip_bullet
from app.core.importing.mcq.judge import MOST_BLANKS, asks_for_one
from app.core.importing.mcq.question_lines import (
    MOST_OPTIONS,
    NAMED,
    Option,
    QuestionLine,
    without_tick,
)

LONGEST_OPTION: Final = 200
# A line without a letter or number must be short to be an option at all.
_LONGEST_BARE_OPTION: Final = 90
# Bare options are looked for in so many lines above the answer; empty ones count.
_REACH_OF_BARE_OPTIONS: Final = 3 * MOST_OPTIONS


def marked_options(lines: Sequence[QuestionLine], at: int) -> tuple[list[Option], int]:
    """Return the options that count on from line `at`, and the number of the line after them.

    `A. Lahore`, `B. Karachi, the`, `port`, `C. Quetta`, `Answer: B` gives three options, the
    second `Karachi, the port`, and the number of the answer's line.
    """
    options: list[Option] = []
    end = number = at
    style = lines[at].options[0].style
    blanks = 0
    while number < len(lines):
        line = lines[number]
        if not line.text:
            blanks += 1
            if blanks > MOST_BLANKS:
                break
        elif line.options and (number == at or not line.lead):
            more = _options_of(lines, number, len(options))
            if more[0].style != style or more[0].place != len(options):
                break
            options += more
            end, blanks = number + 1, 0
            if line.answer is not None or len(options) > MOST_OPTIONS:
                break
        elif _continues(options[-1], line) and not blanks:
            words, tick = without_tick(line.text)
            last = options[-1]
            options[-1] = replace(last, text=f"{last.text} {words}", ticked=tick or last.ticked)
            end = number + 1
        else:
            break
        number += 1
    return options, end


def _options_of(lines: Sequence[QuestionLine], number: int, count: int) -> list[Option]:
    """Return the options of a line that follow `count` earlier ones.

    `A. Plan B. the safer one` looks like two; it is one where the next line begins with `B.`.
    """
    line = lines[number]
    following = next((below for below in lines[number + 1 : number + 3] if below.text), None)
    if line.whole and following and following.options and not following.lead:
        first = following.options[0]
        if (first.style, first.place) == (line.whole.style, count + 1):
            return [line.whole]
    return list(line.options)


def _continues(option: Option, line: QuestionLine) -> bool:
    """Return whether a line is the rest of an option that was wrapped."""
    if line.options or line.answer is not None or line.hidden or line.explanation:
        return False
    fits = len(option.text) + len(line.text) <= LONGEST_OPTION
    return fits and is_continuation(option.text, line.text) and not is_boilerplate(line.text)


def bare_options_above(
    lines: Sequence[QuestionLine], at: int, floor: int
) -> tuple[list[Option], int] | None:
    """Return the bare lines above the answer at `at` as options, and the number of the first.

    They end upwards at the line that asks, which must not lie above line `floor`. None when a
    line on the way cannot be an option, or there are too few or too many.
    """
    options: list[Option] = []
    number = at - 1
    while number >= max(floor, at - _REACH_OF_BARE_OPTIONS):
        line = lines[number]
        text = strip_bullet(line.text)[0] if line.text else ""
        if not line.hidden and text:
            if asks_for_one(line.text) or NAMED.match(line.text) or len(options) == MOST_OPTIONS:
                break
            if len(text) > _LONGEST_BARE_OPTION or text[-1] in ".:;" or line.answer is not None:
                return None
            words, tick = without_tick(text)
            options.append(Option("", 0, words, tick))
        number -= 1
    if number < floor or not 2 <= len(options) <= MOST_OPTIONS:
        return None
    counted = [replace(option, place=place) for place, option in enumerate(reversed(options))]
    return counted, number + 1
