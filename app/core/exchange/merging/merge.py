"""The one record that follows from the versions of it: the same on every device.

Of each part the latest value stands, unless texts would be lost by that: see `merged_notes` and
`merged_summaries`. A version that was edited outlives a deletion at the same time.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from app.core.exchange.merging.groups import (
    GROUPS,
    RecordGroup,
    is_trashed,
    knows_edits,
    leading,
    main_row,
    main_table,
)
from app.core.exchange.merging.merged_notes import merge_note
from app.core.exchange.merging.merged_summaries import DETAILS, merge_summary
from app.core.exchange.merging.parts import main_of, ordered, row_key
from app.core.exchange.model import Sibling, VersionState
from app.core.storage.records.record_parts import CHECKED_KINDS
from app.core.storage.records.record_reader import Record

# Of these rows all that a leading version has are kept.
_UNITED: Final = ("link", "tag", "summary_subject", "summary_topic", "starred_fact")
_DELETED: Final = "deleted"


@dataclass(frozen=True, slots=True)
class Merged:
    """The record that follows from a state, None if it is deleted.

    `contested` are the parts that were changed in two places at once.
    """

    record: Record | None
    contested: tuple[str, ...] = ()


def merge(kind: str, state: VersionState) -> Merged:
    """Return the record that follows from a state; raises ValueError if a version is no record."""
    siblings = surviving(kind, state)
    if not siblings:
        return Merged(None)
    outlived = len(siblings) != len(state.siblings)
    contested = [_DELETED] if outlived else []
    if len(siblings) == 1:
        return Merged(siblings[0].content, tuple(contested))
    record = _copy(_content(siblings[-1]))
    for group in GROUPS[kind]:
        leaders = leading(kind, group, siblings)
        if group.name == "trash":
            main_of(kind, record)["deleted_at"] = _deleted_at(kind, siblings)
        else:
            _take(kind, group, record, leaders)
        if len(leaders) > 1 and group.by_hand and group.name not in ("trash", "text"):
            contested.append(group.name)
    _earliest_and_latest(kind, record, siblings)
    if kind == "note":
        merge_note(record, siblings)
    if kind == "summary":
        contested += merge_summary(record, siblings)
    contested = [
        name
        for name in contested
        if name not in DETAILS or kind != "summary" or _differ(name, siblings)
    ]
    return Merged(_tidied(kind, record), tuple(contested))


def surviving(kind: str, state: VersionState) -> tuple[Sibling, ...]:
    """Return the versions that no deletion was made in full knowledge of."""
    against = [one for one in state.siblings if one.deleted]
    left = list(state.live)
    # Whoever is overruled may have put into the trash what another took out of it.
    while gone := [one for one in left if any(knows_edits(kind, by, one) for by in against)]:
        left = [one for one in left if one not in gone]
        against = [one for one in gone if is_trashed(kind, one)]
    return tuple(left)


def _differ(name: str, siblings: Sequence[Sibling]) -> bool:
    return len({main_row("summary", _content(one)).get(name) for one in siblings}) > 1


def _take(kind: str, group: RecordGroup, record: Record, leaders: Sequence[Sibling]) -> None:
    """Give a part of a record the latest value, or the rows of all that lead."""
    newest = _content(leaders[-1])
    row, source = main_of(kind, record), main_row(kind, newest)
    for name in group.columns:
        if name in source:
            row[name] = source[name]
    for table in group.tables:
        if table not in _UNITED:
            record[table] = [dict(one) for one in newest.get(table, [])]
            continue
        rows: dict[Any, dict[str, Any]] = {}
        for leader in reversed(leaders):
            for one in _content(leader).get(table, []):
                rows.setdefault(row_key(kind, table, one), dict(one))
        record[table] = list(rows.values())
    if "summary_topic" in group.tables:
        topics = [one for sibling in leaders for one in _content(sibling).get("topic", [])]
        record["topic"] = list({str(one.get("id")): dict(one) for one in topics}.values())


def _deleted_at(kind: str, siblings: Sequence[Sibling]) -> Any:
    """Return since when a record is in the trash; None if an edit would be lost with it.

    That is one of which whoever put it there did not know.
    """
    trashed = {one.dot: main_row(kind, _content(one)).get("deleted_at") for one in siblings}
    alive = [one for one in siblings if trashed[one.dot] is None]
    moments = [moment for moment in trashed.values() if isinstance(moment, str)]
    for one in siblings:
        knowing = trashed[one.dot] is not None and all(
            knows_edits(kind, one, other) for other in alive
        )
        if knowing:
            return min(moments, default=None)
    return None


def _earliest_and_latest(kind: str, record: Record, siblings: Sequence[Sibling]) -> None:
    row = main_of(kind, record)
    rows = [main_row(kind, _content(one)) for one in siblings]
    for name, choose in (("created_at", min), ("imported_at", min), ("updated_at", max)):
        moments = [one[name] for one in rows if isinstance(one.get(name), str)]
        if name in row and moments:
            row[name] = choose(moments)
    if kind in CHECKED_KINDS and row.get("deleted_at") is not None:
        days = [
            one["days"]
            for sibling in siblings
            for one in _content(sibling).get("trashed", [])
            if isinstance(one.get("days"), int)
        ]
        record["trashed"] = [{"days": min(days, default=0)}]


def _tidied(kind: str, record: Record) -> Record | None:
    """Return a record as it is read from the tables; None for one that says nothing."""
    row = main_of(kind, record)
    if kind in CHECKED_KINDS and row.get("deleted_at") is None:
        record.pop("trashed", None)
    if kind == "reading":
        stars = record.get("starred_fact", [])
        nothing = row.get("reading_state") == "unread" and not any(
            (row.get("starred"), row.get("read_position"), row.get("last_read_at"))
        )
        if nothing and not stars:
            return None
        if nothing:
            record.pop(main_table(kind))
    for table in list(record):
        if not record[table]:
            del record[table]
        else:
            record[table] = ordered(kind, table, record[table])
    return record


def _content(sibling: Sibling) -> Record:
    if sibling.content is None:
        raise ValueError("a version without its content")
    return sibling.content


def _copy(record: Record) -> Record:
    return {table: [dict(row) for row in rows] for table, rows in record.items()}
