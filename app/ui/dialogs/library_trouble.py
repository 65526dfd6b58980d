"""What is asked when a library cannot be opened: what is wrong, and every way to go on."""

from pathlib import Path

from PySide6.QtWidgets import QFileDialog, QMessageBox

from app.backup_messages import recovery_words
from app.core.backup.backups import Backups
from app.core.backup.recovery import recover
from app.core.errors import BayazError, LibraryAbsentError, LibraryDamagedError
from app.core.exchange.journal import rebuild
from app.core.paths import DataFolder
from app.core.settings import load_settings
from app.messages import error_words
from app.ui.qt.plain_text import message_text


def ask_how_to_go_on(error: BayazError, folder: DataFolder) -> tuple[DataFolder, bool] | None:
    """Return the folder to open next and whether to make a new library in it; None to leave."""
    box = QMessageBox(QMessageBox.Icon.Critical, "Bayaz", message_text(error_words(error)))
    again = box.addButton("Look again", QMessageBox.ButtonRole.AcceptRole)
    another = box.addButton("Choose another folder …", QMessageBox.ButtonRole.ActionRole)
    fresh = repair = None
    backups = Backups(folder.backups)
    if isinstance(error, LibraryDamagedError):
        repair = box.addButton("Repair", QMessageBox.ButtonRole.ActionRole)
    elif isinstance(error, LibraryAbsentError) and backups.all():
        repair = box.addButton("Restore the newest backup", QMessageBox.ButtonRole.ActionRole)
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
        if repair is not None and clicked is repair and _repaired(folder, backups):
            return folder, False
        if repair is not None and clicked is repair:
            continue
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


def _repaired(folder: DataFolder, backups: Backups) -> bool:
    """Bring the library back, and say how or why not; return whether it is back."""
    second = load_settings(folder.settings).backup_folder
    backups.second = Path(second) if second else None
    try:
        words, done = (
            recovery_words(recover(folder.database, backups, journal=rebuild(folder.journal))),
            True,
        )
    except BayazError as error:
        words, done = error_words(error), False
    told = QMessageBox(
        QMessageBox.Icon.Information if done else QMessageBox.Icon.Warning,
        "Bayaz",
        message_text(words),
    )
    told.exec()
    return done


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
