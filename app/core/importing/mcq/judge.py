"""Which of the candidates for a multiple-choice question are one.

Notes and outlines have lists with letters below a line too; so there must be more to show that it
is a question: an answer, a label, a `Q1.`, or a way of asking that leaves a choice.
"""

import re
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from app.core.importing.mcq.question_lines import LETTERS, NAMED, NUMBERED, Option
from app.core.library.model import Question

EXAM = re.compile(
    r"\s*[(\[]\s?(?:CSS|PMS|FPSC|PPSC|SPSC|KPPSC|BPSC|MPT)\b[^()\[\]]{0,24}[)\]]\.?$", re.IGNORECASE
)
_UNFINISHED = re.compile(
    r"(?:\b(?:is|are|was|were|in|on|at|by|of|to|the|an?|as|for|from|with|called|known|named|"
    r"between|and|means|has|have|stands|held|signed|founded)|[?؟:…]|\.{3}|[_-]{2,})$",
    re.IGNORECASE,
)
_BLANK = re.compile(r"_{2,}|\.{4,}|…{2,}|-{4,}")
_CLOSED = re.compile(
    r"(?:(?:in|on|at|of|by|from|to|for|under|with|during|since)\s)?"
    r"(?:which|who|whom|whose|when|where|how\s(?:many|much|long|old|far|often)|"
    r"what\s(?:year|percentage|per\s?cent|share|number|date|name|"
    r"is\sthe\s(?:capital|name|currency|number|full|total|percentage|share|meaning|synonym|antonym)))\b"
    r"|(?:which|who|none|one|all)(?:\s\w+)?\sof\sthe\sfollowing",
    re.IGNORECASE,
)
# What asks for an essay and not for a choice.
_TASK = re.compile(
    r"(?:(?:critically|briefly)\s)?(?:discuss|explain|describe|analy[sz]e|evaluate|examine|elaborate|"
    r"write|comment|compare|why|how\s(?!many|much|long|old|far|often))\b",
    re.IGNORECASE,
)
SHORT: Final = 10
# At most so many empty lines are within a question, or between two.
MOST_BLANKS: Final = 2


@dataclass(slots=True, eq=False)
class Candidate:
    """What looks like a question: lines `first` up to, and not including, `end` of the text.

    `place` is that of the right option, from 0. `answer_found`: the text names the answer, not
    only a tick. `answer_prompted`: an answer's line or a site's button below asks for one.
    `leftover` are the words that stay in the text of lines that are otherwise taken.
    """

    first: int
    end: int
    stem: str
    options: list[Option]
    number: int | None = None
    named: bool = False
    announced: bool = False
    place: int | None = None
    answer_found: bool = False
    answer_prompted: bool = False
    explanation: str | None = None
    leftover: dict[int, str] = field(default_factory=dict)

    @property
    def lettered(self) -> bool:
        """Whether letters mark the options."""
        return self.options[0].style.startswith(("upper", "lower", "urdu"))

    @property
    def counted(self) -> bool:
        """Whether numbers or roman numbers mark the options, as they mark lists of anything."""
        return self.options[0].style.startswith(("digit", "roman"))


def opens(text: str) -> bool:
    """Return whether a line begins with a question's number."""
    return bool(NAMED.match(text) or NUMBERED.match(text))


def asks_for_one(stem: str) -> bool:
    """Return whether a stem asks, or breaks off for an option to complete it."""
    bare = EXAM.sub("", stem).rstrip(" )]}\"”’'")
    return bool(_UNFINISHED.search(bare[-40:]) or _BLANK.search(bare))


def is_question(found: Candidate) -> bool:
    """Return whether a candidate is a question, judged without its neighbours."""
    asks = asks_for_one(found.stem)
    if found.answer_found:
        return found.lettered or asks or found.named or found.announced
    if found.place is not None or (found.answer_prompted and _short(found)):
        return asks or found.named or found.announced
    if _TASK.match(found.stem) or found.counted or not _short(found):
        return False
    if found.announced:
        return asks or len(found.options) >= 3
    if found.named:
        return (asks and len(found.options) >= 4) or bool(_CLOSED.match(found.stem))
    closed = _CLOSED.match(found.stem) and found.stem.rstrip(" )]").endswith(("?", "؟"))
    return len(found.options) >= 4 and (bool(closed) or bool(_BLANK.search(found.stem)))


def in_rows(found: list[Candidate]) -> set[Candidate]:
    """Return the candidates that follow others of the same form, which makes them questions.

    Two in a row that ask and have the same number of options, four or more, are no list of
    anything else.
    """
    return {
        one
        for pair in pairwise(found)
        if len(pair[0].options) == len(pair[1].options) >= 4
        and pair[1].first - pair[0].end <= MOST_BLANKS
        and all(
            each.lettered and _short(each) and asks_for_one(each.stem)
            and not _TASK.match(each.stem) and each.options[0].style == pair[0].options[0].style
            for each in pair
        )
        for one in pair
    }  # fmt: skip


def _short(found: Candidate) -> bool:
    """Return whether options are words to choose from, not points or clauses of a sentence."""
    texts = [option.text for option in found.options]
    if any(text.endswith((",", ";", " and", " or", ", and")) for text in texts[:-1]):
        return False
    return all(
        len(text.split()) <= SHORT and not (text.endswith(".") and len(text.split()) > 4)
        for text in texts
    )


def as_record(found: Candidate) -> Question:
    """Return the record of a question as the library stores it."""
    answer = LETTERS[found.place] if found.place is not None else None
    options = tuple(option.text.strip(" ;,") or option.text for option in found.options)
    return Question(found.stem, options, answer, found.explanation)
