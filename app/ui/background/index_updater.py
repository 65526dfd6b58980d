"""Keeps the search index up to date with the library, without the window ever waiting for it."""

import logging
from enum import Enum, auto
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.workspace import Workspace
from app.ui.background.index_writers import IndexWriters
from app.ui.background.worker_process import WorkerProcess

_log = logging.getLogger(__name__)

# The processes end when they have been idle for so long, and are started again when needed.
_IDLE_MS: Final = 30_000
# Changes that come together are written together.
_GATHER_MS: Final = 150
# From so many changed records on, two processes share them.
_MANY: Final = 400
_MAX_FAILURES: Final = 3


class _State(Enum):
    RESTING = auto()
    ASKING = auto()
    EMPTYING = auto()
    WRITING = auto()
    COMMITTING = auto()


# Until the answer comes nobody knows from which change on to write.
_WAITING: Final = (_State.ASKING, _State.EMPTYING, _State.COMMITTING)


class IndexUpdater(QObject):
    """Writes everything to the index that has changed in the library since the last time.

    Each change of the library has a number. The index knows up to which change it is complete, so
    that it catches up after a crash, and a rebuild is catching up from an empty index::

        RESTING ── catch_up() ──┬─ number unknown ─► ASKING ─── older than the library ───┐
           ▲                    │                      │                                  │
           │                    │               newer: the library was restored           │
           │                    │                      ▼                                  │
           │                    ├─── rebuild() ─► EMPTYING ── now 0 ──────────────────────┤
           │                    │                                                         │
           │                    └─ number known ─► WRITING ◄──────────────────────────────┘
           │                                       │  │  ▲
           ├──────────── nothing to write ─────────┘  │  └── more changes meanwhile ──┐
           │                                          └── all written ─► COMMITTING ──┘
           │
           └── three failures, until the next catch_up(); after the first two: ASKING

    WRITING goes on batch by batch, never with more than the writers can take. A rebuild that is
    asked for meanwhile begins as soon as no answer is outstanding.

    Signals:
        updated(): the index holds something else than before.
        progress(int): so many records are still to be written; 0 when all are.
    """

    updated = Signal()
    progress = Signal(int)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._writers = writers = IndexWriters(
            workspace.folder.root, workspace.index_folder, workspace.index_token, self
        )
        writers.number_known.connect(self._number_known)
        writers.written.connect(self._go_on)
        writers.committed.connect(self._committed)
        writers.emptied.connect(self._emptied)
        writers.failed.connect(self._failed)
        self._state = _State.RESTING
        # The change up to which the index is committed, None while unknown; and that up to which
        # it is written.
        self._number: int | None = None
        self._written = 0
        self._rebuild_wanted = False
        self._failures = 0
        self._gather = QTimer(self, singleShot=True, interval=_GATHER_MS)
        self._gather.timeout.connect(self._go_on)
        self._next_batch = QTimer(self, singleShot=True, interval=0)
        self._next_batch.timeout.connect(self._go_on)
        self._idle = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._idle.timeout.connect(writers.stop)

    @property
    def idle(self) -> bool:
        """Whether the index holds every change of the library."""
        return not self._writers.busy and self._number == self._workspace.last_change()

    @property
    def worker(self) -> WorkerProcess:
        """The process that writes the index."""
        return self._writers.worker

    @property
    def second_worker(self) -> WorkerProcess:
        """The process that helps when there is much to write."""
        return self._writers.second

    def catch_up(self) -> None:
        """Bring the index up to date soon."""
        if self._state is _State.RESTING and not self._gather.isActive():
            self._gather.start()

    def look_again(self) -> None:
        """Ask how far the index is, which could not be opened, and bring it up to date."""
        if self._state is _State.RESTING:
            self._number = None
        self.catch_up()

    def rebuild(self) -> None:
        """Remove the index and write it again from the library."""
        self._rebuild_wanted = True
        self.catch_up()

    def stop(self) -> None:
        """End the processes; what is not committed yet will be written again."""
        for timer in (self._gather, self._next_batch, self._idle):
            timer.stop()
        self._writers.stop()
        self._state = _State.RESTING
        self._number = None

    def go_on(self, token: str) -> None:
        """Begin anew, with the token of a library that is back, after `stop`."""
        self._writers.bind(token)
        self._failures = 0
        self.catch_up()

    # From state to state

    def _go_on(self) -> None:
        """Take the next step, unless the present one is still waiting for its answer."""
        if self._state in _WAITING:
            return
        self._idle.stop()
        if self._rebuild_wanted:
            if not self._writers.busy:
                self._rebuild_wanted = False
                self._empty()
        elif self._number is None:
            self._ask_number()
        elif not self._writers.full:
            self._write_batch(self._number)

    def _ask_number(self) -> None:
        self._state = _State.ASKING
        self._writers.ask_number()

    def _number_known(self, number: int) -> None:
        if number > self._workspace.last_change():
            # The library is older than its index: it was restored or exchanged.
            self._empty()
        else:
            self._state = _State.WRITING
            self._number = self._written = number
            self._go_on()

    def _empty(self) -> None:
        self._state = _State.EMPTYING
        self._writers.empty()

    def _emptied(self) -> None:
        self._state = _State.WRITING
        self._number = self._written = 0
        self.updated.emit()
        self._go_on()

    def _write_batch(self, committed: int) -> None:
        """Write the next changes to an index that holds those up to `committed`."""
        self._state = _State.WRITING
        batch = self._workspace.pending(self._written)
        if not batch.entries:
            self._all_written(committed)
            return
        self._written = batch.number
        self.progress.emit(batch.remaining + len(batch.entries))
        if batch.remaining > _MANY:
            self._writers.share()
        self._writers.write(batch.entries, after=committed)
        if batch.remaining or self._writers.sharing:
            # One batch between two pictures of the window.
            self._next_batch.start()
        else:
            self._commit()

    def _all_written(self, committed: int) -> None:
        if self._writers.busy:
            return
        if self._written != committed:
            self._commit()
        else:
            self._state = _State.RESTING
            self.progress.emit(0)
            self._idle.start()

    def _commit(self) -> None:
        self._state = _State.COMMITTING
        self._writers.commit(self._written)

    def _committed(self, number: int) -> None:
        self._state = _State.WRITING
        self._number = number
        self._failures = 0
        self.updated.emit()
        self._go_on()

    def _failed(self, _error: str) -> None:
        _log.warning("The index could not be written")
        self._failures += 1
        self._writers.stop()
        self._next_batch.stop()
        self._idle.stop()
        self._number = None
        if self._failures < _MAX_FAILURES:
            self._ask_number()
        else:
            self._state = _State.RESTING
            self.progress.emit(0)
