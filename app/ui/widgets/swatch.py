"""The icon of a highlight colour: a dot with its key on it, so that colour is not the only cue."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from app.core.notes.model import Colour
from app.ui.style.theme import ThemeColours, interface_font

SWATCH_SIZE: Final = 26
COLOUR_KEYS: Final = {
    Colour.YELLOW: "1",
    Colour.GREEN: "2",
    Colour.BLUE: "3",
    Colour.PINK: "4",
    Colour.VIOLET: "5",
    Colour.UNDERLINE: "U",
}


def swatch(colour: Colour, colours: ThemeColours, ratio: float, size: int = SWATCH_SIZE) -> QPixmap:
    """Return a dot in a highlight colour, with its key on it."""
    image = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    image.setDevicePixelRatio(ratio)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    area = QRectF(2, 2, size - 4, size - 4)
    fill: QColor | None = colours.highlights.get(colour)
    painter.setPen(QPen(colours.highlight_line(colour), 1.5))
    if fill is None:
        painter.drawLine(area.bottomLeft(), area.bottomRight())
    else:
        painter.setBrush(fill)
        painter.drawEllipse(area)
    painter.setPen(colours["text"])
    painter.setFont(interface_font(11))
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, COLOUR_KEYS[colour])
    painter.end()
    return image
