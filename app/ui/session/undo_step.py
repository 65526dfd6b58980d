"""Undo and redo for every act in the window, on Qt's undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand


class UndoStep(QUndoCommand):
    """An act that has been done, with how to undo it and how to do it again."""

    def __init__(self, text: str, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        super().__init__(text)
        self._undo = undo
        self._redo = redo
        self._done = True

    def undo(self) -> None:
        """Undo it."""
        self._undo()
        self._done = False

    def redo(self) -> None:
        """Do it again; the stack calls this once when the act is pushed, already done."""
        if not self._done:
            self._redo()
        self._done = True
