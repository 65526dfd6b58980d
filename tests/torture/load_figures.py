"""A large library: 5,000 summaries and 10,000 notes backed up, read back, restored and checked.

The seconds are printed beside what is wanted; no test of the suite is decided by them.
"""

import random
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtTest import QTest

from app.core.backup.model import Reason
from app.core.paths import DataFolder
from app.core.storage.database import Database
from app.core.workspace import Workspace
from app.ui.application import make_application
from app.ui.session.session import Session
from tests.clock import NOW, Clock
from tests.records import RandomLibrary, stored_rows
from tests.torture.figures import Table


@contextmanager
def timed(spent: Callable[[float], None]) -> Iterator[None]:
    """Hand over how many seconds a block takes."""
    since = time.perf_counter()
    yield
    spent(time.perf_counter() - since)


def fill(folder: DataFolder, summaries: int, notes: int) -> None:
    """Make a library of so many summaries with highlights, and so many notes on them."""
    database = Database(folder.database)
    library = RandomLibrary(database, 40)
    with database.transaction():
        made = [library.add_summary() for _ in range(summaries)]
        for own_id in made:
            library.read(own_id)
    with database.transaction():
        for _ in range(notes):
            library.add_note(made)
    database.close()


def _rows(folder: DataFolder) -> dict[str, list[tuple[object, ...]]]:
    database = Database(folder.database)
    found = stored_rows(database)
    database.close()
    return found


def saves_while_indexing(folder: DataFolder, count: int) -> tuple[list[float], bool]:
    """Return how long saves of a note take while the index is built, and whether it still was."""
    application = make_application()
    session = Session(Workspace(folder, Clock(NOW)))
    chance = random.Random(40)
    note = session.notes.add("first", ())
    assert note is not None
    spent: list[float] = []
    session.index.catch_up()
    for number in range(count):
        with timed(spent.append):
            session.notes.save(note.id, f"{number} " + "words " * chance.randint(1, 300), ())
        QTest.qWait(20)
    busy = not session.index.idle
    session.close()
    application.processEvents()
    return sorted(spent), busy


def figures(*, summaries: int = 5_000, notes: int = 10_000, saves: int = 300) -> bool:
    """Print the seconds of each; return whether all hold."""
    table = Table()
    with tempfile.TemporaryDirectory() as name:
        folder = DataFolder(Path(name) / "data")
        fill(folder, summaries, notes)
        took: list[float] = []
        clock = Clock(NOW)
        with timed(took.append):
            workspace = Workspace(folder, clock)
        with timed(took.append):
            made = workspace.backups.make(Reason.ASKED)
        with timed(took.append):
            report = workspace.checks.run()
        fresh = Workspace(DataFolder(Path(name) / "fresh"), clock)
        with timed(took.append):
            fresh.backups.restore(made.path)
        workspace.close()
        fresh.close()
        rows = [_rows(one.folder) for one in (workspace, fresh)]
        size = made.path.stat().st_size / 1e6
        what = f"of {summaries:,} summaries and {notes:,} notes"
        for words, wanted, found in (
            (f"opening a library {what}", 3, took[0]),
            (f"backup, checked and read back ({size:.1f} MB)", 30, took[1]),
            ("check", 10, took[2]),
            ("restore into an empty library", 30, took[3]),
        ):
            table.add("40", words, f"≤ {wanted} s", f"{found:.1f} s", holds=found <= wanted)
        table.add("18", f"restored library {what} the same, and whole", "yes",
                  str(rows[0] == rows[1] and report.whole),
                  holds=rows[0] == rows[1] and report.whole)  # fmt: skip
        spent, busy = saves_while_indexing(folder, saves)
        p95 = spent[int(len(spent) * 0.95)] * 1000
        table.add("40", f"saves of a note{' while indexing' if busy else ''}, 95 of 100 within",
                  "≤ 5 ms", f"{p95:.1f} ms", holds=p95 <= 5)  # fmt: skip
    return table.holds
