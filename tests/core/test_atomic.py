"""A file is written whole or not at all, and a new one takes no other's place."""

import os
from pathlib import Path

import pytest

from app.core.atomic import write_file, write_new_file


def test_a_new_file_is_written_whole(tmp_path: Path) -> None:
    write_new_file(tmp_path / "new", b"words")
    assert (tmp_path / "new").read_bytes() == b"words"
    assert [one.name for one in tmp_path.iterdir()] == ["new"]


@pytest.mark.parametrize("links", [True, False], ids=["second names", "no second names"])
def test_a_file_that_is_there_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, links: bool
) -> None:
    if not links:
        monkeypatch.setattr(os, "link", refuse)
    write_file(tmp_path / "old", b"first")
    with pytest.raises(FileExistsError):
        write_new_file(tmp_path / "old", b"second")
    assert (tmp_path / "old").read_bytes() == b"first"
    assert [one.name for one in tmp_path.iterdir()] == ["old"]


def test_a_disk_that_knows_no_second_names_takes_a_new_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "link", refuse)
    write_new_file(tmp_path / "new", b"words")
    assert (tmp_path / "new").read_bytes() == b"words"
    assert [one.name for one in tmp_path.iterdir()] == ["new"]


def refuse(*_: object, **__: object) -> None:
    raise PermissionError(1, "Operation not permitted")
