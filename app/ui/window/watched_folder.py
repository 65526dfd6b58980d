"""Importing automatically what is put into a folder that the reader has chosen."""

from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from app.core.importing.drafting.batch import Batch
from app.core.importing.drafting.review import ReviewItem
from app.core.importing.files.seen_files import SeenFiles, State
from app.core.importing.sandbox.client import ReaderProcess, read_paths
from app.ui.background.background_task import BackgroundTask, Progress
from app.ui.session.session import Session

# A file that is still being written changes within this time.
_SETTLED_MS: Final = 1_500


class WatchedFolder(QObject):
    """Reads the new files of a folder; adds what is certain, and leaves the rest for a review.

    Signals:
        stored(list[Accepted], int): this was stored; so many drafts are in doubt or were refused.
    """

    stored = Signal(object, int)

    def __init__(self, session: Session, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folder = folder
        self._seen = SeenFiles(session.workspace.folder.watched_files)
        self._before: State = {}
        self._reading: State = {}
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(self._look_soon)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._colours)
        self._task = BackgroundTask(self)
        self._task.done.connect(self._read)
        self._settled.start()

    def take_as_seen(self) -> None:
        """Ignore what is in the folder now: only files added from here on are read."""
        self._seen.add(self._seen.new_in(self._folder))

    def stop(self) -> None:
        """Stop watching."""
        self._settled.stop()
        self._task.cancel()
        self._watcher.removePaths(self._watcher.directories())

    def _look_soon(self) -> None:
        self._settled.start()

    def _colours(self) -> None:
        """Read the new files that have not changed since the last look."""
        found = self._seen.new_in(self._folder)
        if self._task.running or found != self._before:
            self._before = found
            self._settled.start()
        elif found:
            self._reading = found
            today = self._session.workspace.importer.today
            self._task.start(_read_files, [Path(name) for name in found], today)

    def _read(self, batch: Batch) -> None:
        batch = self._session.workspace.importer.apply_learned(batch)
        # What a friend has written comes into the notebook only when the reader has seen it.
        certain = [
            sourced
            for sourced in batch.drafts
            if ReviewItem(sourced).certain and sourced.draft.shared_annotations is None
        ]
        accepted = self._session.imports.accept(certain)
        self._seen.add(self._reading)
        self._session.imports.finish(accepted)
        left = len(batch.drafts) - len(certain) + len(batch.rejected)
        if accepted or left:
            self.stored.emit(accepted, left)


def _read_files(progress: Progress, paths: list[Path], today: date) -> Batch:
    with ReaderProcess() as reader:
        return read_paths(paths, reader, today, step=progress.step)
