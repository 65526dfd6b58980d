"""Which files of a watched folder are new, which were read, and in which something waits."""

import json
from pathlib import Path

import pytest

from app.core.importing.files.seen_files import SeenFiles


@pytest.fixture
def watched(tmp_path: Path) -> Path:
    folder = tmp_path / "watched"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text(name, encoding="utf-8")
    return folder


def test_what_waits_is_offered_from_one_start_to_the_next(watched: Path, tmp_path: Path) -> None:
    kept = tmp_path / "seen.json"
    seen = SeenFiles(kept)
    seen.add(seen.new_in(watched), [watched / "b.txt"])
    for start in (seen, SeenFiles(kept)):
        assert start.new_in(watched) == {}
        assert start.waiting_in(watched) == [watched / "b.txt"]
        assert start.waiting_in(tmp_path / "another") == []
    SeenFiles(kept).settle([watched / "b.txt"])
    again = SeenFiles(kept)
    assert (again.new_in(watched), again.waiting_in(watched)) == ({}, [])


def test_a_file_that_was_changed_or_deleted_waits_no_longer(watched: Path, tmp_path: Path) -> None:
    kept = tmp_path / "seen.json"
    seen = SeenFiles(kept)
    seen.add(seen.new_in(watched), [watched / "a.txt", watched / "b.txt"])
    (watched / "a.txt").unlink()
    (watched / "b.txt").write_text("written anew", encoding="utf-8")
    assert seen.waiting_in(watched) == []
    new = seen.new_in(watched)
    assert list(new) == [str(watched / "b.txt")]
    seen.add(new)
    (watched / "b.txt").touch()
    assert SeenFiles(kept).waiting_in(watched) == []


def test_what_an_earlier_version_wrote_is_read(watched: Path, tmp_path: Path) -> None:
    kept = tmp_path / "seen.json"
    stat = (watched / "a.txt").stat()
    stored = {str(watched / "a.txt"): [stat.st_size, stat.st_mtime_ns]}
    kept.write_text(json.dumps(stored), encoding="utf-8")
    seen = SeenFiles(kept)
    assert list(seen.new_in(watched)) == [str(watched / "b.txt")]
    assert seen.waiting_in(watched) == []


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', '{"a": [1]}', "\x00"])
def test_a_damaged_record_is_as_none(watched: Path, tmp_path: Path, content: str) -> None:
    (tmp_path / "seen.json").write_text(content, encoding="utf-8")
    seen = SeenFiles(tmp_path / "seen.json")
    assert len(seen.new_in(watched)) == 2
    assert seen.waiting_in(watched) == []
