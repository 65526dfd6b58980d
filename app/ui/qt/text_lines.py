"""Lines of laid-out text, which several panels paint."""

from typing import Any

from PySide6.QtGui import QTextLine


def x_of(line: QTextLine, position: int) -> float:
    """Return where a position of the text lies in its line."""
    # The binding returns the x alone, or with the position that it was rounded to.
    found: Any = line.cursorToX(position)
    return float(found[0] if isinstance(found, tuple) else found)
