"""Reading files and texts to import, in a separate process."""

import time
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal

from app.core.importing.drafting.batch import Batch, resolve_dates
from app.core.importing.sandbox.client import ReaderProcess, read_paths
from app.messages import remaining_words
from app.ui.background.background_task import BackgroundTask, Progress

PASTED: Final = "pasted text"
# Before so many files are read there is no telling how long the rest will take.
_FEWEST_TIMED: Final = 5


class ImportReading(QObject):
    """Turns a text or files into a batch of drafts; a newer reading replaces an older one.

    Signals:
        understood(Batch): this is what was read.
        progressed(str): a sentence that says how far the reading has come.
        failed(): the reading broke off; the log says why.
    """

    understood = Signal(object)
    progressed = Signal(str)
    failed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = ReaderProcess()
        self._began = 0.0
        self._task = BackgroundTask(self)
        self._task.done.connect(self.understood)
        self._task.failed.connect(self.failed)
        self._task.progressed.connect(self._progressed)

    @property
    def running(self) -> bool:
        """Whether something is being read."""
        return self._task.running

    def read_text(self, text: str, today: date) -> None:
        """Read a text; `today` decides dates without a year."""
        self.drop()
        self._task.start(_read_pasted, text, self._reader, today)

    def read_files(self, paths: list[Path], today: date) -> None:
        """Read files, and folders with every file in them."""
        self._began = time.monotonic()
        self._task.start(_read_files, paths, self._reader, today)

    def drop(self) -> None:
        """Cancel the reading, if there is one; otherwise keep the process for the next reading."""
        if self._task.running:
            self.stop()

    def stop(self) -> None:
        """Cancel the reading and end its process; the next reading starts a new one."""
        self._task.cancel()
        self._reader.stop()
        self._reader = ReaderProcess()

    def stop_early(self) -> None:
        """Read no more files; what was read so far becomes the batch."""
        self._task.stop_early()

    def _progressed(self, count: int, total: int) -> None:
        spent = time.monotonic() - self._began
        timed = count >= _FEWEST_TIMED
        left = remaining_words(spent / count * (total - count)) if timed else ""
        self.progressed.emit(f"Reading {count} of {total} files …\n{left}")


def _read_pasted(_progress: Progress, text: str, reader: ReaderProcess, today: date) -> Batch:
    return resolve_dates(reader.read_text(text, PASTED), today)


def _read_files(progress: Progress, paths: list[Path], reader: ReaderProcess, today: date) -> Batch:
    return read_paths(paths, reader, today, step=progress.step)
