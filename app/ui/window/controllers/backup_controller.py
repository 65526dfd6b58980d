"""Backups from the window's menu: what is typed is stored first, and the page follows a restore."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.session.backup_service import BackupService
from app.ui.window.closing import Closing
from app.ui.window.navigator import Navigator


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

    def show(self) -> None:
        """Open the list of backups."""
        from app.ui.dialogs.backups_dialog import BackupsDialog

        self._closing.store()
        dialog = BackupsDialog(self._service, self._window)
        dialog.exec()
        if dialog.restored:
            self._navigator.leave_missing()
        dialog.deleteLater()
