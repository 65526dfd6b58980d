"""The window's side of the worker process: it keeps the index true and never makes us wait."""

import json
import logging
import os
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, QTimer, Signal

from app.core.own_process import own_command, own_environment
from app.core.workspace import Workspace

_log = logging.getLogger(__name__)

# The worker ends when nothing was asked of it for so long, and is started again when needed.
_IDLE_MS: Final = 30_000
# Changes that come together are written together.
_GATHER_MS: Final = 150
_MAX_FAILURES: Final = 3


class IndexWorker(QObject):
    """Tells the worker process what has changed until the index knows everything.

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
        self._process: QProcess | None = None
        self._number: int | None = None
        self._busy = False
        self._failures = 0
        self._gather = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gather.timeout.connect(self._next)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(self._end_process)

    def catch_up(self) -> None:
        """Bring the index up to date soon."""
        if not self._busy and not self._gather.isActive():
            self._gather.start()

    def rebuild(self) -> None:
        """Make the index anew."""
        self._number = None
        if not self._busy:
            self._ask({"do": "remove"})

    @property
    def idle(self) -> bool:
        """Whether the index knows everything there is to know."""
        return not self._busy and self._number == self._workspace.last_change()

    def stop(self) -> None:
        """End the worker; what it has not written yet it will be told again."""
        self._gather.stop()
        self._idle.stop()
        if self._process is None:
            return
        process, self._process = self._process, None
        process.finished.disconnect(self._process_ended)
        process.closeWriteChannel()
        if not process.waitForFinished(3000):
            process.kill()
            process.waitForFinished(1000)

    def _next(self) -> None:
        """Ask how the index stands, or tell it the next batch."""
        if self._busy:
            return
        if self._number is None:
            self._ask({"do": "status"})
            return
        batch = self._workspace.pending(self._number)
        if not batch.entries:
            self.progress.emit(0)
            self._idle.start()
            return
        self.progress.emit(batch.remaining + len(batch.entries))
        self._ask({"do": "apply", "entries": batch.entries, "number": batch.number})

    def _ask(self, request: dict[str, Any]) -> None:
        self._idle.stop()
        self._busy = True
        if self._process is None:
            self._process = self._start_process()
        line = json.dumps({**request, "folder": str(self._folder)})
        self._process.write(line.encode() + b"\n")

    def _start_process(self) -> QProcess:
        process = QProcess(self)
        environment = QProcessEnvironment()
        for name, value in own_environment().items():
            environment.insert(name, value)
        program, *arguments = own_command("worker")
        process.setProcessEnvironment(environment)
        process.setWorkingDirectory(os.fspath(self._workspace.folder.root))
        process.setProgram(program)
        process.setArguments(arguments)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._process_ended)
        process.errorOccurred.connect(self._process_failed)
        process.start()
        return process

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            answer = json.loads(bytes(self._process.readLine().data()))
            self._busy = False
            self._take(answer)

    def _take(self, answer: dict[str, Any]) -> None:
        match answer:
            case {"done": "status", "number": number}:
                known = number is not None and number <= self._workspace.last_change()
                if not known and number is not None:
                    # The library is older than its index: it was restored or exchanged.
                    self._ask({"do": "remove"})
                    return
                self._number = number or 0
            case {"done": "apply", "number": number}:
                self._number = number
                self._failures = 0
                self.updated.emit()
            case {"done": "remove"}:
                self._number = 0
                self.updated.emit()
            case _:
                self._failed(str(answer.get("error")))
                return
        self._next()

    def _failed(self, error: str) -> None:
        """Start over with an empty index; after a few failures leave it until the next start."""
        _log.warning("The index could not be written: %s", error)
        self._failures += 1
        self._busy = False
        if self._failures < _MAX_FAILURES:
            self._number = None
            self._ask({"do": "remove"})
        else:
            self.progress.emit(0)

    def _process_failed(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self._process = None
            self._failures = _MAX_FAILURES
            self._failed("the worker process does not start")

    def _process_ended(self) -> None:
        """Let another worker take over, from what the index holds then."""
        ended, self._process = self._process, None
        if ended is not None:
            ended.deleteLater()
        self._number = None
        if self._busy:
            self._failed("the worker process ended")

    def _end_process(self) -> None:
        """Let an idle worker go; it holds memory that the reader may need."""
        number = self._number
        self.stop()
        self._number = number
