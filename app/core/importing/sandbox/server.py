"""The process that reads foreign files: little memory, no network, no other programs.

One JSON object a line comes in, one goes out; it ends when its input does. It never sees the
database: it gets a path or a text and returns drafts as plain data.

    {"path": …}, {"text": …, "source": …} or {"kept": …, "source": …, "body": …}
        →  a Batch, see app.core.plain_records
"""

import json
import os
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

from app.core.importing.drafting.batch import (
    Batch,
    Rejection,
    drafts_from_file,
    drafts_from_kept,
    drafts_from_text,
    source_name,
)
from app.core.importing.drafting.kept_source import BodyOnly
from app.core.importing.refusal import Refusal
from app.core.importing.sandbox.process_limits import MEGABYTES
from app.core.library.syllabus import Syllabus, load_syllabus
from app.core.plain_records import from_plain, to_plain
from app.core.self_command import let_the_window_go_first

# Deep enough for any text that a person wrote.
_RECURSION: Final = 3_000
_WRITING: Final = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
# Python announces what it is about to do, by names such as `os.remove`. Of those that begin like
# this, and may lead out of the process, only the names in `_ALLOWED` are let through.
_WAYS_OUT: Final = frozenset({
    "os", "socket", "subprocess", "shutil", "ctypes", "_winapi", "winreg", "msvcrt", "urllib",
    "http", "ftplib", "imaplib", "poplib", "smtplib", "telnetlib", "webbrowser", "sqlite3", "pty",
    "fcntl", "signal", "syslog", "tempfile", "mmap", "resource",
})  # fmt: skip
_ALLOWED: Final = frozenset({
    "os.listdir", "os.scandir", "os.walk", "os.fwalk", "ctypes.dlsym", "ctypes.dlsym/handle",
    "ctypes.cdata", "ctypes.cdata/buffer", "ctypes.create_string_buffer", "ctypes.string_at",
    "ctypes.addressof", "ctypes.set_errno", "ctypes.get_errno",
})  # fmt: skip
_PDFIUM: Final = "pypdfium2_raw"


def serve() -> int:
    """Answer requests until the pipe closes."""
    syllabus = load_syllabus()
    answers = sys.stdout
    # A library that prints must not speak into the pipe.
    sys.stdout = sys.stderr
    confine()
    for line in sys.stdin.buffer:
        answer = to_plain(_answer(json.loads(line), syllabus))
        answers.write(json.dumps(answer) + "\n")
        answers.flush()
    return 0


def confine() -> None:
    """Give up, for good, all rights that reading a file does not need."""
    # With it PDFs are read, and it opens the running program itself when it is imported.
    import ctypes.util  # noqa: F401

    let_the_window_go_first()
    sys.setrecursionlimit(_RECURSION)
    if sys.platform != "win32":
        import resource

        limit = MEGABYTES * 1_000_000
        resource.setrlimit(resource.RLIMIT_AS, (limit, limit))
        for nothing in (resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC):
            resource.setrlimit(nothing, (0, 0))
    for unannounced in ("mkfifo", "mknod"):
        if hasattr(os, unannounced):
            delattr(os, unannounced)
    sys.addaudithook(_forbid)


def _forbid(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "ctypes.dlopen" and _is_of_pdfium(arguments[0]):
        return
    if event.partition(".")[0] in _WAYS_OUT and event not in _ALLOWED:
        raise PermissionError(event)
    if event == "open" and _writes(*arguments[1:3]):
        raise PermissionError(event)


def _is_of_pdfium(library: object) -> bool:
    """Return whether a library is the one with which PDFs are read, of our own installation."""
    place = getattr(find_spec(_PDFIUM), "origin", None)
    return (
        isinstance(library, str)
        and place is not None
        # One of the two may be named by way of a link: a home, or an installation, on another disk.
        and Path(library).parent.resolve() == Path(place).parent.resolve()
    )


def _writes(mode: str | None, flags: int) -> bool:
    """Return whether a file is opened to be changed, by Python's mode or the system's flags."""
    return bool(set(mode or "") & set("wax+")) or bool(flags & _WRITING)


def _answer(request: dict[str, Any], syllabus: Syllabus) -> Batch:
    source = source_name(Path(request["path"])) if "path" in request else request["source"]
    try:
        if "path" in request:
            return drafts_from_file(Path(request["path"]), syllabus)
        if "kept" in request:
            body = from_plain(BodyOnly, request["body"]) if request["body"] else None
            return drafts_from_kept(request["kept"], source, syllabus, body)
        return drafts_from_text(request["text"], source, syllabus)
    except MemoryError:
        return Batch(rejected=(Rejection(source, Refusal.TOO_LARGE),))
    except Exception:
        # A file that a format's reader stumbles over: the next one is read all the same.
        return Batch(rejected=(Rejection(source, Refusal.DAMAGED),))
