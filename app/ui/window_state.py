"""Where the window stood and how its panels were laid out, kept from one start to the next."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter

_DEFAULT_SIZE: Final = (1366, 768)
_LEFT, _RIGHT = 280, 320


class WindowState:
    """Reads and writes the window's geometry and the widths of its panels."""

    def __init__(self, path: Path) -> None:
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)

    def restore(self, window: QMainWindow, splitters: dict[str, QSplitter]) -> None:
        """Lay the window out as it was; at its first start, as it was designed."""
        geometry = self._settings.value("geometry")
        if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
            available = window.screen().availableGeometry()
            window.resize(*_DEFAULT_SIZE)
            if available.width() <= _DEFAULT_SIZE[0] or available.height() <= _DEFAULT_SIZE[1]:
                window.setWindowState(Qt.WindowState.WindowMaximized)
        for name, splitter in splitters.items():
            state = self._settings.value(name)
            restored = isinstance(state, QByteArray) and splitter.restoreState(state)
            if not restored and splitter.count() == 3:
                splitter.setSizes([_LEFT, window.width() - _LEFT - _RIGHT, _RIGHT])

    def save(self, window: QMainWindow, splitters: dict[str, QSplitter]) -> None:
        """Keep how the window is laid out now."""
        self._settings.setValue("geometry", window.saveGeometry())
        for name, splitter in splitters.items():
            self._settings.setValue(name, splitter.saveState())
        self._settings.sync()
