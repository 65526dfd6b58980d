"""A portable Bayaz keeps everything beside itself, and writes nothing into the home folder."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.core import paths
from app.core.paths import PORTABLE_MARKER, portable_folder

ROOT = Path(__file__).resolve().parents[2]
WINDOW = """
import sys
from PySide6.QtCore import QTimer
from app.ui.window.main_window import MainWindow
start = MainWindow.start

def begin(window):
    start(window)
    window.session.preferences.change(text_size=24)
    window.session.notes.add("written in the window", ())
    QTimer.singleShot(1500, window.closing.end)

MainWindow.start = begin
from app.__main__ import main
sys.exit(main([]))
"""


def test_all_is_kept_beside_the_program(tmp_path: Path) -> None:
    stick, home = tmp_path / "stick", tmp_path / "home"
    for folder in (stick, home):
        folder.mkdir()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith(("BAYAZ", "XDG"))
    }
    environment |= {
        "BAYAZ_PORTABLE": str(stick), "HOME": str(home), "USERPROFILE": str(home),
        "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen", "PYTHONDONTWRITEBYTECODE": "1",
    }  # fmt: skip

    def run(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, *words], cwd=ROOT, env=environment, capture_output=True, text=True,
            check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("-m", "app", "note", "add", "a note on the stick")
    run("-c", WINDOW)
    found = json.loads(run("-m", "app", "search", "note", "--json"))
    assert found["total"] == 1
    data = stick / "Bayaz data"
    assert [one.name for one in stick.iterdir()] == ["Bayaz data"]
    for name in ("bayaz.sqlite3", "settings.json", "window.ini", "cache/index", "logs"):
        assert (data / name).exists(), name
    assert (data / "cache" / "index").is_dir()
    # What the fonts of the system keep for themselves is not ours.
    left = [str(p) for p in home.rglob("*") if p.is_file() and "fontconfig" not in p.parts]
    assert left == []


def test_a_marker_beside_the_program_makes_it_portable(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("BAYAZ_PORTABLE", raising=False)
    monkeypatch.setattr(paths, "program_folder", lambda: tmp_path)
    assert portable_folder() is None
    (tmp_path / PORTABLE_MARKER).touch()
    assert portable_folder() == tmp_path / "Bayaz data"
    for name in ("BAYAZ_LIBRARY", "BAYAZ_CACHE", "BAYAZ_DRAFTS"):
        monkeypatch.delenv(name, raising=False)
    places = [
        paths.data_folder().root, paths.cache_folder(), paths.known_libraries_file(),
        paths.drafts_folder("x"), paths.chosen_folders_file(),
    ]  # fmt: skip
    assert all(place.is_relative_to(tmp_path / "Bayaz data") for place in places)


def test_a_stick_with_another_letter_takes_its_index_along(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("BAYAZ_LIBRARY", "BAYAZ_CACHE", "BAYAZ_DRAFTS"):
        monkeypatch.delenv(name, raising=False)
    keys = []
    for letter in "EF":
        monkeypatch.setenv("BAYAZ_PORTABLE", str(tmp_path / letter))
        keys.append(paths.index_folder(paths.data_folder().database, "x").name)
    elsewhere = paths.index_folder(tmp_path / "E" / "bayaz.sqlite3", "x").name
    assert keys[0] == keys[1] != elsewhere
