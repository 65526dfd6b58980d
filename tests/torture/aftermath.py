"""What is left of a library after something went wrong in the middle of the acts."""

import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from app.core.backup.backups import check_backup
from app.core.errors import BayazError
from app.core.importing.files.formats.pack import read
from app.core.importing.model import FileRefusedError
from app.core.paths import CACHE_VARIABLE, DRAFTS_VARIABLE, LIBRARY_VARIABLE, DataFolder
from app.core.search.index.index import IndexFolder
from app.core.workspace import Workspace
from tests.clock import Clock
from tests.torture.acts import pack_in, state_of

_ROOT = Path(__file__).parents[2]
_FOLDERS = (CACHE_VARIABLE, DRAFTS_VARIABLE, LIBRARY_VARIABLE)

# What a file may be: one of its wholes, or not there yet.
WHOLE, ABSENT, TORN = "whole", "absent", "torn"


@contextmanager
def memory_folder() -> Iterator[Path]:
    """Yield a folder, in memory where that is possible, and keep out of the reader's own ones."""
    memory = Path("/dev/shm")
    before = {name: os.environ.get(name) for name in _FOLDERS}
    with tempfile.TemporaryDirectory(dir=memory if memory.is_dir() else None) as name:
        for variable in _FOLDERS:
            os.environ[variable] = str(Path(name) / "own")
        try:
            yield Path(name)
        finally:
            for variable, value in before.items():
                os.environ.pop(variable)
                if value is not None:
                    os.environ[variable] = value


def run_acts(folder: Path, *options: str, under: Sequence[str] = ()) -> tuple[list[list[str]], str]:
    """Do the acts in another process; return the words of each line it told, and its errors."""
    folder.mkdir(parents=True, exist_ok=True)
    done = subprocess.run(
        [*under, *acts_command(folder, *options)], check=False, cwd=_ROOT,
        env=environment(), capture_output=True, text=True, errors="replace",
    )  # fmt: skip
    return [line.split(" ", 3) for line in done.stdout.splitlines()], done.stderr


def acts_command(folder: Path, *options: str) -> list[str]:
    return [sys.executable, "-m", "tests.torture.acts", str(folder), *options]


def environment() -> dict[str, str]:
    others = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return {**others, "PYTHONPATH": str(_ROOT), "PYTHONUTF8": "1", "PYTHONDONTWRITEBYTECODE": "1"}


def expected_states(folder: Path, *options: str) -> list[str]:
    """Return the state of the library after each act of a run in which nothing goes wrong."""
    lines, errors = run_acts(folder, "states", *options)
    assert lines[-1][0] == "end", errors
    assert all(line[0] == "told" for line in lines[:-1]), lines
    return [line[2] for line in lines[:-1]]


def judge(folder: DataFolder, states: Sequence[str], told: int) -> str:
    """Start Bayaz on what is left and return how it is, when act `told` was the last one told.

    `right`: as after that act, or after the next, which was stored and not yet told. `lost`: as
    it was before. `half`: as it never was. `damaged`: it cannot be opened, or is not whole.
    """
    try:
        with Workspace(folder, Clock()) as workspace:
            if not workspace.checks.run().whole:
                return "damaged"
            found = state_of(workspace)
    except BayazError:
        return "damaged"
    if told < 0 or found in states[told : told + 2]:
        return "right"
    return "lost" if found in states else "half"


def pack_state(folder: DataFolder) -> str:
    """Return what became of the pack that the acts export."""
    try:
        read(pack_in(folder).read_bytes())
    except FileNotFoundError:
        return ABSENT
    except (FileRefusedError, zipfile.BadZipFile, ValueError):
        return TORN
    return WHOLE


def settings_state(folder: DataFolder) -> str:
    """Return what became of the settings."""
    try:
        stored = json.loads(folder.settings.read_bytes())
    except FileNotFoundError:
        return ABSENT
    except ValueError:
        return TORN
    return WHOLE if stored["sender"] == "Reader" and stored["text_size"] >= 20 else TORN


def backup_state(folder: DataFolder) -> str:
    """Return what became of the backups: one that is there must be whole."""
    found = sorted(folder.backups.glob("*.bayaz-backup"))
    if not found:
        return ABSENT
    return WHOLE if all(check_backup(path).usable for path in found) else TORN


def index_state(cache: Path) -> str:
    """Return what became of the index: one that is opened has the files that were written.

    A torn one is not opened: it counts as not there, and is made anew.
    """
    manifests = list(cache.glob("index/*/manifest.json"))
    if not manifests:
        return ABSENT
    (path,) = manifests
    if not path.stat().st_size:
        return TORN
    try:
        token = str(json.loads(path.read_bytes())["token"])
    except (ValueError, KeyError, TypeError):
        return TORN
    index = IndexFolder(path.parent, token).open()
    if index is None:
        return ABSENT
    index.close()
    return WHOLE
