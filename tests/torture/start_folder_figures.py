"""Starts in a folder that somebody else filled: test 39 of reliability.

The folder holds modules named like those that Bayaz imports, programs named like those of the
system, and settings for Python and Qt, and the environment names it. Whatever of it is run leaves
a mark.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from app.core.self_command import self_command
from tests.torture.figures import Table

_ROOT: Final = Path(__file__).resolve().parents[2]
_TEXT: Final = _ROOT / "tests" / "core" / "data" / "full_form.txt"
_MODULES: Final = (
    "app", "sqlite3", "json", "whoosh", "markdown", "PySide6", "rapidfuzz", "yaml", "charset_normalizer",
    "sitecustomize", "usercustomize", "readline",
)  # fmt: skip
_PROGRAMS: Final = ("sh", "git", "xdg-open", "ldconfig", "gcc", "uname", "lscpu", "python3")
# What is done there. The window's worker and the reader of files are started by some of them.
_STARTS: Final = (
    ("import", "text.txt"), ("list",), ("search", "water"), ("check",), ("backup",), ("backups",),
    ("subjects",), ("index", "rebuild"), ("export", "--pack", "out.bayaz"), ("tour", "--screenshots", "pictures"),
)  # fmt: skip


def lay_traps(folder: Path) -> Path:
    """Fill a folder with what must not be run; return the file that it would leave."""
    mark = folder.parent / "mark"
    script = f"open({str(mark)!r}, 'a').write(__name__ + '\\n')\n"
    for name in _MODULES:
        (folder / f"{name}.py").write_text(script)
    (folder / "plugins" / "platforms").mkdir(parents=True)
    (folder / "plugins" / "platforms" / "libqoffscreen.so").write_bytes(b"no plug-in")
    (folder / "qt.conf").write_text("[Paths]\nPlugins = plugins\nPrefix = .\n")
    (folder / "bin").mkdir()
    for name in _PROGRAMS:
        program = folder / "bin" / name
        program.write_text(f"#!/bin/sh\necho {name} >> '{mark}'\n")
        program.chmod(0o755)
    shutil.copyfile(_TEXT, folder / "text.txt")
    return mark


def start(words: tuple[str, ...], folder: Path, library: Path) -> int:
    """Start Bayaz in the folder, in an environment that names it; return its exit code."""
    environment = {
        **os.environ,
        "PATH": os.pathsep.join([str(folder / "bin"), os.environ.get("PATH", "")]),
        "PYTHONPATH": str(_ROOT),
        "PYTHONSTARTUP": str(folder / "sitecustomize.py"),
        "QT_PLUGIN_PATH": str(folder / "plugins"),
        "QT_QPA_PLATFORM_PLUGIN_PATH": str(folder / "plugins" / "platforms"),
        "QT_QPA_PLATFORM": "offscreen",
        "BAYAZ_LIBRARY": str(library),
        "BAYAZ_CACHE": str(library.parent / "cache"),
        "BAYAZ_DRAFTS": str(library.parent / "drafts"),
    }
    command = [*self_command(words[0]), *words[1:]]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=False)
    return done.returncode


def figures(starts: tuple[tuple[str, ...], ...] = _STARTS) -> bool:
    """Print how much of the folder was run; return whether nothing was, and every start went well."""
    table = Table()
    with tempfile.TemporaryDirectory() as home:
        folder = Path(home) / "downloads"
        folder.mkdir()
        mark = lay_traps(folder)
        failed = [words[0] for words in starts if start(words, folder, Path(home) / "library")]
        run = mark.read_text().split() if mark.exists() else []
        # The traps are real: what is not told to keep out falls into them.
        subprocess.run([sys.executable, "-c", "import sqlite3"], cwd=folder, check=False)
        table.add(
            "39", f"{len(starts)} starts in a hostile folder: foreign things run, starts failed",
            "none, none", f"{', '.join(run) or 'none'}, {', '.join(failed) or 'none'}",
            holds=not run and not failed and mark.exists(),
        )  # fmt: skip
    return table.holds


if __name__ == "__main__":
    raise SystemExit(not figures())
