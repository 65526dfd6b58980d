"""How much memory the process that reads files may have, and what keeps it within that on Windows.

Elsewhere the process limits itself.
"""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final

MEGABYTES: Final = 512


def keep_within(process: subprocess.Popen[bytes], megabytes: int) -> Callable[[], None]:
    """Limit a child's memory, and let it end with this process; return what lets it go.

    Does nothing but on Windows; there, too, where the system refuses it.
    """
    if sys.platform == "win32":
        from app.core.importing.sandbox.windows_job import Job

        with suppress(OSError):
            # Its own name for the handle, which it keeps as long as it lives.
            handle = int(vars(process)["_handle"])
            return Job(handle, megabytes * 1_000_000).close
    return _nothing


def _nothing() -> None:
    """Stand for what lets a child go where nothing holds it."""
