"""Correcting the likely typing errors of a query that finds little.

With a library that knows `afghanistan`, `border` and `trade`:

    query        afghanistn trade
    forms        (afghanistn) and (trade | traded | trader ...)
    corrections  afghanistn: afghanistan      the nearest words; none for `trade`, which is known
    corrected    (afghanistan, likeness 0.4 | afghanistn) and (trade | traded | trader ...)
    meant        afghanistan trade
"""

from collections.abc import Iterable, Iterator
from typing import Final

from app.core.search.query.forms import Forms, WordForm, Words, best_forms
from app.core.search.query.query import Query, Term
from app.core.search.query.vocabulary import Vocabulary
from app.core.search.terms.typos import nearest

_TYPO: Final = 0.4

# The words that were likely meant by a word, the likeliest first; words that are right have none.
Corrections = dict[str, list[str]]


class QueryCorrector:
    """Corrects the words of queries by the vocabulary of an index."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary

    def correct(self, query: Query, forms: Forms) -> Forms | None:
        """Return a query's forms with those of its corrected words, None if all words are right."""
        groups: list[tuple[WordForm, ...]] = []
        meant: list[str] = []
        for terms, as_typed in zip(query.groups, forms.groups, strict=True):
            corrections = self._corrections(terms, as_typed)
            groups.append(best_forms((*as_typed, *_corrected_forms(terms, corrections))))
            for term in terms:
                meant += _corrected(term.words, corrections)
        if meant == [word for term in query.terms for word in term.words]:
            return None
        return Forms(tuple(groups), forms.excluded, " ".join(meant))

    def _corrections(self, terms: Iterable[Term], as_typed: Iterable[WordForm]) -> Corrections:
        """Return what was meant by the words of a group; nothing if one of its words is known."""
        if any(len(form.words) == 1 and self._vocabulary.knows(form.words) for form in as_typed):
            return {}
        words = (word for term in terms for word in term.words)
        return {word: likely for word in words if (likely := self._nearest(word))}

    def _nearest(self, word: str) -> list[str]:
        """Return the known words nearest to one that the library does not have in any form."""
        if self._vocabulary.frequency(word) or self._vocabulary.related(word):
            return []
        return nearest(word, self._vocabulary.beginning_with)


def _corrected_forms(terms: Iterable[Term], corrections: Corrections) -> Iterator[WordForm]:
    """Yield a form for every correction of a word, and one for each phrase with corrected words."""
    for term in terms:
        if len(term.words) == 1:
            for likely in corrections.get(term.words[0], ()):
                yield WordForm((likely,), _TYPO)
        elif not term.exact:
            words = _corrected(term.words, corrections)
            if words != term.words:
                yield WordForm(words, _TYPO, near=term.near)


def _corrected(words: Words, corrections: Corrections) -> Words:
    """Return words with each that is wrong replaced by the likeliest one."""
    return tuple(corrections[word][0] if word in corrections else word for word in words)
