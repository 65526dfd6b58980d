"""What all edits have in common: they can be undone, and a failure becomes a message."""

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from PySide6.QtGui import QUndoStack

from app.core.errors import BayazError, LibraryError
from app.messages import error_words
from app.ui.session.changes import Changes
from app.ui.session.edits.undo_step import UndoStep
from app.ui.session.error_reporting import ErrorReporter

Value = TypeVar("Value")


class UndoableEdits:
    """Makes an edit and puts it on the undo stack."""

    def __init__(self, stack: QUndoStack, changes: Changes) -> None:
        self._stack = stack
        self._changes = changes
        # Back to where the stack was, after a step that could not be stored.
        self._put_back: Callable[[], None] | None = None
        stack.indexChanged.connect(self._stay)

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
            UndoStep(
                text,
                undo=partial(self._run, back, self._stack.redo),
                redo=partial(self._run, forward, self._stack.undo),
            )
        )

    def forget(self) -> None:
        """Forget all that could be undone: what it was done to is gone."""
        self._stack.clear()

    def report(self, *, quietly: bool = False) -> ErrorReporter:
        """Return a block whose expected failures are reported instead of raised.

        Quietly, they end the block and are not reported: the reader knows of them.
        """
        return ErrorReporter(None if quietly else self._changes.failed)

    def _run(self, edit: Callable[[], None], put_back: Callable[[], None]) -> bool:
        """Undo or redo; return False if it could not be stored, so that it stays to be done.

        What can never be done, since it has been changed in another way, is passed over.
        """
        try:
            edit()
        except LibraryError as error:
            self._changes.failed.emit(error_words(error))
            self._put_back = put_back
            return False
        except BayazError as error:
            self._changes.failed.emit(error_words(error))
        return True

    def _stay(self) -> None:
        """Leave the stack as it was before a step that failed: Qt has moved on already."""
        put_back, self._put_back = self._put_back, None
        if put_back is not None:
            put_back()
