"""A field for longer texts in English and Urdu."""

from typing import Final

from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from app.core.text_direction import reads_right_to_left

# So much of a text shows on which side it begins.
_OPENING: Final = 2_000
# So long is no paragraph that a person wrote.
_LONGEST_LINE: Final = 20_000
_Wrap = QTextOption.WrapMode
_Bar = Qt.ScrollBarPolicy


class TextEdit(QPlainTextEdit):
    """Plain text that stands at the right where most of it is Urdu."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTabChangesFocus(True)
        self.textChanged.connect(self._choose_side)

    def setPlainText(self, text: str) -> None:
        """Show another text."""
        self._choose_wrapping(max(map(len, text.split("\n"))))
        super().setPlainText(text)

    def replace_all(self, text: str) -> None:
        """Put another text in the place of this one, as an edit that can be undone."""
        self._choose_wrapping(max(map(len, text.split("\n"))))
        cursor = self.textCursor()
        cursor.select(cursor.SelectionType.Document)
        cursor.insertText(text)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Take what is pasted or dropped as plain text."""
        if source.hasText():
            self._choose_wrapping(max(map(len, source.text().split("\n"))))
        super().insertFromMimeData(source)

    def _choose_wrapping(self, longest: int) -> None:
        """Leave overlong lines unbroken: Qt measures all that is left for each that it breaks."""
        mode = (
            self.LineWrapMode.NoWrap if longest > _LONGEST_LINE else self.LineWrapMode.WidgetWidth
        )
        if mode != self.lineWrapMode():
            self.setLineWrapMode(mode)

    def _choose_side(self) -> None:
        """Let the lines begin where the script does: Qt does so for each line of rich text only."""
        opening = []
        block, length = self.document().begin(), 0
        while block.isValid() and length < _OPENING:
            opening.append(block.text()[:_OPENING])
            length += block.length()
            block = block.next()
        to_left = reads_right_to_left(" ".join(opening))
        side = Qt.AlignmentFlag.AlignRight if to_left else Qt.AlignmentFlag.AlignLeft
        option = self.document().defaultTextOption()
        if option.alignment() != side:
            option.setAlignment(side)
            self.document().setDefaultTextOption(option)
            # Where a line could break anywhere, Qt breaks words of Nastaliq that would fit whole.
            anywhere, word = _Wrap.WrapAtWordBoundaryOrAnywhere, _Wrap.WordWrap
            self.setWordWrapMode(word if to_left else anywhere)
            # Some of its lines are a hair wider than Qt has measured them.
            never, needed = _Bar.ScrollBarAlwaysOff, _Bar.ScrollBarAsNeeded
            self.setHorizontalScrollBarPolicy(never if to_left else needed)
