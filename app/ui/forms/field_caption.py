"""The small words below a field: what its value rests on, and what is doubtful about it."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtWidgets import QWidget

from app.ui.qt.plain_text import PlainLabel, tip_text
from app.ui.widgets.line_edit import LineEdit


@dataclass(frozen=True, slots=True)
class Caption:
    """What is said below a field; `doubtful` marks the field to be checked."""

    words: str = ""
    doubtful: bool = False


NO_CAPTION: Final = Caption()


class FieldCaption(PlainLabel):
    """Says a caption below the line of a field, and underlines the line where it is in doubt."""

    def __init__(self, line: LineEdit, parent: QWidget) -> None:
        super().__init__(parent, wrap=True)
        self._line = line
        self.setObjectName("caption")
        self.hide()

    def say(self, caption: Caption) -> None:
        """Show a caption, or nothing for one without words."""
        self.setText(caption.words)
        self.setVisible(bool(caption.words))
        self._line.setToolTip(tip_text(caption.words))
        for widget in (self, self._line):
            if widget.property("doubt") is not caption.doubtful:
                widget.setProperty("doubt", caption.doubtful)
                widget.style().unpolish(widget)
                widget.style().polish(widget)
