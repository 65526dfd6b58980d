"""`bayaz sync` and `bayaz restore --merge`: two libraries of one reader become one."""

from pathlib import Path
from typing import Any

import pytest

from tests.conftest import DATA

FULL_FORM = str(DATA / "full_form.txt")


@pytest.fixture
def two(tmp_path: Path) -> tuple[str, str, str]:
    """The folders of two libraries, and the one that is kept the same on both machines."""
    shared = tmp_path / "shared"
    shared.mkdir()
    return str(tmp_path / "laptop"), str(tmp_path / "desk"), str(shared)


def notes(bayaz: Any, library: str) -> list[str]:
    found = bayaz("note", "list", "--json", "--library", library).json["notes"]
    return sorted(note["body"] for note in found)


def test_what_is_written_on_one_is_on_the_other(bayaz: Any, two: tuple[str, str, str]) -> None:
    laptop, desk, shared = two
    bayaz("import", FULL_FORM, "--library", laptop)
    bayaz("note", "add", "On the laptop", "--library", laptop)
    bayaz("note", "add", "At the desk", "--library", desk)
    for library in (laptop, desk, laptop):
        assert bayaz("sync", shared, "--library", library).code == 0
    assert notes(bayaz, laptop) == notes(bayaz, desk) == ["At the desk", "On the laptop"]
    assert len(bayaz("list", "--json", "--library", desk).json["summaries"]) == 1
    again = bayaz("sync", shared, "--json", "--library", desk).json
    assert again["conflicts"] == []
    assert not any(any(counts.values()) for counts in again["counts"].values())


def test_a_folder_that_is_not_there_is_said_and_not_made(
    bayaz: Any, two: tuple[str, str, str], tmp_path: Path
) -> None:
    refused = bayaz("sync", str(tmp_path / "stick"), "--library", two[0])
    assert (refused.code, refused.out) == (1, "")
    assert "is not there" in refused.err
    assert not (tmp_path / "stick").exists()


def test_a_backup_is_merged_and_nothing_goes(
    bayaz: Any, two: tuple[str, str, str], tmp_path: Path
) -> None:
    laptop, desk, _ = two
    bayaz("note", "add", "On the laptop", "--library", laptop)
    path = bayaz("backup", str(tmp_path / "b"), "--json", "--library", laptop).json["written"]
    bayaz("note", "add", "At the desk", "--library", desk)
    dry = bayaz("restore", path, "--merge", "--dry-run", "--json", "--library", desk).json
    assert dry["counts"]["note"] == {"added": 1, "changed": 0, "removed": 0}
    assert notes(bayaz, desk) == ["At the desk"]
    assert bayaz("restore", path, "--merge", "--library", desk).code == 0
    assert notes(bayaz, desk) == ["At the desk", "On the laptop"]
