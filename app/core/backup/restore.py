"""Restoring: what a backup holds takes the place of what the library holds, as one act.

Only records that differ are written, so the preview says what will change, and the search index
has only that to learn. A backup of an older version is first brought to this one.
"""

import contextlib
import tempfile
from collections import Counter
from collections.abc import Generator, Iterable, Iterator
from pathlib import Path

from app.core.backup.backup_file import BackupFile
from app.core.backup.model import (
    BackupDamagedError,
    BackupStoppedError,
    BackupTooNewError,
    Difference,
    Step,
)
from app.core.storage.database import Database
from app.core.storage.migrations import LATEST_VERSION
from app.core.storage.records.older_records import Entry, migrated
from app.core.storage.records.record_parts import KINDS
from app.core.storage.records.record_reader import RecordReader, digest_of
from app.core.storage.records.record_writer import RecordWriter

Digests = dict[tuple[str, str], str]


@contextlib.contextmanager
def records_of(path: Path) -> Iterator[Iterable[Entry]]:
    """Yield the records of a backup, as this version of Bayaz has them: kind, id, record.

    Raises BackupDamagedError, also while they are read, BackupTooNewError, and OSError.
    """
    with BackupFile(path) as opened:
        about = opened.backup.about
        assert about is not None
        if about.schema > LATEST_VERSION:
            raise BackupTooNewError(path)
        if about.schema == LATEST_VERSION:
            # What is left unread keeps the file open, and Windows removes no open file.
            with contextlib.closing(_stored(opened)) as entries:
                yield entries
            return
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            try:
                with contextlib.closing(_stored(opened)) as stored:
                    older = migrated(Path(folder) / "older", about.schema, stored)
                    with older as database:
                        yield _read(database)
            except ValueError as error:
                raise BackupDamagedError(path) from error


def preview(path: Path, live: Digests) -> list[Difference]:
    """Return what restoring a backup would change in a library with these records."""
    with records_of(path) as entries:
        return differences(live, {(kind, own): digest_of(found) for kind, own, found in entries})


def differences(live: Digests, wanted: Digests) -> list[Difference]:
    """Return, for each kind, how many records the wanted state adds, changes and removes."""
    added = Counter(kind for kind, own in wanted if (kind, own) not in live)
    removed = Counter(kind for kind, own in live if (kind, own) not in wanted)
    changed = Counter(
        kind for (kind, own), digest in wanted.items() if live.get((kind, own), digest) != digest
    )
    return [Difference(kind, added[kind], changed[kind], removed[kind]) for kind in KINDS]


def restore(path: Path, database: Database, step: Step | None = None) -> list[Difference]:
    """Make a library hold what a backup holds, in one transaction; return what changed.

    Raises BackupDamagedError and BackupStoppedError; then nothing has changed.
    """
    live: Digests = database.check(lambda connection: RecordReader(connection).digests())
    wanted: Digests = {}
    with records_of(path) as entries, database.transaction():
        writer = RecordWriter(database)
        try:
            for kind, own_id, record in entries:
                digest = digest_of(record)
                wanted[kind, own_id] = digest
                if live.get((kind, own_id)) != digest:
                    writer.write(kind, own_id, record)
                if step is not None and not step(len(wanted), max(len(live), len(wanted))):
                    raise BackupStoppedError(path)
        except ValueError as error:
            raise BackupDamagedError(path) from error
        gone = [key for key in live if key not in wanted]
        # A reading goes with its summary; one whose summary stays is set back to unread.
        for kind, own_id in sorted(gone, key=lambda key: KINDS.index(key[0]), reverse=True):
            writer.remove(kind, own_id)
    return differences(live, wanted)


def _stored(opened: BackupFile) -> Generator[Entry, None, None]:
    # In this order: a reading belongs to a summary that is there.
    for kind in KINDS:
        for own_id, record in opened.records(kind):
            yield kind, own_id, record


def _read(database: Database) -> Iterator[Entry]:
    reader = database.check(RecordReader)
    for kind in KINDS:
        for own_id, record in reader.all(kind):
            yield kind, own_id, record
