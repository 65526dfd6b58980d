"""Turning an expected failure into a message, once for all verbs of the session."""

from types import TracebackType

from PySide6.QtCore import SignalInstance

from app.core.errors import BayazError
from app.messages import error_words


class ErrorReporter:
    """A block whose expected failures are said in plain words; nothing of it is half done."""

    def __init__(self, failed: SignalInstance) -> None:
        self._failed = failed

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Say what failed; let faults of ours through."""
        if not isinstance(error, BayazError):
            return False
        self._failed.emit(error_words(error))
        return True
