"""Notes that were written in two places at once: both texts one below the other, none lost."""

from collections.abc import Sequence
from typing import Any, Final

from app.core.exchange.merging.groups import group_of, is_own, leading, main_row, mark_of
from app.core.exchange.model import Sibling, VersionState
from app.core.storage.records.record_reader import Record

_LINE: Final = "\n\n---\n\n"


def merge_note(record: Record, siblings: Sequence[Sibling]) -> None:
    """Give a note the texts that nobody saw and replaced, and the earlier ones of all versions.

    The texts that were put together are among the earlier ones too, each as it was.
    """
    leaders = leading("note", group_of("note", "body"), siblings)
    rows = [main_row("note", one.content or {}) for one in leaders]
    record["note"][0]["body"] = joined_texts([str(row.get("body", "")) for row in rows], _LINE)
    parts: list[dict[str, Any]] = []
    if len(rows) > 1:
        parts = [{"saved_at": row.get("updated_at"), "body": row.get("body")} for row in rows]
    record["note_revision"] = _earlier([*map(_earlier_of, siblings), parts])


def joined_texts(texts: Sequence[str], line: str) -> str:
    """Return texts one after the other, without one that is in another."""
    kept: list[str] = []
    for place, text in enumerate(texts):
        within = any(
            text in other and (text != other or place > elsewhere)
            for elsewhere, other in enumerate(texts)
            if place != elsewhere
        )
        if not within:
            kept.append(text)
    return line.join(kept)


def with_texts_of_others(record: Record, state: VersionState, device: str) -> Record:
    """Return a note that was edited on a device with what others had written in it until then.

    An own text that is replaced is kept only now and then; those of others always.
    """
    for one in state.live:
        if one.content is not None and not is_own(mark_of(one, "body"), device):
            row = main_row("note", one.content)
            record = _with_earlier_text(record, row["body"], row["updated_at"])
    return record


def _with_earlier_text(record: Record, text: str, moment: str) -> Record:
    kept = _earlier_of_record(record)
    if text == record["note"][0]["body"] or any(row.get("body") == text for row in kept):
        return record
    row = {"number": len(kept) + 1, "saved_at": moment, "body": text}
    return {**record, "note_revision": [*kept, row]}


def _earlier(lists: Sequence[Sequence[dict[str, Any]]]) -> list[dict[str, Any]]:
    """Return rows of several lists, each in its order and once, numbered anew."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for rows in lists:
        for row in rows:
            found.setdefault((str(row.get("saved_at")), str(row.get("body"))), row)
    return [{**row, "number": number} for number, row in enumerate(found.values(), start=1)]


def _earlier_of(sibling: Sibling) -> list[dict[str, Any]]:
    return _earlier_of_record(sibling.content or {})


def _earlier_of_record(record: Record) -> list[dict[str, Any]]:
    rows = record.get("note_revision", [])
    return [dict(row) for row in sorted(rows, key=lambda row: int(row.get("number", 0)))]
