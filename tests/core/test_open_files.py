"""No act of a reader leaves a file open, done or failed: Windows removes and replaces no open file.

Each act is done twice. What the first loads for good is not counted; after the second no more may
be open than before it, and nothing in the folders of the reader. Errors are held on to meanwhile,
as a log or a debugger does: what only their end would close is open.
"""

import logging
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any
from unittest.mock import patch

import pytest

from app.cli.indexing import catch_up, open_searcher
from app.core.atomic import write_file, write_new_file
from app.core.backup.backups import check_backup
from app.core.backup.model import BackupDamagedError, BackupError, BackupStoppedError, Reason
from app.core.backup.recovery import recover
from app.core.errors import BayazError, SearchUnavailableError
from app.core.exchange.journal import rebuild
from app.core.importing.drafting.batch import drafts_from_file
from app.core.importing.refusal import Refusal
from app.core.importing.sandbox.client import ReaderProcess
from app.core.library.filters import LibraryFilter
from app.core.library.syllabus import load_syllabus
from app.core.logs import start_log, stop_log
from app.core.paths import DataFolder
from app.core.search.index.index import IndexFolder
from app.core.search.query.query import parse_query
from app.core.search.results.searcher import Searcher
from app.core.settings import Settings, load_settings, save_settings
from app.core.sharing.pack import write_pack
from app.core.state_files import set_damaged_aside
from app.core.storage.writable import Hindrance
from app.core.workspace import Workspace
from tests.clock import Clock
from tests.compilation import WRITERS, compilation
from tests.open_files import nothing_stays_open, open_below
from tests.torture.kill_figures import older_library
from tests.vouching import vouch

# Does something in a folder of its own, and returns what somebody may hold on to afterwards.
Act = Callable[[Path], Any]

SYLLABUS = load_syllabus()
TEXTS = [telling.text() for telling in compilation(3)]
ROOT = Path(__file__).resolve().parents[2]


def does_not_stay_open(act: Act, place: Path) -> None:
    """Do an act twice, in a folder of its own each time, and count what is open after it."""
    for name in ("first", "second"):
        (place / name).mkdir()
    held = [act(place / "first")]
    with nothing_stays_open():
        held.append(act(place / "second"))
        assert open_below(place) == []
    del held


def error_of(kind: type[Exception], act: Callable[[], object]) -> Exception:
    """Return the error in which something ends, with all that it holds on to."""
    with pytest.raises(kind) as caught:
        act()
    return caught.value


def library(place: Path) -> DataFolder:
    """Make a library with three summaries and a note, and close it."""
    folder = DataFolder(place / "data")
    with Workspace(folder, Clock()) as workspace:
        for text in TEXTS:
            for draft in workspace.importer.read_text(text, "t").drafts:
                workspace.importer.accept(draft)
        workspace.notebook.add_note("A treaty is a promise between states")
        workspace.backups.make(Reason.ASKED)
        catch_up(workspace)
    return folder


def opened(folder: DataFolder, then: Callable[[Workspace], object] = lambda _: None) -> object:
    """Open a library, do something, and close it; return the error if there is one."""
    try:
        with Workspace(folder, Clock()) as workspace:
            return then(workspace)
    except BayazError as error:
        return error


# The library


def _whole(place: Path) -> object:
    return opened(library(place), lambda w: w.library.rows(LibraryFilter()))


def _overwritten(at: int, content: bytes) -> Act:
    def act(place: Path) -> object:
        folder = library(place)
        found = bytearray(folder.database.read_bytes())
        found[at : at + len(content)] = content
        folder.database.write_bytes(found)
        return opened(folder, lambda w: w.checks.run())

    return act


def _replaced(content: bytes) -> Act:
    def act(place: Path) -> object:
        folder = library(place)
        folder.database.write_bytes(content)
        error = opened(folder)
        assert isinstance(error, BayazError)
        return error

    return act


def _foreign(place: Path) -> object:
    folder = DataFolder(place / "data")
    folder.root.mkdir()
    connection = sqlite3.connect(folder.database)
    connection.execute("CREATE TABLE t (a)")
    connection.close()
    error = opened(folder)
    assert isinstance(error, BayazError)
    return error


def _too_new(place: Path) -> object:
    folder = library(place)
    connection = sqlite3.connect(folder.database)
    connection.execute("PRAGMA user_version=999")
    connection.close()
    error = opened(folder)
    assert isinstance(error, BayazError)
    return error


def _older(place: Path) -> object:
    folder = DataFolder(place / "data")
    older_library(folder, 5, 10)
    return opened(folder, lambda w: w.notebook.notes())


def _gone(place: Path) -> object:
    folder = library(place)
    folder.database.unlink()
    error = opened(folder)
    assert isinstance(error, BayazError)
    return error


def _read_only(place: Path) -> object:
    folder = library(place)
    with (
        patch("app.core.storage.opening.hindrance_of", return_value=Hindrance.FILE),
        patch("app.core.workspace.hindrance_of", return_value=Hindrance.FILE),
        Workspace(folder, Clock()) as workspace,
    ):
        assert workspace.read_only
        return error_of(BayazError, lambda: workspace.notebook.add_note("x"))


def _older_read_only(place: Path) -> object:
    folder = DataFolder(place / "data")
    older_library(folder, 5, 10)
    with (
        patch("app.core.storage.opening.hindrance_of", return_value=Hindrance.FILE),
        patch("app.core.workspace.hindrance_of", return_value=Hindrance.FILE),
        Workspace(folder, Clock()) as workspace,
    ):
        return workspace.notebook.notes()


def _held_by_another(place: Path) -> object:
    folder = library(place)
    script = (
        "import sqlite3, sys\n"
        "one = sqlite3.connect(sys.argv[1], isolation_level=None)\n"
        "one.execute('PRAGMA locking_mode=EXCLUSIVE'); one.execute('BEGIN IMMEDIATE')\n"
        "print('held', flush=True); sys.stdin.read()\n"
    )
    command = [sys.executable, "-c", script, str(folder.database)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout
        assert other.stdout.readline() == "held\n"
        error = opened(folder)
        other.kill()
    assert isinstance(error, BayazError)
    return error


def _after_a_kill(place: Path) -> object:
    folder = library(place)
    connection = sqlite3.connect(folder.database, isolation_level=None)
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("UPDATE meta SET value = value")
    for ending in ("", "-wal"):
        shutil.copyfile(f"{folder.database}{ending}", place / f"copy{ending}")
    connection.close()
    for ending in ("", "-wal"):
        shutil.copyfile(place / f"copy{ending}", f"{folder.database}{ending}")
    return opened(folder, lambda w: w.notebook.notes())


def _recovered(place: Path) -> object:
    folder = library(place)
    folder.database.write_bytes(b"\0" * 8192)
    with Workspace(DataFolder(place / "other"), Clock()) as other:
        return recover(folder.database, other.backups.backups.__class__(folder.backups))


def _not_recovered(place: Path) -> object:
    folder = library(place)
    folder.database.write_bytes(b"\0" * 8192)
    with Workspace(DataFolder(place / "other"), Clock()) as other:
        backups = other.backups.backups
        return error_of(BayazError, lambda: recover(folder.database, backups))


LIBRARY: dict[str, Act] = {
    "whole": _whole,
    "junk": _replaced(b"\0" * 8192),
    "text": _replaced(b"This is a text. " * 1000),
    "empty": _replaced(b""),
    "cut": _replaced(b"SQLite format 3\0" + bytes(50)),
    "damaged inside": _overwritten(4096 * 3, b"\xff" * 4096 * 4),
    "damaged head": _overwritten(100, b"\xff" * 900),
    "foreign": _foreign,
    "too new": _too_new,
    "older": _older,
    "gone": _gone,
    "read only": _read_only,
    "older and read only": _older_read_only,
    "held by another": _held_by_another,
    "after a kill": _after_a_kill,
    "recovered": _recovered,
    "not recovered": _not_recovered,
}


@pytest.mark.parametrize("name", LIBRARY)
def test_of_the_library(name: str, tmp_path: Path) -> None:
    does_not_stay_open(LIBRARY[name], tmp_path)


# The index


def index_of(place: Path, spoil: Callable[[Path], object]) -> object:
    """Spoil an index, look at it, search in it, and let it heal."""
    folder = library(place)
    with Workspace(folder, Clock()) as workspace:
        spoil(workspace.index_folder)
        index = IndexFolder(workspace.index_folder, workspace.index_token)
        # The manifest vouches for what is there, as that of a forged index would.
        vouch(index, workspace.last_change())
        error: object = None
        found = index.open()
        if found is not None:
            try:
                searcher = Searcher(found)
                try:
                    searcher.search(parse_query("treaty constitution", SYLLABUS), 50)
                finally:
                    searcher.close()
            except SearchUnavailableError as caught:
                error = caught
        assert open_below(workspace.index_folder) == []
        shutil.rmtree(workspace.index_folder)
        catch_up(workspace)
        open_searcher(workspace).close()
        return error


def every(pattern: str, change: Callable[[bytes], bytes]) -> Act:
    def spoil(folder: Path) -> None:
        for path in folder.glob(pattern):
            path.write_bytes(change(path.read_bytes()))

    return lambda place: index_of(place, spoil)


def _searched(place: Path) -> object:
    def search(workspace: Workspace) -> object:
        searcher = open_searcher(workspace)
        query = parse_query("treaty subject:pakistan-affairs", SYLLABUS)
        # As the window asks: with counts by subject and the like.
        found = [searcher.search(query, 50, each_kind=True, facets=True)]
        found.append(searcher.search(parse_query('"a promise" treety', SYLLABUS), 50, facets=True))
        searcher.close()
        assert open_below(workspace.index_folder) == []
        return found

    return opened(library(place), search)


def _searched_by_the_database(place: Path) -> object:
    query = parse_query("treaty", SYLLABUS)
    return opened(library(place), lambda w: next(w.database_search(query, {}, 50)))


def _foreign_index(place: Path) -> object:
    with Workspace(library(place), Clock()) as workspace:
        other = IndexFolder(workspace.index_folder, "another")
        assert other.open() is None
        catch_up(workspace)
        return other.number()


def _torn_writing(place: Path) -> object:
    with Workspace(library(place), Clock()) as workspace:
        writing = IndexFolder(workspace.index_folder, workspace.index_token).write()
        error = error_of(KeyError, lambda: writing.add([{}]))  # type: ignore[typeddict-item]
        assert writing.cancelled
        return error


def _written_into_damage(place: Path) -> object:
    with Workspace(library(place), Clock()) as workspace:
        index = IndexFolder(workspace.index_folder, workspace.index_token)
        for path in index.folder.glob("*.seg"):
            path.write_bytes(path.read_bytes()[:-30])
        vouch(index, workspace.last_change())
        error = error_of(SearchUnavailableError, index.write)
        assert open_below(index.folder) == []
        index.remove()
        catch_up(workspace)
        return error


def _cancelled_writing(place: Path) -> object:
    with Workspace(library(place), Clock()) as workspace:
        writing = IndexFolder(workspace.index_folder, workspace.index_token).write()
        writing.add(workspace.pending(0).entries)
        writing.cancel()
        return writing


def _adopted_part(place: Path) -> object:
    with Workspace(library(place), Clock()) as workspace:
        part = IndexFolder(place / "part", "part")
        part.apply(workspace.pending(0).entries, 1)
        index = IndexFolder(workspace.index_folder, workspace.index_token)
        index.remove()
        writing = index.write()
        writing.adopt(part)
        writing.commit(workspace.last_change())
        return writing


def _damaged_part(place: Path) -> object:
    with Workspace(library(place), Clock()) as workspace:
        part = IndexFolder(place / "part", "part")
        part.apply(workspace.pending(0).entries, 1)
        for path in part.folder.glob("*.toc"):
            path.write_bytes(path.read_bytes()[:-30])
        writing = IndexFolder(workspace.index_folder, workspace.index_token).write()
        return error_of(SearchUnavailableError, lambda: writing.adopt(part))


INDEX: dict[str, Act] = {
    "made and searched": _searched,
    "searched without": _searched_by_the_database,
    "cut segments": every("*.seg", lambda content: content[:-30]),
    "halved segments": every("*.seg", lambda content: content[: len(content) // 2]),
    "junk in segments": every("*.seg", lambda content: b"junk" * (len(content) // 4)),
    "empty segments": every("*.seg", lambda _: b""),
    "changed inside": every("*.seg", lambda content: content[:12] + bytes(600) + content[612:]),
    "no segments": lambda place: index_of(
        place, lambda folder: [path.unlink() for path in folder.glob("*.seg")]
    ),
    "cut contents": every("*.toc", lambda content: content[:-30]),
    "empty contents": every("*.toc", lambda _: b""),
    # The allow-list refuses what a pickle would call.
    "refused": every("*.toc", lambda content: content.replace(b"W3Segment", b"Forbidden")),
    "foreign": _foreign_index,
    "writing failed": _torn_writing,
    "writing into damage": _written_into_damage,
    "writing cancelled": _cancelled_writing,
    "part adopted": _adopted_part,
    "part damaged": _damaged_part,
}


# Whoosh leaves files to the end of its exceptions, which `without_frames` brings about.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", INDEX)
def test_of_the_index(name: str, tmp_path: Path) -> None:
    does_not_stay_open(INDEX[name], tmp_path)


# What is brought in


def _spoilt(content: bytes, how: str) -> bytes:
    half = len(content) // 2
    return {
        "good": content,
        "halved": content[:half],
        "junk inside": content[: half // 2] + b"\xff\0" * half + content[half:],
        "empty": b"",
    }[how]


@pytest.mark.parametrize("how", ["good", "halved", "junk inside", "empty"])
@pytest.mark.parametrize("name", [*WRITERS, "friends.bayaz"])
def test_of_a_file_that_is_read(name: str, how: str, tmp_path: Path) -> None:
    if name in WRITERS:
        content = WRITERS[name](compilation(2))
    else:
        with Workspace(library(tmp_path), Clock()) as workspace:
            _share(workspace, tmp_path / name)
        content = (tmp_path / name).read_bytes()

    def read(place: Path) -> object:
        (place / name).write_bytes(_spoilt(content, how))
        try:
            return drafts_from_file(place / name, SYLLABUS)
        except Exception as error:
            return error

    does_not_stay_open(read, tmp_path)


def _share(workspace: Workspace, path: Path) -> None:
    rows = workspace.library.rows(LibraryFilter())
    summaries = [workspace.library.summary(row.id) for row in rows]
    write_pack(path, summaries, workspace.syllabus, "Sana", workspace.clock())


def _process_asked(place: Path) -> object:
    (place / "a.txt").write_text(TEXTS[0], encoding="utf-8")
    with ReaderProcess() as reader:
        return reader.read_file(place / "a.txt")


def _process_too_slow(_place: Path) -> object:
    with ReaderProcess(seconds=0) as reader:
        found = reader.read_text(TEXTS[0], "t")
        assert found.rejected[0].reason is Refusal.TOO_SLOW
        return found, reader


def _process_killed(_place: Path) -> object:
    with ReaderProcess() as reader:
        assert reader.read_text(TEXTS[0], "t").drafts
        assert reader.process
        reader.process.kill()
        reader.process.wait()
        assert reader.read_text(TEXTS[0], "t").drafts
        return reader


def _process_stopped(_place: Path) -> object:
    reader = ReaderProcess()
    assert reader.read_text(TEXTS[0], "t").drafts
    reader.stop()
    assert not reader.read_text(TEXTS[0], "t").drafts
    return reader


@pytest.mark.parametrize(
    "act", [_process_asked, _process_too_slow, _process_killed, _process_stopped]
)
def test_of_the_process_that_reads(act: Act, tmp_path: Path) -> None:
    does_not_stay_open(act, tmp_path)


# What goes out, and what is kept


def _backed_up(workspace: Workspace, place: Path) -> object:
    (place / "stick").mkdir()
    workspace.backups.set_second(str(place / "stick"))
    made = workspace.backups.make(Reason.ASKED)
    assert check_backup(made.path).usable
    return made


def _backup_stopped(workspace: Workspace, _place: Path) -> object:
    return error_of(
        BackupStoppedError,
        lambda: workspace.backups.make(Reason.ASKED, lambda done, _total: done < 3),
    )


def _backup_failed(workspace: Workspace, place: Path) -> object:
    return error_of(BackupError, lambda: workspace.backups.make_at(place / "no" / "no" / "x"))


def _backup_beside(workspace: Workspace, _place: Path) -> object:
    make = workspace.backups.begin(Reason.ASKED)
    assert make
    try:
        return make(None)
    finally:
        workspace.backups.end()


def _backup_differs(workspace: Workspace, place: Path) -> object:
    written = "app.core.backup.backup_writer.BackupFile.records"
    with patch(written, lambda *_: (entry for entry in ())):
        return error_of(BackupError, lambda: workspace.backups.make_at(place / "x.bayaz-backup"))


def _restored(workspace: Workspace, _place: Path) -> object:
    return workspace.restore_backup(workspace.backups.backups.all()[0].path)


def _previewed(workspace: Workspace, _place: Path) -> object:
    return workspace.backups.preview(workspace.backups.backups.all()[0].path)


def _restore_stopped(workspace: Workspace, _place: Path) -> object:
    path = workspace.backups.backups.all()[0].path
    step: Callable[[int, int], bool] = lambda done, _total: done < 2  # noqa: E731
    return error_of(BackupStoppedError, lambda: workspace.backups.restore(path, step))


def _restore_of(change: Callable[[bytes], bytes]) -> Callable[[Workspace, Path], object]:
    def act(workspace: Workspace, place: Path) -> object:
        path = place / "odd.bayaz-backup"
        path.write_bytes(change(workspace.backups.backups.all()[0].path.read_bytes()))
        assert not check_backup(path).usable
        error = error_of(BackupDamagedError, lambda: workspace.restore_backup(path))
        assert open_below(place / "odd.bayaz-backup") == []
        return error

    return act


def _merged(workspace: Workspace, _place: Path) -> object:
    return workspace.exchange.merge_backup(workspace.backups.backups.all()[0].path)


def _merged_damaged(workspace: Workspace, place: Path) -> object:
    path = place / "odd.bayaz-backup"
    path.write_bytes(workspace.backups.backups.all()[0].path.read_bytes()[:-200])
    return error_of(BackupDamagedError, lambda: workspace.exchange.merge_backup(path))


def _checked(workspace: Workspace, _place: Path) -> object:
    return workspace.checks.run()


def _repaired(workspace: Workspace, _place: Path) -> object:
    database = workspace._db  # noqa: SLF001 - nothing of ours damages a record
    with database.transaction():
        database.write("UPDATE note SET body = 'damaged'")
    damaged = workspace.checks.run()
    return workspace.backups.repair(damaged.damaged)


def _synced(workspace: Workspace, place: Path) -> object:
    (place / "synced").mkdir()
    with Workspace(DataFolder(place / "other"), Clock()) as other:
        other.notebook.add_note("From elsewhere")
        other.exchange.sync(place / "synced")
        workspace.exchange.sync(place / "synced")
        return other.exchange.sync(place / "synced")


def _synced_with_damage(workspace: Workspace, place: Path) -> object:
    _synced(workspace, place)
    for path in (place / "synced").iterdir():
        content = path.read_bytes()
        path.write_bytes(content[: len(content) // 2] + b"junk\n" + content[len(content) // 2 :])
    workspace.notebook.add_note("After")
    return workspace.exchange.sync(place / "synced")


def _sync_left_halfway(workspace: Workspace, place: Path) -> object:
    _synced(workspace, place)
    with Workspace(DataFolder(place / "third"), Clock()) as third:
        from app.core.exchange.model import MergeReport

        steps = third.exchange.receiving(place / "synced", MergeReport(), limit=1)
        next(steps)
        steps.close()
    return None


def _journal(workspace: Workspace, _place: Path) -> object:
    workspace.exchange.write_journal(workspace.folder.journal)
    return list(rebuild(workspace.folder.journal))


def _pack(workspace: Workspace, place: Path) -> object:
    _share(workspace, place / "friends.bayaz")
    return workspace.importer.read_files([place / "friends.bayaz"])


def _pack_failed(workspace: Workspace, place: Path) -> object:
    (place / "friends.bayaz").mkdir()
    return error_of(OSError, lambda: _share(workspace, place / "friends.bayaz"))


def _settings(workspace: Workspace, _place: Path) -> object:
    save_settings(workspace.folder.settings, Settings(text_size=20))
    load_settings(workspace.folder.settings)
    workspace.folder.settings.write_bytes(b"{")
    aside = set_damaged_aside([(workspace.folder.settings, dict)])
    assert aside
    return load_settings(aside[0])


def _files(_workspace: Workspace, place: Path) -> object:
    write_file(place / "a", b"one")
    (place / "folder" / "in").mkdir(parents=True)
    errors = [error_of(OSError, lambda: write_file(place / "folder", b"two"))]
    errors.append(error_of(FileExistsError, lambda: write_new_file(place / "a", b"three")))
    assert [path.name for path in place.iterdir() if path.name.startswith(".")] == []
    return errors


def _logged(_workspace: Workspace, place: Path) -> object:
    log = logging.getLogger("app.test")
    start_log(place / "logs")
    try:
        for _ in range(300):
            log.warning("Something failed %s", "x" * 3_000)
        assert (place / "logs" / "bayaz.1.log").exists()
    finally:
        stop_log()
    return None


OPEN_LIBRARY: dict[str, Callable[[Workspace, Path], object]] = {
    "backed up": _backed_up,
    "backup stopped": _backup_stopped,
    "backup failed": _backup_failed,
    "backup beside the window": _backup_beside,
    "backup that differs": _backup_differs,
    "restored": _restored,
    "previewed": _previewed,
    "restore stopped": _restore_stopped,
    "restore of a cut file": _restore_of(lambda content: content[:-100]),
    "restore of a changed file": _restore_of(
        lambda content: content[:300] + bytes(200) + content[500:]
    ),
    "restore of junk": _restore_of(lambda content: b"PK\3\4" + content[:50]),
    "merged": _merged,
    "merged with a damaged one": _merged_damaged,
    "checked": _checked,
    "repaired": _repaired,
    "synced": _synced,
    "synced with damage": _synced_with_damage,
    "sync left halfway": _sync_left_halfway,
    "journal": _journal,
    "pack": _pack,
    "pack that fails": _pack_failed,
    "settings": _settings,
    "files": _files,
    "log": _logged,
}


@pytest.mark.parametrize("name", OPEN_LIBRARY)
def test_of_an_open_library(name: str, tmp_path: Path) -> None:
    def act(place: Path) -> object:
        with Workspace(library(place), Clock()) as workspace:
            # Of the library itself SQLite keeps more than one handle, to use again.
            before = set(open_below(place))
            held = OPEN_LIBRARY[name](workspace, place)
            assert set(open_below(place)) == before
        return held

    does_not_stay_open(act, tmp_path)
