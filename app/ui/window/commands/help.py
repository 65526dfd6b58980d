"""The commands of the menu Help."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.ui.background.index_updater import IndexUpdater
from app.ui.dialogs import confirmations as questions


class HelpCommands(QObject):
    """Show the keys, rebuild the index, and say what Bayaz is."""

    def __init__(self, window: QWidget, index: IndexUpdater) -> None:
        super().__init__(window)
        self._window = window
        self._index = index

    def do_keys(self) -> None:
        """Show the keys."""
        from app.ui.dialogs.shortcuts_dialog import KeysDialog

        KeysDialog(self._window).exec()

    def do_rebuild_index(self) -> None:
        """Rebuild the search index from nothing."""
        self._index.rebuild()

    def do_about(self) -> None:
        """Show what Bayaz is."""
        questions.about(self._window)
