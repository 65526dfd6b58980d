"""A library that vanished while it was open: what is in its place is known, and left alone."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.core.backup.model import Reason
from app.core.errors import LibraryAbsentError, LibraryBusyError, LibraryUnwritableError
from app.core.paths import DataFolder
from app.core.search.index.index import IndexFolder
from app.core.storage.whereabouts import Whereabouts
from app.core.storage.writable import Hindrance
from app.core.workspace import Workspace
from tests import platforms
from tests.clock import Clock
from tests.pulled_out import pull_out

ROOT = Path(__file__).resolve().parents[3]

pytestmark = platforms.moves_open_files


@pytest.fixture
def away(folder: DataFolder) -> Path:
    """Where the library's folder goes."""
    return folder.root.with_name("away")


@pytest.fixture
def opened(folder: DataFolder, clock: Clock) -> Iterator[Workspace]:
    """A library with a note, which is in its write-ahead log only."""
    with Workspace(folder, clock) as workspace:
        workspace.notebook.add_note("mine")
        yield workspace


def settled(workspace: Workspace) -> Whereabouts:
    """Return what a second look finds: the first only sees that something came."""
    lookout = workspace.lookout()
    lookout.look()
    return lookout.look()


def bodies(workspace: Workspace) -> list[str]:
    return sorted(note.body for note in workspace.notebook.notes())


def everything(root: Path) -> dict[str, bytes]:
    return {str(one): one.read_bytes() for one in sorted(root.rglob("*")) if one.is_file()}


def test_a_folder_that_is_put_back_is_the_very_file(opened: Workspace, away: Path) -> None:
    root = opened.folder.root
    assert settled(opened) is Whereabouts.THERE
    root.rename(away)
    assert settled(opened) is Whereabouts.GONE
    with pytest.raises(LibraryAbsentError):
        opened.notebook.add_note("lost?")
    assert opened.hindrance is Hindrance.GONE
    away.rename(root)
    assert settled(opened) is Whereabouts.THERE
    assert opened.come_back()
    assert opened.hindrance is None
    opened.notebook.add_note("again")
    assert bodies(opened) == ["again", "mine"]


def test_a_copy_of_the_same_state_is_taken_up(opened: Workspace, away: Path, clock: Clock) -> None:
    root, token = opened.folder.root, opened.index_token
    root.rename(away)
    shutil.copytree(away, root)
    assert settled(opened) is Whereabouts.BACK
    assert opened.come_back()
    assert opened.hindrance is None
    assert opened.index_token != token, "another epoch: two copies go ways of their own from here"
    opened.notebook.add_note("again")
    opened.close()
    with Workspace(opened.folder, clock) as workspace:
        assert bodies(workspace) == ["again", "mine"]
    with Workspace(DataFolder(away), clock) as workspace:
        assert bodies(workspace) == ["mine"]


def test_its_index_comes_along(opened: Workspace, away: Path) -> None:
    root, number = opened.folder.root, opened.last_change()
    IndexFolder(opened.index_folder, opened.index_token).apply([], number)
    root.rename(away)
    shutil.copytree(away, root)
    assert opened.come_back()
    assert IndexFolder(opened.index_folder, opened.index_token).number() == number


def test_what_is_still_arriving_is_not_looked_at(opened: Workspace, away: Path) -> None:
    """The log may come last: without it the library is an older one."""
    root, lookout = opened.folder.root, opened.lookout()
    root.rename(away)
    log = Path(f"{opened.folder.database.name}-wal")
    shutil.copytree(away, root, ignore=shutil.ignore_patterns(log.name))
    assert lookout.look() is Whereabouts.GONE
    shutil.copyfile(away / log, root / log)
    assert lookout.look() is Whereabouts.GONE
    assert lookout.look() is Whereabouts.BACK


def changed(other: DataFolder, clock: Clock) -> None:
    with Workspace(other, clock) as workspace:
        workspace.notebook.add_note("elsewhere")


def opened_only(other: DataFolder, clock: Clock) -> None:
    Workspace(other, clock).close()


def without_log(other: DataFolder, _clock: Clock) -> None:
    Path(f"{other.database}-wal").unlink()


def another(other: DataFolder, clock: Clock) -> None:
    shutil.rmtree(other.root)
    Workspace(other, clock).close()


def cut(other: DataFolder, _clock: Clock) -> None:
    os.truncate(other.database, 5_000)


def no_library(other: DataFolder, _clock: Clock) -> None:
    other.database.write_bytes(b"something else " * 1_000)


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (changed, Whereabouts.CHANGED),
        (opened_only, Whereabouts.CHANGED),
        (without_log, Whereabouts.CHANGED),
        (another, Whereabouts.OTHER),
        (cut, Whereabouts.UNREADABLE),
        (no_library, Whereabouts.UNREADABLE),
    ],
)
def test_anything_else_is_known_and_left_alone(
    opened: Workspace,
    away: Path,
    clock: Clock,
    make: Callable[[DataFolder, Clock], None],
    found: Whereabouts,
) -> None:
    root = opened.folder.root
    root.rename(away)
    shutil.copytree(away, root.with_name("other"))
    make(DataFolder(root.with_name("other")), clock)
    root.with_name("other").rename(root)
    before = everything(root)
    assert settled(opened) is found
    with pytest.raises(LibraryAbsentError):
        opened.notebook.add_note("into another")
    with pytest.raises(LibraryAbsentError):
        opened.backups.make(Reason.ASKED)
    assert not opened.may_write_beside()
    opened.close()
    assert everything(root) == before


def test_what_another_process_has_open_is_not_taken_up(opened: Workspace, away: Path) -> None:
    root = opened.folder.root
    root.rename(away)
    shutil.copytree(away, root)
    holding = (
        "import sys; from pathlib import Path; from app.core.storage.database import Database;"
        "held = Database(Path(sys.argv[1])); print('held', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", holding, str(opened.folder.database)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT,
    ) as process:  # fmt: skip
        assert process.stdout is not None
        assert process.stdin is not None
        assert process.stdout.readline() == "held\n"
        assert settled(opened) is Whereabouts.CHANGED
        with pytest.raises(LibraryBusyError):
            opened.come_back()
        process.stdin.close()
    assert bodies(opened) == ["mine"]


def test_one_that_changed_since_the_last_look_is_not_taken_up(
    opened: Workspace, away: Path, clock: Clock
) -> None:
    root = opened.folder.root
    root.rename(away)
    shutil.copytree(away, root)
    assert settled(opened) is Whereabouts.BACK
    changed(opened.folder, clock)
    assert not opened.come_back()
    with pytest.raises(LibraryAbsentError):
        opened.notebook.add_note("into another")
    assert bodies(opened) == ["mine"]
    opened.close()
    with Workspace(opened.folder, clock) as workspace:
        assert bodies(workspace) == ["elsewhere", "mine"]


def test_nothing_is_made_where_nothing_came(opened: Workspace, away: Path) -> None:
    opened.folder.root.rename(away)
    with pytest.raises(LibraryAbsentError):
        opened.come_back()
    assert not opened.folder.root.exists()
    opened.folder.root.mkdir()
    with pytest.raises(LibraryAbsentError):
        opened.come_back()
    assert list(opened.folder.root.iterdir()) == []


# Where a disk was pulled out, every look at a file that was open on it fails


def forget_what_was_read(workspace: Workspace) -> None:
    workspace._db.value("PRAGMA shrink_memory")  # noqa: SLF001 - no part of it reads from the disk


@platforms.has_proc
def test_a_read_that_fails_says_that_the_library_is_gone(opened: Workspace, away: Path) -> None:
    pull_out(opened.folder.root)
    forget_what_was_read(opened)
    with pytest.raises(LibraryUnwritableError):
        bodies(opened)
    assert opened.hindrance is None
    opened.folder.root.rename(away)
    with pytest.raises(LibraryAbsentError):
        bodies(opened)
    assert opened.hindrance is Hindrance.GONE


@platforms.has_proc
def test_a_disk_that_is_back_under_the_same_numbers_is_opened_anew(
    opened: Workspace, away: Path, clock: Clock
) -> None:
    """As on Windows, where a stick has the numbers that it always had."""
    root = opened.folder.root
    pull_out(root)
    root.rename(away)
    with pytest.raises(LibraryAbsentError):
        opened.notebook.add_note("lost?")
    away.rename(root)
    assert settled(opened) is Whereabouts.THERE
    assert not opened.come_back(), "it cannot be reached"
    for act in (lambda: bodies(opened), lambda: opened.notebook.add_note("lost?")):
        with pytest.raises(LibraryAbsentError):
            act()
    assert settled(opened) is Whereabouts.BACK
    assert opened.come_back()
    opened.notebook.add_note("again")
    opened.close()
    with Workspace(opened.folder, clock) as workspace:
        assert bodies(workspace) == ["again", "mine"]
