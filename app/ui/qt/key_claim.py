"""A key that a widget has for itself although the window has an action with the same key."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from app.ui.qt.weak_slot import weak_slot


class KeyClaim(QObject):
    """Calls a bound method when a key is pressed in a widget, before the window hears of it."""

    def __init__(self, widget: QWidget, key: str, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self._key = QKeySequence(key)
        self._act = weak_slot(act)
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take the key when Qt asks whether it is a shortcut, and act when it comes."""
        if isinstance(event, QKeyEvent) and QKeySequence(event.keyCombination()) == self._key:
            if event.type() is QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                self._act()
                return True
        return super().eventFilter(watched, event)
