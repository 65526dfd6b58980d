"""Files that another program holds for a while, as scanners and indexers do on Windows.

There another handle that shares nothing holds them. Elsewhere what needs such a handle is left out.
"""

import ctypes
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from app.cli.indexing import catch_up
from app.core import atomic
from app.core.atomic import let_this_thread_hurry, patiently, write_file
from app.core.backup.backups import check_backup
from app.core.backup.model import Reason
from app.core.search.index.index import IndexFolder
from app.core.search.query.query import parse_query
from app.core.search.results.searcher import Searcher
from app.core.settings import Settings, load_settings, save_settings
from app.core.workspace import Workspace

WINDOWS = pytest.mark.skipif(sys.platform != "win32", reason="only Windows refuses what is held")

_READ, _SHARE_NOTHING, _OPEN_EXISTING = 0x80000000, 0, 3


@contextmanager
def held(path: Path, seconds: float | None = None) -> Iterator[None]:
    """Hold a file as a program does that shares it with nobody; let go after a while, or at last."""
    kernel: Any = ctypes.WinDLL("kernel32", use_last_error=True)  # type: ignore[attr-defined]
    kernel.CreateFileW.restype = ctypes.c_void_p
    kernel.CloseHandle.argtypes = [ctypes.c_void_p]
    handle = kernel.CreateFileW(str(path), _READ, _SHARE_NOTHING, None, _OPEN_EXISTING, 0, None)
    assert handle != ctypes.c_void_p(-1).value
    timer = threading.Timer(seconds or 0, kernel.CloseHandle, (handle,))
    if seconds is not None:
        timer.start()
    try:
        yield
    finally:
        if seconds is None:
            kernel.CloseHandle(handle)
        else:
            timer.join()


class Held:
    """Something that fails so often as on Windows while another program holds the file."""

    def __init__(self, times: int) -> None:
        self.left = times

    def __call__(self) -> str:
        if self.left:
            self.left -= 1
            raise PermissionError(13, "held")
        return "done"


@pytest.fixture
def pauses(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The pauses that were made; none of them takes any time."""
    made: list[float] = []
    monkeypatch.setattr(atomic.time, "sleep", made.append)
    monkeypatch.setattr(atomic, "_WINDOWS", True)
    return made


def in_a_thread(act: Callable[[], object]) -> None:
    thread = threading.Thread(target=act)
    thread.start()
    thread.join()


def test_what_is_held_is_tried_again(pauses: list[float]) -> None:
    assert patiently(Held(3)) == "done"
    assert len(pauses) == 3


def test_it_is_given_up_after_some_seconds(pauses: list[float]) -> None:
    with pytest.raises(PermissionError):
        patiently(Held(1_000))
    assert 1 < sum(pauses) < 4


def test_the_thread_of_the_window_waits_only_for_moments(pauses: list[float]) -> None:
    def hurry() -> None:
        let_this_thread_hurry()
        assert patiently(Held(2)) == "done"
        pauses.clear()
        with pytest.raises(PermissionError):
            patiently(Held(1_000))

    in_a_thread(hurry)
    assert 0 < sum(pauses) <= 0.05


def test_elsewhere_what_is_forbidden_is_not_waited_for(
    pauses: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(atomic, "_WINDOWS", False)
    with pytest.raises(PermissionError):
        patiently(Held(1))
    assert pauses == []


@WINDOWS
def test_settings_are_saved_and_read_while_a_scanner_looks_at_them(tmp_path: Path) -> None:
    path = tmp_path / "settings.json"
    save_settings(path, Settings(text_size=20))
    with held(path, 0.2):
        save_settings(path, Settings(text_size=24))
    with held(path, 0.2):
        assert load_settings(path).text_size == 24
    assert [one.name for one in tmp_path.iterdir()] == ["settings.json"]


@WINDOWS
def test_what_stays_held_is_refused_and_stays_as_it_was(
    tmp_path: Path, pauses: list[float]
) -> None:
    path = tmp_path / "list.csv"
    path.write_bytes(b"old")
    with held(path), pytest.raises(PermissionError):
        write_file(path, b"new")
    assert pauses
    assert path.read_bytes() == b"old"
    assert [one.name for one in tmp_path.iterdir()] == ["list.csv"]


@WINDOWS
def test_a_backup_takes_the_place_of_one_that_a_scanner_looks_at(
    workspace: Workspace, tmp_path: Path
) -> None:
    path = tmp_path / "mine.bayaz-backup"
    workspace.backups.make_at(path)
    workspace.notebook.add_note("Later")
    with held(path, 0.2):
        workspace.backups.make_at(path)
    assert check_backup(path).counts["note"] == 1
    (workspace.folder.root / "backups").mkdir()
    for _ in range(2):
        made = workspace.backups.make(Reason.ASKED)
        with held(made.path, 0.2):
            workspace.backups.make(Reason.ASKED)


def index_of(workspace: Workspace) -> IndexFolder:
    return IndexFolder(workspace.index_folder, workspace.index_token)


def found(workspace: Workspace, words: str) -> int:
    index = index_of(workspace).open()
    assert index
    searcher = Searcher(index)
    total = searcher.search(parse_query(words, workspace.syllabus), 10).total
    searcher.close()
    return total


def files_of(workspace: Workspace) -> list[str]:
    return sorted(path.name for path in workspace.index_folder.iterdir() if path.suffix != "")


def test_an_index_heals_while_it_is_searched(workspace: Workspace) -> None:
    workspace.notebook.add_note("A treaty")
    catch_up(workspace)
    index = index_of(workspace).open()
    assert index
    searcher = Searcher(index)
    query = parse_query("treaty", workspace.syllabus)
    assert searcher.search(query, 10).total == 1
    for number in range(3):
        workspace.notebook.add_note(f"Treaty {number}")
        if number:
            # As after damage; what is open is not all that is there.
            index_of(workspace).remove()
        catch_up(workspace)
        assert found(workspace, "treaty") == number + 2
    # The file that is open was read into memory, and says what it said.
    assert searcher.search(query, 10).total == 1
    searcher.close()
    workspace.notebook.add_note("Last treaty")
    catch_up(workspace)
    contents = [name for name in files_of(workspace) if name.endswith((".toc", ".seg"))]
    manifest = index_of(workspace).manifest()
    assert manifest
    assert contents == sorted(manifest.files)


def test_an_index_is_made_anew_beside_what_cannot_go(workspace: Workspace) -> None:
    workspace.notebook.add_note("A treaty")
    catch_up(workspace)
    for _ in range(2):
        before = set(files_of(workspace))
        workspace.notebook.add_note("Another treaty")
        (workspace.index_folder / "manifest.json").unlink()
        with patch("app.core.search.index.index.shutil.rmtree"):
            catch_up(workspace)
        assert not before & {name for name in files_of(workspace) if name != "manifest.json"}
    assert found(workspace, "treaty") == 3
    assert len([name for name in files_of(workspace) if name.endswith(".toc")]) == 1


@WINDOWS
@pytest.mark.parametrize("pattern", ["*.toc", "*.seg", "manifest.json", "MAIN_WRITELOCK"])
def test_an_index_heals_while_a_file_of_it_is_held(workspace: Workspace, pattern: str) -> None:
    workspace.notebook.add_note("A treaty")
    catch_up(workspace)
    (path,) = workspace.index_folder.glob(pattern)
    seconds = None if path.suffix in (".toc", ".seg") else 0.3
    with held(path, seconds):
        index_of(workspace).remove()
        workspace.notebook.add_note("Another treaty")
        catch_up(workspace)
        if seconds is None:
            assert found(workspace, "treaty") == 2
    assert found(workspace, "treaty") == 2
    workspace.notebook.add_note("A third treaty")
    catch_up(workspace)
    assert found(workspace, "treaty") == 3
    manifest = index_of(workspace).manifest()
    assert manifest
    assert set(files_of(workspace)) == {"manifest.json", *manifest.files}


@WINDOWS
def test_a_commit_goes_on_while_a_file_of_the_index_is_held(workspace: Workspace) -> None:
    workspace.notebook.add_note("A treaty")
    catch_up(workspace)
    for pattern in ("*.toc", "manifest.json"):
        (path,) = workspace.index_folder.glob(pattern)
        with held(path, 0.3):
            workspace.notebook.add_note("Another treaty")
            catch_up(workspace)
    assert found(workspace, "treaty") == 3
