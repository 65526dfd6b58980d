"""Import what the pages will need soon, so that they open at once: modules, and nothing else.

Those without Qt are imported in a thread, then those of the window, one at a time.
"""

import importlib
import logging
import threading
from typing import Final

from PySide6.QtCore import QObject, QTimer

_log = logging.getLogger(__name__)

_STEP_MS: Final = 100
_WITHOUT_QT: Final = (
    "app.core.search.database_search",
    "app.core.importing.importer",
    "app.core.importing.drafting.review_state",
    "app.core.importing.drafting.batch",
)
_OF_THE_WINDOW: Final = (
    "app.ui.search.results_page",
    "app.ui.importing.draft_form",
    "app.ui.importing.import_page",
    "app.ui.palette.palette",
)


class Preload(QObject):
    """Imports the modules, once."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left = list(_OF_THE_WINDOW)
        self._thread = threading.Thread(target=_load_all, name="preload", daemon=True)
        self._step = QTimer(self, interval=_STEP_MS)
        self._step.timeout.connect(self._next)

    def start(self) -> None:
        """Begin."""
        self._thread.start()
        self._step.start()

    @property
    def done(self) -> bool:
        """Whether everything is imported."""
        return not self._left

    def _next(self) -> None:
        if self._thread.is_alive():
            return
        _load(self._left.pop(0))
        if not self._left:
            self._step.stop()


def _load_all() -> None:
    for name in _WITHOUT_QT:
        _load(name)


def _load(name: str) -> None:
    try:
        importlib.import_module(name)
    except Exception:
        # Who needs it will say what is wrong with it.
        _log.warning("%s could not be loaded beforehand", name, exc_info=True)
