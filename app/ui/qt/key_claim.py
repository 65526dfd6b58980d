"""A key that a widget has for itself although the window has an action with the same key."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class KeyClaim(QObject):
    """Takes a key that is pressed in a widget or inside it, before the window hears of it.

    Where `wanted` is given, it takes the key only while that returns true.

    Signals:
        pressed(): the key was pressed.
    """

    pressed = Signal()

    def __init__(self, widget: QWidget, key: str, wanted: Callable[[], bool] | None = None) -> None:
        super().__init__(widget)
        self._key = QKeySequence(key)
        self._wanted = wanted
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key when Qt asks whether it is a shortcut, and say so when it comes."""
        pressed = isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination())
        if pressed == self._key and (self._wanted is None or self._wanted()):
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self.pressed.emit()
                return True
        return super().eventFilter(watched, event)
