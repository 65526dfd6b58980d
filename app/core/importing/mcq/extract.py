"""Multiple-choice questions out of a text: question, options, the right one, its explanation.

It is careful: what has fewer than two options, or reads like a list with letters and neither names
an answer nor asks for one, stays the text that it is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.clean import is_continuation, strip_bullet
from app.core.importing.lines.labels import find_label
from app.core.importing.mcq.announcements import find_labels, reach_of
from app.core.importing.mcq.answer_keys import answer_by_keys, find_keys
from app.core.importing.mcq.judge import (
    EXAM,
    MOST_BLANKS,
    SHORT,
    Candidate,
    as_record,
    asks_for_one,
    in_rows,
    is_question,
    opens,
)
from app.core.importing.mcq.question_lines import (
    MOST_OPTIONS,
    NAMED,
    NUMBERED,
    Option,
    QuestionLine,
    find_answer,
    read_line,
    split_line,
    without_tick,
)
from app.core.library.model import Question

# Without one of these there is no question in a text.
_HINT = re.compile(
    r"(?<!\w)[(\[]?(?:[Bb]|ii|II|2|ب)(?:\s?[)\].:]|\s?[-–—]\s)|(?i:answer|\bans\b|correct|جواب)"
)
_LONGEST_STEM: Final = 400
_LONGEST_OPTION: Final = 200
_LONGEST_BARE_OPTION: Final = 90
_STEM_LINES: Final = 6


@dataclass(frozen=True, slots=True)
class Extraction:
    """A text's lines without its questions, and the questions.

    `loose` is how many of them stand at its very end without a label that announces them.
    """

    lines: list[str]
    questions: tuple[Question, ...] = ()
    loose: int = 0


def extract_questions(lines: Sequence[str]) -> Extraction:
    """Return the multiple-choice questions of cleaned lines, and the lines without them."""
    if not any(_HINT.search(line) for line in lines):
        return Extraction(list(lines))
    return _Reading(lines).taken()


class _Reading:
    """One text while its questions are put together."""

    def __init__(self, lines: Sequence[str]) -> None:
        self._lines = lines
        self._parts = [
            read_line(part, row) for row, line in enumerate(lines) for part in split_line(line)
        ]
        self._labels = find_labels(self._parts)
        self._announced = reach_of(self._labels, self._parts)
        self._keys = find_keys(self._parts)

    def taken(self) -> Extraction:
        """Return what was found."""
        found = list(self._find())
        used_keys = answer_by_keys(found, self._keys, self._parts)
        sure = sorted({*filter(is_question, found), *in_rows(found)}, key=_first)
        if not sure:
            return Extraction(list(self._lines))
        gone: dict[int, str] = dict.fromkeys(used_keys, "")
        for one in sure:
            gone |= dict.fromkeys(range(one.first, one.last), "") | one.left
        for label in self._labels:
            if self._is_empty_label(label, gone):
                gone[label] = ""
        return Extraction(self._rest(gone), tuple(map(as_record, sure)), self._loose(sure, gone))

    # Finding

    def _find(self) -> Iterator[Candidate]:
        at = free = 0
        while at < len(self._parts):
            part = self._parts[at]
            found = None
            if part.options and part.options[0].place == 0:
                found = self._marked(at, free)
            elif part.is_answer or part.hidden:
                found = self._unmarked(at, free)
            if found is None:
                at += 1
                continue
            yield found
            at = free = found.last

    def _marked(self, at: int, free: int) -> Candidate | None:
        """Return the question whose first marked option stands in a part."""
        options, end = self._options_from(at)
        if not 2 <= len(options) <= MOST_OPTIONS:
            return None
        lead = self._parts[at].lead
        first, stem = (at, lead) if lead else self._stem_above(at, free)
        found = self._with_stem(first, end, stem, options)
        if found is None:
            return None
        last = self._parts[end - 1]
        if last.answer is not None:
            self._take_answer(found, last, end - 1)
        self._take_answer_below(found, inside=last.answer is not None)
        if any(option.text.endswith("?") for option in found.options):
            return None
        return None if found.counted and self._is_list(found) else found

    def _is_list(self, found: Candidate) -> bool:
        """Say whether what numbers mark are points or statements and no options."""
        if found.said or found.asked_for:
            return False
        below = next(self._written(found.last), None)
        words = "" if below is None else self._parts[below].text
        digits = found.options[0].style.startswith("digit")
        return words.endswith(("?", "؟", ":")) or (digits and not found.named)

    def _options_from(self, at: int) -> tuple[list[Option], int]:
        """Return the options that count on from a part, and the part behind the last of them."""
        options: list[Option] = []
        end = number = at
        style = self._parts[at].options[0].style
        blanks = 0
        while number < len(self._parts):
            part = self._parts[number]
            if not part.text:
                blanks += 1
                if blanks > MOST_BLANKS:
                    break
            elif part.options and (number == at or not part.lead):
                more = self._counting_on(part, number, len(options))
                if more[0].style != style or more[0].place != len(options):
                    break
                options += more
                end, blanks = number + 1, 0
                if part.answer is not None or len(options) > MOST_OPTIONS:
                    break
            elif self._goes_on(options[-1].text, part) and not blanks:
                words, tick = without_tick(part.text)
                last = options[-1]
                options[-1] = Option(
                    last.style, last.place, f"{last.text} {words}", tick or last.ticked
                )
                end = number + 1
            else:
                break
            number += 1
        return options, end

    def _counting_on(self, part: QuestionLine, number: int, count: int) -> list[Option]:
        """Return the options of a part; only one where the next line counts on from that one."""
        following = next((p for p in self._parts[number + 1 : number + 3] if p.text), None)
        if part.whole and following and following.options and not following.lead:
            first = following.options[0]
            if (first.style, first.place) == (part.whole.style, count + 1):
                return [part.whole]
        return list(part.options)

    def _goes_on(self, text: str, part: QuestionLine) -> bool:
        if part.options or part.answer is not None or part.hidden or part.explanation:
            return False
        fits = len(text) + len(part.text) <= _LONGEST_OPTION and is_continuation(text, part.text)
        return fits and not is_boilerplate(part.text)

    def _unmarked(self, at: int, free: int) -> Candidate | None:
        """Return the question whose options are the bare lines above its answer."""
        options: list[Option] = []
        number = at - 1
        while number >= max(free, at - 3 * MOST_OPTIONS):
            part = self._parts[number]
            text = strip_bullet(part.text)[0] if part.text else ""
            if part.hidden or not text:
                number -= 1
                continue
            if asks_for_one(part.text) or NAMED.match(part.text) or len(options) == MOST_OPTIONS:
                break
            if len(text) > _LONGEST_BARE_OPTION or text[-1] in ".:;" or part.answer is not None:
                return None
            words, tick = without_tick(text)
            options.insert(0, Option("", len(options), words, tick))
            number -= 1
        if number < free or not 2 <= len(options) <= MOST_OPTIONS:
            return None
        first, stem = self._stem_above(number + 1, free)
        options = [Option("", place, o.text, o.ticked) for place, o in enumerate(options)]
        end = at if self._parts[at].hidden else at + 1
        found = self._with_stem(first, end, stem, options)
        if found is None or not asks_for_one(found.stem):
            return None
        if not self._parts[at].hidden:
            self._take_answer(found, self._parts[at], at)
            return found if found.said else None
        self._take_answer_below(found, inside=False)
        return found

    def _stem_above(self, at: int, free: int) -> tuple[int, str]:
        """Return where the question begins that options from a part on belong to, and its words."""
        number, blanks = at - 1, 0
        while number >= free and not self._parts[number].text and blanks < MOST_BLANKS:
            number, blanks = number - 1, blanks + 1
        if number < free or not self._may_ask(number):
            return at, ""
        above = [number]
        for other in range(number - 1, max(free, number - _STEM_LINES) - 1, -1):
            text = self._parts[other].text
            if not text or self._parts[other].is_answer or not self._may_ask(other):
                break
            if NAMED.match(self._parts[above[-1]].text):
                break
            above.append(other)
        count = 1
        for place, other in enumerate(above):
            below = self._parts[above[place - 1]].text if place else ""
            text = self._parts[other].text
            if NAMED.match(text):
                count = place + 1
                break
            wrapped = place and place == count and (
                is_continuation(text, below) or EXAM.fullmatch(below)
            )  # fmt: skip
            if wrapped:
                count = place + 1
        above = above[:count]
        return above[-1], " ".join(self._parts[other].text for other in reversed(above))

    def _may_ask(self, number: int) -> bool:
        part = self._parts[number]
        if number in self._labels or number in self._keys.pairs or number in self._keys.headers:
            return False
        if len(part.text) > _LONGEST_STEM or part.answer is not None or is_boilerplate(part.text):
            return False
        label = find_label(part.text) if len(part.text) <= 70 else None
        return label is None or label.guessed or bool(label.rest)

    def _with_stem(
        self, first: int, end: int, stem: str, options: list[Option]
    ) -> Candidate | None:
        """Return a question with its number taken from before its words."""
        mark = NAMED.match(stem) or NUMBERED.match(stem)
        words = stem[mark.end() :].strip() if mark else strip_bullet(stem)[0]
        number = int(mark["number"]) if mark and mark["number"] else None
        if not any(char.isalpha() for char in words) or len(words) > _LONGEST_STEM:
            return None
        exam = EXAM.search(options[-1].text)
        if exam and exam.start():
            words = f"{words} {exam[0].strip()}"
            last = options[-1]
            options[-1] = Option(last.style, last.place, last.text[: exam.start()], last.ticked)
        if any(len(option.text) > _LONGEST_OPTION for option in options):
            return None
        ticked = [option.place for option in options if option.ticked]
        return Candidate(
            first, end, words, options, number,
            named=bool(NAMED.match(stem)),
            announced=self._announced.get(first, False),
            place=ticked[0] if len(ticked) == 1 else None,
        )  # fmt: skip

    def _take_answer_below(self, found: Candidate, *, inside: bool) -> None:
        """Take the lines below the options that hold the answer and its explanation."""
        number, blanks = found.last, 0
        while number < len(self._parts) and blanks <= MOST_BLANKS:
            part = self._parts[number]
            if not part.text:
                blanks += 1
            elif part.hidden and not inside:
                found.asked_for, found.last, blanks = True, number + 1, 0
            elif part.is_answer and not inside and number not in self._keys.pairs:
                if number in self._keys.headers or not self._take_answer(found, part, number):
                    return
                inside, found.last, blanks = True, number + 1, 0
            elif part.explanation and part.answer is None and not part.options:
                found.explanation = part.explanation
                found.last = number + 1
                return
            else:
                return
            number += 1

    def _take_answer(self, found: Candidate, part: QuestionLine, number: int) -> bool:
        """Read what a part says of the answer; False when it is none to this question."""
        place, rest = find_answer(part.answer or "", [option.text for option in found.options])
        exam = EXAM.search(rest)
        if exam:
            found.stem, rest = f"{found.stem} {exam[0].strip()}", rest[: exam.start()]
        if place is None and (not part.firm or len(rest) > _LONGEST_OPTION):
            return False
        found.said, found.asked_for = place is not None, True
        found.place = place if place is not None else found.place
        found.explanation = part.explanation
        inline = bool(part.options) or self._shares_row(number)
        if rest and not part.explanation:
            if rest[0] == "(" and rest[-1] == ")":
                found.explanation = rest[1:-1].strip()
            elif len(rest) <= _LONGEST_OPTION and not (inline and len(rest.split()) > SHORT):
                found.explanation = rest
            else:
                found.left[number] = rest
        return True

    def _shares_row(self, number: int) -> bool:
        row = self._parts[number].row
        return any(
            0 <= other < len(self._parts) and self._parts[other].row == row
            for other in (number - 1, number + 1)
        )

    # Labels, and what is left

    def _is_empty_label(self, label: int, gone: dict[int, str]) -> bool:
        """Say whether a label announced questions that are all taken."""
        following = self._written(label + 1)
        if next(following, None) not in gone:
            return False
        rest = next((number for number in following if number not in gone), None)
        if rest is None or rest in self._labels:
            return True
        part = self._parts[rest]
        return not (part.options or part.text.endswith("?") or opens(part.text) or part.is_answer)

    def _written(self, start: int) -> Iterator[int]:
        """Yield the parts from a place on that are not empty."""
        return (n for n in range(start, len(self._parts)) if self._parts[n].text)

    def _loose(self, sure: list[Candidate], gone: dict[int, str]) -> int:
        kept = [
            number
            for number, part in enumerate(self._parts)
            if part.text and gone.get(number) != "" and not is_boilerplate(part.text)
            and not part.hidden
        ]  # fmt: skip
        end = kept[-1] if kept else -1
        return sum(one.first > end and one.first not in self._announced for one in sure)

    def _rest(self, gone: dict[int, str]) -> list[str]:
        """Return the lines without what was taken; a line of which nothing was stays as it is."""
        rows: dict[int, list[str]] = {}
        for number, part in enumerate(self._parts):
            rows.setdefault(part.row, []).append(gone.get(number, part.text))
        touched = {self._parts[number].row for number in gone}
        rest: list[str] = []
        for row, line in enumerate(self._lines):
            if row not in touched:
                rest.append(line)
            elif words := " ".join(filter(None, rows[row])):
                rest.append(words)
        return rest


def _first(found: Candidate) -> int:
    return found.first
