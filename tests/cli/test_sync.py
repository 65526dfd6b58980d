"""`bayaz sync`: what is written on one device is on the other after both have synced."""

from pathlib import Path
from typing import Any

import pytest

from app.core.paths import LIBRARY_VARIABLE


def bodies(bayaz: Any) -> list[str]:
    return sorted(note["body"] for note in bayaz("note", "list", "--json").json["notes"])


def test_two_libraries_over_a_folder(
    bayaz: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "synced"
    folder.mkdir()
    bayaz("note", "add", "On the desktop")
    first = bayaz("sync", str(folder), "--json")
    assert first.code == 0
    assert first.json["sent"] == 1
    assert first.json["conflicts"] == []
    monkeypatch.setenv(LIBRARY_VARIABLE, str(tmp_path / "laptop"))
    bayaz("note", "add", "On the laptop")
    second = bayaz("sync", str(folder), "--json").json
    assert second["counts"]["note"] == {"added": 1, "changed": 0, "removed": 0}
    assert bodies(bayaz) == ["On the desktop", "On the laptop"]
    again = bayaz("sync", str(folder))
    assert again.code == 0
    assert "nothing new" in again.out
    monkeypatch.setenv(LIBRARY_VARIABLE, str(tmp_path / "data"))
    assert "1" in bayaz("sync", str(folder)).out
    assert bodies(bayaz) == ["On the desktop", "On the laptop"]


def test_a_folder_that_is_not_there_is_told(bayaz: Any, tmp_path: Path) -> None:
    answer = bayaz("sync", str(tmp_path / "stick"))
    assert answer.code == 1
    assert "stick" in answer.err
    assert not (tmp_path / "stick").exists()
