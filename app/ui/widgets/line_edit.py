"""A line edit for English and Urdu that does not swallow undo."""

from typing import Final

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from app.core.text_direction import has_arabic

# The line is first asked whether it wants a key, and gets it if nobody else did.
_PRESSED: Final = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
# Twice the way that Urdu is lowered.
_URDU_LOWER: Final = 24


class LineEdit(QLineEdit):
    """A line edit with room for Urdu that leaves Ctrl+Z to the window when it cannot use it."""

    def __init__(self, name: str, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setClearButtonEnabled(True)
        self.textChanged.connect(self._make_room)

    def event(self, event: QEvent) -> bool:
        """Let the window have the keys of undo and redo that the line cannot use."""
        if isinstance(event, QKeyEvent) and event.type() in _PRESSED:
            undo = event.matches(QKeySequence.StandardKey.Undo) and not self.isUndoAvailable()
            redo = event.matches(QKeySequence.StandardKey.Redo) and not self.isRedoAvailable()
            if undo or redo:
                event.ignore()
                return True
        return super().event(event)

    def _make_room(self, text: str) -> None:
        """Move Urdu down: Nastaliq rises far higher above its line than Latin does."""
        # Qt centres by the Latin font and clips at the margins; one below zero lowers the text.
        self.setTextMargins(0, 0, 0, -_URDU_LOWER if has_arabic(text) else 0)
