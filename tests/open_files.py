"""What this process has open: each file by its name, and how many pipes and sockets.

Windows removes and replaces no open file, so a file that stays open is a fault there even where
nobody notices it here. What is mapped into memory counts as open, on both.
"""

import ctypes
import gc
import os
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# What is no file of ours: loaded code, and devices that stand for nothing.
_CODE = (".so", ".py", ".pyc", ".pyd", ".dll", ".exe", ".drv", ".nls", ".fon", ".ttf", ".ttc")


def open_files() -> Counter[str]:
    """Return the files that this process has open, by their names, and pipes and sockets by kind."""
    found = Counter(_by_windows() if sys.platform == "win32" else _by_linux())
    return Counter({name: n for name, n in found.items() if not _is_code(name)})


def open_below(folder: Path) -> list[str]:
    """Return the files below a folder that this process has open, the folder itself too."""
    root = os.path.realpath(folder).removeprefix("\\\\?\\")
    return sorted(
        name[len(root) + 1 :] or "."
        for name in open_files().elements()
        if os.path.normcase(name + os.sep).startswith(os.path.normcase(root + os.sep))
    )


@contextmanager
def nothing_stays_open() -> Iterator[None]:
    """Fail, with the names, when more is open at the end of the block than at its beginning.

    Nothing is tidied up meanwhile: a file that only the garbage collector would close is open for
    as long as it pleases.
    """
    gc.collect()
    before = open_files()
    gc.disable()
    try:
        yield
        stayed = open_files() - before
    finally:
        gc.enable()
    assert not stayed, f"still open: {dict(stayed)}"


def _is_code(name: str) -> bool:
    ending = name.removesuffix(" (deleted)").lower()
    return ending.endswith(_CODE) or ".so." in ending or "__pycache__" in ending


def _by_linux() -> Iterator[str]:
    for link in list(Path("/proc/self/fd").iterdir()):
        try:
            name = os.readlink(link)  # noqa: PTH115 - a name such as pipe:[7] is no path
        except FileNotFoundError:
            # That by which the folder itself was read.
            continue
        if not name.startswith(("/dev/", "/proc/")):
            yield name.partition(":[")[0] if not name.startswith("/") else name
    # A file of which all pieces are mapped is open once.
    lines = (line.split(maxsplit=5) for line in Path("/proc/self/maps").read_text().splitlines())
    yield from {line[5] for line in lines if len(line) == 6 and line[5].startswith("/")}


class _Handle(ctypes.Structure):
    """SYSTEM_HANDLE_TABLE_ENTRY_INFO_EX."""

    _fields_ = (
        ("object", ctypes.c_void_p),
        ("process", ctypes.c_size_t),
        ("value", ctypes.c_size_t),
        ("access", ctypes.c_uint32),
        ("trace", ctypes.c_uint16),
        ("kind", ctypes.c_uint16),
        ("attributes", ctypes.c_uint32),
        ("reserved", ctypes.c_uint32),
    )


_EXTENDED_HANDLES = 64
_TOO_SHORT = 0xC0000004
_DISK, _CHARACTER, _PIPE = 1, 2, 3


def _by_windows() -> Iterator[str]:
    kernel: Any = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined]
    kernel.GetFileType.argtypes = [ctypes.c_void_p]
    kernel.GetFinalPathNameByHandleW.argtypes = [
        ctypes.c_void_p, ctypes.c_wchar_p, ctypes.c_uint32, ctypes.c_uint32,
    ]  # fmt: skip
    room = ctypes.create_unicode_buffer(4096)
    for handle in _handles():
        kind = kernel.GetFileType(handle)
        if kind == _PIPE:
            yield "pipe"
        elif kind == _DISK and kernel.GetFinalPathNameByHandleW(handle, room, len(room), 0):
            yield room.value.removeprefix("\\\\?\\")


def _handles() -> Iterator[int]:
    """Yield the handles of this process, of whatever kind."""
    ask: Any = ctypes.WinDLL("ntdll").NtQuerySystemInformation  # type: ignore[attr-defined]
    size, needed = 1 << 20, ctypes.c_uint32()
    while True:
        buffer = ctypes.create_string_buffer(size)
        status = ask(_EXTENDED_HANDLES, buffer, size, ctypes.byref(needed)) & 0xFFFFFFFF
        if status != _TOO_SHORT:
            break
        size *= 2
    assert status == 0, hex(status)
    count = ctypes.c_size_t.from_buffer(buffer).value
    listed = (_Handle * count).from_buffer(buffer, 2 * ctypes.sizeof(ctypes.c_size_t))
    own = os.getpid()
    yield from (one.value for one in listed if one.process == own)
