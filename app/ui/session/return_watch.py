"""Looking for a library that vanished while it was open, and going on with it when it is back."""

import logging
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.errors import BayazError
from app.core.storage.whereabouts import Lookout, Whereabouts
from app.core.storage.writable import Hindrance
from app.core.workspace import Workspace
from app.ui.background.background_task import BackgroundTask, Progress
from app.ui.background.index_updater import IndexUpdater
from app.ui.session.search_service import SearchService

_log = logging.getLogger(__name__)

# What arrives has to be the same at two looks.
_EVERY_MS: Final = 2_000
_GOES_ON: Final = (Whereabouts.THERE, Whereabouts.BACK)


class ReturnWatch(QObject):
    """Looks every few seconds while the library is gone, in a thread: a disk may be slow.

    A library that is back as it was is gone on with. `found` is what is in its place otherwise;
    None while nothing is known to be wrong.

    Signals:
        looked(): `found` changed.
        returned(): the library is back, and the work goes on.
    """

    looked = Signal()
    returned = Signal()

    def __init__(
        self, workspace: Workspace, index: IndexUpdater, search: SearchService, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._index = index
        self._search = search
        self.found: Whereabouts | None = None
        self._lookout: Lookout | None = None
        self._task = BackgroundTask(self)
        self._task.done.connect(self._looked)
        self.timer = QTimer(self, interval=_EVERY_MS)
        self.timer.timeout.connect(self._look)

    def begin(self) -> None:
        """Begin to look, if something failed because the library is gone, or soon may be.

        A disk that was just pulled out may at first only refuse to be written.
        """
        if self._hindrance is not None and not self.timer.isActive():
            self.timer.start()
            self._notice()

    def stop(self) -> None:
        """Look no more; the library is closed next."""
        self.timer.stop()
        self._task.cancel()

    @property
    def _hindrance(self) -> Hindrance | None:
        """What keeps the library from being written, and may pass by itself."""
        hindrance = self._workspace.hindrance
        lasts = self._workspace.read_only and hindrance is not Hindrance.GONE
        return None if lasts else hindrance

    def _notice(self) -> None:
        if self._hindrance is Hindrance.GONE and self._lookout is None:
            self._lookout = self._workspace.lookout()
            _log.warning("The library is gone")
            self._show(Whereabouts.GONE)

    def _look(self) -> None:
        self._notice()
        if self._lookout is not None:
            if not self._task.running:
                self._task.start(_look, self._lookout)
        elif self._hindrance is None:
            # It could be written by now.
            self.timer.stop()

    def _looked(self, found: Whereabouts) -> None:
        if found in _GOES_ON:
            self._go_on()
        else:
            self._show(found)

    def _go_on(self) -> None:
        """Go on with the library; if that cannot be, look again later."""
        # Nobody may write the index while it is handed on.
        self._index.stop()
        try:
            back = self._workspace.come_back()
        except BayazError:
            _log.warning("The library is back and cannot be opened", exc_info=True)
            back = False
        # What is looked for may be another file by now.
        self._lookout = None if back else self._workspace.lookout()
        self._index.go_on(self._workspace.index_token)
        self._search.go_on(self._workspace.index_token)
        if back:
            self.timer.stop()
            self._show(None)
            _log.info("The library is back")
            self.returned.emit()

    def _show(self, found: Whereabouts | None) -> None:
        if found is not self.found:
            self.found = found
            self.looked.emit()


def _look(_progress: Progress, lookout: Lookout) -> Whereabouts:
    return lookout.look()
