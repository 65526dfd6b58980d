"""Loads beside the window what its pages will need soon, so that they open at once.

Only modules without Qt, in a thread: what they do when they are loaded is nothing but that.
"""

import importlib
import logging
import threading
from typing import Final

_log = logging.getLogger(__name__)

_SOON_WANTED: Final = (
    "app.core.search.plain",
    "app.core.importing.importer",
    "app.core.importing.review",
)


def preload() -> threading.Thread:
    """Load them in a thread, which is returned."""
    thread = threading.Thread(target=_load, name="preload", daemon=True)
    thread.start()
    return thread


def _load() -> None:
    for name in _SOON_WANTED:
        try:
            importlib.import_module(name)
        except Exception:
            # Who needs it will say what is wrong with it.
            _log.warning("%s could not be loaded beforehand", name, exc_info=True)
