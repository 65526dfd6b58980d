"""The start of the window where the library is gone: it is said, and there is a way on."""

from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QFileDialog

from app.core.chosen_folder import library_folder
from app.core.paths import DataFolder
from app.core.workspace import Workspace
from app.ui.application import open_library
from tests.clock import Clock
from tests.window import clicking

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture
def gone(folder: DataFolder, clock: Clock) -> DataFolder:
    """A library whose folder was renamed."""
    with Workspace(folder, clock) as workspace:
        workspace.notebook.add_note("mine")
    folder.root.rename(folder.root.with_name("away"))
    return folder


def notes(workspace: Workspace | None) -> list[str]:
    assert workspace is not None
    with workspace:
        return [note.body for note in workspace.notebook.notes()]


def test_it_is_said_and_nothing_is_made(gone: DataFolder) -> None:
    with clicking("Quit") as said:
        assert open_library(gone, new=False) is None
    assert "not there any more" in said[0]
    assert not gone.root.exists()


def test_a_stick_that_is_put_in_is_found_by_looking_again(gone: DataFolder) -> None:
    QTimer.singleShot(5, lambda: gone.root.with_name("away").rename(gone.root))
    with clicking("Look again"):
        assert notes(open_library(gone, new=False)) == ["mine"]


def test_the_folder_is_chosen_where_it_is_now(
    gone: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = gone.root.with_name("away")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(away))
    with clicking("Choose another folder …"):
        assert notes(open_library(gone, new=False)) == ["mine"]
    assert not gone.root.exists()


def test_the_chosen_folder_is_remembered_until_the_first_is_back(
    gone: DataFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    away = gone.root.with_name("away")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(away))
    with clicking("Choose another folder …"):
        assert notes(open_library(gone, new=False)) == ["mine"]
    assert library_folder(gone.root) == DataFolder(away)
    assert notes(open_library(library_folder(gone.root), new=False)) == ["mine"]
    away.rename(gone.root)
    assert library_folder(gone.root) == gone


def test_in_a_folder_without_a_library_none_is_made_unasked(
    gone: DataFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = tmp_path / "wrong"
    wrong.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(wrong))
    with clicking("Choose another folder …", "No", "Quit") as said:
        assert open_library(gone, new=False) is None
    assert "no library in" in said[1]
    assert list(wrong.iterdir()) == []


def test_a_new_one_is_made_when_the_reader_wants_it(gone: DataFolder) -> None:
    with clicking("Make a new library here"):
        assert notes(open_library(gone, new=False)) == []


def test_a_damaged_one_offers_no_new_one_in_its_place(gone: DataFolder) -> None:
    gone.root.mkdir()
    gone.database.touch()
    with clicking("Quit") as said:
        assert open_library(gone, new=False) is None
    assert "is damaged" in said[0]
    assert gone.database.stat().st_size == 0
