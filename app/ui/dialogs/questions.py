"""The few questions that Bayaz asks, and what it tells in a window of its own."""

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMessageBox, QWidget

from app import __version__

_SCHEMES = ("http", "https", "mailto")


def confirm_trash(parent: QWidget, count: int) -> bool:
    """Ask before several summaries go into the trash at once."""
    answer = QMessageBox.question(
        parent,
        "Delete",
        f"Move {count} summaries to the trash? Your highlights and notes stay, and the summaries"
        " can be brought back for 30 days.",
        QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.Cancel,
        QMessageBox.StandardButton.Cancel,
    )
    return answer == QMessageBox.StandardButton.Yes


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
        f"This link leads out of Bayaz, to the internet:\n\n{shown}\n\nOpen it in the browser?",
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
