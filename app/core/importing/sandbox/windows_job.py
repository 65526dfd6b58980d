"""A job of Windows for one process, which has so much memory and ends with the job's maker.

The system closes a job when the process that holds it ends, however that ends, and then ends
what is in the job. Only imported on Windows.
"""

import ctypes
import sys
from collections.abc import Callable
from ctypes import wintypes
from typing import Final

_ACTIVE_PROCESS: Final = 0x8
_PROCESS_MEMORY: Final = 0x100
# No box about a fault, which nobody would see and which would keep the process alive.
_DIE_ON_UNHANDLED_EXCEPTION: Final = 0x400
_KILL_ON_JOB_CLOSE: Final = 0x2000
_FLAGS: Final = _ACTIVE_PROCESS | _PROCESS_MEMORY | _DIE_ON_UNHANDLED_EXCEPTION | _KILL_ON_JOB_CLOSE
_EXTENDED_LIMIT_INFORMATION: Final = 9
# In a virtual environment python.exe only starts the real one, and waits for it.
_PROCESSES: Final = 1 if sys.prefix == sys.base_prefix else 2


class _BasicLimits(ctypes.Structure):
    """JOBOBJECT_BASIC_LIMIT_INFORMATION."""

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


class _Counters(ctypes.Structure):
    """IO_COUNTERS, which are not used."""

    _fields_ = tuple((f"counter_{number}", ctypes.c_uint64) for number in range(6))


class _Limits(ctypes.Structure):
    """JOBOBJECT_EXTENDED_LIMIT_INFORMATION."""

    _fields_ = (
        ("basic", _BasicLimits),
        ("counters", _Counters),
        ("process_memory", ctypes.c_size_t),
        ("job_memory", ctypes.c_size_t),
        ("peak_process_memory", ctypes.c_size_t),
        ("peak_job_memory", ctypes.c_size_t),
    )


class Job:
    """Holds one process, which starts no other; it ends when the job is closed."""

    _handle: int | None
    _close: Callable[[wintypes.HANDLE], object]

    def __init__(self, process: int, memory: int) -> None:
        """Put the process with a handle into a new job; raises OSError."""
        if sys.platform == "win32":
            kernel = ctypes.WinDLL("kernel32", use_last_error=True)
            kernel.CreateJobObjectW.restype = wintypes.HANDLE
            self._close = kernel.CloseHandle
            self._handle = kernel.CreateJobObjectW(None, None)
            if not self._handle:
                raise ctypes.WinError(ctypes.get_last_error())
            held = wintypes.HANDLE(self._handle)
            basic = _BasicLimits(flags=_FLAGS, active_processes=_PROCESSES)
            limits = _Limits(basic=basic, process_memory=memory)
            kind, size = _EXTENDED_LIMIT_INFORMATION, ctypes.sizeof(limits)
            if not (
                kernel.SetInformationJobObject(held, kind, ctypes.byref(limits), size)
                and kernel.AssignProcessToJobObject(held, wintypes.HANDLE(process))
            ):
                error = ctypes.WinError(ctypes.get_last_error())
                self.close()
                raise error

    def close(self) -> None:
        """Let the job go; what is still in it ends."""
        if self._handle:
            self._close(wintypes.HANDLE(self._handle))
            self._handle = None
