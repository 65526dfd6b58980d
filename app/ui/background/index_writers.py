"""The processes that write the index, seen as one writer.

One process writes a few records. Two share many, as after an import or on a rebuild: each has an
index of its own, and on the commit the first takes over what the second has written.
"""

import zlib
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, Signal

from app.core.search.index.documents import IndexEntry
from app.ui.background.worker_process import WorkerProcess

# So many unanswered requests keep a process busy; more would only fill the pipe.
_AHEAD: Final = 2


class IndexWriters(QObject):
    """Passes requests on to one process or to both.

    `worker` writes the index itself, `second` helps it with much.

    Signals:
        number_known(int): the index holds the changes up to this number; see `ask_number`.
        written(): a request was carried out; there may be room for more.
        committed(int): what was written up to this number can be found.
        emptied(): there is no index any more.
        failed(str): a request failed or a process ended; nothing uncommitted is left.
    """

    number_known = Signal(int)
    written = Signal()
    committed = Signal(int)
    emptied = Signal()
    failed = Signal(str)

    def __init__(
        self, place: Path, folder: Path, token: str, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._token = token
        self._second_folder = folder.with_name(f"{folder.name}-part")
        self.worker = WorkerProcess(place, self)
        self.worker.answered.connect(self._take)
        self.second = WorkerProcess(place, self)
        self.second.answered.connect(self._take_second)
        for process in (self.worker, self.second):
            process.failed.connect(self.failed)
        self._sharing = False
        self._number = 0

    @property
    def sharing(self) -> bool:
        """Whether two processes share what is written until the next commit."""
        return self._sharing

    @property
    def busy(self) -> bool:
        """Whether an answer is outstanding."""
        return bool(self.worker.unanswered or self.second.unanswered)

    @property
    def full(self) -> bool:
        """Whether a process has enough to do for the moment."""
        return max(self.worker.unanswered, self.second.unanswered) >= _AHEAD

    def ask_number(self) -> None:
        """Ask up to which change the index is complete; 0 without an index."""
        self._ask(self.worker, "status", self._folder)

    def share(self) -> None:
        """Let two processes share what is written from here to the next commit."""
        if not self._sharing:
            self._sharing = True
            # What an interrupted job may have left there.
            self._ask(self.second, "remove", self._second_folder)

    def write(self, entries: list[IndexEntry], after: int) -> None:
        """Add records, or replace them, in an index that holds the changes up to `after`."""
        halves: tuple[list[IndexEntry], list[IndexEntry]] = ([], [])
        for entry in entries:
            # Always the same process for a record: it replaces what it had of it before.
            second = self._sharing and zlib.crc32(entry["owner"].encode()) % 2
            halves[1 if second else 0].append(entry)
        if halves[0]:
            self._ask(self.worker, "add", self._folder, after=after, entries=halves[0])
        if halves[1]:
            self._ask(self.second, "add", self._second_folder, after=0, entries=halves[1])

    def commit(self, number: int) -> None:
        """Let what was written be found: it makes the index complete up to this change."""
        self._number = number
        if self._sharing:
            self._ask(self.second, "commit", self._second_folder, number=0)
        else:
            self._commit_first()

    def empty(self) -> None:
        """Remove the index, and what was written but not committed."""
        self._sharing = False
        self._ask(self.worker, "remove", self._folder)

    def bind(self, token: str) -> None:
        """Write the index of another state of the library from now on; the processes are ended."""
        self.stop()
        self._token = token

    def stop(self) -> None:
        """End the processes; what is not committed is lost."""
        self._sharing = False
        self.worker.stop()
        self.second.stop()

    # Inside

    def _ask(self, process: WorkerProcess, what: str, folder: Path, **more: Any) -> None:
        process.ask({"do": what, "folder": str(folder), "token": self._token, **more})

    def _commit_first(self, *parts: Path) -> None:
        names = [str(part) for part in parts]
        self._ask(self.worker, "commit", self._folder, number=self._number, parts=names)

    def _take(self, answer: dict[str, Any]) -> None:
        match answer:
            case {"done": "status", "number": number}:
                self.number_known.emit(number)
            case {"done": "add"}:
                self.written.emit()
            case {"done": "commit", "number": number}:
                self.committed.emit(number)
            case {"done": "remove"}:
                self.emptied.emit()
            case _:
                self.failed.emit(str(answer.get("error")))

    def _take_second(self, answer: dict[str, Any]) -> None:
        match answer:
            case {"done": "commit"}:
                self._sharing = False
                self.second.stop()
                self._commit_first(self._second_folder)
            case {"done": "add" | "remove"}:
                self.written.emit()
            case _:
                self.failed.emit(str(answer.get("error")))
