"""The window's side of the index: it tells the workers what has changed, and never waits for them.

Few changes go to one worker and are committed at once. Many, as after an import or when the index
is made anew, are shared by two workers, each with an index of its own; the first takes over what
the second has written.
"""

import logging
import zlib
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.search.index.documents import IndexEntry
from app.core.workspace import Workspace
from app.ui.background.worker_process import WorkerProcess

_log = logging.getLogger(__name__)

# The workers end when nothing was asked of them for so long, and are started again when needed.
_IDLE_MS: Final = 30_000
# Changes that come together are written together.
_GATHER_MS: Final = 150
# From so many changed records on, two workers share them.
_MANY: Final = 400
# A worker has so many batches to go on with; more would only fill the pipe.
_AHEAD: Final = 2
_MAX_FAILURES: Final = 3


class IndexUpdater(QObject):
    """Tells the workers what has changed until the index knows everything.

    Signals:
        updated(): the index holds more than before.
        progress(int): so many records are still to be indexed; 0 when all are.
    """

    updated = Signal()
    progress = Signal(int)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._folder: Path = workspace.index_folder
        self._part = self._folder.with_name(f"{self._folder.name}-part")
        self.worker = WorkerProcess(workspace.folder.root, self)
        self._helper = WorkerProcess(workspace.folder.root, self)
        for process in (self.worker, self._helper):
            process.answered.connect(self._take)
            process.failed.connect(self._failed)
        # The change up to which the index is committed, and that up to which it was told.
        self._number: int | None = None
        self._told = 0
        self._shared = False
        # Until a commit is answered, nobody knows after which number the next change comes.
        self._committing = False
        self._anew = False
        self._failures = 0
        self._gather = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gather.timeout.connect(self._next)
        self._more = QTimer(self, singleShot=True, interval=0)
        self._more.timeout.connect(self._next)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._end_processes)

    def catch_up(self) -> None:
        """Bring the index up to date soon."""
        if not self._busy and not self._gather.isActive():
            self._gather.start()

    def rebuild(self) -> None:
        """Make the index anew."""
        self._anew = True
        self.catch_up()

    @property
    def idle(self) -> bool:
        """Whether the index knows everything there is to know."""
        return not self._busy and self._number == self._workspace.last_change()

    def stop(self) -> None:
        """End the workers; what is not committed yet they will be told again."""
        self._committing = False
        self._gather.stop()
        self._more.stop()
        self._idle.stop()
        self.worker.stop()
        self._helper.stop()

    @property
    def _busy(self) -> bool:
        return bool(self.worker.unanswered or self._helper.unanswered)

    def _next(self) -> None:
        """Ask how the index stands, tell it the next changes, or commit what it was told."""
        if self._committing:
            return
        if self._anew:
            if not self._busy:
                self._anew = self._shared = False
                self._ask(self.worker, "remove", self._folder)
            return
        if self._number is None:
            if not self._busy:
                self._ask(self.worker, "status", self._folder)
            return
        if max(self.worker.unanswered, self._helper.unanswered) >= _AHEAD:
            return
        batch = self._workspace.pending(self._told)
        if not batch.entries:
            self._finish()
            return
        self._told = batch.number
        self.progress.emit(batch.remaining + len(batch.entries))
        if batch.remaining > _MANY and not self._shared:
            self._shared = True
            self._ask(self._helper, "remove", self._part)
        self._share(batch.entries)
        if not self._shared and not batch.remaining:
            self._commit()
        else:
            # One batch between two pictures of the window.
            self._more.start()

    def _share(self, entries: list[IndexEntry]) -> None:
        """Give each record always to the same worker: it replaces what it had of it before."""
        halves: tuple[list[IndexEntry], list[IndexEntry]] = ([], [])
        for entry in entries:
            halves[zlib.crc32(entry["owner"].encode()) % 2 if self._shared else 0].append(entry)
        if halves[0]:
            self._ask(self.worker, "add", self._folder, after=self._number, entries=halves[0])
        if halves[1]:
            self._ask(self._helper, "add", self._part, after=0, entries=halves[1])

    def _finish(self) -> None:
        """Commit what was told, the helper's part first; or rest when there is nothing to do."""
        if self._busy:
            return
        if self._shared:
            self._committing = True
            self._ask(self._helper, "commit", self._part, number=0)
        elif self._told != self._number:
            self._commit()
        else:
            self.progress.emit(0)
            self._idle.start()

    def _commit(self, parts: tuple[Path, ...] = ()) -> None:
        self._committing = True
        names = [str(part) for part in parts]
        self._ask(self.worker, "commit", self._folder, number=self._told, parts=names)

    def _ask(self, process: WorkerProcess, what: str, folder: Path, **more: Any) -> None:
        self._idle.stop()
        process.ask({"do": what, "folder": str(folder), **more})

    def _take(self, answer: dict[str, Any]) -> None:
        part = answer.get("folder") == str(self._part)
        match answer:
            case {"done": "status", "number": number}:
                if number > self._workspace.last_change():
                    # The library is older than its index: it was restored or exchanged.
                    self._ask(self.worker, "remove", self._folder)
                    return
                self._number = self._told = number
            case {"done": "add"}:
                pass
            case {"done": "commit"} if part:
                self._shared = False
                self._helper.stop()
                self._commit((self._part,))
                return
            case {"done": "commit", "number": number}:
                self._committing = False
                self._number = number
                self._failures = 0
                self.updated.emit()
            case {"done": "remove"} if not part:
                self._number = self._told = 0
                self.updated.emit()
            case {"done": "remove"}:
                pass
            case _:
                self._failed(str(answer.get("error")))
                return
        self._next()

    def _failed(self, error: str) -> None:
        """Start over with an empty index; after a few failures leave it until the next start."""
        _log.warning("The index could not be written: %s", error)
        self._failures += 1
        self._shared = self._committing = False
        self.worker.stop()
        self._helper.stop()
        self._number = None
        if self._failures < _MAX_FAILURES:
            self._ask(self.worker, "status", self._folder)
        else:
            self.progress.emit(0)

    def _end_processes(self) -> None:
        """Let idle workers go; they hold memory that the reader may need."""
        self.stop()
