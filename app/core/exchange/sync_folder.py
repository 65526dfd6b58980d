"""A folder that a sync keeps the same on several devices, with a file of changes of each.

Every device writes to its own file only, so no sync ever has two versions of one to choose from.
Other files in the folder are left alone.
"""

import hashlib
import logging
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from app.core.exchange.change_file import ChangeFile, Line, lines_from, read_header
from app.core.exchange.model import SyncFolderError

_log = logging.getLogger(__name__)

SUFFIX: Final = ".bayaz-changes"
_NAME: Final = re.compile(r"([0-9a-f]{16})" + re.escape(SUFFIX))


@dataclass(frozen=True, slots=True)
class Position:
    """How far the file of another device was read; `first` is by what a new one is known."""

    first: str
    offset: int


class SyncFolder:
    """The files of changes in a folder. Makes no folder: a stick may not be in."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def key(self) -> str:
        """By what positions in the files of this folder are kept."""
        return hashlib.sha256(str(self.path.absolute()).encode("utf-8", "replace")).hexdigest()[:16]

    def file_of(self, device: str) -> ChangeFile:
        """Return the file of a device; raises SyncFolderError if there is no such folder."""
        if not self.path.is_dir():
            raise SyncFolderError(self.path)
        return ChangeFile(self.path / f"{device}{SUFFIX}", device)

    def devices(self) -> list[str]:
        """Return the devices of which there are files; raises SyncFolderError."""
        try:
            paths = sorted(self.path.iterdir())
        except OSError as error:
            raise SyncFolderError(self.path) from error
        return [match[1] for path in paths if (match := _NAME.fullmatch(path.name))]


class OtherFile:
    """The file of another device, read from where it was read before."""

    def __init__(self, folder: SyncFolder, device: str) -> None:
        self._path = folder.path / f"{device}{SUFFIX}"
        self._device = device
        self.position: Position | None = None
        self.damaged = 0

    def lines(self, known: Position | None) -> Iterator[Line]:
        """Yield the lines after a position.

        Afterwards `position` is where to go on: before the first line that is damaged, since that
        may only not be there completely yet. A file that cannot be read has no lines.
        """
        self.position = known
        try:
            # No link that leads elsewhere, no pipe on which reading would wait.
            if not stat.S_ISREG(self._path.lstat().st_mode):
                return
            with self._path.open("rb") as file:
                header = read_header(file)
                if header is None or header[1] != self._device:
                    self.damaged += 1
                    return
                first = hashlib.sha256(header[0]).hexdigest()
                start = len(header[0])
                if known is not None and known.first == first and known.offset >= start:
                    start = known.offset
                self.position = Position(first, start)
                for end, line in lines_from(file, start):
                    if line is None:
                        self.damaged += 1
                        continue
                    yield line
                    if not self.damaged:
                        self.position = Position(first, end)
        except OSError:
            _log.warning("The file of a device cannot be read", exc_info=True)
            self.damaged += 1
