"""One step on Qt's undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand


class UndoStep(QUndoCommand):
    """An edit that has already been made, with how to undo it and how to make it again."""

    def __init__(self, text: str, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        super().__init__(text)
        self._undo = undo
        self._redo = redo
        self._done = True

    def undo(self) -> None:
        """Undo the edit."""
        self._undo()
        self._done = False

    def redo(self) -> None:
        """Make the edit again; on being pushed, when Qt calls this, it is made already."""
        if not self._done:
            self._redo()
        self._done = True
