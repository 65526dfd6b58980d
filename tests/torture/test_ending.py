"""However the program is ended from outside, what was typed is stored first."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.core.library.filters import LibraryFilter
from app.core.notes.unsaved_notes import UnsavedNotes
from app.core.paths import DataFolder
from app.core.workspace import Workspace
from tests import platforms
from tests.clock import Clock

ROOT = Path(__file__).resolve().parents[2]
WORDS = "typed a moment before the end"
pytestmark = platforms.has_signals


def start(folder: DataFolder, *words: str, **variables: str) -> "subprocess.Popen[str]":
    """Start the program, and return when the note has been typed."""
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    environment |= {"BAYAZ_LIBRARY": str(folder.root), **variables}
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.torture.window_process", WORDS, *words],
        env=environment, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stdout is not None
    if process.stdout.readline() != "typed\n":
        process.kill()
        raise AssertionError(process.communicate()[1])
    return process


def bodies(folder: DataFolder) -> list[str]:
    with Workspace(folder, Clock()) as workspace:
        return [note.body for note in workspace.notebook.notes()]


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP", "SIGINT"])
def test_what_was_typed_is_stored_when_the_program_is_told_to_end(
    folder: DataFolder, name: str
) -> None:
    process = start(folder)
    process.send_signal(getattr(signal, name))
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    assert "Traceback" not in errors
    assert bodies(folder) == [WORDS]


def test_a_text_that_is_being_corrected_is_stored_beside_the_one_before(folder: DataFolder) -> None:
    process = start(folder, "text")
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    with Workspace(folder, Clock()) as workspace:
        (row,) = workspace.library.rows(LibraryFilter())
        texts = [one.text for one in workspace.library.revisions.of_summary(row.id)]
    assert texts[0] == WORDS
    assert len(texts) == 2


def test_half_a_title_does_not_take_the_place_of_the_whole_one(folder: DataFolder) -> None:
    process = start(folder, "details")
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 0, errors
    with Workspace(folder, Clock()) as workspace:
        (row,) = workspace.library.rows(LibraryFilter())
    assert row.title != WORDS


def test_on_a_full_disk_it_is_kept_as_a_draft(folder: DataFolder) -> None:
    process = start(folder, "full")
    process.send_signal(signal.SIGTERM)
    _, errors = process.communicate(timeout=60)
    # It asks nothing: there may be nobody to answer.
    assert process.returncode == 0, errors
    assert bodies(folder) == []
    with Workspace(folder, Clock()) as workspace:
        drafts = UnsavedNotes(workspace.drafts_folder).all()
    assert [draft.body for draft in drafts] == [WORDS]


@pytest.fixture
def display() -> Iterator[tuple["subprocess.Popen[bytes]", str]]:
    """An X server of our own, and its name."""
    if not sys.platform.startswith("linux") or shutil.which("Xvfb") is None:
        pytest.skip("there is no Xvfb here")
    reading, writing = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-nolisten", "tcp"],
        pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(writing)
    with os.fdopen(reading) as answer:
        name = f":{answer.readline().strip()}"
    drawing = subprocess.run(
        [sys.executable, "-c", "from PySide6.QtGui import QGuiApplication as A; A([])"],
        env={**os.environ, "DISPLAY": name, "QT_QPA_PLATFORM": "xcb"}, check=False,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    if drawing.returncode == 0:
        yield server, name
    server.kill()
    server.wait()
    if drawing.returncode:
        pytest.skip("Qt lacks the libraries to draw with Xvfb here")


def test_what_was_typed_is_stored_when_the_display_is_gone(
    folder: DataFolder, display: tuple["subprocess.Popen[bytes]", str]
) -> None:
    server, name = display
    process = start(folder, DISPLAY=name, QT_QPA_PLATFORM="xcb")
    server.kill()
    process.communicate(timeout=60)
    assert bodies(folder) == [WORDS]
