"""The text on the import page: pasted and edited there, or that of one draft to read."""

from typing import Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.ui.widgets.text_edit import TextEdit

_TYPED_AFTER_MS: Final = 250


class SourceText(TextEdit):
    """Shows a text; while it can be edited, it reports that something was typed.

    Signals:
        typed(): the text has changed, and nobody has typed for a moment.
    """

    typed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Text of the summary", parent)
        self.setObjectName("importText")
        self._pause = QTimer(self, singleShot=True, interval=_TYPED_AFTER_MS)
        self._pause.timeout.connect(self.typed)
        self.textChanged.connect(self._changed)

    @property
    def waiting(self) -> bool:
        """Whether something was typed that has not been reported yet."""
        return self._pause.isActive()

    def show_text(self, text: str, *, editable: bool) -> None:
        """Show another text, editable or read-only."""
        self.setReadOnly(not editable)
        self.setPlaceholderText("Paste a text here, as you copied it." if editable else "")
        self.setPlainText(text)

    def forget(self) -> None:
        """Empty the text without reporting it."""
        self.setReadOnly(True)
        self.clear()
        self._pause.stop()

    def _changed(self) -> None:
        if not self.isReadOnly():
            self._pause.start()
