"""Multiple-choice questions out of a text: question, options, the right one, its explanation.

It is careful: what has fewer than two options, or reads like a list with letters and neither names
an answer nor asks for one, stays in the text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.mcq.answer_keys import answer_by_keys
from app.core.importing.mcq.candidates import find_candidates
from app.core.importing.mcq.judge import Candidate, as_record, in_rows, is_question, opens
from app.core.importing.mcq.question_text import QuestionText, read_question_text
from app.core.library.model import Question

# Without one of these there is no question in a text.
_HINT = re.compile(
    r"(?<!\w)[(\[]?(?:[Bb]|ii|II|2|ب)(?:\s?[)\].:]|\s?[-–—]\s)|(?i:answer|\bans\b|correct|جواب)"
)


@dataclass(frozen=True, slots=True)
class Extraction:
    """A text's lines without its questions, and the questions.

    `trailing_unlabelled` is how many of them are at its very end with no label that announces
    them: they may belong to the next text.
    """

    lines: list[str]
    questions: tuple[Question, ...] = ()
    trailing_unlabelled: int = 0


def extract_questions(lines: Sequence[str]) -> Extraction:
    """Return the multiple-choice questions of cleaned lines, and the lines without them.

    A worked example. The lines that come in, and what each is read as (`read_question_text`):

        0  MCQs:                          a label that announces lines 1 to 3
        1  Q1. The capital of France is
        2  (a) London (b) Paris           two options
        3  Answer: b. It is on the Seine  an answer
        4
        5  The city has grown since.

    The options on line 2 give a question away (`find_candidates`). `stem_above` finds line 1 for
    it, `take_answer_below` line 3: a candidate of lines 1 to 3, its stem `The capital of France
    is`, the second option right, `It is on the Seine` its explanation. There is no answer key
    below (`answer_by_keys`), and with an answer it is certainly a question (`is_question`). Its
    lines go, and so does the label, which announces nothing any more. What is returned:

        lines      ["", "The city has grown since."]
        questions  Question("The capital of France is", ("London", "Paris"), "B", "It is on …")
    """
    if not any(_HINT.search(line) for line in lines):
        return Extraction(list(lines))
    text = read_question_text(lines)
    candidates = list(find_candidates(text))
    used_keys = answer_by_keys(candidates, text.keys, text.lines)
    rows = in_rows(candidates)
    questions = [one for one in candidates if is_question(one) or one in rows]
    if not questions:
        return Extraction(list(lines))
    remains = _remains(text, questions, used_keys)
    return Extraction(
        _rows_left(text, remains),
        tuple(map(as_record, questions)),
        _trailing_unlabelled(text, questions, remains),
    )


def _remains(
    text: QuestionText, questions: Sequence[Candidate], used_keys: set[int]
) -> dict[int, str]:
    """Return, for each line of which something was taken, the words that remain of it."""
    remains: dict[int, str] = dict.fromkeys(used_keys, "")
    for one in questions:
        remains |= dict.fromkeys(range(one.first, one.end), "") | one.leftover
    for label in text.labels:
        if _is_empty_label(text, label, remains):
            remains[label] = ""
    return remains


def _is_empty_label(text: QuestionText, label: int, remains: dict[int, str]) -> bool:
    """Return whether all the questions that a label announced are taken."""
    following = text.written_from(label + 1)
    if next(following, None) not in remains:
        return False
    rest = next((number for number in following if number not in remains), None)
    if rest is None or rest in text.labels:
        return True
    line = text.lines[rest]
    return not (line.options or line.text.endswith("?") or opens(line.text) or line.is_answer)


def _rows_left(text: QuestionText, remains: dict[int, str]) -> list[str]:
    """Return the rows without what was taken; one of which nothing was taken is as it came."""
    words: dict[int, list[str]] = {}
    for number, line in enumerate(text.lines):
        words.setdefault(line.row, []).append(remains.get(number, line.text))
    touched = {text.lines[number].row for number in remains}
    left: list[str] = []
    for row, line_text in enumerate(text.rows):
        if row not in touched:
            left.append(line_text)
        elif joined := " ".join(filter(None, words[row])):
            left.append(joined)
    return left


def _trailing_unlabelled(
    text: QuestionText, questions: Sequence[Candidate], remains: dict[int, str]
) -> int:
    """Return how many questions come after all other words of a text, announced by no label."""
    others = [
        number
        for number, line in enumerate(text.lines)
        if line.text
        and remains.get(number) != ""
        and not is_boilerplate(line.text)
        and not line.hidden
    ]
    last = others[-1] if others else -1
    return sum(one.first > last and one.first not in text.announced for one in questions)
