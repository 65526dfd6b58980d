"""A roving focus: one stop for the Tab key in a column of lines, arrow keys within it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.ui.search.row_button import RowButton


class RovingFocus:
    """Lets Tab stop once in a column of lines, and the arrow keys move within it."""

    def __init__(self) -> None:
        self._stop: RowButton | None = None

    def settle(self, rows: list[RowButton]) -> None:
        """Choose the line where Tab stops: the same as before, if it is still there."""
        stop = self._stop if self._stop in rows else next(iter(rows), None)
        self._move(stop)

    def step(self, rows: list[RowButton], sender: QWidget | None, by: int) -> bool:
        """Focus the next or previous line; return False at either end."""
        number = next((n for n, row in enumerate(rows) if row is sender), -1) + by
        if not 0 <= number < len(rows):
            return False
        self.take(rows[number])
        return True

    def take(self, row: RowButton) -> None:
        """Focus a line."""
        self._move(row)
        row.setFocus(Qt.FocusReason.TabFocusReason)

    def _move(self, row: RowButton | None) -> None:
        if self._stop is not None and self._stop is not row:
            self._stop.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._stop = row
        if row is not None:
            row.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
