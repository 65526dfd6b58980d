"""What the open window does when Bayaz is started once more: it comes forward with the files."""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.ui.background.open_window import OpenWindow
from app.ui.window.controllers.import_controller import ImportController

_AGAIN_MS: Final = 300


class ComingForward(QObject):
    """Shows the window, and reviews the files as soon as no dialog is open."""

    def __init__(self, library: Path, importing: ImportController, window: QWidget) -> None:
        super().__init__(window)
        self._importing = importing
        self._window = window
        self._files: list[Path] = []
        self._door = OpenWindow(library, self)
        self._door.called.connect(self.come)
        self._again = QTimer(self, singleShot=True, interval=_AGAIN_MS)
        self._again.timeout.connect(self._review)

    def listen(self) -> None:
        """Let other starts find this window."""
        self._door.listen()

    def stop(self) -> None:
        """Let them find it no more."""
        self._again.stop()
        self._door.stop()

    def come(self, files: list[Path]) -> None:
        """Bring the window forward and review files."""
        window = self._window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()
        self._files = list(dict.fromkeys((*self._files, *files)))
        # Not from within the answer to the other start: a question may come up.
        self._again.start(0)

    def _review(self) -> None:
        if not self._files:
            return
        if QApplication.activeModalWidget() is not None:
            self._again.start(_AGAIN_MS)
            return
        files, self._files = self._files, []
        self._importing.review_paths(files)
