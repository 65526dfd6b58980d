"""What the form says below the fields of a draft, and which of its doubts belong to no field."""

from collections.abc import Iterable
from typing import Final

from app.core.importing.model import Draft, FieldBasis
from app.core.library.details import DETAIL_FIELDS, doubts_about
from app.core.library.model import DraftWarning, WarningKind
from app.messages import basis_words, warning_words
from app.ui.forms.field_caption import Caption

# Doubts that have no more to say than that the field is to be checked.
_UNSURE: Final = (WarningKind.TITLE_UNSURE, WarningKind.AUTHOR_UNSURE)
# The lines of the form by the fields of a draft, where they differ.
_LINES: Final = {"published_on": "published", "posted_on": "posted"}
_DATES: Final = {"published_on": "written_published", "posted_on": "written_posted"}


def captions_of(draft: Draft) -> dict[str, Caption]:
    """Return what is said below the lines of the form, by their names; dates without `_on`."""
    bases = {basis.field: basis for basis in draft.bases}
    doubts: dict[str, list[DraftWarning]] = {}
    for warning in draft.warnings:
        doubts.setdefault(field_of(warning, draft) or "", []).append(warning)
    return {
        _LINES.get(name, name): _caption(
            bases.get(name) if getattr(draft, name) else None, doubts.get(name, [])
        )
        for name in DETAIL_FIELDS
    }


def general_doubts(draft: Draft) -> list[DraftWarning]:
    """Return the doubts that are about no field."""
    return [warning for warning in draft.warnings if field_of(warning, draft) is None]


def settled_by(lines: Iterable[str], draft: Draft) -> set[DraftWarning]:
    """Return the doubts of a draft that are settled once the reader has changed these lines."""
    changed = set(lines)
    fields = {name for name in DETAIL_FIELDS if _LINES.get(name, name) in changed}
    return {warning for warning in draft.warnings if field_of(warning, draft) in fields}


def field_of(warning: DraftWarning, draft: Draft) -> str | None:
    """Return the field that a doubt is about, None for one about the text."""
    if warning.kind is WarningKind.CONFLICT:
        named = (name for name in DETAIL_FIELDS if getattr(draft, name) == warning.taken_as)
        return next(named, None)
    about = [name for name in DETAIL_FIELDS if warning.kind in doubts_about((name,))]
    if about and about[0] in _DATES:
        # Of the dates it is the one that is written so.
        about = [name for name in _DATES if _written(draft, name) == warning.found] or about
    return about[0] if about else None


def _written(draft: Draft, name: str) -> str | None:
    written = getattr(draft, _DATES[name])
    return written.raw if written else None


def _caption(basis: FieldBasis | None, doubts: list[DraftWarning]) -> Caption:
    # Only what the list of drafts counts as a doubt is shown as one.
    lines = [warning_words(doubt) for doubt in doubts if doubt.kind not in _UNSURE]
    unsure = len(lines) < len(doubts)
    if basis and not lines:
        lines = [basis_words(basis.basis, sure=not unsure)]
    elif unsure and not lines:
        lines = ["not sure: please check"]
    return Caption("\n".join(lines), doubtful=bool(doubts))
