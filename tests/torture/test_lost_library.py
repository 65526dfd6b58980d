"""A library that is gone, empty or cut is said to be so; nothing is made in its stead."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core.errors import LibraryAbsentError, LibraryDamagedError, LibraryError
from app.core.paths import DataFolder
from app.core.workspace import Workspace
from tests import platforms
from tests.clock import Clock


@pytest.fixture
def used(folder: DataFolder, clock: Clock) -> DataFolder:
    """A library with a note, closed."""
    with Workspace(folder, clock) as workspace:
        workspace.notebook.add_note("mine")
    return folder


def bodies(folder: DataFolder, clock: Clock) -> list[str]:
    with Workspace(folder, clock) as workspace:
        return [note.body for note in workspace.notebook.notes()]


def everything(root: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted(root.rglob("*")) if one.is_file()}


@pytest.mark.parametrize("gone", ["folder", "parent", "file", "emptied folder"])
def test_where_a_library_was_none_is_made(used: DataFolder, clock: Clock, gone: str) -> None:
    place = {"folder": used.root, "parent": used.root.parent}.get(gone, used.root)
    away = place.with_name(f"{place.name}-away")
    if gone == "file":
        used.database.rename(used.root / "moved")
    else:
        shutil.move(place, away)
    if gone == "emptied folder":
        used.root.mkdir()
    cache = Path(os.environ["BAYAZ_CACHE"])
    if gone == "parent":
        shutil.copytree(away / "cache", cache)
    before = everything(used.root)
    with pytest.raises(LibraryAbsentError):
        Workspace(used, clock)
    assert everything(used.root) == before
    assert used.root.exists() == (gone in ("file", "emptied folder"))
    assert bodies_with_new(used, clock) == []


def bodies_with_new(folder: DataFolder, clock: Clock) -> list[str]:
    with Workspace(folder, clock, new=True) as workspace:
        return [note.body for note in workspace.notebook.notes()]


def test_what_comes_back_is_opened_as_it_was(used: DataFolder, clock: Clock) -> None:
    away = used.root.rename(used.root.with_name("away"))
    with pytest.raises(LibraryAbsentError):
        Workspace(used, clock)
    away.rename(used.root)
    assert bodies(used, clock) == ["mine"]


def test_other_files_of_a_library_tell_that_one_was_there(folder: DataFolder, clock: Clock) -> None:
    for path in folder.beside_database:
        folder.root.mkdir()
        path.write_text("{}", encoding="utf-8")
        with pytest.raises(LibraryAbsentError):
            Workspace(folder, clock)
        folder.database.touch()
        with pytest.raises(LibraryDamagedError):
            Workspace(folder, clock)
        shutil.rmtree(folder.root)


def test_an_empty_file_alone_is_a_first_start_that_was_cut_short(
    folder: DataFolder, clock: Clock
) -> None:
    folder.root.mkdir()
    folder.database.touch()
    assert bodies(folder, clock) == []


def test_no_length_of_a_cut_library_is_taken_for_a_new_one(used: DataFolder, clock: Clock) -> None:
    whole = used.database.read_bytes()
    for length in (0, 1, 99, 100, 511, 512, 4096, len(whole) // 2, len(whole) - 4096):
        used.database.write_bytes(whole[:length])
        with pytest.raises(LibraryDamagedError):
            Workspace(used, clock)
        assert used.database.read_bytes() == whole[:length]
    used.database.write_bytes(whole)
    assert bodies(used, clock) == ["mine"]


def test_an_empty_file_beside_its_log_is_damage(folder: DataFolder, clock: Clock) -> None:
    """SQLite deletes such a log without a word."""
    folder.root.mkdir()
    folder.database.touch()
    log = Path(f"{folder.database}-wal")
    log.write_bytes(b"x" * 5000)
    with pytest.raises(LibraryDamagedError):
        Workspace(folder, clock)
    assert log.read_bytes() == b"x" * 5000


def test_a_new_library_is_not_mixed_with_what_the_lost_one_left(
    used: DataFolder, clock: Clock
) -> None:
    used.database.unlink()
    Path(f"{used.database}-wal").write_bytes(b"the last words")
    assert bodies_with_new(used, clock) == []
    assert Path(f"{used.database}-wal.left-1").read_bytes() == b"the last words"


def test_a_log_that_does_not_fit_is_seen_before_it_is_written_back(
    used: DataFolder, clock: Clock
) -> None:
    """The log of another state of the library, left beside a file that was put back by hand."""
    found = 0
    restored = used.database.read_bytes()
    workspace = Workspace(used, clock)
    for number in range(60):
        workspace.notebook.add_note(f"{number} " + "word " * 400)
    log = Path(f"{used.database}-wal").read_bytes()
    workspace.close()
    for cut in range(8):
        used.database.write_bytes(restored[: len(restored) - cut * 4096])
        Path(f"{used.database}-wal").write_bytes(log)
        before = everything(used.root)
        with contextlib.suppress(LibraryError):
            Workspace(used, clock).close()
            continue
        found += 1
        assert everything(used.root) == before
    assert found >= 1


@pytest.mark.parametrize("how", ["renamed", "removed", "replaced"])
@platforms.moves_open_files
def test_a_save_is_not_called_done_when_the_folder_is_gone(
    used: DataFolder, clock: Clock, how: str
) -> None:
    workspace = Workspace(used, clock)
    if how == "removed":
        shutil.rmtree(used.root)
    else:
        used.root.rename(used.root.with_name("away"))
    if how == "replaced":
        other = DataFolder(used.root.with_name("other"))
        Workspace(other, clock).close()
        other.root.rename(used.root)
    before = everything(used.root)
    with pytest.raises(LibraryAbsentError):
        workspace.notebook.add_note("into nowhere")
    workspace.close()
    assert everything(used.root) == before


def test_the_command_line_says_it_and_makes_one_only_if_told(
    bayaz: Callable[..., Any],
    used: DataFolder,
) -> None:
    used.root.rename(used.root.with_name("away"))
    for words in (("list",), ("note", "add", "x"), ("search", "x"), ("list", "--json")):
        answer = bayaz(*words)
        assert (answer.code, answer.out) == (1, "")
        assert "not there any more" in answer.err
        assert "--new-library" in answer.err
        assert not used.root.exists()
    assert bayaz("note", "add", "x", "--new-library").code == 0
    assert bayaz("list").code == 0


def test_a_schema_that_lost_its_tables_is_damage(used: DataFolder, clock: Clock) -> None:
    with contextlib.closing(sqlite3.connect(used.database)) as connection:
        connection.execute("PRAGMA writable_schema=ON")
        connection.execute("DELETE FROM sqlite_schema")
        connection.commit()
    with pytest.raises(LibraryDamagedError):
        Workspace(used, clock)


@platforms.moves_open_files
def test_closing_leaves_the_log_of_another_library_alone(
    folder: DataFolder, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As when another stick is put in: its files may even have the same numbers."""
    workspace = Workspace(folder, clock)
    workspace.notebook.add_note("mine")
    folder.root.rename(folder.root.with_name("away"))
    folder.root.mkdir()
    folder.database.write_bytes(b"another library")
    log = Path(f"{folder.database}-wal")
    log.write_bytes(b"what was written last there")
    moved: list[str] = []
    rename = Path.rename

    def watched(path: Path, target: Path) -> Path:
        moved.append(path.name)
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", watched)
    workspace.close()
    assert moved[0] == log.name, "out of SQLite's reach while it closes"
    assert log.read_bytes() == b"what was written last there"
    assert sorted(path.name for path in folder.root.iterdir()) == [folder.database.name, log.name]
