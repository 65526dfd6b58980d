"""One step on Qt's undo stack."""

from collections.abc import Callable

from PySide6.QtGui import QUndoCommand


class UndoStep(QUndoCommand):
    """An edit that has already been made, with how to undo it and how to make it again.

    Both return whether they succeeded. Asked to be again what it is already, a step does nothing:
    on being pushed, and when the stack is put back after a step that failed.
    """

    def __init__(self, text: str, undo: Callable[[], bool], redo: Callable[[], bool]) -> None:
        super().__init__(text)
        self._undo = undo
        self._redo = redo
        self._done = True

    def undo(self) -> None:
        """Undo the edit; it counts as made while that fails."""
        if self._done:
            self._done = not self._undo()

    def redo(self) -> None:
        """Make the edit again; it counts as undone while that fails."""
        if not self._done:
            self._done = self._redo()
