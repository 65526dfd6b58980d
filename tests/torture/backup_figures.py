"""Backups, restoring and repair at full size: tests 12, 14, 15, 17, 18 and 20 of reliability."""

import random
import shutil
import tempfile
from collections import Counter
from datetime import UTC, datetime, timedelta
from pathlib import Path

from app.core.backup.backups import Backups, Occasion
from app.core.backup.model import LibraryNotWholeError, Reason
from app.core.backup.recovery import recover
from app.core.backup.restore import restore
from app.core.errors import BayazError
from app.core.paths import DataFolder
from app.core.storage.database import Database
from app.core.storage.migrations import LATEST_VERSION
from app.core.storage.records.record_reader import RecordReader
from app.core.workspace import Workspace
from tests.backups import all_backups, back_up
from tests.clock import NOW, Clock
from tests.records import RandomLibrary, full_library, records_of, stored_rows
from tests.torture.figures import Table

_PAGE = 4096


def restored_libraries(folder: Path, count: int) -> int:
    """Return how many of so many random libraries are not the same after a restore: test 18."""
    differ = 0
    for seed in range(count):
        home = folder / f"restored-{seed}"
        database = full_library(home / "one", seed, 2 + seed % 3, 2 + seed % 4)
        made = back_up(database, Backups(home / "backups"))
        fresh = Database(home / "fresh.sqlite3")
        restore(made.path, fresh)
        differ += stored_rows(fresh) != stored_rows(database)
        # And over a library in which something else was done since then.
        later = RandomLibrary(database, seed + 10_000)
        before = records_of(database)
        later.fill(1, 1)
        restore(made.path, database)
        after = records_of(database)
        differ += {key: _without_trash(one) for key, one in after.items()} != {
            key: _without_trash(one) for key, one in before.items()
        }
        fresh.close()
        database.close()
        shutil.rmtree(home)
    return differ


def _without_trash(record: dict[str, object]) -> dict[str, object]:
    return {table: rows for table, rows in record.items() if table not in ("trashed", "topic")}


def damaged_files(folder: Path, each: int) -> Counter[str]:
    """Damage the file of a library in four ways, `each` times: test 14.

    Counts what became of it: `unnoticed` is text that changed without a word, `empty` a library
    that came back with nothing, `lost` a record that is in the backup and did not come back.
    """
    home = DataFolder(folder / "damaged")
    database = full_library(home.root, 5, 12, 20)
    backups = Backups(home.backups)
    back_up(database, backups)
    held = records_of(database)
    database.close()
    sound = home.database.read_bytes()
    clock = Clock(NOW)
    chance = random.Random(14)
    found: Counter[str] = Counter()
    for number in range(each * 4):
        for path in home.root.glob("bayaz.sqlite3*"):
            path.unlink()
        home.database.write_bytes(_broken(sound, number % 4, chance))
        found["tried"] += 1
        noticed = False
        try:
            with Workspace(home, clock) as workspace:
                report = workspace.checks.run()
                noticed = not report.whole
                if not report.structure:
                    workspace.backups.repair(report.damaged)
            if report.structure:
                recover(home.database, backups, rebuild=True)
        except BayazError:
            noticed = True
            recover(home.database, backups)
        opened = Database(home.database)
        after = records_of(opened)
        opened.close()
        found["noticed"] += noticed
        found["unnoticed"] += not noticed and _texts(after) != _texts(held)
        found["empty"] += not after
        found["lost"] += bool(held.keys() - after.keys())
    shutil.rmtree(home.root)
    return found


def _texts(records: dict[tuple[str, str], dict[str, list[dict[str, object]]]]) -> object:
    """Return what a checksum covers of records: all but how far they were read."""
    return {
        key: {
            table: [{n: v for n, v in row.items() if n != "deleted_at"} for row in rows]
            for table, rows in record.items()
            if table not in ("trashed", "tag")
        }
        for key, record in records.items()
        if key[0] in ("summary", "note", "highlight")
    }


def _broken(sound: bytes, way: int, chance: random.Random) -> bytes:
    content = bytearray(sound)
    place = chance.randrange(len(content))
    if way == 0:
        content[place] ^= 1 << chance.randrange(8)
    elif way == 1:
        start = place // _PAGE * _PAGE
        content[start : start + _PAGE] = bytes(_PAGE)
    elif way == 2:
        del content[place:]
    else:
        content[chance.randrange(100)] ^= 1 + chance.randrange(255)
    return bytes(content)


def backups_of_damaged_libraries(folder: Path, count: int) -> tuple[int, int]:
    """Back damaged libraries up: return how many good backups changed, and how many bad ones came.

    Test 17.
    """
    home = folder / "backed-up"
    database = full_library(home, 6, 6, 10)
    backups = Backups(home / "backups")
    back_up(database, backups)
    database.close()
    (good,) = all_backups(backups.folder)
    content, sound = good.read_bytes(), (home / "bayaz.sqlite3").read_bytes()
    expected = _texts(_read(home / "bayaz.sqlite3"))
    chance = random.Random(17)
    replaced = bad = 0
    for number in range(count):
        for path in home.glob("bayaz.sqlite3*"):
            path.unlink()
        (home / "bayaz.sqlite3").write_bytes(_broken(sound, number % 2, chance))
        try:
            opened = Database(home / "bayaz.sqlite3")
            try:
                back_up(opened, backups)
            finally:
                opened.close()
        except (LibraryNotWholeError, BayazError):
            pass
        replaced += not good.exists() or good.read_bytes() != content
        for path in all_backups(backups.folder):
            if path == good:
                continue
            fresh = Database(home / "fresh.sqlite3")
            restore(path, fresh)
            bad += _texts(records_of(fresh)) != expected
            fresh.close()
            (home / "fresh.sqlite3").unlink()
            path.unlink()
    shutil.rmtree(home)
    return replaced, bad


def _read(path: Path) -> dict[tuple[str, str], dict[str, list[dict[str, object]]]]:
    database = Database(path)
    found = records_of(database)
    database.close()
    return found


def wrong_clocks(folder: Path) -> int:
    """Return with how many wrong clocks the newest backup is not kept: test 12."""
    wrong = 0
    spans = [timedelta(days=days) for days in (-3650, 2922, -16_000, 1, -1, 7, 30, -400)]
    for number, span in enumerate(spans):
        home = folder / f"clock-{number}"
        database = full_library(home / "one", number)
        backups = Backups(home / "backups")
        reader = database.check(RecordReader)
        moment, made = NOW, []
        for day in range(1, 20):
            moment = max(moment + (span if day == 10 else timedelta(days=1)), _EARLIEST)
            occasion = Occasion("id", LATEST_VERSION, day, Reason.DAILY, moment, {})
            made.append(backups.make(reader, occasion))
        kept = {path.name for path in all_backups(backups.folder)}
        wrong += not {one.path.name for one in made[-7:]} <= kept
        database.close()
        shutil.rmtree(home)
    return wrong


_EARLIEST = datetime(1980, 1, 1, tzinfo=UTC)


def stale_logs(folder: Path, count: int) -> tuple[int, int]:
    """Put libraries back by hand beside a newer log, and let others keep their own: test 15.

    Return how many of each are right, or refused.
    """
    clock, chance = Clock(NOW), random.Random(15)
    foreign = own = 0
    for number in range(count):
        home = DataFolder(folder / f"log-{number}")
        with Workspace(home, clock) as workspace:
            for _ in range(chance.randint(3, 20)):
                workspace.notebook.add_note("old " + "w " * chance.randint(1, 300))
            old = workspace.notebook.count()
        before = home.database.read_bytes()
        with Workspace(home, clock) as workspace:
            for _ in range(chance.randint(5, 60)):
                workspace.notebook.add_note("new " + "w " * chance.randint(1, 300))
            if number % 2:
                workspace.checks.begin()
            for _ in range(chance.randint(1, 20)):
                workspace.notebook.add_note("newest")
            now = workspace.notebook.count()
            for name in ("same", "other"):
                shutil.copytree(
                    home.root, home.root / name, ignore=shutil.ignore_patterns("*er", "same")
                )
        (home.root / "other" / home.database.name).write_bytes(before)
        own += _count(home.root / "same", clock) == now
        foreign += _count(home.root / "other", clock) in (old, None)
        shutil.rmtree(home.root)
    return foreign, own


def _count(root: Path, clock: Clock) -> int | None:
    try:
        with Workspace(DataFolder(root), clock) as workspace:
            return workspace.notebook.count() if workspace.checks.run().whole else -1
    except BayazError:
        return None


def figures(
    *, libraries: int = 100, damages: int = 300, backups: int = 200, logs: int = 60
) -> bool:
    """Print what was found of each; return whether all hold."""
    table = Table()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wrong = wrong_clocks(folder)
        table.add("12", "newest backups not kept under a wrong clock", "0 of 8", f"{wrong} of 8",
                  holds=not wrong)  # fmt: skip
        found = damaged_files(folder, damages)
        bad = found["unnoticed"] + found["empty"] + found["lost"]
        table.add(
            "14", "damaged files: changed texts unnoticed, empty libraries, records lost", "0",
            f"{found['unnoticed']}, {found['empty']}, {found['lost']} of {found['tried']},"
            f" {found['noticed']} noticed", holds=not bad,
        )  # fmt: skip
        foreign, own = stale_logs(folder, logs)
        table.add("15", "logs of another state set aside or refused; own logs read",
                  f"{logs} and {logs}", f"{foreign} and {own}",
                  holds=foreign == own == logs)  # fmt: skip
        replaced, came = backups_of_damaged_libraries(folder, backups)
        table.add("17", "good backups replaced, bad ones made, of a damaged library", "0, 0",
                  f"{replaced}, {came} of {backups}", holds=not replaced and not came)  # fmt: skip
        differ = restored_libraries(folder, libraries)
        table.add("18", "restored libraries that differ", f"0 of {libraries * 2}",
                  f"{differ} of {libraries * 2}", holds=not differ)  # fmt: skip
    return table.holds


if __name__ == "__main__":
    figures()
