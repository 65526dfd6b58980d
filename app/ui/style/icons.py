"""Lucide's icons in the colours of the theme, and the program's own."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QSize, Qt
from PySide6.QtGui import QColor, QGuiApplication, QIcon, QImage, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer

from app.core.paths import bundled

_STROKE = 'stroke-width="1.75"'
_SIZE = 18


def pixmap(
    name: str, colour: str, size: int = _SIZE, ratio: float = 1.0, *, filled: bool = False
) -> QPixmap:
    """Return an icon drawn in one colour, `size` logical pixels wide."""
    return QPixmap.fromImage(_image(name, colour, size, ratio, filled))


def icon(name: str, colour: QColor, on: QColor | None = None) -> QIcon:
    """Return an icon in one colour, and in another while its button is on."""
    ratio = QGuiApplication.primaryScreen().devicePixelRatio()
    made = QIcon(pixmap(name, colour.name(), _SIZE, ratio))
    if on is not None:
        made.addPixmap(pixmap(name, on.name(), _SIZE, ratio), QIcon.Mode.Normal, QIcon.State.On)
    return made


def program_icon() -> QIcon:
    """Return the icon of the program itself, in the sizes that desktops ask for."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128):
        made.addPixmap(pixmap("bayaz", "", size))
    return made


# Images, not pixmaps: they may outlive the application.
@lru_cache(maxsize=256)
def _image(name: str, colour: str, size: int, ratio: float, filled: bool) -> QImage:  # noqa: FBT001
    svg = (bundled("resources") / "icons" / f"{name}.svg").read_text(encoding="utf-8")
    svg = svg.replace("currentColor", colour).replace('stroke-width="2"', _STROKE)
    if filled:
        svg = svg.replace('fill="none"', f'fill="{colour}"', 1)
    side = round(size * ratio)
    image = QImage(QSize(side, side), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    QSvgRenderer(QByteArray(svg.encode())).render(painter)
    painter.end()
    image.setDevicePixelRatio(ratio)
    return image
