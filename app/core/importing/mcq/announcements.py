"""The labels that announce questions, `MCQs from the article:`, and the lines they reach."""

import re
from collections.abc import Sequence
from typing import Final

from app.core.importing.lines.labels import find_label
from app.core.importing.mcq.question_lines import QuestionLine

_LABEL = re.compile(
    r"\W*(?:(?:some|important|practice|expected|related|solved|sample)\s){0,2}"
    r"(?P<sure>mcq['’]?s?|multiple[\s-]choice(?:\squestions?)?|quiz|objective(?:\s(?:type|questions?)){0,2})?"
    r"(?:(?:^|\s|\W{1,3})?questions?)?"
    r"(?:\s\(?mcqs?\)?)?(?:\s\(?(?:with|and|&)\s(?:their\s)?answers?\)?)?"
    r"(?:\s(?:from|of|on|based\son)\s(?:the\s|this\s)?(?:article|editorial|summary|column))?\W*",
    re.IGNORECASE,
)
# What is longer is no label.
_LONGEST_LABEL: Final = 70


def find_labels(lines: Sequence[QuestionLine]) -> dict[int, bool]:
    """Return the lines that announce questions, by number.

    True: for certain questions with options (`MCQs:`). False: perhaps others (`Questions:`).
    """
    labels: dict[int, bool] = {}
    for number, line in enumerate(lines):
        match = _LABEL.fullmatch(line.text) if 0 < len(line.text) <= _LONGEST_LABEL else None
        if match and (match["sure"] or "question" in line.text.lower()):
            labels[number] = bool(match["sure"])
    return labels


def reach_of(labels: dict[int, bool], lines: Sequence[QuestionLine]) -> dict[int, bool]:
    """Return the lines below each label, up to the next label of any kind, with its value."""
    reach: dict[int, bool] = {}
    for label, sure in labels.items():
        for number in range(label + 1, len(lines)):
            if number in labels or _is_label(lines[number].text):
                break
            reach[number] = sure
    return reach


def _is_label(text: str) -> bool:
    if not 0 < len(text) <= _LONGEST_LABEL or text[-1] in ".?؟":
        return False
    found = find_label(text)
    return found is not None and not found.guessed
