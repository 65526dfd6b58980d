"""How much memory the process that reads files may have, and what keeps it within that on Windows.

Elsewhere the process limits itself. On Windows its parent puts it into a job, which the system
closes when the parent ends, however that ends: then all in the job end as well.
"""

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from typing import Final

MEGABYTES: Final = 512

if sys.platform == "win32":
    import ctypes
    from ctypes import wintypes

    _PROCESS_MEMORY: Final = 0x100
    # No box about a fault, which nobody would see and which would keep the process alive.
    _DIE_ON_UNHANDLED_EXCEPTION: Final = 0x400
    _ACTIVE_PROCESS: Final = 0x8
    _KILL_ON_JOB_CLOSE: Final = 0x2000
    _EXTENDED_LIMIT_INFORMATION: Final = 9
    # In a virtual environment python.exe only starts the real one, and waits for it.
    _PROCESSES: Final = 1 if sys.prefix == sys.base_prefix else 2

    class _BasicLimits(ctypes.Structure):
        _fields_ = (
            ("per_process_user_time", ctypes.c_int64),
            ("per_job_user_time", ctypes.c_int64),
            ("flags", wintypes.DWORD),
            ("minimum_working_set", ctypes.c_size_t),
            ("maximum_working_set", ctypes.c_size_t),
            ("active_processes", wintypes.DWORD),
            ("affinity", ctypes.c_size_t),
            ("priority_class", wintypes.DWORD),
            ("scheduling_class", wintypes.DWORD),
        )

    class _Limits(ctypes.Structure):
        _fields_ = (
            ("basic", _BasicLimits),
            ("io_counters", ctypes.c_uint64 * 6),
            ("process_memory", ctypes.c_size_t),
            ("job_memory", ctypes.c_size_t),
            ("peak_process_memory", ctypes.c_size_t),
            ("peak_job_memory", ctypes.c_size_t),
        )

    class Job:
        """A job for one process, which has so much memory and starts no other."""

        def __init__(self, process: int, memory: int) -> None:
            """Put the process with a handle into a new job; raises OSError."""
            kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            kernel.CreateJobObjectW.restype = wintypes.HANDLE
            self._close = kernel.CloseHandle
            self._close.argtypes = (wintypes.HANDLE,)
            self._handle: int | None = kernel.CreateJobObjectW(None, None)
            if not self._handle:
                raise ctypes.WinError(ctypes.get_last_error())
            limits = _Limits(process_memory=memory)
            limits.basic.active_processes = _PROCESSES
            limits.basic.flags = (
                _PROCESS_MEMORY | _DIE_ON_UNHANDLED_EXCEPTION | _ACTIVE_PROCESS | _KILL_ON_JOB_CLOSE
            )
            held = wintypes.HANDLE(self._handle)
            if not (
                kernel.SetInformationJobObject(
                    held,
                    _EXTENDED_LIMIT_INFORMATION,
                    ctypes.byref(limits),
                    ctypes.sizeof(limits),
                )
                and kernel.AssignProcessToJobObject(held, wintypes.HANDLE(process))
            ):
                error = ctypes.WinError(ctypes.get_last_error())
                self.close()
                raise error

        def close(self) -> None:
            """Let the job go; what is still in it ends."""
            if self._handle:
                self._close(self._handle)
                self._handle = None


def keep_within(process: subprocess.Popen[bytes], megabytes: int) -> Callable[[], None]:
    """Limit a child's memory, and let it end with this process; return what lets it go.

    Does nothing but on Windows; there, too, where the system refuses it.
    """
    if sys.platform == "win32":
        with suppress(OSError):
            # Its own name for the handle, which it keeps as long as it lives.
            handle = int(vars(process)["_handle"])
            return Job(handle, megabytes * 1_000_000).close
    return _nothing


def _nothing() -> None:
    """Stand for what lets a child go where nothing holds it."""
