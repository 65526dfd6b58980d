"""The key below a text's questions, `1-B 2-C`: which question each of its letters answers."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from app.core.importing.mcq.judge import Candidate
from app.core.importing.mcq.question_lines import LETTERS, QuestionLine

_KEY_HEADER = re.compile(
    r"\W{0,4}(?:(?:correct\s)?answers?(?:\skeys?)?|keys?|ans|جوابات)\s?[:.：–-]{0,2}\s?",
    re.IGNORECASE,
)
_KEY_PAIR = re.compile(
    r"(?:Q\.?\s?)?[(\[]?(?P<number>\d{1,3})\s?[-–.):\]=]{0,2}\s?[(\[]?(?P<letter>[A-Fa-f])[)\].]?"
    r"(?:\s?[,;|/]\s?|\s|$)"
)
# At most so many candidates wait for a key.
_MOST_OPEN: Final = 300


@dataclass(frozen=True, slots=True)
class Keys:
    """The lines of a text that are keys, with their numbers and letters, and their headings."""

    pairs: dict[int, list[tuple[int, str]]]
    headers: set[int]


def find_keys(lines: Sequence[QuestionLine]) -> Keys:
    """Return the answer keys among the lines of a text."""
    keys = Keys({}, set())
    headed = False
    for number, line in enumerate(lines):
        if not line.text:
            continue
        pairs = _pairs(line.text, headed=headed)
        if pairs:
            keys.pairs[number] = pairs
        elif _KEY_HEADER.fullmatch(line.text):
            keys.headers.add(number)
        headed = (bool(pairs) and headed) or number in keys.headers
    return keys


def answer_by_keys(
    candidates: Sequence[Candidate], keys: Keys, lines: Sequence[QuestionLine]
) -> set[int]:
    """Give candidates the answers of the keys below them; return the lines that are used up.

    A key answers by number; where none has a number, by order if there are as many of both. A key
    of which one letter answers nothing is not used up: it stays in the text.
    """
    used: set[int] = set()
    coming = deque(candidates)
    before: list[Candidate] = []
    for number, pairs in keys.pairs.items():
        while coming and coming[0].end <= number:
            before.append(coming.popleft())
        before = [one for one in before if not one.answer_found][-_MOST_OPEN:]
        asked: dict[int, Candidate] = {one.number: one for one in before if one.number}
        if len(before) == len(pairs) and not asked:
            asked = {wanted: one for (wanted, _), one in zip(pairs, before, strict=True)}
        hits = [
            (asked[wanted], LETTERS.index(letter))
            for wanted, letter in pairs
            if wanted in asked and LETTERS.index(letter) < len(asked[wanted].options)
        ]
        for one, place in hits:
            one.place, one.answer_found = place, True
        if len(hits) == len(pairs):
            used.add(number)
    for header in keys.headers:
        following = next((n for n in range(header + 1, len(lines)) if lines[n].text), None)
        if following in used:
            used.add(header)
    return used


def _pairs(text: str, *, headed: bool) -> list[tuple[int, str]]:
    """Return the numbers and letters of a line of an answer key; [] if it is not one.

    One pair alone is a key only below a heading or behind one.
    """
    text = text.strip()
    header = _KEY_HEADER.match(text)
    at = header.end() if header else 0
    pairs: list[tuple[int, str]] = []
    while at < len(text):
        pair = _KEY_PAIR.match(text, at)
        if pair is None:
            return []
        pairs.append((int(pair["number"]), pair["letter"].upper()))
        at = pair.end()
    return pairs if len(pairs) >= (1 if headed or header else 2) else []
