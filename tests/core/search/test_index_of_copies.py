"""Two states of one library at one place never share an index: each finds what it holds itself."""

import shutil
from pathlib import Path

import pytest

from app.cli.indexing import indexed_up_to, open_searcher
from app.core.library.syllabus import load_syllabus
from app.core.paths import DataFolder
from app.core.search.index.index import IndexFolder
from app.core.search.query.query import parse_query
from app.core.workspace import Workspace
from app.index_server import Worker
from tests.clock import Clock


def write(folder: DataFolder, *bodies: str) -> None:
    with Workspace(folder, Clock()) as workspace:
        for body in bodies:
            workspace.notebook.add_note(body)
        open_searcher(workspace).close()


def found(folder: DataFolder, words: str) -> list[str]:
    with Workspace(folder, Clock()) as workspace:
        searcher = open_searcher(workspace)
        hits = searcher.search(parse_query(words, load_syllabus()), 10).hits
        searcher.close()
        return [workspace.notebook.note(hit.id).body for hit in hits]


def known(folder: DataFolder) -> int:
    """Return up to which change the window's process would say that the index is complete."""
    with Workspace(folder, Clock()) as workspace:
        request = {
            "do": "status", "folder": str(workspace.index_folder), "token": workspace.index_token,
        }  # fmt: skip
        number: int = Worker().answer(request)["number"]
        assert number == IndexFolder(workspace.index_folder, workspace.index_token).number()
        return number


def exchange(folder: DataFolder, other: Path) -> None:
    """Let another copy take a library's place, as when another stick is put in."""
    away = folder.root.rename(folder.root.with_name("away"))
    other.rename(folder.root)
    away.rename(other)


@pytest.fixture
def copy(folder: DataFolder) -> Path:
    """A copy of a library that has been searched."""
    write(folder, "common words")
    return Path(shutil.copytree(folder.root, folder.root.with_name("copy")))


def test_each_copy_finds_its_own(folder: DataFolder, copy: Path) -> None:
    write(folder, "flood on the disk")
    exchange(folder, copy)
    assert known(folder) == 0
    # As many changes as the other: the numbers alone would not tell.
    write(folder, "drought on the stick")
    assert (found(folder, "flood"), found(folder, "drought")) == ([], ["drought on the stick"])
    exchange(folder, copy)
    assert (found(folder, "flood"), found(folder, "drought")) == (["flood on the disk"], [])


def test_an_older_state_that_is_put_back_finds_nothing_of_the_newer(
    folder: DataFolder, copy: Path
) -> None:
    write(folder, "flood of the newer one")
    shutil.copyfile(copy / folder.database.name, folder.database)
    assert known(folder) == 0
    write(folder, "drought of the older one")
    assert found(folder, "flood") == []
    assert found(folder, "drought") == ["drought of the older one"]


def test_the_newer_state_put_back_finds_all_of_it(folder: DataFolder, copy: Path) -> None:
    write(folder, "flood of the newer one")
    newer = folder.database.read_bytes()
    shutil.copyfile(copy / folder.database.name, folder.database)
    write(folder, "drought of the older one")
    folder.database.write_bytes(newer)
    assert known(folder) == 0
    assert (found(folder, "flood"), found(folder, "drought")) == (["flood of the newer one"], [])


def test_a_copy_that_was_made_while_it_was_open_finds_nothing_of_what_came_after(
    folder: DataFolder, tmp_path: Path
) -> None:
    """As a backup program makes it: the copy has the mark of the same opening."""
    with Workspace(folder, Clock()) as workspace:
        workspace.notebook.add_note("common words")
        copy = Path(shutil.copytree(folder.root, tmp_path / "copy"))
        workspace.notebook.add_note("flood of the newer one")
        open_searcher(workspace).close()
    shutil.rmtree(folder.root)
    copy.rename(folder.root)
    # As many changes as the newer one had, and no search before them.
    with Workspace(folder, Clock()) as workspace:
        workspace.notebook.add_note("drought of the older one")
    assert found(folder, "flood") == []
    assert found(folder, "drought") == ["drought of the older one"]


def test_an_index_stays_with_its_library_from_start_to_start(folder: DataFolder) -> None:
    write(folder, "flood")
    for _ in range(3):
        with Workspace(folder, Clock()) as workspace:
            workspace.notebook.add_note("another")
    with Workspace(folder, Clock()) as workspace:
        index = IndexFolder(workspace.index_folder, workspace.index_token)
        assert 0 < indexed_up_to(index, workspace) < workspace.last_change()
