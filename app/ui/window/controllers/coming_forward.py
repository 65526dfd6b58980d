"""What the window does with the files of a start, its own or a later one: it shows them.

A backup is shown beside the others, with what restoring it would change; all else is imported.
"""

from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from app.core.backup.model import SUFFIX
from app.ui.background.open_window import OpenWindow
from app.ui.window.controllers.backup_controller import BackupController
from app.ui.window.controllers.import_controller import ImportController

_AGAIN_MS: Final = 300


class ComingForward(QObject):
    """Shows the window, and reviews the files as soon as no dialog is open."""

    def __init__(
        self,
        library: Path,
        importing: ImportController,
        backups: BackupController,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._backups = backups
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
        """Bring the window forward, and show files in it."""
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
        if QApplication.activeModalWidget() is not None or self._backups.busy:
            self._again.start(_AGAIN_MS)
            return
        backup = next((file for file in self._files if file.name.lower().endswith(SUFFIX)), None)
        if backup is not None:
            # One at a time; what else there is comes when the reader has decided about it.
            self._files.remove(backup)
            if self._files:
                self._again.start(_AGAIN_MS)
            self._backups.show(backup)
            return
        files, self._files = self._files, []
        self._importing.review_paths(files)
