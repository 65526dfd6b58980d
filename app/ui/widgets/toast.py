"""A short message at the bottom of the window, with buttons to undo or to go on with it."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.ui.qt.plain_text import PlainLabel, set_button_text

_SHOWN_MS: Final = 10_000
_ABOVE_BOTTOM: Final = 24
_ABOVE_BAR: Final = 8
_MOVING: Final = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)


class Toast(QFrame):
    """Appears for ten seconds.

    The newest message replaces the older one; but what can still be undone stays to be read, and a
    message that cannot be undone is shown below it.

    Signals:
        undo_requested(): the button to undo was pressed.
        offer_taken(): the button with what the message offers was pressed.
    """

    undo_requested = Signal()
    offer_taken = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._parent = parent
        self.setObjectName("toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._undoable = ""
        self._plain = ""
        self._offer = ""
        self.label = PlainLabel(self)
        self.label.setWordWrap(True)
        self.offer = QPushButton(self)
        self.offer.clicked.connect(self._offer_pressed)
        self.offer.hide()
        self.button = QPushButton("Undo", self)
        self.button.clicked.connect(self._pressed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 8, 12, 8)
        layout.setSpacing(12)
        layout.addWidget(self.label, 1)
        for button in (self.offer, self.button):
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            layout.addWidget(button)
        self._timer = QTimer(self, singleShot=True, interval=_SHOWN_MS)
        self._timer.timeout.connect(self.hide)
        self._bars: list[QWidget] = []
        parent.installEventFilter(self)
        self.hide()

    def stand_above(self, bar: QWidget) -> None:
        """Stay above a bar at the bottom of the window while it is visible."""
        self._bars.append(bar)
        bar.installEventFilter(self)

    @property
    def text(self) -> str:
        """The message shown."""
        return self.label.text()

    def show_message(self, text: str, *, undo: bool = False, offer: str = "") -> None:
        """Show a message, with or without a button to undo, and one with what it offers."""
        if undo or offer or not self._undoable:
            self._offer = offer
        if undo:
            self._undoable, self._plain = text, ""
        else:
            self._plain = text
        self._say()
        self._timer.start()

    def show_undoable(self, text: str) -> None:
        """Say what was done, with a button to undo it."""
        self.show_message(text, undo=True)

    def end_undo(self) -> None:
        """Remove the undo button: its action is no longer the last one."""
        if self._undoable:
            # What a message offers is still to be had.
            if self._offer and not self._plain:
                self._plain = self._undoable
            self._undoable = ""
            self._say()

    def hideEvent(self, event: QHideEvent) -> None:
        """Forget the message."""
        super().hideEvent(event)
        self._undoable = self._plain = self._offer = ""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in place when the window is resized, or a bar appears or disappears."""
        if event.type() in _MOVING and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _say(self) -> None:
        lines = [line for line in (self._undoable, self._plain) if line]
        if not lines:
            self.hide()
            return
        self.label.setText("\n".join(lines))
        self.button.setVisible(bool(self._undoable))
        set_button_text(self.offer, self._offer)
        self.offer.setVisible(bool(self._offer))
        self.setAccessibleName(self.label.text())
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        parent = self._parent
        # A label that wraps asks for far less width than its text could have.
        self.label.ensurePolished()
        area = self.label.fontMetrics().size(0, self.label.text())
        self.label.setFixedWidth(min(area.width() + 4, max(200, parent.width() - 240)))
        self.adjustSize()
        left = (parent.width() - self.width()) // 2
        foot = parent.height() - _ABOVE_BOTTOM
        for bar in self._bars:
            if bar.isVisible():
                foot = min(foot, bar.mapTo(parent, QPoint(0, 0)).y() - _ABOVE_BAR)
        self.move(left, foot - self.height())

    def _offer_pressed(self) -> None:
        self.hide()
        self.offer_taken.emit()

    def _pressed(self) -> None:
        self.hide()
        self.undo_requested.emit()
