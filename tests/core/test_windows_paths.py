"""Paths as Windows has them: long, on shares, and the same in letters of either case."""

import sys
from datetime import date
from pathlib import Path

import pytest

from app.core.chosen_folder import library_folder, remember_chosen
from app.core.importing.files.seen_files import SeenFiles
from app.core.importing.sandbox.client import ReaderProcess, read_paths
from app.core.paths import DataFolder, data_folder, familiar, index_folder, reachable
from app.core.search.index.index import IndexFolder
from app.core.storage.place import KnownLibraries
from app.core.storage.read_only import open_for_reading
from app.core.workspace import Workspace
from tests.clock import Clock
from tests.compilation import compilation

windows = pytest.mark.skipif(sys.platform != "win32", reason="only Windows has such paths")


def deep_in(folder: Path) -> Path:
    """Return a folder whose path has more than 300 characters."""
    while len(str(folder)) <= 300:
        folder = folder / "a folder with a long name"
    return folder


def test_a_library_in_a_very_deep_folder(tmp_path: Path, seed_text: str) -> None:
    folder = data_folder(deep_in(tmp_path))
    with Workspace(folder, Clock()) as workspace:
        (sourced,) = workspace.importer.read_text(seed_text, "t").drafts
        workspace.importer.accept(sourced)
        assert workspace.backups.make_at(folder.root / "kept.bayaz-backup")
        index = IndexFolder(reachable(deep_in(folder.root) / "index"), "t")
        index.write().commit(1)
        assert index.number() == 1
    reading = open_for_reading(folder.database)
    try:
        assert reading.connection.execute("SELECT count(*) FROM summary").fetchone() == (1,)
    finally:
        reading.connection.close()
        reading.end()


def test_files_in_a_very_deep_folder_are_read(tmp_path: Path) -> None:
    folder = deep_in(tmp_path)
    reachable(folder).mkdir(parents=True)
    (reachable(folder) / "post.txt").write_text(compilation(1)[0].text(), encoding="utf-8")
    with ReaderProcess() as reader:
        for path in (folder, folder / "post.txt"):
            (sourced,) = read_paths([path], reader, date(2026, 1, 1)).drafts
            assert Path(sourced.source) == folder / "post.txt"


@windows
def test_long_paths_are_named_in_the_form_without_a_limit() -> None:
    inner = "\\".join(["folder"] * 40)
    assert str(reachable(Path(f"C:\\{inner}\\.."))) == f"\\\\?\\C:\\{inner[:-7]}"
    assert str(reachable(Path(f"\\\\server\\share\\{inner}"))) == (
        f"\\\\?\\UNC\\server\\share\\{inner}"
    )
    for short in ("C:\\Users\\Ayesha", "\\\\server\\share\\Bayaz"):
        assert str(reachable(Path(short))) == short
    for long in (f"C:\\{inner}", f"\\\\server\\share\\{inner}"):
        again = reachable(Path(long))
        assert reachable(again) == again
        assert familiar(again) == Path(long)


@windows
def test_letters_of_either_case_name_one_library(tmp_path: Path) -> None:
    one, other = tmp_path / "Library", tmp_path / "LIBRARY"
    known = KnownLibraries(tmp_path / "known")
    known.add(DataFolder(one).database)
    assert DataFolder(other).database in known
    assert index_folder(one, "id") == index_folder(other, "id")
    chosen = DataFolder(tmp_path / "elsewhere")
    chosen.root.mkdir()
    chosen.database.write_bytes(b"library")
    remember_chosen(DataFolder(one), chosen)
    assert library_folder(other) == chosen


@windows
def test_letters_of_either_case_name_one_seen_file(tmp_path: Path) -> None:
    folder = tmp_path / "Watched"
    folder.mkdir()
    (folder / "Post.txt").write_text("text", encoding="utf-8")
    seen = SeenFiles(tmp_path / "watched.json")
    found = seen.new_in(folder)
    seen.add(found, [Path(name) for name in found])
    again = SeenFiles(tmp_path / "watched.json")
    other = tmp_path / "WATCHED"
    assert found
    assert not again.new_in(other)
    assert again.waiting_in(other)
    again.settle([other / "POST.TXT"])
    assert not again.waiting_in(folder)
