"""Finding the words of a query in a text, for excerpts and for the page that is opened."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from app.core.search.query.forms import Forms
from app.core.search.query.query import Query
from app.core.search.terms.tokenizer import fold_with_offsets, numbers_in, original_span

_MAX_MARKED_WORDS: Final = 200
_MAX_TYPED: Final = 50
# What may separate two words of a phrase, but not much of it.
_BETWEEN: Final = r"(?:'s)?[\W_]{1,5}"
_PERHAPS_BETWEEN: Final = r"[\W_]{0,5}"
_DIGIT: Final = r"\d"
_LETTER: Final = r"[^\W\d_]"
# What a text may have inside a word, where the folded word has nothing.
_INSIDE: Final = r"[',.\-]?"
# Forms of at least this likeness are also found when written apart.
_ALIKE: Final = 0.9
_SQUEEZE: Final = str.maketrans("", "", "',.-")


@dataclass(frozen=True, slots=True)
class MatchTerms:
    """What to match in a text, folded: words, beginnings of words, and phrases.

    `typed` are the words that the reader typed, in all their spellings; a text may write them with
    commas, dots or hyphens.
    """

    words: tuple[str, ...] = ()
    beginnings: tuple[str, ...] = ()
    phrases: tuple[tuple[str, ...], ...] = ()
    typed: tuple[str, ...] = ()


def match_terms_for(query: Query, forms: Forms) -> MatchTerms:
    """Return what to match in texts for a query and its forms."""
    beginnings = tuple(
        term.words[0]
        for term in query.terms
        if query.forgiving and term.prefix and len(term.words) == 1 and len(term.words[0]) > 1
    )
    every = [form for group in forms.groups for form in reversed(group)]
    apart = (word for form in every if form.near for word in form.words)
    single = (form.words[0] for form in every if len(form.words) == 1)
    words = dict.fromkeys(
        word for word in (*single, *apart) if not word.startswith(beginnings or "\0")
    )
    typed = (
        form.words[0]
        for terms, group in zip(query.groups, forms.groups, strict=False)
        for form in group
        if len(form.words) == 1 and form.likeness >= _ALIKE
        if not any(term.pattern for term in terms)
    )
    return MatchTerms(
        tuple(words)[:_MAX_MARKED_WORDS],
        beginnings,
        tuple(form.words for form in every if len(form.words) > 1 and not form.near),
        tuple(dict.fromkeys(typed))[:_MAX_TYPED],
    )


def find_matches(text: str, match_terms: MatchTerms) -> list[tuple[int, int]]:
    """Return the (start, end) of all matches in a text, in order and without overlap."""
    folded, offsets = fold_with_offsets(text)
    matches: list[tuple[int, int]] = []
    for start, end in sorted(_spans(folded, match_terms), key=_first_and_longest):
        if not matches or start >= matches[-1][1]:
            matches.append((start, end))
    if offsets is None:
        return matches
    return [original_span(start, end, offsets) for start, end in matches]


def _spans(folded: str, match_terms: MatchTerms) -> Iterator[tuple[int, int]]:
    found: set[str] = set()
    for word in match_terms.words:
        for span in _words(folded, word):
            found.add(word)
            yield span
    for beginning in match_terms.beginnings:
        for span in _words(folded, beginning, whole=False):
            found.add(beginning)
            yield span
    for phrase in match_terms.phrases:
        spans = list(_by_pattern(folded, phrase[0], _phrase_pattern(phrase)))
        yield from spans or _by_pattern(folded, phrase[0][0], _loose_pattern(phrase))
    missing = [word for word in match_terms.typed if word not in found and not word[0].isdigit()]
    squeezed = folded.translate(_SQUEEZE) if missing else ""
    for word in missing:
        if word in squeezed:
            yield from _by_pattern(folded, word[0], _apart_pattern(word))


def _first_and_longest(span: tuple[int, int]) -> tuple[int, int]:
    return span[0], -span[1]


def _words(folded: str, word: str, *, whole: bool = True) -> Iterator[tuple[int, int]]:
    """Yield where a word occurs by itself or, unless `whole`, where words begin with it."""
    if word[0].isdigit():
        yield from _numbers(folded, word, whole=whole)
        return
    start = folded.find(word)
    while start >= 0:
        end = start + len(word)
        if not (start and folded[start - 1].isalnum() and _same_sort(folded, start)):
            if not whole:
                while end < len(folded) and folded[end].isalnum():
                    end += 1
                yield start, end
            elif not (end < len(folded) and folded[end].isalnum() and _same_sort(folded, end)):
                yield start, end
        start = folded.find(word, start + len(word))


def _same_sort(folded: str, border: int) -> bool:
    """Return whether both sides of a border belong to one word: `F16` has a border inside."""
    return folded[border - 1].isdigit() == folded[border].isdigit()


def _numbers(folded: str, number: str, *, whole: bool) -> Iterator[tuple[int, int]]:
    """Yield where a number occurs, however it is written: never 436 in 1,436."""
    for plain, start, end in numbers_in(folded):
        if plain == number or (not whole and plain.startswith(number)):
            yield start, end


def _by_pattern(folded: str, start: str, pattern: re.Pattern[str]) -> Iterator[tuple[int, int]]:
    """Yield where a pattern matches that begins with `start`, which is fast to find."""
    at = folded.find(start)
    while at >= 0:
        inside = at and folded[at - 1].isalnum() and _same_sort(folded, at)
        match = None if inside else pattern.match(folded, at)
        if match:
            yield match.span()
        at = folded.find(start, match.end() if match else at + 1)


@lru_cache(maxsize=64)
def _phrase_pattern(phrase: tuple[str, ...]) -> re.Pattern[str]:
    return _side_by_side(phrase, "")


@lru_cache(maxsize=64)
def _loose_pattern(phrase: tuple[str, ...]) -> re.Pattern[str]:
    return _side_by_side(phrase, _INSIDE)


@lru_cache(maxsize=64)
def _apart_pattern(word: str) -> re.Pattern[str]:
    return _side_by_side((word,), _INSIDE)


def _side_by_side(words: tuple[str, ...], inside: str) -> re.Pattern[str]:
    """Return the pattern of words in a row; digits and letters need no separator."""
    pattern = ""
    for before, word in zip(("", *words), words, strict=False):
        if before:
            pattern += _BETWEEN if before[-1].isdigit() == word[0].isdigit() else _PERHAPS_BETWEEN
        pattern += inside.join(map(re.escape, word))
    return re.compile(rf"{pattern}(?!{_DIGIT if words[-1][-1].isdigit() else _LETTER})")
