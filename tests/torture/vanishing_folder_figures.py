"""The library's folder goes while its window is open, and something comes back in its place.

`python -m tests.torture.vanishing_folder_figures` prints the figures. What needs a mount is only tried by
root.
"""

import contextlib
import gc
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Final
from unittest.mock import patch

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.backup.model import Reason
from app.core.paths import DataFolder
from app.core.search.results.results import Results
from app.core.settings import Theme
from app.core.workspace import Workspace
from app.ui.application import make_application
from app.ui.dialogs import confirmations
from app.ui.session.session import Session
from app.ui.window.main_window import MainWindow
from tests.clock import Clock
from tests.pulled_out import pull_out
from tests.torture.figures import Table

# What lets a library go, and what brings it back.
_Moves = tuple[Callable[[], object], Callable[[], object]]

TIMES: Final = 20
_WAITS: Final = 3_000
# The very file comes back, or another one with the same in it.
SAME_FILE: Final = (
    "folder renamed",
    "parent renamed",
    "moved into another",
    "replaced by an empty one",
)
ANOTHER_FILE: Final = ("copied back", "on another disk", "under the same numbers")
WAYS: Final = (*SAME_FILE, *ANOTHER_FILE)
# What comes back instead, with what is said of it and what the button offers.
CHANGES: Final = {
    "changed elsewhere": ("not as it was", "Open it again"),
    "opened elsewhere": ("not as it was", "Open it again"),
    "without its last words": ("not as it was", "Open it again"),
    "another library": ("another library", "Open this one"),
    "cut in the middle": ("cannot be read", "Open it again"),
}
_NOT_ITS_OWN: Final = ("another library", "cut in the middle")


class CannotBeTriedError(Exception):
    """A way cannot be tried on this machine."""


class _Window:
    """A window on a library that is to vanish, with a note of a while ago in it."""

    def __init__(self, library: Path) -> None:
        make_application()
        self.library = library
        self.session = Session(Workspace(DataFolder(library), Clock()))
        self.window = MainWindow(self.session)
        self.window.show()
        self.window.start()
        self.session.return_watch.timer.setInterval(10)
        self.said: list[str] = []
        self.session.changes.failed.connect(self.said.append)
        assert self.session.notes.add("written before", ()) is not None
        _until(lambda: self.session.index.idle)

    def write(self, words: str) -> None:
        """Write a note, and let it be saved."""
        self.window.note_controller.write_free()
        editor = self.window.notes.editor
        editor.text.setPlainText(words)
        editor.saver.save()

    def go_on(self) -> None:
        """Let what could not be saved be tried again soon."""
        saver = self.window.notes.editor.saver
        saver.again.setInterval(10)
        saver.again.start()

    def drafts(self) -> list[str]:
        return [one.body for one in self.session.drafts.notes.all()]

    def finds(self, words: str) -> bool:
        """Return whether the index, brought up to date, finds words."""
        _until(lambda: self.session.index.idle)
        answers: list[Results] = []
        self.session.search.answered.connect(lambda _, found: answers.append(found))
        self.session.search.ask(words, 5)
        _until(lambda: answers != [])
        return (answers[-1].plain, answers[-1].total) == (False, 1)

    def touch_state(self) -> None:
        """Do what writes small files beside a library."""
        self.session.preferences.change(theme=Theme.SEPIA, text_size=23)
        self.session.preferences.close()
        self.window.import_controller.review_paths([])
        QTest.qWait(20)
        self.session.backups.make(Reason.ASKED)
        self.session.backups.settle()

    def close(self) -> None:
        self.window.close()
        self.session.close()
        self.window.deleteLater()
        self.session.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        # What is left of it must not be collected in another thread.
        gc.collect()


def attempt(way: str, base: Path) -> list[str]:
    """Let the folder go in one way while a note is typed, and return; return what did not hold."""
    words, library = f"typed while it was gone: {way}", base / "stick" / "library"
    with (_stick if way == "on another disk" else _folder)(way, base, library) as (go, come):
        open_ = _Window(library)
        go()
        open_.write(words)
        holds = {
            "alarm in words": any("not there any more" in text for text in open_.said),
            "said in the bar": "not there any more" in open_.window.notice.text,
            "draft kept": open_.drafts() == [words],
            "no database made": not (library / "bayaz.sqlite3").exists(),
        }
        come()
        open_.go_on()
        _until(lambda: not open_.drafts() and open_.session.return_watch.found is None)
        holds["goes on by itself"] = "Saved" in open_.window.notes.editor.status.text()
        holds["bar hidden"] = open_.window.notice.text == ""
        holds["found by the index"] = open_.finds(words)
        open_.close()
        with Workspace(DataFolder(library), Clock()) as workspace:
            holds["stored"] = words in _notes_of(workspace)
    return [f"{way}: {name}" for name, found in holds.items() if not found]


def attempt_changed(way: str, base: Path) -> list[str]:
    """Let something else come back than what went; return what did not hold."""
    library, words = base / "library", f"words of the other: {way}"
    said, offered = CHANGES[way]
    if way in _NOT_ITS_OWN:
        _make_other(way, base)
    open_ = _Window(library)
    if way == "without its last words":
        shutil.copytree(library, base / "other")
        assert open_.session.notes.add("the last words", ()) is not None
    library.rename(base / "away")
    open_.write(words)
    if way in ("changed elsewhere", "opened elsewhere"):
        shutil.copytree(base / "away", base / "other")
        with Workspace(DataFolder(base / "other"), Clock()) as workspace:
            if way == "changed elsewhere":
                workspace.notebook.add_note("written elsewhere")
    (base / "other").rename(library)
    before = _bytes_of(library)
    notice = open_.window.notice
    _until(lambda: said in notice.text)
    open_.go_on()
    open_.touch_state()
    QTest.qWait(100)
    holds = {
        "offered": notice.button.text() == offered and not notice.button.isHidden(),
        "draft kept": open_.drafts() == [words],
    }
    with patch.object(confirmations, "confirm_close", return_value=False):
        notice.button.click()
    holds["closes without a question"] = open_.window.closing.reopening
    open_.close()
    holds["nothing written into it"] = _bytes_of(library) == before
    if said == "not as it was":
        opened = _Window(library)
        holds["stored when it is opened again"] = words in _notes_of(opened.session.workspace)
        opened.close()
    return [f"{way}: {name}" for name, found in holds.items() if not found]


def figures(times: int = TIMES) -> bool:
    """Let it go so many times, in every way; return whether all hold."""
    table = Table()
    for name, ways in (("comes back", SAME_FILE), ("comes back as another file", ANOTHER_FILE)):
        good, untried, wrong = 0, 0, []
        for number in range(times):
            try:
                failed = _in_own_folders(partial(attempt, ways[number % len(ways)]))
            except CannotBeTriedError:
                untried += 1
                continue
            good += not failed
            wrong += failed
        found = f"{good} {wrong or ''}".strip() + (f", {untried} not tried" if untried else "")
        holds = good + untried == times
        table.add("10", f"folder {name}", f"{times} of {times}", found, holds=holds)
    for way in CHANGES:
        failed = _in_own_folders(partial(attempt_changed, way))
        found = f"{failed}" if failed else "asks, writes nothing"
        table.add("10", f"folder comes back: {way}", "asks", found, holds=not failed)
    return table.holds


# Inside: how it goes and comes


@contextlib.contextmanager
def _folder(way: str, base: Path, library: Path) -> Iterator[_Moves]:
    """Yield what lets a folder go, and what brings it back."""
    moved = library.parent if way == "parent renamed" else library
    away = base / "elsewhere" / "library" if way == "moved into another" else base / "away"

    def go() -> None:
        away.parent.mkdir(exist_ok=True)
        if way == "under the same numbers":
            # As on Windows, where a stick always has the same.
            if not sys.platform.startswith("linux"):
                raise CannotBeTriedError("needs /proc")
            pull_out(library)
        moved.rename(away)
        if way == "replaced by an empty one":
            library.mkdir()

    def come() -> None:
        if library.exists() and moved is library:
            shutil.rmtree(library)
        if way == "copied back":
            shutil.copytree(away, library)
        else:
            away.rename(moved)

    yield go, come


@contextlib.contextmanager
def _stick(_way: str, base: Path, library: Path) -> Iterator[_Moves]:
    """Yield the same of a disk that is unmounted under the window, and comes back as another."""
    place, kept = library.parent, base / "kept"
    place.mkdir()

    def go() -> None:
        shutil.copytree(library, kept)
        _mount("umount", "-l", str(place))

    def come() -> None:
        _mount("mount", "-t", "tmpfs", "tmpfs", str(place))
        shutil.copytree(kept, library)

    _mount("mount", "-t", "tmpfs", "tmpfs", str(place))
    try:
        yield go, come
    finally:
        subprocess.run(["umount", "-l", str(place)], capture_output=True, check=False)


def _mount(*words: str) -> None:
    if not sys.platform.startswith("linux") or os.geteuid() != 0:
        raise CannotBeTriedError("only root can mount a disk")
    if subprocess.run(words, capture_output=True, check=False).returncode:
        raise CannotBeTriedError("mounting is not allowed here")


def _make_other(way: str, base: Path) -> None:
    """Make the library that comes back, as far as it is not made from the one that went."""
    other = DataFolder(base / "other")
    with Workspace(other, Clock()) as workspace:
        workspace.notebook.add_note("of another")
    if way == "cut in the middle":
        os.truncate(other.database, other.database.stat().st_size // 2)


def _in_own_folders(attempted: Callable[[Path], list[str]]) -> list[str]:
    with tempfile.TemporaryDirectory() as base:
        os.environ["BAYAZ_CACHE"] = f"{base}/cache"
        os.environ["BAYAZ_DRAFTS"] = f"{base}/drafts"
        return attempted(Path(base))


# Inside: what is looked at


def _notes_of(workspace: Workspace) -> list[str]:
    return [note.body for note in workspace.notebook.notes()]


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(_WAITS):
        if holds():
            return
        QTest.qWait(20)
    raise AssertionError("it never came about")


if __name__ == "__main__":
    sys.exit(0 if figures() else 1)
