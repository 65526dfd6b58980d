"""What the reader corrected in a draft: each such field rests on the reader from then on."""

from collections.abc import Iterable
from dataclasses import replace

from app.core.importing.model import Basis, Draft, FieldBasis
from app.core.library.details import DETAIL_FIELDS


def corrected_fields(before: Draft, after: Draft) -> tuple[str, ...]:
    """Return the fields in which a draft differs from what it was."""
    return tuple(name for name in DETAIL_FIELDS if getattr(before, name) != getattr(after, name))


def with_basis(draft: Draft, fields: Iterable[str]) -> Draft:
    """Return a draft in which these fields rest on the reader."""
    named = tuple(fields)
    others = tuple(basis for basis in draft.bases if basis.field not in named)
    return replace(draft, bases=(*others, *(FieldBasis(name, Basis.READER) for name in named)))


def fields_of_reader(draft: Draft) -> tuple[str, ...]:
    """Return the fields of a draft that rest on the reader."""
    return tuple(basis.field for basis in draft.bases if basis.basis is Basis.READER)
