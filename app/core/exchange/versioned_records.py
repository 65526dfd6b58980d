"""Records of a library together with what is known of their versions."""

import json
from dataclasses import dataclass, replace

from app.core.exchange.merging.groups import is_own, mark_of
from app.core.exchange.model import VersionState, siblings_to, state_from
from app.core.exchange.version_store import VersionRow, VersionStore
from app.core.storage.database import Database
from app.core.storage.records.record_parts import CHECKED_KINDS
from app.core.storage.records.record_reader import Record, RecordReader, digest_of, to_json
from app.core.storage.records.record_writer import RecordWriter


@dataclass(frozen=True, slots=True)
class Known:
    """A record as it stands and its state, None if no version was noted yet.

    One that is not `whole` is not what it was when its version was noted: it is `damaged`, or was
    changed since then.
    """

    record: Record | None
    state: VersionState | None
    damaged: bool
    whole: bool


class VersionedRecords:
    """Reads and writes records with their versions, in the transaction that the caller opened."""

    def __init__(self, database: Database, store: VersionStore) -> None:
        self._db = database
        self.store = store
        self.reader = database.check(RecordReader)
        self.writer = RecordWriter(database)

    def load(self, kind: str, record_id: str) -> Known:
        """Return a record with its state; its content is in the state if it is whole."""
        record = self.reader.read(kind, record_id)
        damaged = kind in CHECKED_KINDS and self._db.damage_of(kind, record_id) is not None
        row = self.store.row(kind, record_id)
        state = _state_of(row) if row is not None else None
        if row is None or state is None:
            return Known(record, None, damaged=damaged, whole=not damaged)
        whole = not damaged and digest_of(record) == row.digest
        if whole and record is not None:
            state = with_content(state, record)
        return Known(record, state, damaged=damaged, whole=whole)

    def write(self, kind: str, record_id: str, record: Record | None) -> None:
        """Put a record into the tables, or remove it; raises ValueError if it is none."""
        if record is None:
            self.writer.remove(kind, record_id)
        else:
            _check_id(kind, record_id, record)
            self.writer.write(kind, record_id, record)

    def save(self, kind: str, record_id: str, state: VersionState, device: str) -> None:
        """Note the state of a record as it stands in the tables now: it is no longer touched."""
        digest = digest_of(self.reader.read(kind, record_id))
        if _is_in_tables(kind, state, digest, device):
            state = VersionState(state.seen, (replace(state.siblings[0], content=None),))
        row = VersionRow(to_json(dict(state.seen)), to_json(siblings_to(state)), digest)
        self.store.put(kind, record_id, row)
        self.store.forget_touched(kind, record_id)


def _state_of(row: VersionRow) -> VersionState | None:
    """Return the state that is stored, None if it is damaged: then nothing is known."""
    try:
        return state_from(json.loads(row.seen), json.loads(row.siblings))
    except (ValueError, RecursionError):
        return None


def with_content(state: VersionState, record: Record) -> VersionState:
    """Return a state with a record as the content of the one version that has none."""
    return VersionState(
        state.seen,
        tuple(
            one if one.deleted or one.content is not None else replace(one, content=record)
            for one in state.siblings
        ),
    )


def _is_in_tables(kind: str, state: VersionState, digest: str, device: str) -> bool:
    """Return whether a state has one version, and that is the record in the tables.

    What another device wrote in a note is kept here too, so that it can be put among the earlier
    texts when it is edited.
    """
    if len(state.siblings) != 1:
        return False
    only = state.siblings[0]
    if only.content is None or digest_of(only.content) != digest:
        return False
    return kind != "note" or is_own(mark_of(only, "body"), device)


def _check_id(kind: str, record_id: str, record: Record) -> None:
    """Refuse a spelling under the id of another, which is made of what it says."""
    if kind == "learned_spelling":
        row = record.get(kind, [{}])[0]
        if f"{row.get('field')}/{row.get('found_key')}" != record_id:
            raise ValueError(kind)
