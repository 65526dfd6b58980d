"""What every page of the window's centre is."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.style.theme import ThemeColours


class CentrePage(QWidget):
    """One page of the centre, as wide as the panels leave it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("centre")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""

    def focus(self) -> None:
        """Take the focus."""
        self.setFocus()
