"""The SQL of the versions of records, of what was touched, and of what is noted of a library."""

import contextlib
from collections.abc import Iterator
from typing import NamedTuple

from app.core.errors import LibraryError
from app.core.storage.database import Database


class VersionRow(NamedTuple):
    """What the table `version` says of a record: see `migrations.m0007_versions`."""

    seen: str
    siblings: str
    digest: str


class VersionStore:
    """Reads and writes versions. Writes join the transaction that the caller opened."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def touched(self, after: tuple[str, str], limit: int) -> list[tuple[str, str]]:
        """Return the next records that were touched, after one of them in order."""
        rows = self._db.all(
            "SELECT kind, record_id FROM touched WHERE (kind, record_id) > (?, ?)"
            " ORDER BY kind, record_id LIMIT ?",
            (*after, limit),
        )
        return [(row["kind"], row["record_id"]) for row in rows]

    def forget_touched(self, kind: str, record_id: str) -> None:
        """Take a record from those that were touched."""
        self._db.write("DELETE FROM touched WHERE kind = ? AND record_id = ?", (kind, record_id))

    def row(self, kind: str, record_id: str) -> VersionRow | None:
        """Return what is known of the versions of a record."""
        row = self._db.one(
            "SELECT seen, siblings, digest FROM version WHERE kind = ? AND record_id = ?",
            (kind, record_id),
        )
        return VersionRow(row["seen"], row["siblings"], row["digest"]) if row else None

    def put(self, kind: str, record_id: str, row: VersionRow) -> None:
        """Note what is known of the versions of a record."""
        self._db.write(
            "INSERT OR REPLACE INTO version (kind, record_id, seen, siblings, digest)"
            " VALUES (?, ?, ?, ?, ?)",
            (kind, record_id, *row),
        )

    def all_seen(self) -> list[tuple[str, str, str]]:
        """Return kind, id and the changes seen of every record, in order."""
        rows = self._db.all("SELECT kind, record_id, seen FROM version ORDER BY kind, record_id")
        return [(row["kind"], row["record_id"], row["seen"]) for row in rows]

    def noted(self, name: str) -> str | None:
        """Return what the library notes of itself under a name."""
        found: str | None = self._db.value("SELECT value FROM meta WHERE key = ?", (name,))
        return found

    def note(self, name: str, value: str) -> None:
        """Note something of the library itself."""
        self._db.write("INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)", (name, value))

    @contextlib.contextmanager
    def all_or_nothing(self) -> Iterator[None]:
        """Undo what the block wrote if it raises; what the transaction wrote before it stays."""
        self._db.write("SAVEPOINT exchange")
        try:
            yield
        except BaseException:
            # A full disk may have ended the whole transaction: what went wrong is told, not that.
            with contextlib.suppress(LibraryError):
                self._db.write("ROLLBACK TO exchange")
                self._db.write("RELEASE exchange")
            raise
        self._db.write("RELEASE exchange")
