"""Lucide's icons in the colours of the theme, drawn when they are first seen, and our own."""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRect, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPixmap
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


def icon(name: str, colour: QColor, on: QColor | None = None) -> QIcon:
    """Return an icon in one colour, and in another while its button is on."""
    return QIcon(_Engine(name, colour.name(), (on or colour).name()))


def program_icon() -> QIcon:
    """Return the icon of the program itself, in the sizes that desktops ask for."""
    made = QIcon()
    for size in (16, 24, 32, 48, 64, 128):
        made.addPixmap(pixmap("bayaz", "", size))
    return made


_clones: list[QIconEngine] = []


class _Engine(QIconEngine):
    """Draws an icon for Qt in whatever size and state it asks for, pale when disabled."""

    def __init__(self, name: str, off: str, on: str) -> None:
        super().__init__()
        self._name = name
        self._off = off
        self._on = on

    def clone(self) -> QIconEngine:
        copy = _Engine(self._name, self._off, self._on)
        # Qt owns a copy without telling Python, which would free it at once.
        _clones.append(copy)
        return copy

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # Qt asks in device pixels and sets the ratio itself.
        drawn = self._draw(round(min(size.width(), size.height()) / scale), mode, state, scale)
        image = QPixmap(drawn)
        image.setDevicePixelRatio(1.0)
        return image

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        ratio = painter.device().devicePixelRatioF()
        side = min(rect.width(), rect.height())
        square = QRect(0, 0, side, side)
        square.moveCenter(rect.center())
        painter.drawPixmap(square, self._draw(side, mode, state, ratio))

    def _draw(self, side: int, mode: QIcon.Mode, state: QIcon.State, ratio: float) -> QPixmap:
        colour = self._on if state is QIcon.State.On else self._off
        drawn = pixmap(self._name, colour, side, ratio)
        if mode is not QIcon.Mode.Disabled:
            return drawn
        pale = QPixmap(drawn.size())
        pale.setDevicePixelRatio(ratio)
        pale.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pale)
        painter.setOpacity(0.4)
        painter.drawPixmap(0, 0, drawn)
        painter.end()
        return pale
