"""What the reader typed, as a query: forgiving, no input is an error.

`word` and the beginning of a last word · `"exact phrase"` · `-without` or `NOT` · `OR` ·
`subject:IR` · `kind:note`. What makes no sense is left out and said.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from app.core.library.syllabus import Syllabus
from app.core.search.documents import HitKind
from app.core.search.words import words

MAX_QUERY_LENGTH: Final = 1_000
_MAX_TERMS: Final = 24

_PIECE = re.compile(r'(?P<minus>-)?(?:(?P<field>\w+):)?(?P<value>"[^"]*"?|[^\s"]+)')
_QUOTES: Final = str.maketrans("“”„«»", '"""""')


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand side by side: one word, or the words of a phrase.

    `exact` is set for a phrase in quotation marks, whose words are not stemmed; `prefix` when the
    last word may be the beginning of a longer one.
    """

    words: tuple[str, ...]
    exact: bool = False
    prefix: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What to look for: of every group one term must stand, of the excluded none.

    `ignored` holds what was typed and could not be used.
    """

    text: str
    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    subjects: tuple[str, ...] = ()
    kinds: tuple[HitKind, ...] = ()
    ignored: tuple[str, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.groups or self.subjects or self.kinds)

    @property
    def terms(self) -> tuple[Term, ...]:
        """All terms that are looked for, as they are marked in a text."""
        return tuple(term for group in self.groups for term in group)

    def narrowed(self, kind: HitKind | None = None, subject_id: str | None = None) -> "Query":
        """Return the query with one kind or subject more to which it is limited."""
        return replace(
            self,
            kinds=(kind,) if kind else self.kinds,
            subjects=(*self.subjects, subject_id) if subject_id else self.subjects,
        )


def parse_query(text: str, syllabus: Syllabus) -> Query:
    """Return the query of a typed text."""
    typed = text[:MAX_QUERY_LENGTH].translate(_QUOTES)
    groups: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    subjects: list[str] = []
    kinds: list[HitKind] = []
    ignored: list[str] = []
    negate = join = False
    for match in _PIECE.finditer(typed):
        piece = match[0]
        if piece in ("AND", "OR", "NOT"):
            negate, join = piece == "NOT", piece == "OR" and bool(groups)
            continue
        if match["field"] and _read_field(
            match["field"], match["value"], syllabus, subjects, kinds, ignored
        ):
            continue
        term = _term(piece if not match["minus"] else piece[1:])
        if term is None:
            ignored += [piece] if piece.strip('"-') else []
        elif negate or match["minus"]:
            excluded.append(term)
        elif join:
            groups[-1] = (*groups[-1], term)
        elif len(groups) < _MAX_TERMS:
            groups.append((term,))
        negate = join = False
    if groups and _ends_in_word(typed):
        last = groups[-1][-1]
        groups[-1] = (*groups[-1][:-1], replace(last, prefix=not last.exact))
    return Query(
        text, tuple(groups), tuple(excluded), tuple(subjects), tuple(kinds), tuple(ignored)
    )


def _read_field(
    field: str,
    value: str,
    syllabus: Syllabus,
    subjects: list[str],
    kinds: list[HitKind],
    ignored: list[str],
) -> bool:
    """Read `field:value` and say whether it was one of ours."""
    value = value.strip('"')
    if field.lower() == "subject":
        if syllabus.has(value.lower()):
            subjects.append(value.lower())
        else:
            match = (
                syllabus.match(value) if value != value.lower() else syllabus.match(value.upper())
            )
            subjects += [subject.id for subject in match.subjects]
            ignored += [] if match.subjects else [f"{field}:{value}"]
        return True
    if field.lower() == "kind":
        wanted = value.lower().rstrip("s").replace("summarie", "summary")
        if wanted in set(HitKind):
            kinds.append(HitKind(wanted))
        else:
            ignored.append(f"{field}:{value}")
        return True
    return False


def _term(piece: str) -> Term | None:
    exact = piece.startswith('"')
    found = tuple(word.text for word in words(piece))
    return Term(found[:_MAX_TERMS], exact) if found else None


def _ends_in_word(typed: str) -> bool:
    return bool(typed) and (typed[-1].isalnum() or typed[-1] not in ' "')
