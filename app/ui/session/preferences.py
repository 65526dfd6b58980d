"""The reader's settings: they apply at once and are saved a moment later."""

import logging
import os
from collections.abc import Callable
from dataclasses import replace
from errno import ENOENT
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.settings import Settings, load_settings, save_settings

_log = logging.getLogger(__name__)

# Going from page to page should not wait for the disk.
_SAVE_AFTER_MS = 800
_AGAIN_AFTER_MS = 10_000


class Preferences(QObject):
    """Holds the settings; `there` says whether their file may be written.

    Signals:
        changed(Settings): a setting changed.
        failed(str): they could not be saved, and will be tried again; said once.
    """

    changed = Signal(object)
    failed = Signal(str)

    def __init__(
        self, path: Path, there: Callable[[], bool], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._path = path
        self._there = there
        self.current: Settings = load_settings(path)
        self._soon = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._soon.timeout.connect(self._save)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_AFTER_MS)
        self._again.timeout.connect(self._save)
        self._unsaved = False

    def change(self, **changes: object) -> None:
        """Change settings, announce the change, and save them soon."""
        settings = replace(self.current, **changes)  # type: ignore[arg-type]
        if settings != self.current:
            self.current = settings
            self._soon.start()
            self.changed.emit(settings)

    def reload(self) -> None:
        """Take the settings from their file, which was put there by a restored backup."""
        self.current = load_settings(self._path)
        self.changed.emit(self.current)

    def close(self) -> None:
        """Save what is not saved yet."""
        if self._soon.isActive() or self._again.isActive():
            self._soon.stop()
            self._again.stop()
            self._save()

    def _save(self) -> None:
        try:
            if not self._there():
                raise FileNotFoundError(ENOENT, os.strerror(ENOENT))
            save_settings(self._path, self.current)
        except OSError as error:
            _log.warning("The settings could not be saved", exc_info=True)
            self._again.start()
            if not self._unsaved:
                self._unsaved = True
                self.failed.emit(
                    f"Your settings could not be saved: {error.strerror}. Bayaz tries again by"
                    " itself."
                )
        else:
            self._unsaved = False
