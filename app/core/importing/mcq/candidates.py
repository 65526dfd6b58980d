"""What looks like a multiple-choice question, put together from the lines of a text.

Two things give one away: options that begin to count, or an answer below bare lines. The stem is
looked for above, the answer below. Whether it is a question is for `judge` to decide.
"""

from collections.abc import Iterator
from dataclasses import replace

from app.core.importing.lines.clean import strip_bullet
from app.core.importing.mcq.answers import take_answer, take_answer_below
from app.core.importing.mcq.judge import EXAM, Candidate, asks_for_one
from app.core.importing.mcq.options import LONGEST_OPTION, bare_options_above, marked_options
from app.core.importing.mcq.question_lines import MOST_OPTIONS, NAMED, NUMBERED, Option
from app.core.importing.mcq.question_text import QuestionText
from app.core.importing.mcq.stems import LONGEST_STEM, stem_above


def find_candidates(text: QuestionText) -> Iterator[Candidate]:
    """Yield the candidates of a text in order; none shares a line with another."""
    number = floor = 0
    while number < len(text.lines):
        line = text.lines[number]
        candidate = None
        if line.options and line.options[0].place == 0:
            candidate = _from_options(text, number, floor)
        elif line.is_answer or line.hidden:
            candidate = _from_answer(text, number, floor)
        if candidate is None:
            number += 1
            continue
        yield candidate
        number = floor = candidate.end


def _from_options(text: QuestionText, at: int, floor: int) -> Candidate | None:
    """Return the candidate whose first marked option is on line `at`, its stem not above `floor`.

    `1. The capital is`, `(a) Lahore`, `(b) Islamabad`, `Ans: b`: `at` is the second line.
    """
    options, end = marked_options(text.lines, at)
    if not 2 <= len(options) <= MOST_OPTIONS:
        return None
    lead = text.lines[at].lead
    first, stem = (at, lead) if lead else stem_above(text, at, floor)
    candidate = _assemble(text, first, end, stem, options)
    if candidate is None:
        return None
    answered = text.lines[end - 1].answer is not None
    if answered:
        take_answer(candidate, text, end - 1)
    take_answer_below(candidate, text, answered=answered)
    if any(option.text.endswith("?") for option in candidate.options):
        return None
    return None if candidate.counted and _is_list(candidate, text) else candidate


def _from_answer(text: QuestionText, at: int, floor: int) -> Candidate | None:
    """Return the candidate whose options are the bare lines above the answer on line `at`.

    `The capital is`, `Lahore`, `Islamabad`, `Answer: Islamabad`: `at` is the last line. In place
    of the answer may be a site's button that shows it.
    """
    found = bare_options_above(text.lines, at, floor)
    if found is None:
        return None
    options, first_option = found
    first, stem = stem_above(text, first_option, floor)
    button = text.lines[at].hidden
    candidate = _assemble(text, first, at if button else at + 1, stem, options)
    if candidate is None or not asks_for_one(candidate.stem):
        return None
    if button:
        take_answer_below(candidate, text, answered=False)
        return candidate
    take_answer(candidate, text, at)
    return candidate if candidate.answer_found else None


def _assemble(
    text: QuestionText, first: int, end: int, stem: str, options: list[Option]
) -> Candidate | None:
    """Return a candidate of lines `first` to `end`, its number taken from before its stem.

    An examination's name behind the last option, `(CSS 2019)`, goes to the stem. None when the
    stem has no words, or it or an option is too long.
    """
    mark = NAMED.match(stem) or NUMBERED.match(stem)
    words = stem[mark.end() :].strip() if mark else strip_bullet(stem)[0]
    number = int(mark["number"]) if mark and mark["number"] else None
    if not any(char.isalpha() for char in words) or len(words) > LONGEST_STEM:
        return None
    *others, last = options
    exam = EXAM.search(last.text)
    if exam and exam.start():
        words = f"{words} {exam[0].strip()}"
        last = replace(last, text=last.text[: exam.start()])
    options = [*others, last]
    if any(len(option.text) > LONGEST_OPTION for option in options):
        return None
    ticked = [option.place for option in options if option.ticked]
    return Candidate(
        first, end, words, options, number,
        named=bool(NAMED.match(stem)),
        announced=text.announced.get(first, False),
        place=ticked[0] if len(ticked) == 1 else None,
    )  # fmt: skip


def _is_list(candidate: Candidate, text: QuestionText) -> bool:
    """Return whether what numbers mark are points or statements and not options.

    Statements are followed by the question about them: `1) …`, `2) …`, `Which of them are true?`
    """
    if candidate.answer_found or candidate.answer_prompted:
        return False
    below = next(text.written_from(candidate.end), None)
    words = "" if below is None else text.lines[below].text
    digits = candidate.options[0].style.startswith("digit")
    return words.endswith(("?", "؟", ":")) or (digits and not candidate.named)
