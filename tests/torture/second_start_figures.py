"""Starting Bayaz again while a window is open, and after it was killed.

`python -m tests.torture.second_start_figures` prints the figures.
"""

import contextlib
import os
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from app.ui.background.open_window import name_for
from tests.torture.figures import Table

ROOT: Final = Path(__file__).resolve().parents[2]
TIMES: Final = 20
HOSTILE: Final = {
    "garbage": b"\x00\xff{[[[\n",
    "deep": b"[" * 60_000 + b"\n",
    "other JSON": b'{"bayaz": 1, "files": [1, "relative", null]}\n',
    "100 MB": b"x" * 100_000_000,
    "silence": b"",
}


class Window:
    """The program with its window, in a process of its own; it says what it is told to show."""

    def __init__(self, base: Path) -> None:
        self.base = base
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.torture.second_start_figures", "window"],
            cwd=ROOT, env=_environment(base), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            text=True,
        )  # fmt: skip
        self.first = self.line()

    def line(self) -> str:
        """Return the next thing that it says."""
        assert self._process.stdout is not None
        return self._process.stdout.readline().strip()

    def kill(self) -> str:
        """Kill it as a power cut would, and return what it complained of."""
        self._process.kill()
        return self._process.communicate()[1]


def start_again(base: Path, *files: Path) -> tuple[int, str]:
    """Start the program once more; return how it ended."""
    done = subprocess.run(
        [sys.executable, "-m", "app", *map(str, files)],
        cwd=ROOT, env=_environment(base), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    return done.returncode, done.stderr


def handed_over(base: Path, times: int) -> int:
    """Return how many of so many second starts gave their file to the open window."""
    window, good = Window(base), 0
    for number in range(times):
        file = base / f"file {number}.txt"
        file.write_text("words", encoding="utf-8")
        code, errors = start_again(base, file)
        good += (code, errors) == (0, "") and window.line() == f"shows {file}"
    window.kill()
    return good


def started_after_kill(base: Path, times: int) -> int:
    """Return how many starts after a kill -9 asked nothing and listened again."""
    good = 0
    for _ in range(times):
        window = Window(base)
        good += window.first == "open" and start_again(base) == (0, "") and window.line() == "shows"
        good -= "Traceback" in window.kill()
    return good


def answered_beside(base: Path, name: str) -> bool:
    """Return whether a window still answers while a peer says something hostile."""
    window = Window(base)
    peer = socket.socket(socket.AF_UNIX)
    peer.settimeout(10)
    peer.connect(_socket_of(base))
    # It may be shown the door before it is through.
    with contextlib.suppress(OSError):
        peer.sendall(HOSTILE[name])
    good = start_again(base) == (0, "") and window.line() == "shows"
    peer.close()
    return good and "Traceback" not in window.kill()


def figures(times: int = TIMES) -> bool:
    """Try all of it; return whether all hold."""
    table = Table()
    for what, tried in (("second start", handed_over), ("after kill -9", started_after_kill)):
        with tempfile.TemporaryDirectory() as base:
            found = tried(Path(base), times)
        table.add("11", what, f"{times} of {times}", str(found), holds=found == times)
    for name in HOSTILE:
        with tempfile.TemporaryDirectory() as base:
            good = answered_beside(Path(base), name)
        table.add("11", f"hostile peer: {name}", "answers", str(good), holds=good)
    return table.holds


def _socket_of(base: Path) -> str:
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(base)
    try:
        return name_for(base / "library" / "bayaz.sqlite3")
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before


def _environment(base: Path) -> dict[str, str]:
    return {
        **os.environ,
        "BAYAZ_LIBRARY": str(base / "library"), "BAYAZ_CACHE": str(base / "cache"),
        "BAYAZ_DRAFTS": str(base / "drafts"), "XDG_RUNTIME_DIR": str(base),
        "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen",
        "QT_LOGGING_RULES": "*=false",
    }  # fmt: skip


def _open_window() -> None:
    from argparse import Namespace

    from PySide6.QtWidgets import QMessageBox

    from app.ui import application
    from app.ui.window.controllers.coming_forward import ComingForward

    def come(_forward: ComingForward, files: list[Path]) -> None:
        os.write(1, " ".join(("shows", *map(str, files))).encode() + b"\n")

    def listen(forward: ComingForward) -> None:
        forward._door.listen()  # noqa: SLF001 - and say so
        os.write(1, b"open\n")

    def ask(_box: QMessageBox) -> int:
        os.write(1, b"asked\n")
        return 0

    ComingForward.come = come  # type: ignore[method-assign]
    ComingForward.listen = listen  # type: ignore[method-assign]
    QMessageBox.exec = ask  # type: ignore[method-assign,assignment]
    words = Namespace(command=None, library=None, screenshots=None, new_library=False, files=[])
    sys.exit(application.run(words))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        _open_window()
    sys.exit(0 if figures() else 1)
