"""The whole journey by keyboard, in the real window: paste, read, mark, note, find, restart."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.notes.model import Colour, LinkKind
from app.core.paths import DataFolder
from app.core.workspace import Workspace
from app.ui.window.history import PlaceKind
from tests.clock import Clock
from tests.killing import KILL
from tests.window import Driver

ROOT = Path(__file__).resolve().parents[2]


def test_the_whole_road_by_keyboard_alone(
    qtbot: QtBot, folder: DataFolder, clock: Clock, seed_text: str
) -> None:
    driver = Driver(qtbot, folder, clock)
    window = driver.window

    # A summary is pasted, understood, and accepted.
    QGuiApplication.clipboard().setText(seed_text)
    driver.ctrl(Qt.Key.Key_V, shift=True)
    driver.until(window.centre.importing.form.isVisible)
    driver.ctrl(Qt.Key.Key_Return)
    driver.until(lambda: window.centre.shown is PlaceKind.SUMMARY)
    seed = window.centre.reader.summary_id or ""
    summary = driver.workspace.library.summary(seed)

    # It is read: to the overview, then a line is marked word by word.
    driver.key(Qt.Key.Key_2, Qt.KeyboardModifier.AltModifier)
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Home)
    for _ in range(3):
        driver.key(
            Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
        )
    driver.key(Qt.Key.Key_4)

    # A fact is focused, marked, and noted; the note is linked to two subjects.
    driver.key(Qt.Key.Key_F)
    driver.key(Qt.Key.Key_J)
    driver.key(Qt.Key.Key_2)
    driver.key(Qt.Key.Key_N)
    driver.type("Casualties by 2025: use in the essay")
    for words in ("IR", "essay"):
        driver.ctrl(Qt.Key.Key_L)
        assert window.notes.editor.picker.isVisible()
        QTest.keyClicks(window.notes.editor.picker.line, words)
        QTest.keyClick(window.notes.editor.picker.line, Qt.Key.Key_Return)
    driver.key(Qt.Key.Key_Escape)
    (note,) = driver.workspace.notebook.notes()
    assert note.linked(LinkKind.FACT) == (summary.facts[1].id,)
    assert note.subjects == ("international-relations", "english-essay")
    assert driver.view.hasFocus()

    # It is found again by a word of the note, and the note opens beside its fact.
    driver.indexed()
    driver.ctrl(Qt.Key.Key_F, shift=True)
    driver.type("casualt")
    results = window.centre.results
    driver.until(lambda: results.list.results.rowCount() == 2)
    driver.key(Qt.Key.Key_Return)
    driver.key(Qt.Key.Key_Return)
    assert window.notes.editor.note_id == note.id
    assert driver.view.focused_fact == summary.facts[1].id
    driver.key(Qt.Key.Key_Escape)

    # So is the fact, by its number.
    driver.ctrl(Qt.Key.Key_F, shift=True)
    driver.type("436")
    driver.until(lambda: results.answer is not None and results.answer.query.text == "436")
    driver.key(Qt.Key.Key_Down)
    driver.key(Qt.Key.Key_Return)
    assert window.centre.shown is PlaceKind.SUMMARY
    driver.key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert window.centre.shown is PlaceKind.SEARCH

    # The notebook holds three entries; everything is there after a restart.
    driver.ctrl(Qt.Key.Key_A, shift=True)
    assert window.centre.notebook.list.cards.rowCount() == 3
    driver.close()
    again = Driver(qtbot, folder, clock)
    try:
        assert again.window.centre.reader.summary_id == seed
        marks = again.window.centre.reader.annotations.marks
        assert {mark.colour for mark in marks} == {Colour.PINK, Colour.GREEN}
        assert again.view.fact_marks[summary.facts[1].id].notes == 1
    finally:
        again.close()


@pytest.mark.tour
@pytest.mark.parametrize("words", [[], ["--screenshots", "."]], ids=["alone", "pictures"])
def test_the_tour_passes_in_a_process_of_its_own(tmp_path: Path, words: list[str]) -> None:
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "app", "tour", *words],
        env=environment, capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    pictures = sorted(path.name for path in tmp_path.glob("*.png"))
    assert len(pictures) == (17 if words else 0)
    assert not done.stderr


def test_a_killed_window_loses_nothing_it_saved(tmp_path: Path, folder: DataFolder) -> None:
    """The window saves a note, is killed, and the next start needs no repair."""
    script = (
        "import os, sys\n"
        "from app.core.paths import DataFolder\n"
        "from app.core.workspace import Workspace\n"
        "from app.ui.application import make_application\n"
        "from app.ui.window.main_window import MainWindow\n"
        "from app.ui.session.session import Session\n"
        "from pathlib import Path\n"
        "from tests.clock import Clock\n"
        "from tests.killing import kill\n"
        "make_application()\n"
        "window = MainWindow(Session(Workspace(DataFolder(Path(sys.argv[1])), Clock())))\n"
        "window.show(); window.start()\n"
        "window.notes.write_note(())\n"
        "window.notes.editor.text.setPlainText('before the power cut')\n"
        "assert window.notes.editor.save()\n"
        "kill(os.getpid())\n"
    )
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", script, str(folder.root)],
        env=environment, capture_output=True, text=True, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert abs(done.returncode) == KILL, done.stderr
    with Workspace(folder, Clock()) as workspace:
        assert [note.body for note in workspace.notebook.notes()] == ["before the power cut"]
