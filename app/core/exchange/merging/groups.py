"""Which parts of a record can change by themselves, and whose value of a part stands.

Who corrects a title and who adds a tag to the same record have touched two parts of it. Each
version notes for every part with which change it took its value (its mark); so a value that another
device saw and replaced is known from one that was written at the same time.
"""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.core.exchange.model import ChangeMark, Sibling
from app.core.storage.records.record_parts import PARTS
from app.core.storage.records.record_reader import Record, to_json


@dataclass(frozen=True, slots=True)
class RecordGroup:
    """A part of a record: columns of its own row, and whole tables.

    One that is not `by_hand` follows from something else; it is no edit that beats a deletion.
    """

    name: str
    columns: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    by_hand: bool = True


_TRASH: Final = RecordGroup("trash", ("deleted_at",))

GROUPS: Final[dict[str, tuple[RecordGroup, ...]]] = {
    "summary": (
        RecordGroup("title", ("title",)),
        RecordGroup("author", ("author",)),
        RecordGroup("publication", ("publication",)),
        RecordGroup("category", ("category",)),
        RecordGroup("published_on", ("published_on",)),
        RecordGroup("posted_on", ("posted_on",)),
        RecordGroup("subjects", tables=("summary_subject", "summary_topic")),
        RecordGroup(
            "text",
            ("source", "fingerprint", "revision_id", "form"),
            ("section", "fact", "word", "question"),
        ),
        RecordGroup("warnings", ("warnings",), by_hand=False),
        RecordGroup("telling", ("telling_of",), by_hand=False),
        _TRASH,
    ),
    "reading": (
        RecordGroup("state", ("reading_state",)),
        RecordGroup("position", ("read_position", "last_read_at")),
        RecordGroup("star", ("starred",)),
        RecordGroup("starred_facts", tables=("starred_fact",)),
    ),
    "note": (
        RecordGroup("body", ("body",)),
        RecordGroup("links", tables=("link",)),
        RecordGroup("tags", tables=("tag",)),
        _TRASH,
    ),
    "highlight": (
        RecordGroup("colour", ("colour",)),
        RecordGroup(
            "anchor",
            (
                "summary_id",
                "revision_id",
                "quote",
                "prefix",
                "suffix",
                "start",
                "heading",
                "fact_id",
            ),
            by_hand=False,
        ),
        RecordGroup("tags", tables=("tag",)),
        _TRASH,
    ),
    "colour_name": (RecordGroup("name", ("name",)),),
    "learned_spelling": (RecordGroup("corrected", ("corrected",)),),
}


def group_of(kind: str, name: str) -> RecordGroup:
    """Return the part of records of a kind that has a name."""
    return next(group for group in GROUPS[kind] if group.name == name)


def main_table(kind: str) -> str:
    """Return the table that has one row for a record of a kind."""
    return "reading" if kind == "reading" else PARTS[kind][0].table


def main_row(kind: str, record: Record) -> dict[str, Any]:
    """Return the row that a record of a kind has once; raises ValueError if it has not."""
    rows = record.get(main_table(kind), [])
    if len(rows) != 1:
        if kind == "reading" and not rows:
            return {
                "reading_state": "unread",
                "starred": 0,
                "read_position": 0,
                "last_read_at": None,
            }
        raise ValueError(kind)
    return rows[0]


def value_of(kind: str, group: RecordGroup, record: Record) -> list[Any]:
    """Return the value of a part of a record."""
    row = main_row(kind, record)
    return [
        [row.get(name) for name in group.columns],
        [record.get(table, []) for table in group.tables],
    ]


def digests(kind: str, record: Record) -> dict[str, str]:
    """Return a digest of each part of a record."""
    return {
        group.name: hashlib.sha256(to_json(value_of(kind, group, record)).encode()).hexdigest()[:16]
        for group in GROUPS[kind]
    }


def mark_of(sibling: Sibling, name: str) -> ChangeMark:
    """Return when a part of a version took its value: with the version, if nothing is known."""
    return sibling.marks.get(name) or ChangeMark("", (sibling.dot,))


def is_own(mark: ChangeMark, device: str) -> bool:
    """Return whether a value is wholly of one device."""
    return all(dot.device == device for dot in mark.dots)


def standing(group: RecordGroup, siblings: Sequence[Sibling]) -> list[Sibling]:
    """Return versions with a value of a part that nobody saw and replaced, the latest last."""
    ordered = sorted(siblings, key=lambda one: mark_of(one, group.name).dots[::-1])
    left = [one for one in ordered if not any(_replaced(group, one, by) for by in ordered)]
    return left or ordered[-1:]


def leading(kind: str, group: RecordGroup, siblings: Sequence[Sibling]) -> list[Sibling]:
    """Return the versions that stand in a part, one for each value, the latest last."""
    values: dict[str, Sibling] = {}
    for one in standing(group, siblings):
        assert one.content is not None
        value = to_json(value_of(kind, group, one.content))
        values.pop(value, None)
        values[value] = one
    return list(values.values())


def knows_edits(kind: str, witness: Sibling, other: Sibling) -> bool:
    """Return whether a version was written by someone who had seen all edits of another.

    Taking it out of the trash is one, putting it there is none.
    """
    return all(
        witness.saw(mark_of(other, group.name))
        for group in GROUPS[kind]
        if group.by_hand and not (group is _TRASH and is_trashed(kind, other))
    )


def is_trashed(kind: str, sibling: Sibling) -> bool:
    """Return whether a version is in the trash."""
    content = sibling.content
    return content is not None and main_row(kind, content).get("deleted_at") is not None


def _replaced(group: RecordGroup, one: Sibling, by: Sibling) -> bool:
    own, other = mark_of(one, group.name), mark_of(by, group.name)
    return own.dots != other.dots and by.saw(own) and not one.saw(other)
