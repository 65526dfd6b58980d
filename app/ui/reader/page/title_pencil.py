"""The pencil beside the title on the page, which stays there when the page scrolls."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QToolButton

from app.core.text_direction import reads_right_to_left
from app.ui.reader.page.page_view import PageView
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours

_SIZE: Final = 28
_ICON: Final = 16
_GAP: Final = 6


class TitlePencil(QToolButton):
    """A small button behind the last word of the title."""

    def __init__(self, view: PageView) -> None:
        super().__init__(view.viewport())
        self._view = view
        self.setFixedSize(_SIZE, _SIZE)
        self.setIconSize(QSize(_ICON, _ICON))
        self.setToolTip("Edit details (Ctrl+E)")
        self.setAccessibleName("Edit details (Ctrl+E)")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        # The document is laid out anew after the viewport has its size.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self.place)
        view.scrolled.connect(self.place)
        view.viewport().installEventFilter(self)

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self.setIcon(icon("pencil", colours["muted"]))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the title when the page gets another width."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self._soon.start()
        return super().eventFilter(watched, event)

    def place(self) -> None:
        """Go to the end of the title's last line: for Urdu that is on its left."""
        title = self._view.document().begin()
        cursor = QTextCursor(title)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        end = self._view.cursorRect(cursor)
        left = end.right() + _GAP
        if reads_right_to_left(title.text()):
            left = end.left() - _GAP - _SIZE
        rightmost = self._view.viewport().width() - _SIZE
        self.move(max(0, min(left, rightmost)), end.center().y() - _SIZE // 2)
