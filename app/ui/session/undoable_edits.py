"""What all edits have in common: they can be undone, and a failure becomes a message."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QUndoStack

from app.ui.session.changes import Changes
from app.ui.session.error_reporting import ErrorReporter
from app.ui.session.undo_step import UndoStep

Value = TypeVar("Value")


class UndoableEdits:
    """Makes an edit and puts it on the undo stack."""

    def __init__(self, stack: QUndoStack, changes: Changes) -> None:
        self._stack = stack
        self._changes = changes

    def do(self, text: str, forward: Callable[[], None], back: Callable[[], None]) -> bool:
        """Make an edit that `back` undoes; return whether it succeeded."""
        with self.report():
            forward()
            self.push(text, forward, back)
            return True
        return False

    def switch(self, text: str, set_to: Callable[[Value], None], new: Value, old: Value) -> bool:
        """Set something to a new value, undone by setting the old; return whether it succeeded."""
        return self.do(text, partial(set_to, new), partial(set_to, old))

    def push(self, text: str, forward: Callable[[], None], back: Callable[[], None]) -> None:
        """Make an edit undoable that has been made already."""
        self._stack.push(
            UndoStep(text, undo=partial(self._run, back), redo=partial(self._run, forward))
        )

    def forget(self) -> None:
        """Forget all that could be undone: what it was done to is gone."""
        self._stack.clear()

    def report(self) -> ErrorReporter:
        """Return a block whose expected failures are reported instead of raised."""
        return ErrorReporter(self._changes.failed)

    def _run(self, edit: Callable[[], None]) -> None:
        with self.report():
            edit()
