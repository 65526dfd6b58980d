"""The verbs of an exchange: settle, take in, merge a backup, send and receive, write a journal."""

import contextlib
import json
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, Final

from app.core.exchange.backup_entries import entries_of_backup, versions_of_backup
from app.core.exchange.change_file import LONGEST_LINE, ChangeFile, digest_of_seen, line_of
from app.core.exchange.device import Device
from app.core.exchange.intake import Intake
from app.core.exchange.model import Dot, Entry, MergeReport, Skipped, SyncFolderError, covers
from app.core.exchange.settling import Settler
from app.core.exchange.sync_folder import OtherFile, Position, SyncFolder
from app.core.exchange.version_store import VersionStore
from app.core.exchange.versioned_records import VersionedRecords
from app.core.storage.database import Database
from app.core.storage.migrations import LATEST_VERSION
from app.core.storage.records.record_reader import digest_of

# So many records are written in one transaction: the window draws between two.
_BATCH: Final = 200
_POSITIONS: Final = "exchange_positions"


class _DryRunError(Exception):
    """Ends the transaction of a merge that is only tried."""


class Exchange:
    """What one library exchanges with others.

    Its verbs are made of transactions of their own; what was touched before is settled first.
    `machine` is the name of this machine, by which a library that was copied to it is known.
    """

    def __init__(self, database: Database, machine: str | None = None) -> None:
        self._db = database
        self._store = VersionStore(database)
        self._records = VersionedRecords(database, self._store)
        self._device = Device(database, self._store, machine)
        self._settler = Settler(self._records, self._device)
        self._files: dict[Path, ChangeFile] = {}

    @property
    def device(self) -> str:
        """The id of the device that this library is."""
        with self._db.transaction():
            return self._device.id

    def know_restored(self, path: Path) -> None:
        """Note, after restoring a backup, that the library holds what was held at another time.

        It becomes another device. Of records that are as in the backup, and of which no more is
        known here, it knows what the backup knew: so nothing is taken for a second writing that
        another device has of them. Raises BackupDamagedError and OSError.
        """
        with self._db.transaction():
            self._device.renew()
            for kind, record_id, row, state in versions_of_backup(path):
                known = self._records.load(kind, record_id)
                older = known.state is None or all(
                    covers(state.seen, Dot(number, device))
                    for device, number in known.state.seen.items()
                )
                number = max(state.seen.values())
                same = digest_of(known.record) == row.digest
                if older and same and self._device.may_count_to(number):
                    self._store.put(kind, record_id, row)
                    self._store.forget_touched(kind, record_id)
                    self._device.hear_of(number)

    def settle(self, limit: int = _BATCH) -> Iterator[int]:
        """Note what was touched as changes of this device, step by step: yields how many were.

        Until it has run to its end, versions are behind what the library holds.
        """
        after: tuple[str, str] | None = ("", "")
        count = 0
        while after is not None:
            with self._db.transaction():
                after = self._settler.settle(after, limit)
            count += limit
            if after is not None:
                yield count

    def settle_all(self) -> None:
        """Note all that was touched as changes of this device."""
        for _ in self.settle():
            pass

    def take_in(self, entries: Iterable[Entry]) -> MergeReport:
        """Take in records of other libraries.

        A record that cannot be written is skipped, whole, and told.
        """
        report = MergeReport()
        for _ in self._taking_in(entries, report, _BATCH):
            pass
        return report

    def merge_backup(self, path: Path, *, dry_run: bool = False) -> MergeReport:
        """Take in what a backup holds, in one transaction; with `dry_run` only tell what it does.

        Raises BackupDamagedError, BackupTooNewError and OSError; then nothing has changed.
        """
        self.settle_all()
        report = MergeReport()
        with contextlib.suppress(_DryRunError), self._db.transaction():
            self._take_in(entries_of_backup(path, self._records.reader.read), report)
            if dry_run:
                raise _DryRunError
        return report

    def entries(self, wanted: Callable[[str, str, str], bool] | None = None) -> Iterator[Entry]:
        """Yield what is known of each record, with contents. Nothing may be touched.

        `wanted` is asked with kind, id and the changes seen. What is damaged is left out: it would
        spread.
        """
        for kind, record_id, seen in self._store.all_seen():
            if wanted is None or wanted(kind, record_id, seen):
                known = self._records.load(kind, record_id)
                if known.whole and known.state is not None:
                    yield Entry(kind, record_id, known.state)

    def send(self, folder: Path) -> int:
        """Append what changed to this device's file in a folder; return how many records it was.

        Raises SyncFolderError.
        """
        return max(self.sending(folder), default=0)

    def sending(self, folder: Path, limit: int = _BATCH) -> Iterator[int]:
        """Send step by step, some records at a time: yields how many it were until then."""
        place = SyncFolder(folder)
        self._be_later_than(place)
        yield from (0 for _ in self.settle(limit))
        try:
            yield from self._appending(self._file(place.file_of(self.device)), limit)
        except OSError as error:
            raise SyncFolderError(folder) from error

    def receive(self, folder: Path) -> MergeReport:
        """Take in what other devices appended to their files; raises SyncFolderError."""
        report = MergeReport()
        for _ in self.receiving(folder, report):
            pass
        return report

    def receiving(self, folder: Path, report: MergeReport, limit: int = _BATCH) -> Iterator[int]:
        """Receive step by step, some records in a transaction: yields how many it were until then.

        What is done is told in `report`.
        """
        place = SyncFolder(folder)
        devices = place.devices()
        self._be_later_than(place)
        yield from (0 for _ in self.settle(limit))
        own = self.device
        for device in devices:
            if device != own:
                yield from self._receiving_from(place, device, report, limit)

    def sync(self, folder: Path) -> MergeReport:
        """Receive and send; raises SyncFolderError."""
        report = self.receive(folder)
        self.send(folder)
        return report

    def write_journal(self, path: Path) -> int:
        """Append what changed to the journal; return how many records it was. Raises OSError."""
        return max(self.writing_journal(path), default=0)

    def writing_journal(self, path: Path, limit: int = _BATCH) -> Iterator[int]:
        """Write the journal step by step: yields how many records it were until then."""
        yield from (0 for _ in self.settle(limit))
        yield from self._appending(self._file(ChangeFile(path, "journal")), limit)

    def _taking_in(
        self, entries: Iterable[Entry], report: MergeReport, limit: int
    ) -> Iterator[int]:
        rest, count = iter(entries), 0
        while chunk := list(islice(rest, limit)):
            with self._db.transaction():
                self._take_in(chunk, report)
            count += len(chunk)
            yield count

    def _take_in(self, entries: Iterable[Entry], report: MergeReport) -> None:
        # Between two steps the reader may have written.
        after: tuple[str, str] | None = ("", "")
        while after is not None:
            after = self._settler.settle(after)
        intake = Intake(self._records, self._device)
        for entry in entries:
            intake.take_in(entry, report)

    def _appending(self, file: ChangeFile, limit: int) -> Iterator[int]:
        told = file.look()
        entries = self.entries(
            lambda kind, record_id, seen: told.get((kind, record_id)) != digest_of_seen(seen)
        )
        number, count = self._device.number, 0
        while chunk := list(islice(entries, limit)):
            lines = (line_of(entry, number) for entry in chunk)
            count += file.append(line for line in lines if len(line) < LONGEST_LINE)
            yield count

    def _receiving_from(
        self, place: SyncFolder, device: str, report: MergeReport, limit: int
    ) -> Iterator[int]:
        other = OtherFile(place, device)
        # A newer Bayaz reads again what an older one could not.
        key = f"{LATEST_VERSION}/{place.key}/{device}"
        known = self._positions().get(key)
        yield from self._taking_in(self._news(other, known, report), report, limit)
        report.damaged_lines += other.damaged
        if other.position is not None and other.position != known:
            positions = {
                each: one
                for each, one in (self._positions() | {key: other.position}).items()
                if each.startswith(f"{LATEST_VERSION}/")
            }
            stored = {each: [one.first, one.offset] for each, one in positions.items()}
            with self._db.transaction():
                self._store.note(_POSITIONS, json.dumps(stored))

    def _news(
        self, other: OtherFile, known: Position | None, report: MergeReport
    ) -> Iterator[Entry]:
        """Yield the records of another file of which it knows something that is not known here."""
        for line in other.lines(known):
            row = self._store.row(*line.key)
            if row is not None and digest_of_seen(row.seen) == line.seen:
                continue
            if line.is_newer:
                report.skipped.append(Skipped(*line.key, "newer"))
                continue
            try:
                yield line.entry()
            except ValueError:
                report.skipped.append(Skipped(*line.key, "refused"))

    def _be_later_than(self, place: SyncFolder) -> None:
        """Become another device if this one's file knows of changes that the library does not."""
        device = self.device
        try:
            file = self._file(place.file_of(device))
            file.look()
        except OSError as error:
            raise SyncFolderError(place.path) from error
        with self._db.transaction():
            if file.number > self._device.number:
                self._device.renew()

    def _file(self, file: ChangeFile) -> ChangeFile:
        """Return a file as it was last used, which knows what is in it."""
        return self._files.setdefault(file.path, file)

    def _positions(self) -> dict[str, Position]:
        try:
            stored: Any = json.loads(self._store.noted(_POSITIONS) or "{}")
            return {key: Position(first, int(offset)) for key, (first, offset) in stored.items()}
        except (ValueError, TypeError, AttributeError):
            return {}
