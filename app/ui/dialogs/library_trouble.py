"""What is asked when a library cannot be opened: what is wrong, and every way to go on."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.core.errors import BayazError, LibraryAbsentError
from app.core.paths import DataFolder
from app.messages import error_words
from app.ui.qt.plain_text import message_text


def ask_how_to_go_on(error: BayazError, folder: DataFolder) -> tuple[DataFolder, bool] | None:
    """Return the folder to open next and whether to make a new library in it; None to leave."""
    box = QMessageBox(QMessageBox.Icon.Critical, "Bayaz", message_text(error_words(error)))
    again = box.addButton("Look again", QMessageBox.ButtonRole.AcceptRole)
    another = box.addButton("Choose another folder …", QMessageBox.ButtonRole.ActionRole)
    fresh = None
    if isinstance(error, LibraryAbsentError):
        fresh = box.addButton("Make a new library here", QMessageBox.ButtonRole.ActionRole)
    leave = box.addButton("Quit", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(again)
    box.setEscapeButton(leave)
    while True:
        box.exec()
        clicked = box.clickedButton()
        if clicked is again:
            return folder, False
        if fresh is not None and clicked is fresh:
            return folder, True
        if clicked is not another:
            return None
        if (chosen := _choose(folder)) is not None:
            return chosen


def tell_that_it_ends(error: BayazError) -> None:
    """Say why the window cannot be shown, and how the words of the library can still be reached."""
    QMessageBox.critical(
        None,
        "Bayaz",
        message_text(
            f"{error_words(error)}\n\n“bayaz check” says what is damaged; what can still be read is"
            " shown by “bayaz list”, “bayaz show” and “bayaz note list”. To read in another"
            " library, start Bayaz with --library."
        ),
    )


def _choose(folder: DataFolder) -> tuple[DataFolder, bool] | None:
    """Return a folder that the reader chooses, and whether to make a library in it; or None."""
    near = next((one for one in folder.root.parents if one.is_dir()), Path.home())
    named = QFileDialog.getExistingDirectory(None, "The folder of the library", str(near))
    if not named:
        return None
    chosen = DataFolder(Path(named))
    if chosen.database.exists():
        return chosen, False
    answer = QMessageBox.question(
        None, "Bayaz", message_text(f"There is no library in {named}. Make a new one there?")
    )
    return (chosen, True) if answer == QMessageBox.StandardButton.Yes else None
