"""A worker process: requests go out to it, and its answers come back as signals."""

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.core.paths import is_name_for_qt, reachable
from app.core.self_command import self_command, self_environment

if TYPE_CHECKING:
    from PySide6.QtCore import QProcess


class WorkerProcess(QObject):
    """Starts the process with the first request, and never waits for an answer.

    Signals:
        answered(dict): the answer to a request; see `app.index_server`.
        failed(str): it did not start, or ended by itself; the last requests may be lost.
    """

    answered = Signal(object)
    failed = Signal(str)

    def __init__(self, place: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._place = place
        self._process: QProcess | None = None
        self.unanswered = 0

    @property
    def process_id(self) -> int | None:
        """The id of the process, None while none is running."""
        return self._process.processId() if self._process is not None else None

    def ask(self, request: dict[str, Any]) -> None:
        """Send a request; the answers come as signals, in the order of the requests."""
        if self._process is None:
            self._process = self._start()
        self.unanswered += 1
        self._process.write(json.dumps(request).encode() + b"\n")

    def stop(self) -> None:
        """End the process after what it is doing; kill it if it is stuck."""
        self.unanswered = 0
        if self._process is None:
            return
        process, self._process = self._process, None
        process.finished.disconnect(self._ended)
        process.closeWriteChannel()
        if not process.waitForFinished(3000):
            process.kill()
            process.waitForFinished(1000)
        process.deleteLater()

    def _start(self) -> "QProcess":
        from PySide6.QtCore import QProcess, QProcessEnvironment

        process = QProcess(self)
        environment = QProcessEnvironment()
        for name, value in self_environment().items():
            environment.insert(name, value)
        program, *arguments = self_command("worker")
        process.setProcessEnvironment(environment)
        # Where the folder is gone, it does without: what it is told has whole paths.
        if _may_be_worked_in(self._place):
            process.setWorkingDirectory(os.fspath(self._place))
        process.setProgram(program)
        process.setArguments(arguments)
        process.setProcessChannelMode(QProcess.ProcessChannelMode.ForwardedErrorChannel)
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._ended)
        process.errorOccurred.connect(self._error)
        process.start()
        return process

    def _read(self) -> None:
        while self._process is not None and self._process.canReadLine():
            answer = json.loads(bytes(self._process.readLine().data()))
            self.unanswered -= 1
            self.answered.emit(answer)

    def _error(self, error: "QProcess.ProcessError") -> None:
        from PySide6.QtCore import QProcess

        if error is QProcess.ProcessError.FailedToStart:
            self._process = None
            self.unanswered = 0
            self.failed.emit("the worker process does not start")

    def _ended(self) -> None:
        ended, self._process = self._process, None
        if ended is not None:
            ended.deleteLater()
        self.unanswered = 0
        self.failed.emit("the worker process ended")


def _may_be_worked_in(folder: Path) -> bool:
    """Return whether a process can begin in a folder; Windows starts none in a long path."""
    return is_name_for_qt(folder) and folder == reachable(folder) and folder.is_dir()
