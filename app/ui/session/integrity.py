"""Whether what is shown is what was stored: at the opening of a summary, and once a week of all."""

import logging
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import BayazError
from app.core.storage.checking.checksums import DamagedRecord
from app.core.storage.checking.library_check import CheckReport, check_file
from app.core.workspace import Workspace
from app.messages import damage_words
from app.ui.background.background_task import BackgroundTask, Progress
from app.ui.session.changes import Changes
from app.ui.session.error_reporting import ErrorReporter

_log = logging.getLogger(__name__)

# By then the reader is reading, and what the start had to do is done.
_AFTER_MS: Final = 45_000


class Integrity(QObject):
    """Looks for silent damage.

    Signals:
        checked(CheckReport): all of the library has been checked.
    """

    checked = Signal(object)

    def __init__(self, workspace: Workspace, changes: Changes, parent: QObject) -> None:
        super().__init__(parent)
        self._checks = workspace.checks
        self._changes = changes
        self._task = BackgroundTask(self)
        self._task.done.connect(self._end)
        self._task.failed.connect(self._fail)
        self._later = QTimer(self, singleShot=True, interval=_AFTER_MS)
        self._later.timeout.connect(self.check_if_due)
        self._later.start()

    def damage_of(self, summary_id: str) -> tuple[DamagedRecord, ...]:
        """Return what is damaged of a summary, its highlights and the notes on it."""
        with ErrorReporter(self._changes.failed):
            return self._checks.of_summary(summary_id)
        return ()

    def accept(self, damaged: tuple[DamagedRecord, ...]) -> bool:
        """Take damaged records for right as they are; return whether that was stored."""
        with ErrorReporter(self._changes.failed):
            self._checks.accept(damaged)
            return True
        return False

    def check_if_due(self) -> None:
        """Check all of the library in a thread, if that was not done for a week."""
        try:
            path = self._checks.begin() if self._checks.due else None
        except BayazError:
            _log.warning("The library cannot be checked", exc_info=True)
            return
        if path is not None:
            self._task.start(_check, path)

    def stop(self) -> None:
        """Stop looking; the library is closed next."""
        self._later.stop()
        self._task.cancel()

    def _end(self, report: CheckReport) -> None:
        with ErrorReporter(self._changes.failed):
            self._checks.end(report)
        if report.damaged:
            more = len(report.damaged) - 1
            words = damage_words(report.damaged[0])
            self._changes.failed.emit(f"{words} And {more} more." if more else words)
        elif report.structure:
            _log.error("The library's file is damaged: %s", "; ".join(report.structure))
            self._changes.failed.emit(
                "The library file is damaged. Make a copy of its folder before you do anything"
                " else."
            )
        self.checked.emit(report)

    def _fail(self) -> None:
        with ErrorReporter(self._changes.failed):
            self._checks.end(None)


def _check(progress: Progress, path: Path) -> CheckReport:
    return check_file(path, progress.step)
