"""Libraries that cannot be written, read by somebody without root's rights.

`python -m tests.torture.read_only_figures` prints the figures. With the name of a case and a folder it is
the reader itself: it opens the library, tries to write, and says what it found as JSON.
"""

import contextlib
import ctypes
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tests.torture.figures import Table

# PR_CAPBSET_DROP; CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH.
_DROP: Final = 24
_RIGHTS: Final = (1, 2)
ROOT: Final = Path(__file__).resolve().parents[2]
WORDS: Final = "words that cannot be stored yet"
BODY: Final = "a note about rivers"
# How the notice begins to say why, for each case.
CASES: Final = {
    "file": "its file may not be written",
    "folder": "its folder may not be written",
    "file and folder": "its file may not be written",
    "mount": "its disk is read-only",
    "not closed": "its folder may not be written",
    "lost while open": "may not be written",
}


class CannotBeTriedError(Exception):
    """A case cannot be made on this machine."""


@dataclass(frozen=True)
class Tried:
    """What the reader found, and whether the library's folder is as it was."""

    found: dict[str, Any]
    untouched: bool

    @property
    def holds(self) -> bool:
        """Whether all is as it should be."""
        return self.untouched and all(self.found.values())


def attempt(case: str, base: Path) -> Tried:
    """Make a library that cannot be written, and let somebody else use it."""
    library = base / "stick" / "library"
    _make(library, closed=case != "not closed")
    for name in ("cache", "drafts", "home"):
        (base / name).mkdir(exist_ok=True)
    with _hindered(case, library):
        before = _bytes_of(library)
        done = subprocess.run(
            [sys.executable, "-m", "tests.torture.read_only_figures", case, str(library)],
            cwd=ROOT, env=_environment(base), capture_output=True, text=True, check=False,
            preexec_fn=_drop_rights if _is_root() else None,
        )  # fmt: skip
        if done.returncode:
            raise AssertionError(done.stderr)
        untouched = case == "lost while open" or _bytes_of(library) == before
    return Tried(json.loads(done.stdout), untouched)


def figures() -> bool:
    """Try each case once; return whether all hold."""
    table = Table()
    for case in CASES:
        with tempfile.TemporaryDirectory() as base:
            try:
                tried = attempt(case, Path(base))
            except CannotBeTriedError as error:
                table.add("9", f"read-only: {case}", "opens for reading", str(error), holds=True)
                continue
        missing = [name for name, found in tried.found.items() if not found]
        missing += [] if tried.untouched else ["nothing is written beside it"]
        found = f"{len(tried.found) + 1 - len(missing)} hold {missing or ''}".strip()
        wanted = f"{len(tried.found) + 1} hold"
        table.add("9", f"read-only: {case}", wanted, found, holds=tried.holds)
    return table.holds


# The other side: the reader


def _use(case: str, library: Path) -> dict[str, bool]:
    from tests.torture.read_only_use import use_commands, use_window

    found = {} if case == "lost while open" else use_commands(library)
    return {**found, **use_window(case, library)}


# Inside


def _is_root() -> bool:
    return os.name != "nt" and os.geteuid() == 0


def _make(library: Path, *, closed: bool) -> None:
    from app.core.paths import DataFolder
    from app.core.workspace import Workspace
    from tests.clock import Clock

    workspace = Workspace(DataFolder(library), Clock())
    workspace.notebook.add_note(BODY)
    (library / "settings.json").write_text('{"text_size": 22}', encoding="utf-8")
    if closed:
        workspace.close()
        return
    # As after a power cut: what was noted last is only in the log.
    kept = library.with_name("kept")
    shutil.copytree(library, kept)
    workspace.close()
    shutil.rmtree(library)
    kept.rename(library)


def _drop_rights() -> None:
    """Give up root's right to pass over permissions, for this process and what it becomes.

    Another user would do as well, but need not be able to reach the interpreter.
    """
    prctl = ctypes.CDLL(None).prctl
    for right in _RIGHTS:
        prctl(_DROP, right, 0, 0, 0)


@contextlib.contextmanager
def _hindered(case: str, library: Path) -> Iterator[None]:
    database = library / "bayaz.sqlite3"
    if case == "mount":
        with _mounted_read_only(library):
            yield
        return
    if case in ("file", "file and folder"):
        database.chmod(0o444)
    if case in ("folder", "file and folder", "not closed"):
        library.chmod(0o555)
    try:
        yield
    finally:
        library.chmod(0o755)
        database.chmod(0o644)


@contextlib.contextmanager
def _mounted_read_only(library: Path) -> Iterator[None]:
    if not _is_root() or not sys.platform.startswith("linux"):
        raise CannotBeTriedError("only root can mount a folder")
    for words in (["--bind", str(library), str(library)], ["-o", "remount,ro,bind", str(library)]):
        if subprocess.run(["mount", *words], capture_output=True, check=False).returncode:
            subprocess.run(["umount", str(library)], capture_output=True, check=False)
            raise CannotBeTriedError("mounting is not allowed here")
    try:
        yield
    finally:
        subprocess.run(["umount", str(library)], capture_output=True, check=True)


def _environment(base: Path) -> dict[str, str]:
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("BAYAZ", "XDG_", "PYTEST"))
    }
    return kept | {
        "BAYAZ_CACHE": str(base / "cache"), "BAYAZ_DRAFTS": str(base / "drafts"),
        "HOME": str(base / "home"), "TMPDIR": str(base / "home"), "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1", "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip


def _bytes_of(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
    }


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.stdout.write(json.dumps(_use(sys.argv[1], Path(sys.argv[2]))))
        sys.exit(0)
    sys.exit(0 if figures() else 1)
