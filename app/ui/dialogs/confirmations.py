"""The few questions that Bayaz asks, and its messages in a window of their own.

Qt's classes for them are loaded when one is asked: the start of the window knows none of them.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from app import __version__
from app.core.paths import familiar
from app.messages import counted
from app.ui.qt.plain_text import message_text

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

# What a link to a letter may fill in; some programs also take a file to enclose.
_IN_LETTERS: Final = frozenset({"", "to", "cc", "bcc", "subject", "body"})


def confirm_trash(parent: QWidget, count: int, notes: int = 0, highlights: int = 0) -> bool:
    """Ask before moving several summaries to the trash, or one with highlights or notes.

    `notes` and `highlights` say how many of them a single summary has.
    """
    from PySide6.QtWidgets import QMessageBox

    if count == 1 and (notes or highlights):
        parts = [counted(notes, "note"), counted(highlights, "highlight")]
        words = (
            f"Move this summary to the trash? It has {' and '.join(filter(None, parts))} of yours."
            " They stay, and you can restore the summary for 30 days."
        )
    elif count == 1:
        words = "Move this summary to the trash? You can restore it for 30 days."
    else:
        words = (
            f"Move {count} summaries to the trash? Your highlights and notes stay, and you"
            " can restore the summaries for 30 days."
        )
    answer = QMessageBox.question(
        parent,
        "Delete",
        message_text(words),
        QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Cancel,
    )
    return answer == QMessageBox.StandardButton.Yes


def confirm_deletion(parent: QWidget, count: int, highlights: int, notes: int) -> bool:
    """Ask before deleting summaries in the trash for good.

    `highlights` go with them, `notes` stay and lose their links.
    """
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Delete for good")
    box.setText(message_text(deletion_question(count, highlights, notes)))
    box.setInformativeText("This cannot be undone, nor can anything you did before it.")
    delete = box.addButton("Delete for good", QMessageBox.ButtonRole.DestructiveRole)
    keep = box.addButton(QMessageBox.StandardButton.Cancel)
    box.setDefaultButton(keep)
    box.setEscapeButton(keep)
    box.exec()
    sure = box.clickedButton() is delete
    box.deleteLater()
    return sure


def deletion_question(count: int, highlights: int, notes: int) -> str:
    """Return the question whether summaries are to go, and what becomes of what is on them."""
    several = count > 1
    words = [f"Delete {f'{count} summaries' if several else 'this summary'} for good?"]
    if highlights:
        go = "go" if highlights > 1 else "goes"
        words.append(f"{counted(highlights, 'highlight')} {go} with {'them' if several else 'it'}.")
    if notes:
        stay, lose = ("stay", "lose their links") if notes > 1 else ("stays", "loses its link")
        words.append(f"{counted(notes, 'note')} {stay} in your notebook and {lose}.")
    return " ".join(words)


def confirm_drop_drafts(parent: QWidget, count: int) -> bool:
    """Ask before discarding drafts that are under review."""
    from PySide6.QtWidgets import QMessageBox

    several = count > 1
    answer = QMessageBox.question(
        parent,
        "Discard drafts" if several else "Discard draft",
        message_text(
            f"Discard {f'these {count} drafts' if several else 'this draft'}?"
            " Summaries already added stay."
        ),
        QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Cancel,
    )
    return answer == QMessageBox.StandardButton.Discard


def confirm_replace(parent: QWidget, chosen: Path, path: Path) -> bool:
    """Ask before replacing a file that is not the one that was chosen, but got an ending."""
    if path == chosen or not (path.exists() or path.is_symlink()):
        return True
    from PySide6.QtWidgets import QMessageBox

    answer = QMessageBox.question(
        parent,
        "Replace the file",
        message_text(f"There is a file “{path.name}” already. Replace it?"),
        QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Cancel,
    )
    return answer == QMessageBox.StandardButton.Yes


def confirm_close(parent: QWidget, *, note: bool, kept: bool) -> bool:
    """Ask before closing over what could not be stored: the open `note`, or drafts of an import.

    `kept` says that a copy is kept on this machine until the next start.
    """
    from PySide6.QtWidgets import QMessageBox

    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle("Not saved")
    box.setText(message_text(unsaved_question(note=note, kept=kept)))
    close = box.addButton("Close anyway", QMessageBox.ButtonRole.DestructiveRole)
    stay = box.addButton("Keep open", QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(stay)
    box.setEscapeButton(stay)
    box.exec()
    sure = box.clickedButton() is close
    box.deleteLater()
    return sure


def unsaved_question(*, note: bool, kept: bool) -> str:
    """Return the question whether the window is to close over what could not be stored."""
    room = "Free up some space on the disk, or check that it is connected, and keep Bayaz open."
    if not note:
        return (
            "Summaries under review could not be added to your library. They are read again if you"
            f" resume the import later, without your corrections. {room}"
        )
    if kept:
        return (
            "Your note could not be saved. A copy of it is kept on this computer, and Bayaz saves"
            f" it when it is started again. {room}"
        )
    return (
        "Your note could not be saved, and no copy of it could be kept. If you close Bayaz now,"
        f" what you wrote is lost. {room}"
    )


def open_link(parent: QWidget, target: str) -> None:
    """Show a link's whole target and open it if the reader confirms it; only web and mail."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices
    from PySide6.QtWidgets import QMessageBox

    shown = "".join(char for char in target if char.isprintable())
    url = QUrl(shown.strip(), QUrl.ParsingMode.StrictMode)
    if shown != target.strip() or not _may_be_opened(url):
        QMessageBox.information(
            parent, "Link", message_text(f"Bayaz does not open this link:\n\n{shown}")
        )
        return
    answer = QMessageBox.question(
        parent,
        "Open a link",
        message_text(f"This link leads to the internet:\n\n{shown}\n\nOpen it in your browser?"),
        QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Cancel,
    )
    if answer == QMessageBox.StandardButton.Open:
        QDesktopServices.openUrl(url)


def _may_be_opened(url: "QUrl") -> bool:
    """Whether a target is on the web, under a name that is its own, or a plain letter."""
    match url.scheme().lower():
        case "http" | "https":
            # What stands before an @ looks like the site, and is not.
            return url.isValid() and bool(url.host()) and not url.userInfo()
        case "mailto":
            asked = (part.partition("=")[0].lower() for part in url.query().split("&"))
            return url.isValid() and _IN_LETTERS.issuperset(asked)
    return False


def open_folder(folder: Path) -> None:
    """Show a folder of the reader's own in the file manager."""
    from PySide6.QtCore import QUrl
    from PySide6.QtGui import QDesktopServices

    QDesktopServices.openUrl(QUrl.fromLocalFile(str(familiar(folder))))


def about(parent: QWidget) -> None:
    """Show the version, the licence, and what Bayaz is made with."""
    from PySide6.QtWidgets import QMessageBox

    QMessageBox.about(
        parent,
        "About Bayaz",
        f"<h3>Bayaz {__version__} · بیاض</h3><p>An offline reader and notebook for aspirants of"
        " Pakistan's CSS examination. It never goes online by itself.</p><p>MIT licence."
        " Made with Qt for Python (LGPL), Whoosh (BSD) and Python-Markdown (BSD). Fonts: Source"
        " Serif 4, Inter and Noto Nastaliq Urdu (SIL Open Font License). Icons: Lucide (ISC).</p>",
    )
