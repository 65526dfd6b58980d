"""The labels that announce multiple-choice questions, `MCQs from the article:`, and their reach."""

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
_LONGEST: Final = 70


def find_labels(parts: Sequence[QuestionLine]) -> dict[int, bool]:
    """Return the parts that announce questions; True: for such with a choice."""
    labels: dict[int, bool] = {}
    for number, part in enumerate(parts):
        match = _LABEL.fullmatch(part.text) if 0 < len(part.text) <= _LONGEST else None
        if match and (match["sure"] or "question" in part.text.lower()):
            labels[number] = bool(match["sure"])
    return labels


def reach_of(labels: dict[int, bool], parts: Sequence[QuestionLine]) -> dict[int, bool]:
    """Return the parts that stand below such a label, up to the next label of any kind."""
    reach: dict[int, bool] = {}
    for label, sure in labels.items():
        for number in range(label + 1, len(parts)):
            if number in labels or _is_label(parts[number].text):
                break
            reach[number] = sure
    return reach


def _is_label(text: str) -> bool:
    if not 0 < len(text) <= _LONGEST or text[-1] in ".?؟":
        return False
    found = find_label(text)
    return found is not None and not found.guessed
