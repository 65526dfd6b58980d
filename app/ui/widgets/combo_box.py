"""A combo box whose arrow is drawn like the other icons."""

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from app.ui.style.icons import pixmap

_ARROW = 14


class ComboBox(QComboBox):
    """A combo box with its own arrow; the style sheet hides Qt's."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the arrow over the frame."""
        super().paintEvent(event)
        painter = QPainter(self)
        colour = self.palette().placeholderText().color().name()
        image = pixmap("chevron-down", colour, _ARROW, self.devicePixelRatioF())
        top = (self.height() - _ARROW) // 2
        painter.drawPixmap(self.width() - _ARROW - 8, top, image)
        painter.end()
