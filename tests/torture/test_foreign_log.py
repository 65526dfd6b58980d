"""A log left beside a library that was put back by hand is set aside; its own is written back."""

import random
import shutil
from pathlib import Path

import pytest

from app.core.paths import DataFolder
from app.core.workspace import Workspace
from tests.clock import Clock
from tests.torture.acts import database_of


def bodies(workspace: Workspace) -> list[str]:
    return sorted(note.body for note in workspace.notebook.notes())


def copy_of(folder: DataFolder, name: str) -> DataFolder:
    """Return a copy of a library as a power cut would leave it."""
    place = folder.root.with_name(name)
    shutil.copytree(folder.root, place)
    return DataFolder(place)


@pytest.mark.parametrize("seed", range(6))
def test_a_library_put_back_by_hand_is_not_mixed_with_the_log_of_another(
    folder: DataFolder, clock: Clock, seed: int
) -> None:
    chance = random.Random(seed)
    with Workspace(folder, clock) as workspace:
        for number in range(chance.randint(3, 40)):
            workspace.notebook.add_note(f"old {number} " + "w " * chance.randint(1, 400))
        old = bodies(workspace)
    backup = folder.database.read_bytes()
    with Workspace(folder, clock) as workspace:
        for number in range(chance.randint(30, 120)):
            workspace.notebook.add_note(f"new {number} " + "w " * chance.randint(1, 400))
        if seed % 2:
            assert workspace.checks.begin()
        for number in range(chance.randint(1, 60)):
            last = workspace.notebook.notes()[0]
            workspace.notebook.edit_note(last.id, f"newest {number} " + "z " * 200)
        now = bodies(workspace)
        same, restored = copy_of(folder, "same"), copy_of(folder, "restored")
    restored.database.write_bytes(backup)
    assert Path(f"{restored.database}-wal").stat().st_size
    with Workspace(same, clock) as workspace:
        assert bodies(workspace) == now
        assert workspace.checks.run().whole
    with Workspace(restored, clock) as workspace:
        assert bodies(workspace) == old
        assert workspace.checks.run().whole
    assert Path(f"{restored.database}-wal.left-1").exists()


def test_a_file_torn_while_its_log_was_written_back_keeps_that_log(
    folder: DataFolder, clock: Clock
) -> None:
    """Its epoch may be torn with it: that does not make the log a foreign one."""
    with Workspace(folder, clock) as workspace:
        workspace.notebook.add_note("Only in the log.")
        workspace.purge_trash()
        torn = copy_of(folder, "torn")
        database = database_of(workspace)
        size = database.value("PRAGMA page_size")
        roots = database.all("SELECT rootpage FROM sqlite_schema WHERE tbl_name = 'meta'")
    content = bytearray(torn.database.read_bytes())
    for (root,) in roots:
        content[root * size - size // 2 : root * size] = bytes(size // 2)
    torn.database.write_bytes(content)
    with Workspace(torn, clock) as workspace:
        assert bodies(workspace) == ["Only in the log."]
        assert workspace.checks.run().whole
