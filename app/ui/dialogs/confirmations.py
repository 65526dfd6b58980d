"""The few questions that Bayaz asks, and what it tells in a window of its own."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from app import __version__
from app.messages import counted

_SCHEMES = ("http", "https", "mailto")


def confirm_trash(parent: QWidget, count: int, notes: int = 0, highlights: int = 0) -> bool:
    """Ask before several summaries go into the trash at once, or one that has been worked on.

    `notes` and `highlights` say how many of them a single summary has.
    """
    if count == 1 and (notes or highlights):
        parts = [counted(notes, "note"), counted(highlights, "highlight")]
        words = (
            f"Move this summary to the trash? It has {' and '.join(filter(None, parts))} of yours."
            " They stay, and the summary can be brought back for 30 days."
        )
    elif count == 1:
        words = "Move this summary to the trash? It can be brought back for 30 days."
    else:
        words = (
            f"Move {count} summaries to the trash? Your highlights and notes stay, and the"
            " summaries can be brought back for 30 days."
        )
    answer = QMessageBox.question(
        parent,
        "Delete",
        words,
        QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Cancel,
    )
    return answer == QMessageBox.StandardButton.Yes


def confirm_drop_drafts(parent: QWidget, count: int) -> bool:
    """Ask before drafts that are under review are dropped."""
    drafts = f"{count} drafts that are" if count > 1 else "the draft that is"
    answer = QMessageBox.question(
        parent,
        "Discard drafts",
        f"Drop {drafts} not in your library yet? What you have added stays.",
        QMessageBox.StandardButton.Discard | QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Cancel,
    )
    return answer == QMessageBox.StandardButton.Discard


def open_link(parent: QWidget, target: str) -> None:
    """Show a link's whole target and open it only if the reader says so; web and mail alone."""
    shown = "".join(char for char in target if char.isprintable())
    url = QUrl(shown.strip(), QUrl.ParsingMode.StrictMode)
    if url.scheme().lower() not in _SCHEMES or shown != target.strip():
        QMessageBox.information(parent, "Link", f"Bayaz does not open this link:\n\n{shown}")
        return
    answer = QMessageBox.question(
        parent,
        "Open a link",
        f"This link leads to the internet:\n\n{shown}\n\nOpen it in the browser?",
        QMessageBox.StandardButton.Open | QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Cancel,
    )
    if answer == QMessageBox.StandardButton.Open:
        QDesktopServices.openUrl(url)


def about(parent: QWidget) -> None:
    """Say what this is and what it is made of."""
    QMessageBox.about(
        parent,
        "About Bayaz",
        f"<h3>Bayaz {__version__} · بیاض</h3><p>An offline reader and notebook for aspirants of"
        " Pakistan's CSS examination. It never goes to the internet by itself.</p><p>MIT licence."
        " Made with Qt for Python (LGPL), Whoosh (BSD) and Python-Markdown (BSD). Fonts: Source"
        " Serif 4, Inter and Noto Nastaliq Urdu (SIL Open Font License). Icons: Lucide (ISC).</p>",
    )
