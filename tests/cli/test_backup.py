"""`bayaz backup`, `backups`, `restore` and `check --repair`, as a reader after a bad day uses them."""

from pathlib import Path
from typing import Any

import pytest

from app.core.paths import DataFolder
from tests.conftest import DATA

FULL_FORM = str(DATA / "full_form.txt")


@pytest.fixture
def filled(bayaz: Any) -> str:
    """A library with a summary and a note; the id of the summary."""
    (summary,) = bayaz("import", FULL_FORM, "--json").json["imported"]
    bayaz("note", "add", "Before the backup", "--summary", summary["id"])
    return str(summary["id"])


def notes(bayaz: Any) -> list[str]:
    return sorted(note["body"] for note in bayaz("note", "list", "--json").json["notes"])


@pytest.mark.usefixtures("filled")
def test_a_backup_is_listed_and_restored(bayaz: Any) -> None:
    made = bayaz("backup", "--json").json
    assert made["checked"] is True
    assert (made["counts"]["summary"], made["counts"]["note"]) == (1, 1)
    bayaz("note", "add", "After it")
    dry = bayaz("restore", made["written"], "--dry-run", "--json").json
    assert dry["counts"]["note"] == {"added": 0, "changed": 0, "removed": 1}
    assert notes(bayaz) == ["After it", "Before the backup"]
    done = bayaz("restore", made["written"], "--json")
    assert (done.code, done.json["counts"]) == (0, dry["counts"])
    assert notes(bayaz) == ["Before the backup"]
    listed = bayaz("backups", "--json").json["backups"]
    assert [(one["reason"], one["counts"]["note"], one["ok"]) for one in listed] == [
        ("restore", 2, True), ("asked", 1, True),
    ]  # fmt: skip
    bayaz("restore", listed[0]["path"])
    assert notes(bayaz) == ["After it", "Before the backup"]


@pytest.mark.usefixtures("filled")
def test_a_backup_goes_where_the_reader_wants_it_and_over_nothing(
    bayaz: Any, tmp_path: Path
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    first = Path(bayaz("backup", str(stick), "--json").json["written"])
    second = Path(bayaz("backup", str(stick), "--json").json["written"])
    assert sorted(stick.iterdir()) == sorted((first, second))
    named = bayaz("backup", str(stick / "exam"), "--json").json
    assert Path(named["written"]).name == "exam.bayaz-backup"
    before = first.read_bytes()
    refused = bayaz("backup", str(first))
    assert (refused.code, refused.out) == (1, "")
    assert first.read_bytes() == before


def test_it_is_read_on_another_machine(
    bayaz: Any, filled: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = bayaz("backup", str(tmp_path / "mine"), "--json").json["written"]
    monkeypatch.setenv("BAYAZ_LIBRARY", str(tmp_path / "other"))
    assert bayaz("restore", path).code == 0
    assert notes(bayaz) == ["Before the backup"]
    assert bayaz("show", filled, "--json").json["id"] == filled


@pytest.mark.usefixtures("filled")
def test_a_damaged_backup_is_named_and_changes_nothing(bayaz: Any) -> None:
    path = Path(bayaz("backup", "--json").json["written"])
    path.write_bytes(path.read_bytes()[:-200])
    listed = bayaz("backups", "--json")
    assert (listed.code, listed.json["backups"][0]["ok"]) == (1, False)
    assert "damaged" in bayaz("backups").out
    refused = bayaz("restore", str(path))
    assert (refused.code, refused.out) == (1, "")
    assert "damaged" in refused.err
    assert notes(bayaz) == ["Before the backup"]


@pytest.mark.usefixtures("filled")
def test_a_damaged_library_is_repaired_by_command(bayaz: Any, folder: DataFolder) -> None:
    bayaz("backup")
    damaged = folder.database.read_bytes()[:5000]
    folder.database.write_bytes(damaged)
    assert bayaz("note", "list").code == 1
    repaired = bayaz("check", "--repair", "--json")
    assert (repaired.code, repaired.json["ok"]) == (0, True)
    assert "backup of" in repaired.err
    assert notes(bayaz) == ["Before the backup"]
    (kept,) = folder.root.glob("*.damaged-1")
    assert kept.read_bytes() == damaged


def test_a_damaged_record_is_repaired_from_a_backup(
    bayaz: Any, filled: str, folder: DataFolder
) -> None:
    bayaz("backup")
    content = folder.database.read_bytes()
    assert content.count(b"Before the backup") == 1
    folder.database.write_bytes(content.replace(b"Before the backup", b"Before the bakcup"))
    found = bayaz("check", "--json")
    assert (found.code, found.json["ok"]) == (1, False)
    (problem,) = found.json["problems"]
    assert (problem["kind"], problem["repaired"]) == ("note", False)
    refused = bayaz("backup")
    assert refused.code == 1
    assert "damaged" in refused.err
    repaired = bayaz("check", "--repair", "--json")
    assert (repaired.code, repaired.json["ok"]) == (0, True)
    assert repaired.json["problems"][0]["repaired"] is True
    assert notes(bayaz) == ["Before the backup"]
    assert bayaz("show", filled).code == 0


@pytest.mark.usefixtures("filled")
def test_a_pack_is_imported_after_a_backup(bayaz: Any, tmp_path: Path) -> None:
    pack = str(tmp_path / "one.bayaz")
    assert bayaz("export", "--pack", pack).code == 0
    assert bayaz("backups", "--json").json["backups"] == []
    bayaz("import", pack)
    assert [one["reason"] for one in bayaz("backups", "--json").json["backups"]] == ["import"]
    bayaz("import", FULL_FORM)
    assert len(bayaz("backups", "--json").json["backups"]) == 1
