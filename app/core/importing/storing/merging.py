"""The details of a draft and of the summary that it is: which of them hold.

What the reader has corrected in the library stays; what the reader corrects in the draft comes
after it. Otherwise the draft's count, as far as it has any.
"""

from dataclasses import replace

from app.core.importing.drafting.corrections import fields_of_reader
from app.core.importing.model import Draft
from app.core.library.details import DETAIL_FIELDS, doubts_about
from app.core.library.model import Summary


def new_details(draft: Draft, known: Summary) -> tuple[str, ...]:
    """Return the fields in which a draft has something else to say than the summary has."""
    by_draft = fields_of_reader(draft)
    return tuple(
        name
        for name in DETAIL_FIELDS
        if getattr(draft, name) != getattr(known, name)
        and (name in by_draft or (getattr(draft, name) and name not in known.by_reader))
    )


def with_details_of(draft: Draft, known: Summary) -> Summary:
    """Return a summary with what a draft has to say beside its text."""
    changed = new_details(draft, known)
    about = doubts_about(changed)
    doubts = (one for one in draft.warnings if one.kind in about)
    return replace(
        known,
        **{name: getattr(draft, name) for name in changed},
        warnings=(*(one for one in known.warnings if one.kind not in about), *doubts),
        by_reader=tuple(dict.fromkeys((*known.by_reader, *fields_of_reader(draft)))),
    )
