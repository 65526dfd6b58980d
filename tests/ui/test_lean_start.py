"""What the start leaves out: the reading of our own sources, and the search for garbage."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

SCRIPT = """
import gc, linecache
from app.ui.qt import lean_start
{begin}
import app.ui.window.main_window
print(sum("main_window" in name or "session" in name for name in linecache.cache), gc.isenabled())
lean_start.end()
print(gc.isenabled(), gc.get_freeze_count() > 1000)
"""


def run(begin: str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT.format(begin=begin)],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return done.stdout.split()


def test_our_sources_are_not_read_and_no_garbage_is_looked_for() -> None:
    assert run("lean_start.begin()") == ["0", "False", "True", "True"]


def test_without_it_pyside_reads_them() -> None:
    """A version that reads nothing any more needs no `lean_start`."""
    assert int(run("")[0]) > 0
