"""How the window stood and what its panels showed, kept from one start to the next."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter

_DEFAULT_SIZE: Final = (1366, 768)
_LEFT, _RIGHT = 280, 320


class WindowState:
    """Reads and writes the window's geometry, the widths of its panels, and a few words more."""

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

    def recall(self, name: str) -> str:
        """Return what was kept under a name, '' if nothing was."""
        value = self._settings.value(name, "")
        return value if isinstance(value, str) else ""

    def recall_shown(self, name: str) -> bool:
        """Return whether a panel was shown; at the first start it is."""
        return self.recall(name) != "hidden"

    def keep(self, name: str, value: str) -> None:
        """Keep a text under a name."""
        self._settings.setValue(name, value)

    def keep_shown(self, name: str, *, shown: bool) -> None:
        """Keep whether a panel is shown."""
        self.keep(name, "shown" if shown else "hidden")

    def save(self, window: QMainWindow, splitters: dict[str, QSplitter]) -> None:
        """Keep how the window is laid out now."""
        self._settings.setValue("geometry", window.saveGeometry())
        for name, splitter in splitters.items():
            self._settings.setValue(name, splitter.saveState())
        self._settings.sync()
