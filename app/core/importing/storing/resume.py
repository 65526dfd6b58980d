"""An import that is under way, remembered until it is done: after a crash it can go on.

What was accepted is in the library already and is recognised there, so only the sources are kept.
"""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from app.core.atomic import write_file
from app.core.state_files import always, read_state


class InterruptedImport:
    """The sources of the last import begun, in a small file of the data folder.

    `there` says whether that is the library's own folder, or the file is left alone.
    """

    def __init__(self, path: Path, there: Callable[[], bool] = always) -> None:
        self._path = path
        self._there = there

    def begin(self, paths: Iterable[Path]) -> None:
        """Remember what is being imported; does nothing if the file cannot be written."""
        if not self._there():
            return
        sources = [str(path) for path in paths]
        with suppress(OSError, UnicodeError):
            write_file(self._path, json.dumps(sources).encode())

    def end(self) -> None:
        """Forget it: the reader has accepted or left out everything."""
        if not self._there():
            return
        with suppress(OSError):
            self._path.unlink(missing_ok=True)

    def paths(self) -> list[Path]:
        """Return the sources of an import that was interrupted and that are still there."""
        if not self._there():
            return []
        try:
            stored = read_state(self._path)
        except (OSError, ValueError):
            return []
        if not isinstance(stored, list):
            return []
        found = (Path(name) for name in stored if isinstance(name, str))
        return [path for path in found if _is_there(path)]


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except OSError:
        # Its name is longer than any that this machine can have.
        return False
