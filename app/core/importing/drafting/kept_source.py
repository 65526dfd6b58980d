"""What a summary was read from, as the library keeps it.

The text, heading and all, and what columns, a page's own data or a chat's stamp said beside it:

    ␞{"stated": {"author": "Jamil Ahmad"}}      what was said beside the text, on the first line
    Thirst of a city                            the text
    The water table falls …

Libraries of earlier versions kept no such line, and of most texts no heading: only the body.
"""

import json
from dataclasses import dataclass
from typing import Any, Final

from app.core.importing.drafting.front_matter import is_own
from app.core.importing.lines.dates import read_date_field
from app.core.importing.model import Draft, Fields, Part
from app.core.library.model import Form, SectionKind, Summary
from app.core.plain_records import to_plain
from app.core.text_key import text_key

# Cleaned text has no control characters, so no text of an earlier version begins with this one.
_MARK: Final = "\x1e"
# The heading of a text is within so many characters.
_TOP: Final = 4_000
_LISTS: Final = ("subjects", "tags")


@dataclass(frozen=True, slots=True)
class BodyOnly:
    """What is known of a kept text that has lost its heading: its form, its opening's heading."""

    form: Form
    opening: str | None


def write_kept(draft: Draft) -> str:
    """Return what a draft was read from as the library keeps it."""
    part = draft.kept
    if part is None:
        return draft.source_text
    said: dict[str, Any] = {
        name: {key: value for key, value in to_plain(fields).items() if value}
        for name, fields in (("fields", part.fields), ("stated", part.stated))
        if fields
    }
    if part.posted:
        said["posted"] = part.posted.raw
    if part.headed:
        said["headed"] = True
    return f"{_MARK}{json.dumps(said, ensure_ascii=False)}\n{part.text}"


def read_kept(kept: str) -> Part | None:
    """Return what `write_kept` wrote; None for what an earlier version kept."""
    first, _, text = kept.partition("\n")
    if not first.startswith(_MARK):
        return None
    try:
        said = json.loads(first[len(_MARK) :])
        return Part(
            text,
            fields=_fields(said.get("fields")),
            stated=_fields(said.get("stated")),
            posted=read_date_field(str(said.get("posted") or "")),
            headed=said.get("headed") is True,
        )
    except (ValueError, TypeError, AttributeError):
        return Part(text)


def body_only(known: Summary, kept: str) -> BodyOnly | None:
    """Return what is known of a summary's kept text without its heading; None if that is there."""
    if read_kept(kept) or is_own(kept):
        return None
    title = text_key((known.title or "").rstrip("…"))
    if known.form is Form.AS_IT_IS and title and title in text_key(kept[:_TOP]):
        return None
    opening = known.sections[0] if known.sections else None
    named = opening is not None and opening.kind is SectionKind.SUMMARY
    return BodyOnly(known.form, opening.heading if opening and named else None)


def _fields(said: Any) -> Fields | None:
    """Return fields as they were said; names that this version does not know are passed over."""
    if not said:
        return None
    values: dict[str, Any] = {
        name: tuple(map(str, value)) if name in _LISTS else str(value)
        for name, value in said.items()
        if name in Fields.__dataclass_fields__
    }
    return Fields(**values)
