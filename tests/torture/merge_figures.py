"""Figures of the merge: `python -m tests.torture.merge_figures`.

Three devices write and hear of each other at random. Whatever the order of their exchanges, all end
with the same; no text is lost that nobody saw and replaced; what was deleted stays deleted.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.core.exchange.exchange import Exchange
from app.core.exchange.journal import rebuild
from app.core.storage.database import Database
from app.core.storage.records.record_reader import digest_of
from app.core.storage.records.record_writer import RecordWriter
from tests.records import RandomLibrary, records_of, stored_rows
from tests.torture.figures import Table
from tests.torture.merge_histories import History
from tests.torture.merge_libraries import LibraryHistory

HISTORIES = 10_000
LIBRARIES = 300
SUMMARIES = 1_000


def figures(
    histories: int = HISTORIES,
    libraries: int = LIBRARIES,
    summaries: int = SUMMARIES,
    first: int = 0,
) -> bool:
    """Print a line a figure; return whether all are as wanted."""
    table = Table()
    _in_memory(table, histories, first)
    _with_files(table, libraries, first)
    _journal(table, summaries)
    return table.holds


def _all(table: Table, what: str, count: int, found: int, number: str = "M") -> None:
    table.add(number, what, f"{count} of {count}", f"{found} of {count}", holds=found == count)


def _none(table: Table, what: str, found: int, of: str) -> None:
    table.add("M", what, "0", f"{found} of {of}", holds=not found)


def _in_memory(table: Table, count: int, first: int) -> None:
    same = lost = wrong = conflicts = texts = records = 0
    for seed in range(first, first + count):
        history = History(seed)
        history.run(30)
        history.meet()
        ends = history.ends()
        same += all(end == ends[0] for end in ends)
        lost += len(history.lost_texts())
        wrong += len(history.wrong_deletions())
        conflicts += history.conflicts
        texts += len(history.written.keys)
        records += len(history.events)
    _all(table, "histories of three devices in memory: the same end in any order", count, same)
    _none(table, "texts lost", lost, f"{texts}")
    _none(table, "deletions that did not stay, or took an edit along", wrong, f"{records} records")
    _enough(table, conflicts, count // 4)


def _with_files(table: Table, count: int, first: int) -> None:
    same = conflicts = texts = 0
    faults: list[str] = []
    for seed in range(first, first + count):
        with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
            history = LibraryHistory(Path(folder), seed)
            history.run(30)
            history.meet()
            found = history.faults()
            history.close()
        same += not found
        faults += found
        conflicts += history.conflicts
        texts += len(history.written.keys) + len(history.texts)
    lost = sum(one.startswith("lost") for one in faults)
    _all(table, "histories of three libraries over torn files: the same end", count, same)
    _none(table, "texts lost", lost, f"{texts}")
    _none(table, "other faults", len(faults) - lost, f"{count} histories")
    _enough(table, conflicts, count)


def _enough(table: Table, conflicts: int, wanted: int) -> None:
    what = "conflicts on the way, so that there was something to merge"
    table.add("M", what, f"> {wanted}", str(conflicts), holds=conflicts > wanted)


def _journal(table: Table, summaries: int) -> None:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with _library(folder / "one") as database:
            filler = RandomLibrary(database, 1)
            exchange = Exchange(database)
            filler.fill(summaries // 2, summaries)
            exchange.write_journal(folder / "journal")
            filler.fill(summaries - summaries // 2, summaries)
            exchange.write_journal(folder / "journal")
            records, rows = records_of(database), stored_rows(database)
        for path in (folder / "one").iterdir():
            path.unlink()
        with _library(folder / "two") as database, database.transaction():
            writer = RecordWriter(database)
            for kind, own_id, record in rebuild(folder / "journal"):
                writer.write(kind, own_id, record)
        with _library(folder / "two") as database:
            found, after = records_of(database), stored_rows(database)
        same = sum(
            digest_of(found.get(key)) == digest_of(record) for key, record in records.items()
        )
        # How long something has been in the trash is as it was when its line was written.
        del rows["trashed"]
        differ = sum(rows[one] != after[one] for one in rows)
    what = f"records of {summaries} summaries from the journal alone"
    _all(table, what, len(records), same, "19")
    table.add("19", "tables that differ", "0", f"{differ} of {len(rows)}", holds=not differ)


@contextmanager
def _library(folder: Path) -> Iterator[Database]:
    database = Database(folder / "bayaz.sqlite3")
    try:
        yield database
    finally:
        database.close()


if __name__ == "__main__":
    sys.exit(not figures())
