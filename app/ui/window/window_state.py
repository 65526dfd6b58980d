"""How the window was laid out and what its panels showed, kept from one start to the next."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtCore import QByteArray, QSettings, Qt
from PySide6.QtWidgets import QMainWindow, QSplitter

from app.core.library.syllabus import Syllabus
from app.core.state_files import set_aside
from app.ui.library.library_panel import LibraryPanel
from app.ui.library.saved_filter import choice_from_text, choice_to_text
from app.ui.window.side_panels import SidePanels

_DEFAULT_SIZE: Final = (1366, 768)
_LEFT, _RIGHT = 280, 320
_SHOWN: Final = "shown"
_HIDDEN: Final = "hidden"


class WindowState:
    """Reads and writes the window's geometry, its panels and their widths, and the filter.

    `there` says whether their file may be written.
    """

    def __init__(
        self,
        path: Path,
        there: Callable[[], bool],
        window: QMainWindow,
        splitter: QSplitter,
        library: LibraryPanel,
        panels: SidePanels,
    ) -> None:
        self._there = there
        self._settings = QSettings(str(path), QSettings.Format.IniFormat)
        # The file that was damaged, by its new name.
        self.set_aside: list[Path] = []
        if _is_damaged(path) or self._settings.status() is QSettings.Status.FormatError:
            place = set_aside(path)
            self.set_aside += [place] if place else []
            self._settings = QSettings(str(path), QSettings.Format.IniFormat)
        self._window = window
        self._splitter = splitter
        self._library = library
        self._panels = panels

    def restore(self, syllabus: Syllabus) -> None:
        """Lay the window out as it was; at its first start, as it was designed."""
        window = self._window
        geometry = self._settings.value("geometry")
        if not (isinstance(geometry, QByteArray) and window.restoreGeometry(geometry)):
            available = window.screen().availableGeometry()
            window.resize(*_DEFAULT_SIZE)
            if available.width() <= _DEFAULT_SIZE[0] or available.height() <= _DEFAULT_SIZE[1]:
                window.setWindowState(Qt.WindowState.WindowMaximized)
        if not self._restore_splitter("panels", self._splitter):
            self._splitter.setSizes([_LEFT, window.width() - _LEFT - _RIGHT, _RIGHT])
        self._restore_splitter("library", self._library.splitter)
        self._panels.library_wished = self._text("library_panel") != _HIDDEN
        self._panels.notes_wished = self._text("notes_panel") != _HIDDEN
        self._library.take_up(choice_from_text(self._text("chosen"), syllabus))

    def save(self) -> None:
        """Save how the window is laid out now."""
        if not self._there():
            return
        settings, panels = self._settings, self._panels
        settings.setValue("library_panel", _SHOWN if panels.library_wished else _HIDDEN)
        settings.setValue("notes_panel", _SHOWN if panels.notes_wished else _HIDDEN)
        settings.setValue("chosen", choice_to_text(self._library.chosen))
        settings.setValue("geometry", self._window.saveGeometry())
        settings.setValue("panels", self._splitter.saveState())
        settings.setValue("library", self._library.splitter.saveState())
        settings.sync()

    def _restore_splitter(self, name: str, splitter: QSplitter) -> bool:
        state = self._settings.value(name)
        return isinstance(state, QByteArray) and splitter.restoreState(state)

    def _text(self, name: str) -> str:
        value = self._settings.value(name, "")
        return value if isinstance(value, str) else ""


def _is_damaged(path: Path) -> bool:
    """Return whether a file cannot be of Qt's making; Qt itself reads anything."""
    if path.is_dir():
        return True
    try:
        with path.open("rb") as file:
            start = file.read(64).lstrip()
    except OSError:
        return False
    return bool(start) and not start.startswith((b"[", b";"))
