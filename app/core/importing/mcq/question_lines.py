"""What one line holds of a multiple-choice question: options, an answer, an explanation.

Every pattern is bounded and is used on one line; `app.core.importing.mcq.candidates` puts several
lines together.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Final

MOST_OPTIONS: Final = 6
LETTERS: Final = "ABCDEF"
_ROMAN: Final = ("i", "ii", "iii", "iv", "v", "vi")
_URDU: Final = {"الف": 0, "ا": 0, "ب": 1, "ج": 2, "د": 3}
# At most so many marks of one line are looked at.
_MOST_MARKS: Final = 120

# `(a)`, `a)`, `A.`, `A:`, `B -`, `[c]`, `ii)`, `1)`, `الف)`
_MARK = re.compile(
    r"(?<![^\s,;.?!:؟،۔)\]])(?P<open>[(\[]?)(?:(?P<upper>[A-F])|(?P<lower>[a-f])|"
    r"(?P<roman>i{1,3}|iv|vi?|I{1,3}|IV|VI?)|(?P<digit>[1-6])|(?P<urdu>الف|[ابجد]))"
    r"(?P<close>\s?[)\]]|[.:](?!\d)|\s?[-–—](?=\s))\s?(?=\S)"
)
_LEADING_SIGNS = re.compile(r"(?:[-–—•▪●○◯◉▢□☐☑✓✔✅✗✘❌🔹🔸👉*»>]\ufe0f?\s?){1,3}")
_TICK = re.compile(
    r"\s?[✓✔✅☑🗸]\ufe0f?\s?|\s?[(\[]\s?(?:correct|right)(?:\s(?:answer|option))?\s?[)\]]",
    re.IGNORECASE,
)
_CROSS = re.compile(r"\s?[✗✘❌❎]\ufe0f?\s?")
_ANSWER = (
    r"(?:(?:the\s)?(?:correct|right)\s(?:answer|option|choice|ans)|(?:the\s)?answer|ans\)?|correct|"
    r"(?:درست|صحیح)\sجواب|جواب)\s?(?:(?P<is>is\b\s?:?)|(?P<sign>[.:：=–-]{1,2})|"
    r"(?=[(\[]?[A-Fa-f][)\]]?\W?$))\s?"
)
_ANSWER_LINE = re.compile(r"[^\w(\[]{0,4}[(\[]?" + _ANSWER, re.IGNORECASE)
_ANSWER_INSIDE = re.compile(r"(?<!\w)[(\[]?" + _ANSWER, re.IGNORECASE)
# The button of a site behind which it hides the answer.
_HIDDEN = re.compile(
    r"\W{0,4}(?:show|view|see|check|reveal|click\s(?:here\s)?(?:to|for)(?:\ssee)?(?:\sthe)?)\s"
    r"(?:the\s)?(?:correct\s)?answers?\b\W{0,6}",
    re.IGNORECASE,
)
_EXPLANATION = re.compile(
    r"(?<!\w)(?:explanation|explained|reason|rationale|وضاحت)\s?[:：–-]\s?", re.IGNORECASE
)
# `Q1.`, `Q.`, `Q. 3:`, `Question 2)`, `MCQ:`, `MCQ 4.`, `سوال 1:`
NAMED = re.compile(
    r"(?:Qn|Ques|Question|Q|MCQ|سوال)\s?(?:no\b\.?)?\s?[.#:-]?\s?"
    r"(?:(?P<number>\d{1,3})(?:\s?[.):：-]{1,2}|(?=\s))|[.:：)]|-(?=\s))\s?(?=\S)",
    re.IGNORECASE,
)
NUMBERED = re.compile(r"[(\[]?(?P<number>\d{1,3})\s?[.):\]]\s?(?=[^\s\d])")
_INNER_NAMED = re.compile(r"(?<=\s)" + NAMED.pattern, re.IGNORECASE)
_INNER_NUMBERED = re.compile(r"(?<=\s)(?P<number>\d{1,3})\s?[.)]\s(?=[A-Z‘“\"(_])")
_LABEL_LEAD = re.compile(r"\W{0,4}MCQs\s?[:–-]\s{0,3}(?=Q|[(\[]?\d)", re.IGNORECASE)
_LETTER = re.compile(
    r"[(\[]?\s?(?:option\s)?(?P<sign>[A-Fa-f]|[1-6]|i{1,3}|iv|vi?|I{1,3}|IV|VI?|الف|[ابجد])(?!\w)"
    r"\s?(?P<close>[)\].:,–-]{0,2})\s?",
    re.IGNORECASE,
)
_SAME = re.compile(r"\W+")


@dataclass(frozen=True, slots=True)
class Option:
    """One option: how it is marked, its place from 0, its words, and whether a tick is on it."""

    style: str
    place: int
    text: str
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class QuestionLine:
    """What a line, or one of the questions in it, holds of a question.

    `row` is the line of the text that it was read from. `lead` are the words before its options;
    `whole` is its first option if what look like more options are words of it. `answer` are the
    words behind `Answer:`, `firm` whether a sign separates the two. `hidden`: it is a site's
    button that shows the answer.
    """

    text: str
    row: int
    lead: str = ""
    options: tuple[Option, ...] = ()
    whole: Option | None = None
    answer: str | None = None
    firm: bool = False
    hidden: bool = False
    explanation: str | None = None

    @property
    def is_answer(self) -> bool:
        """Whether the line holds an answer and no options."""
        return self.answer is not None and not self.options


def read_line(text: str, row: int) -> QuestionLine:
    """Return what a line holds of a question; `row` is its number in the text."""
    text = text.strip()
    if _HIDDEN.fullmatch(text):
        return QuestionLine(text, row, hidden=True)
    said, explanation = text, None
    reason = _EXPLANATION.search(text)
    if reason and (reason.start() == 0 or _ANSWER_INSIDE.search(text[: reason.start()])):
        said, explanation = text[: reason.start()].strip(), text[reason.end() :].strip() or None
    begins = _ANSWER_LINE.match(said)
    if begins:
        value = _closed(said[begins.end() :], begins[0])
        firm = bool(begins["sign"]) or not begins["is"]
        return QuestionLine(text, row, answer=value, firm=firm, explanation=explanation)
    answer, firm, optional = None, False, said
    inside = _last(_ANSWER_INSIDE, said)
    if inside and inside["is"] is None:
        optional = said[: inside.start()].rstrip()
        answer, firm = _closed(said[inside.end() :], inside[0]), True
    lead, options, whole = _options(optional)
    if not options:
        return QuestionLine(text, row, explanation=explanation if reason and not said else None)
    return QuestionLine(text, row, lead, options, whole, answer, firm, explanation=explanation)


def split_line(text: str) -> list[str]:
    """Return the questions of a line that holds several in a row, else the line alone."""
    labelled = _LABEL_LEAD.match(text)
    if labelled:
        return [labelled[0], *split_line(text[labelled.end() :])]
    if len(text) < 40 or len(_options(text)[1]) < 2:
        return [text]
    cuts = {match.start() for match in _INNER_NAMED.finditer(text)}
    first = NUMBERED.match(text)
    expected = int(first["number"]) + 1 if first else 1
    for match in _INNER_NUMBERED.finditer(text):
        if int(match["number"]) == expected:
            cuts.add(match.start())
            expected += 1
    places = [0, *sorted(cuts), len(text)]
    return [text[start:end] for start, end in pairwise(places)]


def find_answer(value: str, options: Sequence[str]) -> tuple[int | None, str]:
    """Return the place, from 0, of the option that an answer names, and what else it says.

    (None, the whole answer) when it names none.
    """
    value = value.strip()
    for place, option in enumerate(options):
        if _same(option) and _same(option) == _same(value):
            return place, ""
    match = _LETTER.match(value)
    if match:
        named, rest = _place(match["sign"]), value[match.end() :].strip()
        bare = not match["close"] and rest and (rest[0].islower() or rest[0] == "&")
        if named < len(options) and not bare:
            return named, _without(rest, options[named])
    for place, option in enumerate(options):
        rest = _without(value, option)
        if rest != value:
            return place, rest
    return None, value


def without_tick(text: str) -> tuple[str, bool]:
    """Return an option's words without the tick or cross on them, and whether it was a tick."""
    bare = _CROSS.sub(" ", text).strip()
    unticked = _TICK.sub(" ", bare).strip()
    return unticked, unticked != bare


def _options(text: str) -> tuple[str, tuple[Option, ...], Option | None]:
    """Return the words before a line's options, the options, and the first as if it were alone."""
    signs = _LEADING_SIGNS.match(text)
    at = signs.end() if signs else 0
    ticked = bool(signs and _TICK.search(signs[0]))
    marks = list(islice(_MARK.finditer(text, at), _MOST_MARKS))
    chain = max(_chains(marks, text, at), key=len, default=[])
    if not chain or (chain[0].start() != at and (len(chain) < 2 or _mark_place(chain[0]))):
        return text, (), None
    ends = [mark.start() for mark in chain[1:]] + [len(text)]
    options: list[Option] = []
    for mark, end in zip(chain, ends, strict=True):
        words, tick = without_tick(text[mark.end() : end])
        options.append(Option(_style(mark), _mark_place(mark), words, tick))
    lead = text[at : chain[0].start()].strip()
    if ticked and not lead:
        options[0] = Option(options[0].style, options[0].place, options[0].text, ticked=True)
    words, tick = without_tick(text[chain[0].end() :])
    whole = Option(options[0].style, options[0].place, words, tick or ticked)
    if not all(option.text for option in options):
        return text, (), None
    return lead, tuple(options), whole if len(options) > 1 and not lead else None


def _chains(marks: list[re.Match[str]], text: str, at: int) -> Iterator[list[re.Match[str]]]:
    """Yield each series of marks that counts on from one at `at`, or from an `A`."""
    for number, first in enumerate(marks):
        if first.start() != at and _mark_place(first):
            continue
        chain = [first]
        for mark in marks[number + 1 :]:
            follows = _style(mark) == _style(first) and _mark_place(mark) == (
                _mark_place(chain[-1]) + 1
            )
            if follows and _is_separate(mark, text):
                chain.append(mark)
            if len(chain) == MOST_OPTIONS:
                break
        if first.start() == at or _is_separate(first, text):
            yield chain


def _is_separate(mark: re.Match[str], text: str) -> bool:
    """Return whether a mark inside a line can be one: `A.` needs a space before it."""
    return mark["close"].strip() in ")]" or mark.start() == 0 or text[mark.start() - 1].isspace()


def _style(mark: re.Match[str]) -> str:
    kind = next(name for name in ("upper", "lower", "roman", "digit", "urdu") if mark[name])
    return f"{kind} {mark['open']}{mark['close'].strip()}"


def _mark_place(mark: re.Match[str]) -> int:
    sign = next(mark[name] for name in ("upper", "lower", "roman", "digit", "urdu") if mark[name])
    return _place(sign)


def _place(sign: str) -> int:
    """Return the place, from 0, that a letter or a number of an option names."""
    if sign in _URDU:
        return _URDU[sign]
    if sign.isdigit():
        return int(sign) - 1
    low = sign.lower()
    return _ROMAN.index(low) if low in _ROMAN else LETTERS.index(sign.upper())


def _closed(value: str, opening: str) -> str:
    """Return an answer without the bracket that closes the one before `Answer`."""
    value = value.strip()
    if opening.lstrip()[:1] in "([" and value.endswith((")", "]")) and not value.startswith("("):
        return value[:-1].strip()
    return value


def _same(text: str) -> str:
    return _SAME.sub(" ", text).strip().casefold()


def _without(text: str, option: str) -> str:
    """Return text without the option's words at its beginning, if it begins with all of them."""
    bare = option.strip(" .")
    if not bare or not text.casefold().startswith(bare.casefold()):
        return text
    rest = text[len(bare) :]
    return text if rest[:1].isalnum() else rest.strip(" .,;:–-")


def _last(pattern: re.Pattern[str], text: str) -> re.Match[str] | None:
    found = None
    for match in islice(pattern.finditer(text), _MOST_MARKS):
        found = match
    return found
