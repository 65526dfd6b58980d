"""Which files of a watched folder have been read already: by name, size and time of change."""

import json
from contextlib import suppress
from pathlib import Path

from app.core.atomic import write_file
from app.core.importing.files.reader import files_in
from app.core.state_files import read_state

State = dict[str, tuple[int, int]]


class SeenFiles:
    """Remembers, from one start to the next, the files that need not be read again."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._seen: State = self._load()

    def new_in(self, folder: Path) -> State:
        """Return the files of a folder that are new or have changed, each with its state."""
        found: State = {}
        for path in files_in(folder):
            with suppress(OSError):
                stat = path.stat()
                found[str(path)] = (stat.st_size, stat.st_mtime_ns)
        return {name: state for name, state in found.items() if self._seen.get(name) != state}

    def add(self, files: State) -> None:
        """Remember these files as read; kept only in memory if they cannot be written."""
        self._seen |= files
        with suppress(OSError, UnicodeError):
            write_file(self._path, json.dumps(self._seen).encode())

    def _load(self) -> State:
        try:
            stored = read_state(self._path)
            return {str(name): (int(size), int(time)) for name, (size, time) in stored.items()}
        except (OSError, ValueError, TypeError, AttributeError, OverflowError):
            return {}
