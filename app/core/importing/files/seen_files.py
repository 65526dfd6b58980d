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
        # Paths, not names: Windows means the same file by letters of either case.
        self._seen: dict[Path, tuple[int, int]] = {}
        self._waiting: set[Path] = set()
        self._load()

    def new_in(self, folder: Path) -> State:
        """Return the files of a folder that are new or have changed, each with its state."""
        found = {str(path): state for path in files_in(folder) if (state := _state(path))}
        return {name: state for name, state in found.items() if self._seen.get(Path(name)) != state}

    def waiting_in(self, folder: Path) -> list[Path]:
        """Return the files of a folder in which something waits, as far as they are unchanged."""
        return [
            path
            for path in sorted(self._waiting)
            if path.is_relative_to(folder) and _state(path) == self._seen.get(path)
        ]

    def add(self, files: State, waiting: Iterable[Path] = ()) -> None:
        """Remember these files as read, and that something waits in some of them."""
        read = {Path(name): state for name, state in files.items()}
        self._seen |= read
        self._waiting = (self._waiting - read.keys()) | set(waiting)
        self._store()

    def settle(self, paths: Iterable[Path]) -> None:
        """Remember that nothing waits in these files any more."""
        self._waiting -= set(paths)
        self._store()

    def _store(self) -> None:
        """Write all of it; it is kept only in memory if it cannot be written."""
        if not self._there():
            return
        stored = {
            str(path): (*state, _WAITS) if path in self._waiting else state
            for path, state in self._seen.items()
        }
        with suppress(OSError, UnicodeError):
            write_file(self._path, json.dumps(stored).encode())

    def _load(self) -> None:
        try:
            stored = read_state(self._path)
            self._seen = {
                Path(name): (int(size), int(time)) for name, (size, time, *_) in stored.items()
            }
            self._waiting = {Path(name) for name, state in stored.items() if _WAITS in state}
        except (OSError, ValueError, TypeError, AttributeError, OverflowError):
            self._seen, self._waiting = {}, set()


def _state(path: Path) -> tuple[int, int] | None:
    """Return a file's size and time of change; None if it is gone."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_size, stat.st_mtime_ns
