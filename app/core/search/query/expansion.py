"""Expanding a query: from what was typed to the forms in which texts may write it.

The index holds words as the texts write them. All tolerance is applied to the query: words of the
same stem, longer words with the same beginning, other spellings, names and acronyms, compounds
and patterns. Typing errors are corrected only when little is found; see `correction`.

    query   labour IS K
    forms   (labour | labor 0.9 | labours 0.85) and (is | isk 0.95) and (k | isk 0.95)

with only those forms that the library has. A hit counts by the likeness of its form.
"""

from collections.abc import Iterable
from typing import Final

from app.core.search.query.forms import Forms, WordForm, Words, best_forms
from app.core.search.query.query import Query, Term
from app.core.search.query.vocabulary import Vocabulary
from app.core.search.terms.synonyms import Synonyms

# Fewer letters begin too many words.
_SHORTEST_BEGINNING: Final = 2
# After these, texts write a hyphen, a space or nothing at all: `antiterrorism`, `anti terrorism`.
_PREFIXES: Final = frozenset((
    "anti", "counter", "cyber", "extra", "geo", "inter", "intra", "macro", "micro", "mid", "multi",
    "neo", "non", "post", "pre", "quasi", "semi", "socio", "sub", "trans", "ultra",
))  # fmt: skip
_SHORTEST_AFTER_PREFIX: Final = 4
_SHORTEST_HALF: Final = 2

_JOINED: Final = 0.95
_SYNONYM: Final = 0.9
_RELATED: Final = 0.85
_LONGER: Final = 0.6


class QueryExpander:
    """Finds the forms of queries that the vocabulary of an index has."""

    def __init__(self, vocabulary: Vocabulary, synonyms: Synonyms) -> None:
        self._vocabulary = vocabulary
        self._synonyms = synonyms

    def expand(self, query: Query) -> Forms:
        """Return the forms in which texts may write a query."""
        groups = [
            best_forms(form for term in group for form in self._of_term(term, query.forgiving))
            for group in query.groups
        ]
        if query.forgiving:
            self._add_names(query, groups)
            self._add_joined(query, groups)
        excluded = best_forms(
            form for term in query.excluded for form in self._of_term(term, query.forgiving)
        )
        return Forms(tuple(groups), excluded)

    # Inside

    def _of_term(self, term: Term, forgiving: bool) -> Iterable[WordForm]:  # noqa: FBT001
        if term.pattern:
            return (WordForm((word,)) for word in self._vocabulary.by_pattern(term.pattern))
        if len(term.words) > 1:
            return self._of_phrase(term, forgiving)
        return self._of_word(term, forgiving)

    def _of_word(self, term: Term, forgiving: bool) -> Iterable[WordForm]:  # noqa: FBT001
        word = term.words[0]
        yield WordForm((word,))
        if term.exact:
            return
        if not forgiving:
            return
        for related in self._vocabulary.related(word):
            yield WordForm((related,), _RELATED)
        yield from self._synonyms_of(term)
        for parts in self._in_two(word):
            yield WordForm(parts, _JOINED)
        if term.prefix and len(word) >= _SHORTEST_BEGINNING:
            for longer in self._vocabulary.longer(word):
                yield WordForm((longer,), _LONGER)

    def _synonyms_of(self, term: Term) -> Iterable[WordForm]:
        """Yield the synonyms and other spellings of a word, and the words related to these."""
        for synonym in self._synonyms.of(term.words, capitals=term.capitals):
            if self._vocabulary.knows(synonym):
                yield WordForm(synonym, _SYNONYM)
            if len(synonym) == 1:
                for related in self._vocabulary.related(synonym[0]):
                    yield WordForm((related,), _RELATED * _SYNONYM)

    def _of_phrase(self, term: Term, forgiving: bool) -> Iterable[WordForm]:  # noqa: FBT001
        yield WordForm(term.words, near=term.near)
        if term.exact or not forgiving:
            return
        if term.joined:
            yield from self._of_joined(term)
        if term.prefix and len(term.words[-1]) >= _SHORTEST_BEGINNING:
            for longer in self._vocabulary.longer(term.words[-1])[:8]:
                yield WordForm((*term.words[:-1], longer), _LONGER)
        for synonym in self._synonyms.of(term.words):
            if self._vocabulary.knows(synonym):
                yield WordForm(synonym, _SYNONYM)
        for at, word in enumerate(term.words):
            for other in self._synonyms.of((word,)):
                if self._vocabulary.knows(other):
                    words = (*term.words[:at], *other, *term.words[at + 1 :])
                    yield WordForm(words, _SYNONYM, near=term.near)

    def _of_joined(self, term: Term) -> Iterable[WordForm]:
        """Yield words as one: `anti-terror` as `antiterror` and the longer words that begin so."""
        whole = Term((term.joined,), prefix=term.prefix, capitals=term.capitals)
        if self._vocabulary.frequency(term.joined):
            yield WordForm((term.joined,), _JOINED)
        yield from self._synonyms_of(whole)
        if term.prefix:
            for longer in self._vocabulary.longer(term.joined):
                yield WordForm((longer,), _LONGER)

    def _in_two(self, word: str) -> Iterable[Words]:
        """Yield a word split in two where texts write it so: an unknown one, or `antiterrorism`."""
        unknown = not self._vocabulary.frequency(word)
        for at in range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1):
            parts = (word[:at], word[at:])
            usual = parts[0] in _PREFIXES and len(parts[1]) >= _SHORTEST_AFTER_PREFIX
            if (unknown or usual) and self._vocabulary.knows(parts):
                yield parts

    def _add_names(self, query: Query, groups: list[tuple[WordForm, ...]]) -> None:
        """Let `china-pakistan economic corridor` find CPEC."""
        owners: list[int] = []
        typed: list[str] = []
        for number, group in enumerate(query.groups):
            plain = len(group) == 1 and not group[0].exact and not group[0].near
            words = group[0].words if plain else ("",)
            owners += [number] * len(words)
            typed += words
        for start, end, others in self._synonyms.names_in(tuple(typed)):
            known = [WordForm(other, _SYNONYM) for other in others if self._vocabulary.knows(other)]
            for number in set(owners[start:end]):
                groups[number] = best_forms((*groups[number], *known))

    def _add_joined(self, query: Query, groups: list[tuple[WordForm, ...]]) -> None:
        """Let `IS K` find IS-K and ISK."""
        for number, (one, two) in enumerate(zip(query.groups, query.groups[1:], strict=False)):
            if len(one) != 1 or len(two) != 1 or one[0].exact or two[0].exact:
                continue
            if len(one[0].words) != 1 or len(two[0].words) != 1:
                continue
            joined = one[0].words[0] + two[0].words[0]
            if self._vocabulary.frequency(joined):
                for place in (number, number + 1):
                    groups[place] = best_forms((*groups[place], WordForm((joined,), _JOINED)))
