"""Bayaz killed at any moment: tests 1 and 8 of reliability.

A process of its own is killed while it does a reader's acts, makes backups, restores, recovers a
damaged library or brings an older one to this version. The next start has to find all that was
told as stored, and nothing half done.
"""

import multiprocessing
import random
import shutil
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from multiprocessing.connection import Connection
from pathlib import Path

from app.core.backup.backups import Backups, check_backup
from app.core.backup.model import Reason
from app.core.backup.recovery import recover
from app.core.errors import BayazError, LibraryDamagedError
from app.core.paths import DataFolder
from app.core.storage.checking.checksums import Checksums
from app.core.storage.database import APPLICATION_ID
from app.core.storage.migrations import LATEST_VERSION, MIGRATIONS
from app.core.workspace import Workspace
from tests.backups import all_backups
from tests.clock import Clock
from tests.records import full_library, stored_rows
from tests.torture.acts import database_of, perform, same_names
from tests.torture.aftermath import (
    ABSENT,
    TORN,
    backup_state,
    judge,
    memory_folder,
    pack_state,
    settings_state,
)
from tests.torture.figures import Table

Job = Callable[[Path, Callable[[str], None]], None]

# As a copy of one that has the core loaded a process begins sooner; Windows has no copies.
_METHOD = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
_LONGEST_WAIT = 0.05
_FIRST_WITH_CHECKSUMS = 6


def _begin(job: Job, folder: Path, line: Connection) -> None:
    same_names(folder)
    line.send("begin")
    job(folder, line.send)


def killed(job: Job, folder: Path, after: int, wait: float) -> list[str]:
    """Begin a job, kill it so many seconds after it told its line `after`; return all it told."""
    context = multiprocessing.get_context(_METHOD)
    context.set_forkserver_preload(["tests.torture.kill_figures", "tests.torture.warmed"])
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_begin, args=(job, folder, theirs))
    process.start()
    theirs.close()
    told: list[str] = []
    with ours:
        try:
            while len(told) <= after:
                told.append(ours.recv())
            time.sleep(wait)
            process.kill()
            while True:
                told.append(ours.recv())
        except EOFError:
            pass
    process.join()
    process.close()
    return told


def _act(folder: Path, tell: Callable[[str], None]) -> None:
    perform(folder, tell)


def _act_with_states(folder: Path, tell: Callable[[str], None]) -> None:
    perform(folder, tell, states=True)


def killed_acts(home: Path, count: int) -> Counter[str]:
    """Kill a reader's acts at moments by chance; count how each library is then: test 1."""
    never = 1_000
    told = killed(_act_with_states, home / "whole", never, 0)
    assert told[-1].startswith("end"), told
    states = [line.split(" ")[2] for line in told if line.startswith("told")]
    chance = random.Random(1)
    found: Counter[str] = Counter()
    for number in range(count):
        place = home / f"killed-{number}"
        after = chance.randrange(len(states))
        told = killed(_act, place, after, chance.uniform(0, _LONGEST_WAIT))
        last = sum(line.startswith("told") for line in told) - 1
        folder = DataFolder(place / "data")
        # One of these may be torn, none may be missing once it was told.
        names = [line.split(" ", 3)[3] for line in told if line.startswith("told")]
        for name, state in (
            ("pack", pack_state(folder)),
            ("settings", settings_state(folder)),
            ("back up", backup_state(folder)),
        ):
            found["files"] += state == TORN or (state == ABSENT and name in names)
        found[judge(folder, states, last)] += 1
        found["before the end"] += not told[-1].startswith("end")
        shutil.rmtree(place)
    return found


def _back_up(folder: Path, tell: Callable[[str], None]) -> None:
    with Workspace(DataFolder(folder), Clock()) as workspace:
        for _ in range(20):
            workspace.backups.make(Reason.ASKED)
            tell("made")


def _restore(folder: Path, tell: Callable[[str], None]) -> None:
    with Workspace(DataFolder(folder), Clock()) as workspace:
        tell("open")
        workspace.backups.restore(all_backups(folder / "backups")[0])
        tell("restored")


def _recover(folder: Path, tell: Callable[[str], None]) -> None:
    tell("ready")
    home = DataFolder(folder)
    recover(home.database, Backups(home.backups))
    tell("recovered")


def _migrate(folder: Path, tell: Callable[[str], None]) -> None:
    tell("ready")
    with Workspace(DataFolder(folder), Clock()):
        tell("migrated")


class Prepared:
    """A library with as many backups as are kept, and what it holds."""

    def __init__(self, root: Path) -> None:
        self.folder = DataFolder(root)
        full_library(root, 8, 5, 6).close()
        with Workspace(self.folder, Clock()) as workspace:
            for number in range(6):
                workspace.notebook.add_note(f"Later {number}. " + "Words. " * 200)
                workspace.backups.make(Reason.ASKED)
        self.names = {path.name for path in all_backups(self.folder.backups)}
        self.rows = _rows(self.folder)

    def copy(self, place: Path) -> DataFolder:
        shutil.copytree(self.folder.root, place)
        return DataFolder(place)


def _rows(folder: DataFolder) -> object:
    """Return all that a library holds, None if it is not whole."""
    with Workspace(folder, Clock()) as workspace:
        found = stored_rows(database_of(workspace))
        # Restoring counts the days in the trash anew.
        del found["trashed"]
        return found if workspace.checks.run().whole else None


def _good(folder: DataFolder) -> set[str] | None:
    """Return the names of the backups, None if one of them is not whole."""
    found = all_backups(folder.backups)
    return {path.name for path in found} if all(check_backup(p).usable for p in found) else None


def killed_backups(home: Path, count: int) -> Counter[str]:
    """Kill backups that push older ones out: all that are there are whole, the newest among them."""
    prepared = Prepared(home / "prepared")
    chance = random.Random(8)
    found: Counter[str] = Counter()
    for number in range(count):
        folder = prepared.copy(home / f"backup-{number}")
        told = killed(_back_up, folder.root, chance.randrange(12), chance.uniform(0, 0.05))
        good, made = _good(folder), told.count("made")
        newest = max(prepared.names)[-19:-13]
        kept = good is not None and any(int(name[-19:-13]) >= int(newest) + made for name in good)
        right = kept and len(good or ()) >= len(prepared.names) and _rows(folder) == prepared.rows
        if right:
            with Workspace(folder, Clock()) as workspace:
                workspace.backups.make(Reason.ASKED)
            left = [p for p in folder.backups.iterdir() if p.name.startswith(".")]
            right = not left
        found["right" if right else "wrong"] += 1
        shutil.rmtree(folder.root)
    return found


def killed_restores(home: Path, count: int) -> Counter[str]:
    """Kill restores: the library is as before or as restored, and no backup is lost."""
    prepared = Prepared(home / "to-restore")
    whole = prepared.copy(home / "restored")
    _restore(whole.root, lambda _: None)
    restored = _rows(whole)
    assert restored != prepared.rows
    chance = random.Random(81)
    found: Counter[str] = Counter()
    for number in range(count):
        folder = prepared.copy(home / f"restore-{number}")
        told = killed(_restore, folder.root, 1, chance.uniform(0, 0.2))
        good, rows = _good(folder), _rows(folder)
        state = "restored" if rows == restored else "before" if rows == prepared.rows else "wrong"
        # The one that is made first may push one out, not the one that is wanted.
        lost = prepared.names - (good or set())
        if len(lost) > 1 or min(prepared.names) in lost:
            state = "wrong"
        if "restored" in told and state != "restored":
            state = "wrong"
        found[state] += 1
        shutil.rmtree(folder.root)
    return found


def killed_recoveries(home: Path, count: int) -> Counter[str]:
    """Kill recoveries of a damaged library: it is back at the next start, or at the next try."""
    prepared = Prepared(home / "to-recover")
    database = prepared.folder.database
    content = bytearray(database.read_bytes())
    content[:4096] = bytes(4096)
    database.write_bytes(content)
    chance = random.Random(82)
    found: Counter[str] = Counter()
    for number in range(count):
        folder = prepared.copy(home / f"recovery-{number}")
        told = killed(_recover, folder.root, 0, chance.uniform(0, 0.25))
        again = False
        try:
            rows = _rows(folder)
        except LibraryDamagedError:
            again = True
            recover(folder.database, Backups(folder.backups))
            rows = _rows(folder)
        damaged = [p for p in folder.root.glob("*.damaged-*") if p.read_bytes() == content]
        right = rows == prepared.rows and _good(folder) == prepared.names and len(damaged) == 1
        right = right and not ("recovered" in told and again)
        found[("again" if again else "done") if right else "wrong"] += 1
        shutil.rmtree(folder.root)
    return found


def older_library(folder: DataFolder, version: int, notes: int) -> dict[str, str]:
    """Make a library of an earlier version; return its notes by their ids."""
    folder.root.mkdir(parents=True)
    connection = sqlite3.connect(folder.database)
    for statements in MIGRATIONS[:version]:
        for statement in statements:
            connection.execute(statement)
    moment = "2025-06-02T09:00:00+00:00"
    made = {f"note-{number}": f"Text {number} " * 60 for number in range(notes)}
    connection.executemany(
        "INSERT INTO note (id, body, created_at, updated_at) VALUES (?, ?, ?, ?)",
        [(own_id, body, moment, moment) for own_id, body in made.items()],
    )
    if version >= _FIRST_WITH_CHECKSUMS:
        Checksums(connection).store_all()
    connection.execute(f"PRAGMA user_version={version}")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.commit()
    connection.close()
    return made


def killed_migrations(home: Path, count: int) -> Counter[str]:
    """Kill the first start on a library of an older version: the next one finds every note."""
    chance = random.Random(83)
    found: Counter[str] = Counter()
    for number in range(count):
        folder = DataFolder(home / f"migration-{number}")
        version = 1 + number % (LATEST_VERSION - 1)
        notes = older_library(folder, version, 400)
        killed(_migrate, folder.root, 0, chance.uniform(0, 0.15))
        connection = sqlite3.connect(folder.database)
        left = connection.execute("PRAGMA user_version").fetchone()[0]
        connection.close()
        try:
            with Workspace(folder, Clock()) as workspace:
                whole = workspace.checks.run().whole
                same = {note.id: note.body for note in workspace.notebook.notes()} == notes
        except BayazError:
            whole = same = False
        right = whole and same and left in (version, LATEST_VERSION) and _good(folder)
        found[("before" if left == version else "after") if right else "wrong"] += 1
        shutil.rmtree(folder.root)
    return found


def figures(*, acts: int = 300, each: int = 50) -> bool:
    """Print what was found of each; return whether all hold."""
    table = Table()
    with memory_folder() as home:
        found = killed_acts(home, acts)
        table.add(
            "1", "a reader's acts, killed: told and lost, damaged, half done, torn files",
            f"0, 0, 0, 0 of {acts}",
            f"{found['lost']}, {found['damaged']}, {found['half']}, {found['files']} of {acts}"
            f" ({found['before the end']} before the end)", holds=found["right"] == acts
            and not found["files"],
        )  # fmt: skip
        for what, kill in (
            ("backups that push others out", killed_backups),
            ("restores", killed_restores),
            ("recoveries", killed_recoveries),
            ("migrations", killed_migrations),
        ):
            found = kill(home, each)
            others = ", ".join(f"{n} {k}" for k, n in sorted(found.items()) if k != "wrong")
            table.add("8", f"{what}, killed: not completed and not as before", f"0 of {each}",
                      f"{found['wrong']} of {each} ({others})", holds=not found["wrong"])  # fmt: skip
    return table.holds


if __name__ == "__main__":
    figures()
