"""Lucide's icons in the colours of the theme."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.core.paths import bundled

_STROKE = 'stroke-width="1.75"'


@lru_cache(maxsize=256)
def pixmap(
    name: str, colour: str, size: int = 18, ratio: float = 1.0, *, filled: bool = False
) -> QPixmap:
    """Return an icon drawn in one colour, `size` logical pixels wide."""
    svg = (bundled("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    svg = svg.replace("currentColor", colour).replace('stroke-width="2"', _STROKE)
    if filled:
        svg = svg.replace('fill="none"', f'fill="{colour}"', 1)
    image = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image


def icon(name: str, colour: QColor, on: QColor | None = None, *, size: int = 18) -> QIcon:
    """Return an icon in one colour, and in another while its button is on."""
    made = QIcon()
    for ratio in (1.0, 2.0):
        made.addPixmap(pixmap(name, colour.name(), size, ratio))
        if on is not None:
            made.addPixmap(pixmap(name, on.name(), size, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return made
