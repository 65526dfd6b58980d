"""The parent's side of the process that reads foreign files: starts, asks, times and kills it."""

import json
import os
import subprocess
import threading
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Any, Final, Self

from app.core.importing.drafting.batch import Batch, Rejection, files_of, resolve_dates, source_name
from app.core.importing.drafting.kept_source import BodyOnly
from app.core.importing.lines.dates import DateOrder
from app.core.importing.refusal import Refusal
from app.core.importing.sandbox.process_limits import MEGABYTES, keep_within
from app.core.plain_records import from_plain, to_plain
from app.core.self_command import self_command, self_environment

# One file may take so long, and longer if it is a large one; a compilation of a thousand pages
# takes a few seconds, on an old machine three times as long.
SECONDS: Final = 20.0
_SECONDS_A_MEGABYTE: Final = 5.0
# From so many files on a second process is worth its start.
_MANY: Final = 12


class ReaderProcess:
    """Reads files and texts in a separate process, so that a hostile file can harm nothing else.

    Started at the first request. `stop` may be called from another thread; all else from one.
    """

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._process: subprocess.Popen[bytes] | None = None
        self._let_go: Callable[[], None] | None = None
        self._stopped = False
        self._asking = threading.Lock()

    def __del__(self) -> None:
        self.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    @property
    def process(self) -> subprocess.Popen[bytes] | None:
        """The process itself; None before the first request and once it was closed."""
        return self._process

    def read_file(self, path: Path) -> Batch:
        """Return what a file holds; no date is resolved yet."""
        try:
            size = path.stat().st_size
        except OSError:
            size = 0
        return self._ask({"path": os.fspath(path)}, source_name(path), size)

    def read_text(self, text: str, source: str) -> Batch:
        """Return what a text holds; no date is resolved yet."""
        return self._ask({"text": text, "source": source}, source, len(text))

    def read_kept(self, kept: str, source: str, body: BodyOnly | None) -> Batch:
        """Return what the kept text of a summary is understood as; no date is resolved yet."""
        request = {"kept": kept, "source": source, "body": body and to_plain(body)}
        return self._ask(request, source, len(kept))

    def stop(self) -> None:
        """End the process at once, whatever it is reading; nothing is read any more."""
        self._stopped = True
        if self._process is not None:
            self._process.kill()
        # Whoever is asking right now finds the pipe closed and tidies up; else it is done here.
        if self._asking.acquire(blocking=False):
            self.close()
            self._asking.release()

    def close(self) -> None:
        """End the process; the next request starts another."""
        process, self._process = self._process, None
        if process is None:
            return
        process.kill()
        for pipe in (process.stdin, process.stdout):
            if pipe:
                with suppress(OSError):
                    pipe.close()
        process.wait()
        if self._let_go is not None:
            self._let_go()
            self._let_go = None

    def _ask(self, request: dict[str, Any], source: str, size: int) -> Batch:
        with self._asking:
            return Batch() if self._stopped else self._answer(request, source, size)

    def _answer(self, request: dict[str, Any], source: str, size: int) -> Batch:
        if self._process is not None and self._process.poll() is not None:
            # It ended between two files, which is no fault of the next one.
            self.close()
        if self._process is None:
            self._process = _start()
            self._let_go = keep_within(self._process, MEGABYTES)
        process = self._process
        late = threading.Event()
        seconds = self._seconds + _SECONDS_A_MEGABYTE * size / 1_000_000
        timer = threading.Timer(seconds, _kill, (process, late))
        timer.daemon = True
        timer.start()
        answer = _exchange(process, json.dumps(request).encode() + b"\n")
        timer.cancel()
        if answer is not None:
            return answer
        self.close()
        reason = Refusal.TOO_SLOW if late.is_set() else Refusal.CRASHED
        return Batch(rejected=(Rejection(source, reason),))


def read_paths(
    paths: Iterable[Path],
    reader: ReaderProcess,
    today: date,
    order: DateOrder | None = None,
    step: Callable[[int, int], bool] = lambda _count, _total: True,
) -> Batch:
    """Return what files and folders hold, the dates resolved by the evidence of all of them.

    A second process helps with many files; the result is in the order of the files. `step` is
    called with how many files are read and how many there are, from either thread; when it returns
    False, what was read so far is returned.
    """
    files = files_of(paths)
    found: dict[int, Batch] = {}
    waiting = iter(range(len(files)))
    taking = threading.Lock()

    def read_some(own: ReaderProcess) -> None:
        while True:
            with taking:
                number = next(waiting, None)
            if number is None or not step(len(found), len(files)):
                return
            found[number] = own.read_file(files[number])

    if len(files) > _MANY:
        with ReaderProcess() as second:
            helping = threading.Thread(target=read_some, args=(second,), daemon=True)
            helping.start()
            read_some(reader)
            helping.join()
    else:
        read_some(reader)
    batches = [found[number] for number in sorted(found)]
    whole = Batch(
        tuple(draft for batch in batches for draft in batch.drafts),
        tuple(rejected for batch in batches for rejected in batch.rejected),
    )
    return resolve_dates(whole, today, order)


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 - our own program
        self_command("reader"),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=self_environment(),
        # Windows would open a console for it.
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _kill(process: subprocess.Popen[bytes], late: threading.Event) -> None:
    late.set()
    process.kill()


def _exchange(process: subprocess.Popen[bytes], line: bytes) -> Batch | None:
    """Return the answer, None when the process did not live to give one."""
    assert process.stdin
    assert process.stdout
    try:
        process.stdin.write(line)
        process.stdin.flush()
        answer = process.stdout.readline()
        return from_plain(Batch, json.loads(answer)) if answer else None
    except (OSError, ValueError, TypeError, KeyError):
        return None
