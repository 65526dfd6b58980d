"""Whether a library is what was stored: one summary at its opening, or all of it."""

import contextlib
import sqlite3
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.storage.checking.checksums import Checksums, DamagedRecord
from app.core.storage.checking.schema_check import schema_faults
from app.core.storage.database import Database
from app.core.storage.running_days import running_day

# After so many days of use all of a library is checked by itself.
_EVERY_DAYS: Final = 7
_CHECKED: Final = "checked_on_day"
_PARTS_OF_SUMMARY: Final = (
    ("highlight", "SELECT id FROM highlight WHERE summary_id = :id AND deleted_at IS NULL"),
    (
        "note",
        (
            "SELECT id FROM note WHERE deleted_at IS NULL AND id IN (SELECT source_id FROM link"
            " WHERE source_kind = 'note' AND (target_id = :id"
            "  OR target_id IN (SELECT id FROM fact WHERE summary_id = :id)"
            "  OR target_id IN (SELECT id FROM highlight WHERE summary_id = :id)))"
        ),
    ),
)

# Is told how many of how many records are done; returns whether to go on.
Step = Callable[[int, int], bool]


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What a check found: what SQLite says of the structure, and the records that are damaged."""

    records: int
    structure: tuple[str, ...] = ()
    damaged: tuple[DamagedRecord, ...] = ()
    complete: bool = True

    @property
    def whole(self) -> bool:
        """Whether everything is what was stored."""
        return self.complete and not self.structure and not self.damaged


class LibraryCheck:
    """Checks the library that is open."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of_summary(self, summary_id: str) -> tuple[DamagedRecord, ...]:
        """Return what is damaged of a summary, its highlights and the notes on it."""
        records = [("summary", summary_id)]
        for kind, sql in _PARTS_OF_SUMMARY:
            records += [(kind, row["id"]) for row in self._db.all(sql, {"id": summary_id})]
        return tuple(filter(None, (self._db.damage_of(*record) for record in records)))

    def accept(self, records: Iterable[DamagedRecord]) -> None:
        """Take damaged records as they are now for right: the reader has looked at them."""
        with self._db.transaction():
            for record in records:
                self._db.accept_damage(record.kind, record.id)

    def run(self) -> CheckReport:
        """Check all of the library."""
        return self._db.check(check_connection)

    @property
    def due(self) -> bool:
        """Whether the library was not checked for a week of use."""
        return running_day(self._db) - self._checked_on >= _EVERY_DAYS

    def begin(self) -> Path | None:
        """Return the file for `check_file`, which stays as it is until `end`; None if it cannot."""
        return self._db.path if self._db.hold_file() else None

    def end(self, report: CheckReport | None) -> None:
        """Let the file be written again; remember a check that went through."""
        self._db.release_file()
        if report is None or not report.complete:
            return
        with self._db.transaction():
            self._db.write(
                "INSERT INTO meta (key, value) VALUES (:key, :day)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                {"key": _CHECKED, "day": str(running_day(self._db))},
            )

    @property
    def _checked_on(self) -> int:
        found = self._db.value("SELECT value FROM meta WHERE key = ?", (_CHECKED,))
        return int(found) if str(found).isdecimal() else 0


def check_file(path: Path, step: Step | None = None) -> CheckReport:
    """Check the file of a library that another connection holds; meant for a thread."""
    uri = f"{path.absolute().as_uri()}?immutable=1"
    with contextlib.closing(sqlite3.connect(uri, uri=True)) as connection:
        return check_connection(connection, step)


def check_connection(connection: sqlite3.Connection, step: Step | None = None) -> CheckReport:
    """Check all that a connection leads to."""
    structure: list[str] = []
    for sql in ("PRAGMA integrity_check(20)", "PRAGMA foreign_key_check"):
        try:
            found = [tuple(row) for row in connection.execute(sql)]
        except sqlite3.DatabaseError as error:
            structure.append(str(error))
        else:
            structure += [" ".join(map(str, row)) for row in found if row != ("ok",)]
    try:
        structure += [f"{name} is not what it should be" for name in schema_faults(connection)]
    except sqlite3.DatabaseError as error:
        structure.append(str(error))
    damaged: list[DamagedRecord] = []
    count = 0
    checksums = Checksums(connection)
    try:
        records = checksums.records()
        for count, (kind, record_id) in enumerate(records, start=1):
            if not checksums.is_whole(kind, record_id):
                damaged.append(checksums.describe(kind, record_id))
            if step is not None and not step(count, len(records)):
                return CheckReport(count, tuple(structure), tuple(damaged), complete=False)
    except sqlite3.DatabaseError as error:
        structure.append(str(error))
    return CheckReport(count, tuple(structure), tuple(damaged))
