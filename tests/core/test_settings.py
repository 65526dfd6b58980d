"""Preferences survive, and a faulty file loses only the faulty values."""

import json
from pathlib import Path

import pytest

from app.core.atomic import write_file
from app.core.settings import Settings, Theme, load_settings, save_settings


def test_round_trip(tmp_path: Path) -> None:
    chosen = Settings(theme=Theme.DARK, text_size=22, last_summary="x", show_highlights=False)
    save_settings(tmp_path / "deep" / "settings.json", chosen)
    assert load_settings(tmp_path / "deep" / "settings.json") == chosen


@pytest.mark.parametrize(
    "text", ["", "nonsense", "[]", "null", '{"theme": 3, "text_size": "large"}', "\x00\xff"]
)
def test_an_odd_file_gives_defaults(tmp_path: Path, text: str) -> None:
    path = tmp_path / "settings.json"
    path.write_text(text, encoding="latin-1")
    assert load_settings(path) == Settings()


def test_good_values_beside_odd_ones_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    path.write_text(json.dumps({"theme": "sepia", "text_size": 900, "measure": None, "new": 1}))
    assert load_settings(path) == Settings(theme=Theme.SEPIA, text_size=36)


def test_a_failed_write_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "file"
    write_file(path, b"old")

    def fail(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", fail)
    with pytest.raises(OSError, match="No space"):
        write_file(path, b"new")
    assert path.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]
