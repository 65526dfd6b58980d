"""From what was typed to what stands in the library: the forms in which a word may be written.

The index holds the words as they stand in the texts. Everything forgiving happens here, at the
question: related words by their stem, the beginning of a word, other spellings, names and
acronyms, compounds, patterns, and last of all likely typing errors. Each form has a likeness, by
which its hits count less than those of the word itself.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fnmatch import translate
from heapq import nlargest
from typing import Final

from app.core.search.index.codec import TermDictionary
from app.core.search.query.query import Query, Term
from app.core.search.terms.stemming import stem
from app.core.search.terms.synonyms import Synonyms
from app.core.search.terms.typos import nearest

# So many longer words may the beginning of a word stand for, the most frequent ones.
_MAX_LONGER: Final = 100
_MAX_BY_PATTERN: Final = 100
_MAX_RELATED: Final = 24
# One letter begins too many words.
_SHORTEST_BEGINNING: Final = 2
# Before these a hyphen, a space or nothing at all is written: `antiterrorism`, `anti terrorism`.
_BEFORE_OTHERS: Final = frozenset((
    "anti", "counter", "cyber", "extra", "geo", "inter", "intra", "macro", "micro", "mid", "multi",
    "neo", "non", "post", "pre", "quasi", "semi", "socio", "sub", "trans", "ultra",
))  # fmt: skip
_SHORTEST_AFTER: Final = 4
_SHORTEST_PART: Final = 2

_SAME: Final = 1.0
_JOINED: Final = 0.95
_SYNONYM: Final = 0.9
_RELATED: Final = 0.85
_LONGER: Final = 0.6
_TYPO: Final = 0.4


Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One way in which a term may stand in a text: a word, a phrase, or words near each other."""

    words: Words
    likeness: float = _SAME
    near: int = 0


@dataclass(frozen=True, slots=True)
class Forms:
    """The forms of a whole query: of every group one must stand, of the excluded none.

    `meant` is the query with typing errors put right, when there are any.
    """

    groups: tuple[tuple[Form, ...], ...]
    excluded: tuple[Form, ...] = ()
    meant: str | None = None


class Vocabulary:
    """The words of all segments together."""

    def __init__(self, dictionaries: Sequence[TermDictionary]) -> None:
        self._dictionaries = dictionaries
        self._by_letter: dict[str, Counter[str]] = {}

    def frequency(self, word: str) -> int:
        """Return how many documents have a word."""
        places = ((dictionary, dictionary.number(word)) for dictionary in self._dictionaries)
        return sum(dictionary.counts[place] for dictionary, place in places if place is not None)

    def beginning_with(self, prefix: str) -> Counter[str]:
        """Return the words that begin with some letters, and how many documents have each."""
        found: Counter[str] = Counter()
        for dictionary in self._dictionaries:
            places = dictionary.beginning_with(prefix)
            words = dictionary.terms[places.start : places.stop]
            counts = dictionary.counts[places.start : places.stop]
            found.update(dict(zip(words, counts, strict=True)))
        return found

    def knows(self, words: Words) -> bool:
        """Whether each of some words stands somewhere."""
        return all(map(self.frequency, words))

    def rarest(self, words: Words) -> int:
        """Return how many documents have the rarest of some words."""
        return min(map(self.frequency, words))


class QueryExpander:
    """Finds the forms of queries in a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, synonyms: Synonyms) -> None:
        self._vocabulary = vocabulary
        self._synonyms = synonyms

    def expand(self, query: Query) -> Forms:
        """Return the forms in which a query may stand."""
        groups = [
            _best(form for term in group for form in self._of_term(term, query.forgiving))
            for group in query.groups
        ]
        if query.forgiving:
            self._add_names(query, groups)
            self._add_joined(query, groups)
        excluded = _best(
            form for term in query.excluded for form in self._of_term(term, query.forgiving)
        )
        return Forms(tuple(groups), excluded)

    def with_typos(self, query: Query, forms: Forms) -> Forms | None:
        """Return the forms with likely typing errors put right; None when there are none."""
        groups = list(forms.groups)
        meant: list[str] = []
        for number, group in enumerate(query.groups):
            words = [word for term in group for word in term.words]
            found = any(
                len(form.words) == 1 and self._vocabulary.knows(form.words)
                for form in groups[number]
            )
            right = {word: [] if found else self._put_right(word) for word in words}
            meant += [right[word][0] if right[word] else word for word in words]
            groups[number] = _best(
                (
                    *groups[number],
                    *(
                        Form((near,), _TYPO)
                        for term in group
                        if len(term.words) == 1
                        for near in right[term.words[0]]
                    ),
                    *(
                        replace(Form(_replaced(term.words, right), _TYPO), near=term.near)
                        for term in group
                        if len(term.words) > 1 and not term.exact
                    ),
                )
            )
        if meant == [word for term in query.terms for word in term.words]:
            return None
        return Forms(tuple(groups), forms.excluded, " ".join(meant))

    # Inside

    def _of_term(self, term: Term, forgiving: bool) -> Iterable[Form]:  # noqa: FBT001
        if term.pattern:
            return (Form((word,)) for word in self._by_pattern(term.pattern))
        if len(term.words) > 1:
            return self._of_phrase(term, forgiving)
        return self._of_word(term, forgiving)

    def _of_word(self, term: Term, forgiving: bool) -> Iterable[Form]:  # noqa: FBT001
        word = term.words[0]
        yield Form((word,))
        if term.exact:
            return
        if not forgiving:
            return
        for related in self._related(word):
            yield Form((related,), _RELATED)
        yield from self._synonyms_of(term)
        for parts in self._parted(word):
            yield Form(parts, _JOINED)
        if term.prefix and len(word) >= _SHORTEST_BEGINNING:
            for longer in self._longer(word):
                yield Form((longer,), _LONGER)

    def _synonyms_of(self, term: Term) -> Iterable[Form]:
        """Yield the other spellings of a word, with the words related to these."""
        for synonym in self._synonyms.of(term.words, capitals=term.capitals):
            if self._vocabulary.knows(synonym):
                yield Form(synonym, _SYNONYM)
            if len(synonym) == 1:
                for related in self._related(synonym[0]):
                    yield Form((related,), _RELATED * _SYNONYM)

    def _of_phrase(self, term: Term, forgiving: bool) -> Iterable[Form]:  # noqa: FBT001
        yield Form(term.words, near=term.near)
        if term.exact or not forgiving:
            return
        if term.joined:
            yield from self._of_joined(term)
        if term.prefix and len(term.words[-1]) >= _SHORTEST_BEGINNING:
            for longer in self._longer(term.words[-1])[:8]:
                yield Form((*term.words[:-1], longer), _LONGER)
        for synonym in self._synonyms.of(term.words):
            if self._vocabulary.knows(synonym):
                yield Form(synonym, _SYNONYM)
        for at, word in enumerate(term.words):
            for other in self._synonyms.of((word,)):
                if self._vocabulary.knows(other):
                    words = (*term.words[:at], *other, *term.words[at + 1 :])
                    yield Form(words, _SYNONYM, near=term.near)

    def _of_joined(self, term: Term) -> Iterable[Form]:
        """Yield the forms of words in one: `anti-terror` as `antiterror` and what begins so."""
        whole = Term((term.joined,), prefix=term.prefix, capitals=term.capitals)
        if self._vocabulary.frequency(term.joined):
            yield Form((term.joined,), _JOINED)
        yield from self._synonyms_of(whole)
        if term.prefix:
            for longer in self._longer(term.joined):
                yield Form((longer,), _LONGER)

    def _parted(self, word: str) -> Iterable[Words]:
        """Yield a word in two, where texts write it so: every unknown one, and `anti terrorism`."""
        unknown = not self._vocabulary.frequency(word)
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            parts = (word[:at], word[at:])
            usual = parts[0] in _BEFORE_OTHERS and len(parts[1]) >= _SHORTEST_AFTER
            if (unknown or usual) and self._vocabulary.knows(parts):
                yield parts

    def _related(self, word: str) -> list[str]:
        """Return the words of the same stem, the most frequent first."""
        root = stem(word)
        if not root.isascii() or not root.isalpha():
            return []
        # A stem may end in another letter than its words: happy, happi.
        start = root[:-1] if root[-1] in "iey" and len(root) > 2 else root
        found = self._vocabulary.beginning_with(start)
        same = [
            (count, other)
            for other, count in found.items()
            if other != word and stem(other) == root
        ]
        return [other for _, other in nlargest(_MAX_RELATED, same)]

    def _longer(self, word: str) -> list[str]:
        found = self._vocabulary.beginning_with(word)
        found.pop(word, None)
        return [longer for longer, _ in found.most_common(_MAX_LONGER)]

    def _by_pattern(self, pattern: str) -> list[str]:
        matches = re.compile(translate(pattern)).match
        start = re.split(r"[*?]", pattern)[0]
        found = self._vocabulary.beginning_with(start)
        fitting = [(count, word) for word, count in found.items() if matches(word)]
        return [word for _, word in nlargest(_MAX_BY_PATTERN, fitting)]

    def _put_right(self, word: str) -> list[str]:
        """Return the words that were most likely meant by one that hardly stands anywhere."""
        known = self._vocabulary.frequency(word) or self._related(word)
        return [] if known else nearest(word, self._vocabulary.beginning_with)

    def _add_names(self, query: Query, groups: list[tuple[Form, ...]]) -> None:
        """Let `china-pakistan economic corridor` be found where CPEC stands."""
        owners: list[int] = []
        typed: list[str] = []
        for number, group in enumerate(query.groups):
            plain = len(group) == 1 and not group[0].exact and not group[0].near
            words = group[0].words if plain else ("",)
            owners += [number] * len(words)
            typed += words
        for start, end, others in self._synonyms.names_in(tuple(typed)):
            known = [Form(other, _SYNONYM) for other in others if self._vocabulary.knows(other)]
            for number in set(owners[start:end]):
                groups[number] = _best((*groups[number], *known))

    def _add_joined(self, query: Query, groups: list[tuple[Form, ...]]) -> None:
        """Let `IS K` be found where IS-K or ISK stands."""
        for number, (one, two) in enumerate(zip(query.groups, query.groups[1:], strict=False)):
            if len(one) != 1 or len(two) != 1 or one[0].exact or two[0].exact:
                continue
            if len(one[0].words) != 1 or len(two[0].words) != 1:
                continue
            joined = one[0].words[0] + two[0].words[0]
            if self._vocabulary.frequency(joined):
                for place in (number, number + 1):
                    groups[place] = _best((*groups[place], Form((joined,), _JOINED)))


def _best(forms: Iterable[Form]) -> tuple[Form, ...]:
    """Return each form once, with its best likeness, the least like ones first."""
    best: dict[tuple[tuple[str, ...], int], Form] = {}
    for form in forms:
        key = (form.words, form.near)
        if key not in best or best[key].likeness < form.likeness:
            best[key] = form
    return tuple(sorted(best.values(), key=lambda form: form.likeness))


def _replaced(words: Words, right: dict[str, list[str]]) -> Words:
    return tuple(right[word][0] if right[word] else word for word in words)
