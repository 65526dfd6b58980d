"""Backups from the window's menu: what is typed is stored first, and the page follows a restore."""

from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.ui.session.backup_service import BackupService
from app.ui.window.closing import Closing
from app.ui.window.navigator import Navigator

# The list is drawn before a question is asked.
_ASK_AFTER_MS: Final = 100


class BackupController(QObject):
    """Shows the backups, and what the library holds after one was restored."""

    def __init__(
        self, service: BackupService, closing: Closing, navigator: Navigator, window: QWidget
    ) -> None:
        super().__init__(window)
        self._service = service
        self._closing = closing
        self._navigator = navigator
        self._window = window

    @property
    def busy(self) -> bool:
        """Whether a backup is being made just now."""
        return self._service.running

    def show(self, opened: Path | None = None) -> None:
        """Open the list of backups, and ask about the one that the reader has opened."""
        from app.ui.dialogs.backups_dialog import BackupsDialog

        self._closing.store()
        dialog = BackupsDialog(self._service, self._window)
        if opened is not None:
            QTimer.singleShot(_ASK_AFTER_MS, dialog, partial(dialog.restore, opened))
        dialog.exec()
        if dialog.restored:
            self._navigator.leave_missing()
        dialog.deleteLater()
