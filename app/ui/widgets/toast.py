"""A short message at the bottom of the window, with a button that undoes what it tells of."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

_SHOWN_MS: Final = 10_000
_ABOVE_BOTTOM: Final = 24


class Toast(QFrame):
    """Appears, waits ten seconds and goes; the newest message replaces the older one.

    Signals:
        undo_requested(): the button was pressed.
    """

    undo_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._button = QPushButton("Undo", self)
        self._button.setCursor(Qt.CursorShape.PointingHandCursor)
        self._button.clicked.connect(self._pressed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(12)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._button)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        parent.installEventFilter(self)
        self.hide()

    @property
    def text(self) -> str:
        """What it says."""
        return self._label.text()

    def show_message(self, text: str, *, undo: bool = False) -> None:
        """Say something, with a button to undo it or without."""
        self._label.setText(text)
        self._button.setVisible(undo)
        self.setAccessibleName(text)
        self._place()
        self.show()
        self.raise_()
        self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window changes its size."""
        if event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        parent = self._parent
        self._label.setMaximumWidth(max(200, parent.width() - 240))
        self._label.setMinimumWidth(0)
        self.adjustSize()
        left = (parent.width() - self.width()) // 2
        self.move(left, parent.height() - self.height() - _ABOVE_BOTTOM)

    def _pressed(self) -> None:
        self.hide()
        self.undo_requested.emit()
