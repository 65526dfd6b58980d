"""Backups in the window: one a day by itself, one before what cannot be undone, and restoring.

They are made in a thread from the file of the library as it was at the start: what is written
meanwhile waits in the write-ahead log. So the act that a backup precedes need not wait for it.
"""

import logging
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QUndoStack

from app.core.backup.library_backups import Job
from app.core.backup.model import (
    Backup,
    BackupError,
    BackupUnreadableError,
    Difference,
    Reason,
    Step,
)
from app.core.errors import BayazError
from app.core.exchange.model import MergeReport
from app.core.notes.model import HighlightChange
from app.core.workspace import Workspace
from app.messages import error_words
from app.ui.background.background_task import BackgroundTask, Progress
from app.ui.session.changes import Changes
from app.ui.session.error_reporting import ErrorReporter
from app.ui.session.preferences import Preferences

_log = logging.getLogger(__name__)

# By then the reader is reading; later the day may have changed.
_FIRST_MS: Final = 90_000
_AGAIN_MS: Final = 3_600_000
# What was touched is settled in small steps between the window's pictures.
_SETTLE_AFTER_MS: Final = 30_000
_SETTLE_STEP_MS: Final = 40
_SETTLED_AT_ONCE: Final = 20
_BATCHES: Final = 2


class BackupService(QObject):
    """Makes backups, lists them, and restores one.

    Signals:
        started(), progressed(int, int): a backup is being made; so much of so much is done.
        finished(Backup): it was made, and read back.
        failed(str): it could not be made; why, and what to do.
    """

    started = Signal()
    progressed = Signal(int, int)
    finished = Signal(object)
    failed = Signal(str)

    def __init__(
        self,
        workspace: Workspace,
        changes: Changes,
        preferences: Preferences,
        undo_stack: QUndoStack,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._backups = workspace.backups
        self._changes = changes
        self._preferences = preferences
        self._undo_stack = undo_stack
        self._task = BackgroundTask(self)
        self._task.done.connect(self._end)
        self._task.failed.connect(self._fail)
        self._task.progressed.connect(self.progressed)
        self.failed.connect(changes.failed)
        self._timer = QTimer(self, interval=_AGAIN_MS)
        self._timer.timeout.connect(self.make_if_due)
        self._later = QTimer(self, singleShot=True, interval=_FIRST_MS)
        self._later.timeout.connect(self.make_if_due)
        self._settling: Iterator[int] | None = None
        self._settle_soon = QTimer(self, singleShot=True, interval=_SETTLE_AFTER_MS)
        self._settle_soon.timeout.connect(self.settle)
        if not workspace.read_only:
            # Nothing is written beside a library that is only read.
            for timer in (self._later, self._timer, self._settle_soon):
                timer.start()

    @property
    def running(self) -> bool:
        """Whether a backup is being made."""
        return self._task.running

    def all(self) -> list[Backup]:
        """Return the backups, the newest first."""
        return self._backups.backups.all()

    def settle(self) -> None:
        """Write a little of what was touched into the journal, and go on in a moment."""
        if not self._workspace.may_write_beside():
            # What is in the place of the library now is not ours.
            self._settling = None
            self._settle_soon.start(_SETTLE_AFTER_MS)
            return
        try:
            if self._settling is None:
                self._settling = self._workspace.exchange.writing_journal(
                    self._workspace.folder.journal, _SETTLED_AT_ONCE
                )
            next(self._settling)
        except StopIteration:
            self._settling = None
            self._settle_soon.start(_SETTLE_AFTER_MS)
        except (BayazError, OSError):
            # It is tried again; what was touched stays noted.
            self._settling = None
            self._settle_soon.start(_SETTLE_AFTER_MS)
        else:
            self._settle_soon.start(_SETTLE_STEP_MS)

    def make_if_due(self) -> None:
        """Make the day's backup if there is none yet and nothing else is looking at the file."""
        try:
            if not self.running and not self._backups.is_held and self._backups.is_due():
                self.make(Reason.DAILY)
        except BayazError:
            _log.warning("The day's backup cannot be made", exc_info=True)

    def make(self, reason: Reason) -> None:
        """Make a backup of what the library holds now; one that is being made will do."""
        if self.running:
            return
        try:
            if reason is not Reason.ASKED and self._backups.holds_nothing():
                return
            # So that it can be merged later; most was settled in quiet moments.
            for _ in islice(self._workspace.exchange.settle(), _BATCHES):
                pass
            job = self._backups.begin(reason)
        except BayazError as error:
            self.failed.emit(error_words(error))
            return
        self.started.emit()
        if job is None:
            # The file cannot be held still: on a network share, or during the weekly check.
            self._tell(_made(lambda step: self._backups.make(reason, step), None))
        else:
            self._task.start(_run, job)

    def make_at(self, path: Path) -> Backup | None:
        """Make a backup with a name of the reader's own; None, with a message, if it fails."""
        with ErrorReporter(self._changes.failed):
            return self._backups.make_at(path)
        return None

    def set_second_folder(self, folder: str | None) -> None:
        """Copy backups to another folder or stick from now on, or to none."""
        self._preferences.change(backup_folder=folder)
        self._backups.set_second(folder)

    @property
    def second_folder(self) -> str | None:
        """Where copies of backups go, None for nowhere."""
        return self._preferences.current.backup_folder

    def preview(self, path: Path) -> list[Difference] | None:
        """Return what restoring a backup would change; None, with a message, if it cannot be."""
        with ErrorReporter(self._changes.failed):
            try:
                return self._backups.preview(path)
            except OSError as error:
                raise BackupUnreadableError(path) from error
        return None

    def restore(self, path: Path, step: Step | None = None) -> list[Difference] | None:
        """Bring the library back to a backup; None, with a message, if nothing was changed."""
        self._preferences.close()
        with ErrorReporter(self._changes.failed):
            try:
                done = self._workspace.restore_backup(path, step)
            except OSError as error:
                raise BackupUnreadableError(path) from error
            self._preferences.reload()
            self._announce()
            return done
        return None

    def preview_merge(self, path: Path) -> MergeReport | None:
        """Return what taking in a backup would add; None, with a message, if it cannot be."""
        return self._merged(path, dry_run=True)

    def merge(self, path: Path) -> MergeReport | None:
        """Take in what a backup has and the library has not; nothing is removed."""
        with ErrorReporter(self._changes.failed):
            self._backups.make(Reason.RESTORE)
            report = self._merged(path, dry_run=False)
            if report is not None:
                self._announce()
            return report
        return None

    def _merged(self, path: Path, *, dry_run: bool) -> MergeReport | None:
        with ErrorReporter(self._changes.failed):
            try:
                return self._workspace.exchange.merge_backup(path, dry_run=dry_run)
            except OSError as error:
                raise BackupUnreadableError(path) from error
        return None

    def _announce(self) -> None:
        # What was done before was done to other records.
        self._undo_stack.clear()
        self._changes.library_changed.emit()
        self._changes.notes_changed.emit()
        self._changes.highlights_changed.emit(HighlightChange())
        self._changes.colours_renamed.emit()

    def stop(self) -> None:
        """Stop a backup that is being made; the library is closed next."""
        self._later.stop()
        self._settle_soon.stop()
        self._timer.stop()
        self._task.cancel()

    def _end(self, result: Backup | BackupError) -> None:
        with ErrorReporter(self._changes.failed):
            self._backups.end()
        self._tell(result)

    def _tell(self, result: Backup | BackupError) -> None:
        if isinstance(result, BackupError):
            self.failed.emit(error_words(result))
        else:
            self.finished.emit(result)

    def _fail(self) -> None:
        with ErrorReporter(self._changes.failed):
            self._backups.end()
        self.failed.emit("The backup could not be made; the log says why.")


def _run(progress: Progress, job: Job) -> Backup | BackupError:
    return _made(job, progress.step)


def _made(job: Job, step: Step | None) -> Backup | BackupError:
    try:
        return job(step)
    except BackupError as error:
        _log.warning("A backup could not be made", exc_info=True)
        return error
