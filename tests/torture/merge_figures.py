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
from app.core.exchange.journal import JOURNAL, rebuild
from app.core.storage.database import Database
from app.core.storage.record_reader import digest_of
from app.core.storage.record_writer import RecordWriter
from tests.records import RandomLibrary, records_of, stored_rows
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
    rows = [*_in_memory(histories, first), *_with_files(libraries, first), *_journal(summaries)]
    for number, (what, wanted, found, holds) in enumerate(rows, start=1):
        print(f"{number:2}  {what:58} {wanted:>9} {found:>9}  {'ok' if holds else 'NO'}")
    return all(holds for *_, holds in rows)


_Row = tuple[str, str, str, bool]


def _exactly(what: str, wanted: int, found: int) -> _Row:
    return what, str(wanted), str(found), wanted == found


def _in_memory(count: int, first: int) -> list[_Row]:
    same = lost = wrong = conflicts = texts = 0
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
    return [
        _exactly("histories in memory that end the same in any order", count, same),
        _exactly(f"texts lost, of {texts} written", 0, lost),
        _exactly("deletions that did not stay, or took an edit along", 0, wrong),
        ("conflicts on the way", f">{count // 4}", str(conflicts), conflicts > count // 4),
    ]


def _with_files(count: int, first: int) -> list[_Row]:
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
    return [
        _exactly("histories of libraries with torn files that end the same", count, same),
        _exactly(f"texts lost, of {texts} written", 0, lost),
        _exactly("other faults", 0, len(faults) - lost),
        ("conflicts on the way", f">{count}", str(conflicts), conflicts > count),
    ]


def _journal(summaries: int) -> list[_Row]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        with _library(folder / "one") as database:
            filler = RandomLibrary(database, 1)
            exchange = Exchange(database)
            filler.fill(summaries // 2, summaries)
            exchange.write_journal(folder / JOURNAL)
            filler.fill(summaries - summaries // 2, summaries)
            exchange.write_journal(folder / JOURNAL)
            records, rows = records_of(database), stored_rows(database)
        for path in (folder / "one").iterdir():
            path.unlink()
        with _library(folder / "two") as database, database.transaction():
            writer = RecordWriter(database)
            for kind, own_id, record in rebuild(folder / JOURNAL):
                writer.write(kind, own_id, record)
        with _library(folder / "two") as database:
            found, after = records_of(database), stored_rows(database)
        same = sum(
            digest_of(found.get(key)) == digest_of(record) for key, record in records.items()
        )
        # How long something has been in the trash is as it was when its line was written.
        del rows["trashed"]
    return [
        _exactly(f"records of {summaries} summaries back from the journal", len(records), same),
        _exactly("tables that differ", 0, sum(rows[table] != after[table] for table in rows)),
    ]


@contextmanager
def _library(folder: Path) -> Iterator[Database]:
    database = Database(folder / "bayaz.sqlite3")
    try:
        yield database
    finally:
        database.close()


if __name__ == "__main__":
    sys.exit(not figures())
