"""Which files of a watched folder have been read already: by name, size and time of change.

Those in which something waits for the reader are kept apart, until the reader has decided on it.
"""

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Final

from app.core.atomic import write_file
from app.core.importing.files.reader import files_in
from app.core.state_files import always, read_state

State = dict[str, tuple[int, int]]

# Stands behind size and time of a file that waits.
_WAITS: Final = "waits"


class SeenFiles:
    """Remembers, from one start to the next, the files that need not be read again.

    `there` says whether what is remembered may be written.
    """

    def __init__(self, path: Path, there: Callable[[], bool] = always) -> None:
        self._path = path
        self._there = there
        self._seen: State = {}
        self._waiting: set[str] = set()
        self._load()

    def new_in(self, folder: Path) -> State:
        """Return the files of a folder that are new or have changed, each with its state."""
        found = {str(path): state for path in files_in(folder) if (state := _state(path))}
        return {name: state for name, state in found.items() if self._seen.get(name) != state}

    def waiting_in(self, folder: Path) -> list[Path]:
        """Return the files of a folder in which something waits, as far as they are unchanged."""
        paths = (Path(name) for name in sorted(self._waiting))
        return [
            path
            for path in paths
            if path.is_relative_to(folder) and _state(path) == self._seen.get(str(path))
        ]

    def add(self, files: State, waiting: Iterable[Path] = ()) -> None:
        """Remember these files as read, and that something waits in some of them."""
        self._seen |= files
        self._waiting = (self._waiting - files.keys()) | {str(path) for path in waiting}
        self._store()

    def settle(self, paths: Iterable[Path]) -> None:
        """Remember that nothing waits in these files any more."""
        self._waiting -= {str(path) for path in paths}
        self._store()

    def _store(self) -> None:
        """Write all of it; it is kept only in memory if it cannot be written."""
        if not self._there():
            return
        stored = {
            name: (*state, _WAITS) if name in self._waiting else state
            for name, state in self._seen.items()
        }
        with suppress(OSError, UnicodeError):
            write_file(self._path, json.dumps(stored).encode())

    def _load(self) -> None:
        try:
            stored = read_state(self._path)
            self._seen = {
                str(name): (int(size), int(time)) for name, (size, time, *_) in stored.items()
            }
            self._waiting = {str(name) for name, state in stored.items() if _WAITS in state}
        except (OSError, ValueError, TypeError, AttributeError, OverflowError):
            self._seen, self._waiting = {}, set()


def _state(path: Path) -> tuple[int, int] | None:
    """Return a file's size and time of change; None if it is gone."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns
