"""Reading the kept source texts of summaries again, in the background."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QObject, Signal

from app.core.importing.drafting.batch import Batch, resolve_dates
from app.core.importing.drafting.kept_source import BodyOnly
from app.core.importing.sandbox.client import ReaderProcess
from app.ui.background.background_task import BackgroundTask, Progress


@dataclass(frozen=True, slots=True)
class KeptSource:
    """What a summary was made of; on `day`, which decides dates without a year.

    `body` is given where an earlier version kept only the body.
    """

    summary_id: str
    text: str
    name: str
    day: date
    body: BodyOnly | None = None


class RenewalReading(QObject):
    """Reads source texts one after another.

    Signals:
        read(dict[str, Batch]): what each text holds, by the id of its summary.
        progressed(int, int): how many are read, and of how many.
        failed(): the reading broke off; the log says why.
    """

    read = Signal(object)
    progressed = Signal(int, int)
    failed = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._reader = ReaderProcess()
        self._task = BackgroundTask(self)
        self._task.done.connect(self._done)
        self._task.failed.connect(self.failed)
        self._task.progressed.connect(self.progressed)

    def start(self, sources: Sequence[KeptSource]) -> None:
        """Read these texts."""
        self._task.start(_read, self._reader, tuple(sources))

    def stop(self) -> None:
        """Cancel the reading, and end its process."""
        self._task.cancel()
        self._reader.stop()

    def _done(self, batches: object) -> None:
        self._reader.stop()
        self.read.emit(batches)


def _read(
    progress: Progress, reader: ReaderProcess, sources: Sequence[KeptSource]
) -> dict[str, Batch]:
    batches: dict[str, Batch] = {}
    for number, source in enumerate(sources):
        if not progress.step(number, len(sources)):
            break
        batches[source.summary_id] = resolve_dates(
            reader.read_kept(source.text, source.name, source.body), source.day
        )
    return batches
