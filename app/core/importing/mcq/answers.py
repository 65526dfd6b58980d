"""The answer of one question, and its explanation: on the options' line or on those below."""

from app.core.importing.mcq.judge import EXAM, MOST_BLANKS, SHORT, Candidate
from app.core.importing.mcq.options import LONGEST_OPTION
from app.core.importing.mcq.question_lines import find_answer
from app.core.importing.mcq.question_text import QuestionText


def take_answer_below(candidate: Candidate, text: QuestionText, *, answered: bool) -> None:
    """Give a candidate the answer and the explanation on the lines below its options.

    Its `end` moves behind what it takes. When it is `answered` already, only an explanation can
    follow.
    """
    number, blanks = candidate.end, 0
    while number < len(text.lines) and blanks <= MOST_BLANKS:
        line = text.lines[number]
        if not line.text:
            blanks += 1
        elif line.hidden and not answered:
            candidate.answer_prompted, candidate.end, blanks = True, number + 1, 0
        elif line.is_answer and not answered and number not in text.keys.pairs:
            if number in text.keys.headers or not take_answer(candidate, text, number):
                return
            answered, candidate.end, blanks = True, number + 1, 0
        elif line.explanation and line.answer is None and not line.options:
            candidate.explanation = line.explanation
            candidate.end = number + 1
            return
        else:
            return
        number += 1


def take_answer(candidate: Candidate, text: QuestionText, number: int) -> bool:
    """Give a candidate the answer on a line; return False, and give nothing, if it does not fit.

    What the line says beyond the option's name is the explanation; where it runs on as prose it
    stays in the text, as the candidate's `leftover`.
    """
    line = text.lines[number]
    place, rest = find_answer(line.answer or "", [option.text for option in candidate.options])
    exam = EXAM.search(rest)
    if exam:
        candidate.stem, rest = f"{candidate.stem} {exam[0].strip()}", rest[: exam.start()]
    if place is None and (not line.firm or len(rest) > LONGEST_OPTION):
        return False
    candidate.answer_found, candidate.answer_prompted = place is not None, True
    candidate.place = place if place is not None else candidate.place
    candidate.explanation = line.explanation
    if rest and not line.explanation:
        inline = bool(line.options) or text.shares_row(number)
        if rest[0] == "(" and rest[-1] == ")":
            candidate.explanation = rest[1:-1].strip()
        elif len(rest) <= LONGEST_OPTION and not (inline and len(rest.split()) > SHORT):
            candidate.explanation = rest
        else:
            candidate.leftover[number] = rest
    return True
