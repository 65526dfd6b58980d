"""The forms in which the words of a query may be written in a text."""

from collections.abc import Iterable
from dataclasses import dataclass

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WordForm:
    """One form of a term: a word, a phrase, or words `near` each other.

    `likeness` (above 0 to 1) is the factor by which a hit counts less than one of the word itself.
    """

    words: Words
    likeness: float = 1.0
    near: int = 0


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of a whole query: a document must have one of every group, none of the excluded.

    `meant` is the query with typing errors corrected, when there are any.
    """

    groups: tuple[tuple[WordForm, ...], ...]
    excluded: tuple[WordForm, ...] = ()
    meant: str | None = None


def best_forms(forms: Iterable[WordForm]) -> tuple[WordForm, ...]:
    """Return each form once, with its highest likeness, the least like ones first."""
    best: dict[tuple[Words, int], WordForm] = {}
    for form in forms:
        key = (form.words, form.near)
        if key not in best or best[key].likeness < form.likeness:
            best[key] = form
    return tuple(sorted(best.values(), key=lambda form: form.likeness))
