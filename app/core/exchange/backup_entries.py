"""What a backup holds, as entries to take in."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from app.core.backup.backup_file import BackupFile
from app.core.backup.model import BackupDamagedError
from app.core.backup.restore import records_of
from app.core.exchange.merging.siblings import advance
from app.core.exchange.model import Dot, Entry, VersionState, state_from
from app.core.exchange.version_store import VersionRow
from app.core.exchange.versioned_records import with_content
from app.core.storage.migrations import LATEST_VERSION
from app.core.storage.records.record_reader import Record, digest_of

Find = Callable[[str, str], Record | None]


def versions_of_backup(path: Path) -> Iterator[tuple[str, str, VersionRow, VersionState]]:
    """Yield what a backup knows of versions, as it is stored and as a state.

    Raises BackupDamagedError, BackupTooNewError, OSError.
    """
    with BackupFile(path) as opened:
        for version in _rows(opened.versions(), path):
            try:
                row = VersionRow(version["seen"], version["siblings"], version["digest"])
                yield str(version["kind"]), str(version["record_id"]), row, _state(version)
            except (KeyError, ValueError, TypeError, RecursionError) as error:
                raise BackupDamagedError(path) from error


def entries_of_backup(path: Path, find: Find) -> Iterator[Entry]:
    """Yield the records of a backup and what it knows to be deleted.

    Of a record without a version nobody can say what it follows from: it is left out if the
    library has the same, which `find` says. Raises BackupDamagedError, BackupTooNewError, OSError.
    """
    with BackupFile(path) as opened:
        about = opened.backup.about
        same_schema = about is not None and about.schema == LATEST_VERSION
        versions = {
            (str(one["kind"]), str(one["record_id"])): one for one in _rows(opened.versions(), path)
        }
    try:
        with records_of(path) as records:
            for kind, record_id, record in records:
                version = versions.pop((kind, record_id), None)
                state = None
                if version is not None:
                    state = _state(version)
                    if not same_schema or version.get("digest") == digest_of(record):
                        yield Entry(kind, record_id, with_content(state, record))
                        continue
                here = find(kind, record_id)
                if digest_of(here) != digest_of(record):
                    yield Entry(kind, record_id, _changed(kind, state, record))
        for (kind, record_id), version in versions.items():
            state = _state(version)
            if not any(one.content is None for one in state.live):
                yield Entry(kind, record_id, state)
    except (KeyError, ValueError, TypeError, RecursionError) as error:
        raise BackupDamagedError(path) from error


def _rows(versions: Iterator[Any], path: Path) -> Iterator[dict[str, Any]]:
    for one in versions:
        if not isinstance(one, dict) or not {"kind", "record_id"} <= one.keys():
            raise BackupDamagedError(path)
        yield one


def _state(version: dict[str, Any]) -> VersionState:
    return state_from(json.loads(version["seen"]), json.loads(version["siblings"]))


def _changed(kind: str, state: VersionState | None, record: Record) -> VersionState:
    """Return the state after a change that was not noted before the backup was made.

    It is named by its content, so that it is the same change in whichever backup it is found.
    """
    number = 1 + max(state.seen.values(), default=0) if state else 1
    return advance(kind, state, Dot(number, f"backup:{digest_of(record)[:32]}"), record)
