"""Files in which Bayaz remembers things, damaged, hostile or of a newer version: it starts.

What is unknown is kept, and what is broken is set aside and said once.
"""

import json
from dataclasses import replace
from pathlib import Path
from typing import Final

import pytest
from pytestqt.qtbot import QtBot

from app.core.notes.model import Colour
from app.core.paths import DataFolder
from app.core.settings import Settings, Theme, load_settings, save_settings
from app.core.workspace import Workspace
from app.ui.session.session import Session
from tests.clock import Clock
from tests.window import Driver

DEEP: Final = b"[" * 100_000
LONG: Final = "x" * 5_000
BROKEN: Final = {
    "empty": b"", "cut": b'{"theme": "da', "binary": bytes(range(256)), "deep": DEEP,
    "long number": b'{"text_size": ' + b"9" * 5_000 + b"}", "null": b"null",
    "utf-16": '{"sender": "x"'.encode("utf-16"), "folder": None,
}  # fmt: skip
CASES: Final = [
    *(("settings.json", name, data, True) for name, data in {**BROKEN, "list": b"[]"}.items()),
    *(("import.json", name, data, True) for name, data in {**BROKEN, "object": b"{}"}.items()),
    *(("watched.json", name, data, True) for name, data in {**BROKEN, "list": b"[]"}.items()),
    ("window.ini", "folder", None, True),
    ("settings.json", "other types", b'{"theme": [], "measure": {}, "own_words": 7}', False),
    ("settings.json", "theme", b'{"theme": {}, "text_size": NaN}', False),
    ("settings.json", "infinite", b'{"text_size": 1e999, "measure": -5}', False),
    ("settings.json", "colour", b'{"last_colour": "plaid"}', False),
    ("settings.json", "half a pair", b'{"sender": "\\ud83d", "last_summary": "\\ud800"}', False),
    ("settings.json", "NUL", b'{"watched_folder": "/a\\u0000b"}', False),
    ("settings.json", "long", json.dumps({"watched_folder": f"/{LONG}"}).encode(), False),
    ("settings.json", "searches", json.dumps({"saved_searches": ["*" * 5_000, '"']}).encode(), False),
    ("import.json", "long", json.dumps([f"/{LONG}"]).encode(), False),
    ("import.json", "NUL", b'["/a\\u0000b", 7, {}]', False),
    ("import.json", "half a pair", b'["/\\ud800"]', False),
    ("watched.json", "infinite", b'{"a": [Infinity, 1]}', False),
    ("watched.json", "other types", b'{"a": 1, "b": []}', False),
    ("window.ini", "empty", b"", False),
    ("window.ini", "binary", bytes(range(256)) * 8, True),
    ("window.ini", "icon", b"[General]\ngeometry=@Variant(\\0\\0\\0\\x7f\\0\\0\\0\\nQIcon\\0)\n", False),
    ("window.ini", "bytes", b"[General]\ngeometry=@ByteArray(\\x1\\xd9", False),
    ("window.ini", "off the screen", b"[General]\ngeometry=99999,99999\n", False),
    ("window.ini", "panels", b"[General]\npanels=@ByteArray(abc)\nnotes_panel=7\n", False),
    ("window.ini", "chosen", b'[General]\nchosen="{\\"state\\": [], \\"order\\": {}}"\n', False),
    ("window.ini", "deep", b'[General]\nchosen="' + DEEP + b'"\n', False),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "_what", "data", "aside"),
    CASES,
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_the_window_starts_whatever_a_file_holds(
    qtbot: QtBot, folder: DataFolder, clock: Clock, monkeypatch: pytest.MonkeyPatch,
    name: str, _what: str, data: bytes | None, aside: bool,
) -> None:  # fmt: skip
    path = folder.root / name
    Workspace(folder, clock).close()
    if name == "watched.json":
        (folder.root / "in").mkdir()
        save_settings(folder.settings, Settings(watched_folder=str(folder.root / "in")))
    if data is None:
        path.mkdir()
    else:
        path.write_bytes(data)
    faults: list[object] = []
    monkeypatch.setattr("sys.excepthook", lambda *fault: faults.append(fault))
    driver = Driver(qtbot, folder, clock)
    said = driver.window.toast.text
    assert driver.session.highlights.last_colour in Colour
    driver.close()
    assert faults == []
    kept = folder.root / f"{name}.damaged"
    assert kept.exists() is aside
    assert (f"{name}.damaged" in said) is aside
    if aside and data is not None:
        assert kept.read_bytes() == data
    # Said once: the next start finds nothing damaged.
    again = Session(Workspace(folder, clock))
    assert again.damaged == []
    again.close()


@pytest.mark.usefixtures("qapp")
def test_a_second_damaged_file_does_not_replace_the_first(folder: DataFolder, clock: Clock) -> None:
    Workspace(folder, clock).close()
    for words in ("first", "second"):
        folder.settings.write_text(words, encoding="utf-8")
        session = Session(Workspace(folder, clock))
        assert len(session.damaged) == 1
        session.close()
    assert sorted(
        path.read_text("utf-8") for path in folder.root.glob("settings.json.damaged*")
    ) == ["first", "second"]


def test_a_broken_draft_is_set_aside_and_the_others_come_back(
    qtbot: QtBot, folder: DataFolder, clock: Clock
) -> None:
    with Workspace(folder, clock) as workspace:
        place = workspace.drafts_folder
    place.mkdir(parents=True)
    good = {"key": "a", "note_id": "", "stored": "", "body": "kept words", "links": []}
    (place / "note-a.json").write_text(json.dumps(good), encoding="utf-8")
    (place / "note-b.json").write_bytes(DEEP)
    (place / "note-c.json").write_text('{"key": 7}', encoding="utf-8")
    driver = Driver(qtbot, folder, clock)
    try:
        assert [note.body for note in driver.workspace.notebook.notes()] == ["kept words"]
        assert sorted(path.name for path in place.iterdir()) == [
            "note-b.json.damaged", "note-c.json.damaged",
        ]  # fmt: skip
        assert "note-b.json.damaged" in driver.window.toast.text
    finally:
        driver.close()


def test_the_fields_and_values_of_a_newer_version_survive_a_save(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    newer = {"theme": "solar", "essay_goal": {"a": 1}, "own_words": ["khi = karachi"], "schema": 2}
    path.write_text(json.dumps(newer), encoding="utf-8")
    save_settings(path, replace(load_settings(path), text_size=20))
    stored = json.loads(path.read_text(encoding="utf-8"))
    assert {name: stored[name] for name in newer} == newer
    assert stored["text_size"] == 20
    save_settings(path, replace(load_settings(path), theme=Theme.DARK))
    assert json.loads(path.read_text(encoding="utf-8"))["theme"] == "dark"


def test_settings_that_cannot_be_saved_are_tried_again(
    qtbot: QtBot, folder: DataFolder, clock: Clock
) -> None:
    driver = Driver(qtbot, folder, clock)
    preferences = driver.session.preferences
    said: list[str] = []
    preferences.failed.connect(said.append)
    # A folder in the place of the file: it cannot be written, whoever runs this.
    folder.settings.unlink(missing_ok=True)
    folder.settings.mkdir()
    (folder.settings / "x").touch()
    preferences.change(sender="Sana")
    preferences.close()
    assert len(said) == 1
    (folder.settings / "x").unlink()
    folder.settings.rmdir()
    driver.close()
    assert load_settings(folder.settings).sender == "Sana"
    assert len(said) == 1
