"""Summaries that were corrected in two places at once.

The text is that of the latest correction; the others are among the earlier texts, and their facts
are retired, so that what is linked to them stays. Of details that two readers corrected both
spellings are kept.
"""

import json
from collections.abc import Sequence
from typing import Any, Final

from app.core.exchange.merging.groups import group_of, leading, main_row
from app.core.exchange.merging.merged_notes import joined_texts
from app.core.exchange.model import Sibling
from app.core.storage.records.record_reader import Record
from app.core.text_key import text_key

_TEXTS: Final = ("title", "author", "publication", "category")
DETAILS: Final = (*_TEXTS, "published_on", "posted_on")
_BETWEEN: Final = " / "


def merge_summary(record: Record, siblings: Sequence[Sibling]) -> list[str]:
    """Complete a summary that has the latest value of each part; return if texts are contested."""
    row = record["summary"][0]
    for name in DETAILS:
        values = _values(name, leading("summary", group_of("summary", name), siblings))
        if name in _TEXTS and values:
            row[name] = joined_texts([str(value) for value in values], _BETWEEN)
        elif values:
            row[name] = values[-1]
    if "title_key" in row:
        row["title_key"] = text_key(row["title"] or "")
    if "by_reader" in row:
        fields = {name: None for one in siblings for name in _by_reader(one)}
        row["by_reader"] = json.dumps(sorted(fields))
    texts = leading("summary", group_of("summary", "text"), siblings)
    record["revision"] = _revisions(row, siblings)
    record["fact"] = _facts(record, siblings)
    return ["text"] if len({_text(one) for one in texts}) > 1 else []


def _values(name: str, leaders: Sequence[Sibling]) -> list[Any]:
    """Return the values that lead: those that are a reader's, if there are any."""
    by_reader = [one for one in leaders if name in _by_reader(one)]
    values = [main_row("summary", one.content or {}).get(name) for one in by_reader or leaders]
    kept = [value for value in values if value is not None]
    # What no reader corrected was only understood differently.
    return kept if by_reader else kept[-1:]


def _by_reader(sibling: Sibling) -> list[str]:
    try:
        names = json.loads(main_row("summary", sibling.content or {}).get("by_reader", "[]"))
    except (ValueError, TypeError, RecursionError):
        return []
    return [name for name in names if isinstance(name, str)] if isinstance(names, list) else []


def _revisions(row: dict[str, Any], siblings: Sequence[Sibling]) -> list[dict[str, Any]]:
    """Return all texts, numbered anew, the one that stands last."""
    found: dict[str, dict[str, Any]] = {}
    for one in siblings:
        for revision in (one.content or {}).get("revision", []):
            found[str(revision["id"])] = revision
    rows = sorted(
        found.values(),
        key=lambda one: (
            one["id"] == row["revision_id"],
            int(one["number"]),
            str(one["created_at"]),
            str(one["id"]),
        ),
    )
    return [{**revision, "number": number} for number, revision in enumerate(rows, start=1)]


def _facts(record: Record, siblings: Sequence[Sibling]) -> list[dict[str, Any]]:
    """Return the facts of the text that stands, and those of the others, retired."""
    found = {str(fact["id"]): fact for fact in record.get("fact", [])}
    moment = next(
        one["created_at"]
        for one in record["revision"]
        if one["id"] == record["summary"][0]["revision_id"]
    )
    for one in reversed(siblings):
        for fact in (one.content or {}).get("fact", []):
            retired = fact.get("retired_at") or moment
            found.setdefault(str(fact["id"]), {**fact, "retired_at": retired})
    return list(found.values())


def _text(sibling: Sibling) -> str:
    record = sibling.content or {}
    chosen = main_row("summary", record).get("revision_id")
    return next(
        (str(one.get("text")) for one in record.get("revision", []) if one["id"] == chosen), ""
    )
