"""Turn an expected failure into a message, in one place for every edit of the session."""

from types import TracebackType

from PySide6.QtCore import SignalInstance

from app.core.errors import BayazError
from app.messages import error_words


class ErrorReporter:
    """A block whose expected failures become a message; it stores everything or nothing."""

    def __init__(self, failed: SignalInstance | None) -> None:
        self._failed = failed

    def __enter__(self) -> None:
        """Begin the block."""

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool:
        """Report an expected failure; let programming errors through."""
        if not isinstance(error, BayazError):
            return False
        if self._failed is not None:
            self._failed.emit(error_words(error))
        return True
