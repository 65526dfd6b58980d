"""The commands of the menu File."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.core.importing.files.extensions import SUFFIXES
from app.ui.library.library_panel import LibraryPanel
from app.ui.window.controllers.backup_controller import BackupController
from app.ui.window.controllers.import_controller import ImportController
from app.ui.window.controllers.library_actions import LibraryActions


class FileCommands(QObject):
    """Bring summaries into the library and out of it."""

    def __init__(
        self,
        window: QWidget,
        importing: ImportController,
        library_actions: LibraryActions,
        library: LibraryPanel,
        backups: BackupController,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._importing = importing
        self._library_actions = library_actions
        self._library = library
        self._backups = backups

    def do_import_files(self) -> None:
        """Choose files to import."""
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        names, _ = QFileDialog.getOpenFileNames(
            self._window, "Import", "", f"Texts and documents ({patterns});;All files (*)"
        )
        if names:
            self._importing.review_paths([Path(name) for name in names])

    def do_import_folder(self) -> None:
        """Choose a folder to import."""
        name = QFileDialog.getExistingDirectory(self._window, "Import a folder")
        if name:
            self._importing.review_paths([Path(name)])

    def do_paste_import(self) -> None:
        """Review the text on the clipboard."""
        self._importing.review_text(QGuiApplication.clipboard().text())

    def do_watch_folder(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Choose a folder whose new files are added by themselves, or stop watching one."""
        name = ""
        if on:
            name = QFileDialog.getExistingDirectory(
                self._window, "Add new files in this folder automatically"
            )
        self._importing.watch_another(name or None)

    def do_review_watched(self) -> None:
        """Review what came into the watched folder and is in doubt, or no summary."""
        self._importing.review_left()

    def do_resume_import(self) -> None:
        """Go on with the import that a crash or a power cut interrupted."""
        self._importing.go_on()

    def do_starter_library(self) -> None:
        """Add the starter library, or bring it back."""
        self._library_actions.add_starter()

    def do_remove_starter(self) -> None:
        """Remove the starter library, if the reader confirms it."""
        self._library_actions.remove_starter()

    def do_make_pack(self) -> None:
        """Write the summaries in the list into a file for a friend."""
        self._library_actions.give_away(self._library.list.rows.ids())

    def do_backups(self) -> None:
        """Show the backups: make one, or restore one."""
        self._backups.show()

    def do_quit(self) -> None:
        """Close the window."""
        self._window.close()
