"""Parsing what the reader typed into a query; no input is an error.

`word` and the beginning of a last word · `"exact phrase"` · `-without` or `NOT` · `OR` ·
`one NEAR two`, `NEAR/5` · `insurg*`, `bal?chistan` · `subject:IR` `topic:` `author:` `paper:`
`date:2025-05..2025-06` `kind:note` `colour:` `in:notes` `has:note` `is:unread`. What makes no
sense is left out and listed in `ignored`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from app.core.library.syllabus import Syllabus
from app.core.search.query.filters import Filters, read_filter
from app.core.search.terms.tokenizer import fold_text, joined_words, words

MAX_QUERY_LENGTH: Final = 1_000
_MAX_TERMS: Final = 24
_MAX_DISTANCE: Final = 50
_USUAL_DISTANCE: Final = 8

PIECE: Final = re.compile(r'(?P<minus>-)?(?:(?P<field>[^\W\d_]+):)?(?P<value>"[^"]*"?|[^\s"]+)')
QUOTES: Final = str.maketrans("“”„«»", '"""""')
_NEAR: Final = re.compile(r"NEAR(?:/(\d{1,3}))?")
# A question mark at the end is punctuation, not a wildcard.
_WILD: Final = re.compile(r"(?=.*(?:\*|\?\w))[\w*?]+")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must be side by side: one word, or the words of a phrase.

    `exact` is set for a phrase in quotation marks, whose words are taken as they are; `prefix` when
    the last word may be the beginning of a longer one. With `near`, the words may be that
    many words apart, in any order. `joined` is the same in one word, for `IS-K`. `pattern` is set
    instead of words for one with `*` or `?`. `capitals` is set for `WHO`, which is not `who`.
    """

    words: tuple[str, ...]
    exact: bool = False
    prefix: bool = False
    near: int = 0
    joined: str = ""
    pattern: str = ""
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: a document must have one term of every group, none of the excluded.

    `ignored` holds what was typed and could not be used. `forgiving` allows other spellings,
    related words and, where little is found, likely typing errors.
    """

    text: str
    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    filters: Filters = field(default_factory=Filters)
    ignored: tuple[str, ...] = ()
    forgiving: bool = True

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.groups and self.filters.empty

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms that are looked for."""
        return tuple(term for group in self.groups for term in group)


class _Reader:
    """Reads one typed text, piece by piece."""

    def __init__(self, text: str, syllabus: Syllabus) -> None:
        self._typed = text[:MAX_QUERY_LENGTH].translate(QUOTES)
        self._syllabus = syllabus
        self.groups: list[tuple[Term, ...]] = []
        self.excluded: list[Term] = []
        self.filters = Filters()
        self.ignored: list[str] = []

    def read(self) -> None:
        """Parse the text."""
        negate = join = False
        near = 0
        for match in PIECE.finditer(self._typed):
            piece = match[0]
            if piece in ("AND", "OR", "NOT"):
                negate, join = piece == "NOT", piece == "OR" and bool(self.groups)
                continue
            if (distance := _NEAR.fullmatch(piece)) and self.groups:
                near = min(int(distance[1] or _USUAL_DISTANCE), _MAX_DISTANCE)
                continue
            if ":" in piece and self._read_field(piece, match):
                continue
            term = _term(piece[1:] if match["minus"] else piece)
            if term is None:
                self.ignored += [piece] if piece.strip('"-') else []
            elif negate or match["minus"]:
                self.excluded.append(term)
            else:
                self._take(term, join=join, near=near)
            negate, join, near = False, False, 0
        self._leave_open()

    def _read_field(self, piece: str, match: re.Match[str]) -> bool:
        """Read `field:value` and return whether it was a filter, even one without a value."""
        name, value = match["field"], match["value"]
        if name is None:
            name, _, value = piece.removeprefix("-").partition(":")
        try:
            filters = read_filter(self.filters, name, value, self._syllabus)
        except KeyError:
            return False
        if filters is None or match["minus"]:
            self.ignored.append(piece)
        else:
            self.filters = filters
        return True

    def _take(self, term: Term, *, join: bool, near: int) -> None:
        if near and len(self.groups[-1]) == 1 and not (term.pattern or self.groups[-1][0].pattern):
            before = self.groups[-1][0]
            self.groups[-1] = (Term((*before.words, *term.words), near=max(near, before.near)),)
        elif join:
            self.groups[-1] = (*self.groups[-1], term)
        elif len(self.groups) < _MAX_TERMS:
            self.groups.append((term,))
        else:
            self.ignored.append(" ".join(term.words) or term.pattern)

    def _leave_open(self) -> None:
        """Let the last word be the beginning of a longer one, unless a space follows it."""
        if self.groups and self._typed and self._typed[-1] not in ' "*?':
            last = self.groups[-1][-1]
            open_end = last.prefix or not (last.exact or last.near or last.pattern)
            self.groups[-1] = (*self.groups[-1][:-1], replace(last, prefix=open_end))


def parse_query(text: str, syllabus: Syllabus, *, forgiving: bool = True) -> Query:
    """Return the query of a typed text."""
    reader = _Reader(text, syllabus)
    reader.read()
    return Query(
        text,
        tuple(reader.groups),
        tuple(reader.excluded),
        reader.filters,
        tuple(reader.ignored),
        forgiving,
    )


def _term(piece: str) -> Term | None:
    exact = piece.startswith('"')
    if not exact and _WILD.fullmatch(piece) and any(char.isalnum() for char in piece):
        return Term((), pattern=fold_text(piece))
    found = tuple(_words(piece))[:_MAX_TERMS]
    if not found:
        return None
    joined = joined_words(piece, fold_text(piece)) if len(found) > 1 and not exact else []
    return Term(
        found,
        exact,
        prefix=not exact and piece.endswith("*"),
        joined=joined[0] if joined else "",
        capitals=piece.isupper(),
    )


def _words(piece: str) -> Iterator[str]:
    return (word.text for word in words(piece))
