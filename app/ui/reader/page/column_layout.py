"""The column of text on the page: its width and its margins."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtGui import QTextDocument

_SIDE: Final = 32
_TOP: Final = 40
_BOTTOM: Final = 96
# The width of an average character of the reading face, as a fraction of the text size.
_CHARACTER: Final = 0.475


@dataclass(frozen=True, slots=True)
class ColumnLayout:
    """A column `measure` characters wide, set in a text size in pixels, centred in the page."""

    measure: int
    text_size: int

    def left(self, width: int) -> float:
        """Return the distance of the column from the left edge of a page of this width."""
        column = min(self.measure * self.text_size * _CHARACTER, width - 2 * _SIDE)
        return max(float(_SIDE), (width - column) / 2)

    def apply(self, document: QTextDocument, width: int) -> None:
        """Give a document the margins that centre its text in a page of this width."""
        frame = document.rootFrame()
        form = frame.frameFormat()
        side = self.left(width)
        if form.leftMargin() != side or form.bottomMargin() == 0:
            form.setMargin(0)
            form.setLeftMargin(side)
            form.setRightMargin(side)
            form.setTopMargin(_TOP)
            form.setBottomMargin(_BOTTOM)
            frame.setFrameFormat(form)
