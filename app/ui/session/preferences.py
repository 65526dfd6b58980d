"""The reader's settings: they apply at once and are saved a moment later."""

import logging
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.settings import Settings, load_settings, save_settings

_log = logging.getLogger(__name__)

# Going from page to page should not wait for the disk.
_SAVE_AFTER_MS = 800


class Preferences(QObject):
    """Holds the settings.

    Signals:
        changed(Settings): a setting changed.
    """

    changed = Signal(object)

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.current: Settings = load_settings(path)
        self._soon = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self._soon.timeout.connect(self._save)

    def change(self, **changes: object) -> None:
        """Change settings, announce the change, and save them soon."""
        settings = replace(self.current, **changes)  # type: ignore[arg-type]
        if settings != self.current:
            self.current = settings
            self._soon.start()
            self.changed.emit(settings)

    def close(self) -> None:
        """Save what is not saved yet."""
        if self._soon.isActive():
            self._soon.stop()
            self._save()

    def _save(self) -> None:
        try:
            save_settings(self._path, self.current)
        except OSError:
            _log.warning("The settings could not be saved", exc_info=True)
