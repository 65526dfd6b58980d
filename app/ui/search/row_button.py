"""A flat button as wide as its column: an icon, a name, and a count or a cross at the end."""

from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QEnterEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPixmap,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from app.core.text_direction import reads_right_to_left
from app.ui.qt.plain_text import tip_text
from app.ui.style.icons import pixmap
from app.ui.style.theme import ThemeColours, interface_font

HEIGHT: Final = 26
# Nastaliq is twice as tall as Inter.
_URDU_HEIGHT: Final = 36
_SIGN: Final = 16
_CROSS: Final = 14


class RowButton(QAbstractButton):
    """One line of a column; a checked one is active.

    Signals:
        removed(): its cross was pressed, or Delete.
        stepped(int): the up or down arrow: the focus goes to another line.
    """

    removed = Signal()
    stepped = Signal(int)

    def __init__(self, parent: QWidget | None = None, *, removable: bool = False) -> None:
        super().__init__(parent)
        self._colours: ThemeColours | None = None
        self._removable = removable
        self._sign: QPixmap | None = None
        self._count = ""
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_colours(self, colours: ThemeColours) -> None:
        """Paint in the colours of a theme."""
        self._colours = colours
        self.update()

    def say(self, name: str, count: str = "", sign: QPixmap | None = None, tip: str = "") -> None:
        """Show another name, count and icon."""
        if (name, count) != (self.text(), self._count):
            self.setText(name)
            # Qt takes an & in a name for the mark of a key; the name is painted as it is.
            self.setShortcut(QKeySequence())
            self._count = count
            self.setAccessibleName(f"{name}, {count}" if count else name)
            self.updateGeometry()
        self._sign = sign
        self.setToolTip(tip_text(tip or name))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the height of a line."""
        return QSize(80, _URDU_HEIGHT if reads_right_to_left(self.text()) else HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Return the same as the size hint."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move with the arrow keys, press with Enter, remove with Delete."""
        match event.key():
            case Qt.Key.Key_Down:
                self.stepped.emit(1)
            case Qt.Key.Key_Up:
                self.stepped.emit(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self.click()
            case Qt.Key.Key_Delete | Qt.Key.Key_Backspace if self._removable:
                self.removed.emit()
            case _:
                super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Remove the line if its cross was clicked."""
        if self._removable and event.position().x() > self.width() - HEIGHT:
            self.setDown(False)
            self.removed.emit()
        else:
            super().mouseReleaseEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Show the cross."""
        super().enterEvent(event)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the line."""
        colours = self._colours
        if colours is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        band = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(colours["accent"], 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        if self.isChecked() or self.underMouse():
            painter.setBrush(colours["selection" if self.isChecked() else "hover"])
        painter.drawRoundedRect(band, 6, 6)
        area = self.rect().adjusted(8, 0, -8, 0)
        ratio = self.devicePixelRatioF()
        if self._sign is not None:
            top = (self.height() - self._sign.deviceIndependentSize().height()) / 2
            painter.drawPixmap(area.left(), round(top), self._sign)
            area.setLeft(area.left() + _SIGN + 8)
        painter.setPen(colours["muted"])
        end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        if self._removable:
            if self.underMouse() or self.hasFocus():
                cross = pixmap("x", colours["muted"].name(), _CROSS, ratio)
                painter.drawPixmap(area.right() - _CROSS + 2, (self.height() - _CROSS) // 2, cross)
            area.setRight(area.right() - _CROSS - 4)
        elif self.isChecked():
            check = pixmap("x", colours["accent"].name(), _CROSS, ratio)
            painter.drawPixmap(area.right() - _CROSS + 2, (self.height() - _CROSS) // 2, check)
            area.setRight(area.right() - _CROSS - 4)
        if self._count and not self.isChecked():
            painter.setFont(interface_font(12))
            painter.drawText(area, end, self._count)
            width = painter.fontMetrics().horizontalAdvance(self._count)
            area.setRight(area.right() - width - 8)
        painter.setFont(interface_font(13))
        painter.setPen(colours["text"])
        name = painter.fontMetrics().elidedText(
            self.text(), Qt.TextElideMode.ElideRight, area.width()
        )
        begin = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        painter.drawText(area, begin | Qt.TextFlag.TextSingleLine, name)
