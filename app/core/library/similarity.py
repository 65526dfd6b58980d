"""How similar texts and facts are, by which one is recognised as the correction of another."""

from collections.abc import Sequence
from typing import Final

from rapidfuzz import fuzz

from app.core.library.model import Fact, FactText, Question

# From this similarity (0 to 100) on, two facts are one fact, corrected.
_SAME_FACT: Final = 72
# The same for two questions.
_SAME_QUESTION: Final = 85
# Longer texts are compared by this many characters.
_COMPARED: Final = 20_000


def similarity(one: str, other: str) -> float:
    """Return how similar two texts are, 0 to 100."""
    return float(fuzz.ratio(one[:_COMPARED], other[:_COMPARED]))


def holds(longer: str, shorter: str) -> bool:
    """Return whether a text contains nearly all of a shorter one in one stretch."""
    if len(shorter) > len(longer):
        return False
    return float(fuzz.partial_ratio(shorter[:_COMPARED], longer[:_COMPARED])) >= 95


def match_facts(old: Sequence[Fact], new: Sequence[FactText]) -> dict[int, str]:
    """Return the ids of old facts by the positions of the new facts that correct them.

    The most similar pairs are matched first, each fact once; what is not similar enough is new.
    """
    pairs = sorted(
        (
            (fuzz.ratio(known.text, fact.text), -abs(at - position), position, known.id)
            for at, known in enumerate(old)
            for position, fact in enumerate(new)
        ),
        reverse=True,
    )
    matched: dict[int, str] = {}
    for score, _, position, fact_id in pairs:
        if score >= _SAME_FACT and position not in matched and fact_id not in matched.values():
            matched[position] = fact_id
    return matched


def merge_questions(old: Sequence[Question], new: Sequence[Question]) -> tuple[Question, ...]:
    """Return the old questions, corrected in place, followed by those that are new.

    None is lost: the same text may come in without its questions, or with other ones.
    """
    merged = list(old)
    free = set(range(len(old)))
    for question in new:
        alike = {place: similarity(merged[place].text, question.text) for place in sorted(free)}
        best = max(alike, key=lambda place: alike[place], default=None)
        if best is not None and alike[best] >= _SAME_QUESTION:
            merged[best] = question
            free.discard(best)
        else:
            merged.append(question)
    return tuple(merged)
