"""The log: one small file in the data folder and the one before it; nothing is sent anywhere.

It holds where something failed, and nothing that the reader wrote, searched for or imported: what
an exception says can be any of that, so only its kind is written down.
"""

import errno
import logging
import traceback
from collections.abc import Callable
from contextlib import suppress
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType
from typing import Final

from app.core.state_files import always

_MAX_BYTES: Final = 512_000
_FORMAT: Final = "%(asctime)s %(levelname)s %(name)s: %(message)s"
# An entry has no more characters, and an exception no more that it came from.
_LONGEST: Final = 4_000
_MOST_CAUSES: Final = 4

_ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class WordlessFormatter(logging.Formatter):
    """Writes of an exception where it came from and of which kind it is, but not what it says."""

    def format(self, record: logging.LogRecord) -> str:
        """Return an entry of bounded length."""
        # Another handler's text of the exception is not ours.
        record.exc_text = None
        entry = super().format(record)
        record.exc_text = None
        return entry[:_LONGEST]

    def formatException(self, ei: _ExcInfo) -> str:  # noqa: N802 - the name that logging calls
        """Return the places and kinds of an exception and of those that it came from."""
        lines: list[str] = []
        error = ei[1]
        for _ in range(_MOST_CAUSES):
            if error is None:
                break
            lines.append(_kind(error))
            lines += [
                f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}"
                for frame in traceback.extract_tb(error.__traceback__)[-12:]
            ]
            error = error.__cause__ or error.__context__
        return "\n".join(lines)


class _LogFile(RotatingFileHandler):
    """A file that makes room for a new one when it is full, also in the middle of a long run.

    Nothing is written while it is not `there`; later the file is opened that is there by then.
    """

    def __init__(self, path: Path, there: Callable[[], bool]) -> None:
        # A lone surrogate cannot be written: it must not keep an entry out of the log.
        super().__init__(
            path,
            maxBytes=_MAX_BYTES,
            backupCount=1,
            encoding="utf-8",
            errors="backslashreplace",
            delay=True,
        )
        self._there = there

    def emit(self, record: logging.LogRecord) -> None:
        """Write an entry."""
        if self._there():
            super().emit(record)
        elif self.stream is not None:
            with suppress(OSError):
                self.stream.close()
            # Makes the next entry open it again.
            self.stream = None

    def doRollover(self) -> None:  # noqa: N802 - the name that logging calls
        """Begin a new file; while another program holds this one it grows a little longer."""
        with suppress(OSError):
            super().doRollover()

    def rotation_filename(self, default_name: str) -> str:
        """Return the name of the file before this one."""
        return str(Path(default_name).with_name("bayaz.1.log"))


def start_log(folder: Path, there: Callable[[], bool] = always) -> None:
    """Write the program's log to `folder`; without a log if that cannot be written.

    `there` says whether it may be written at the moment.
    """
    root = logging.getLogger("app")
    root.setLevel(logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = _LogFile(folder / "bayaz.log", there)
    except OSError:
        return
    handler.setFormatter(WordlessFormatter(_FORMAT))
    root.addHandler(handler)


def stop_log() -> None:
    """Close the log file, so that its folder can be moved or removed."""
    root = logging.getLogger("app")
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()


def _kind(error: BaseException) -> str:
    number = error.errno if isinstance(error, OSError) else None
    if number is None:
        return f"{type(error).__name__} {getattr(error, 'sqlite_errorname', '')}".rstrip()
    name = f" {errno.errorcode.get(number, number)}"
    return f"{type(error).__name__}{name}"
