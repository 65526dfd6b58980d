"""A disk that fails, and one that is full: tests 6 and 7 of reliability.

strace lets one call of the acts fail, or all from one on. Whatever fails, an act that was told is
stored, one that was refused has changed nothing, and none ends in anything but its own error.
"""

import os
import resource
import shutil
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

from app.core.errors import BayazError, LibraryFullError
from app.core.paths import DataFolder
from app.core.workspace import Workspace
from tests.clock import Clock
from tests.torture.aftermath import judge, memory_folder, run_acts
from tests.torture.figures import Table
from tests.torture.power_cut import STRACE, can_trace

# Which call fails, how, and whether all that follow fail too.
FAILURES = (
    ("pwrite64", "EIO", ""),
    ("pwrite64", "ENOSPC", "+"),
    ("fdatasync,fsync", "EIO", ""),
    ("fdatasync,fsync", "EIO", "+"),
    ("pread64", "EIO", ""),
    ("ftruncate", "EIO", ""),
    ("openat", "ENOSPC", ""),
    ("rename", "EACCES", ""),
)


def _traced_by(folder: Path, record: Path, call: str, inject: str = "") -> list[str]:
    data = folder / "data"
    paths = [data, *(data / f"bayaz.sqlite3{end}" for end in ("", "-wal", "-journal"))]
    command = [str(STRACE), "-qq", "-o", str(record), "-e", f"trace={call}"]
    if call != "rename":
        command += [word for path in paths for word in ("-P", str(path))]
    return [*command, *(["-e", f"inject={call}:{inject}"] if inject else [])]


def failing_calls(home: Path, most: int) -> Counter[str]:
    """Let calls on the library's files fail one after the other, at most so many of each kind."""
    found: Counter[str] = Counter()
    for call, error, plus in FAILURES:
        record = home / "calls"
        place = home / "counted"
        run_acts(place, under=_traced_by(place, record, call))
        calls = sum("(" in line for line in record.read_text(errors="replace").splitlines())
        shutil.rmtree(place)
        for number in range(1, calls + 1, max(1, -(-calls // most))):
            when = f"error={error}:when={number}{plus}"
            under = _traced_by(place, Path(os.devnull), call, when)
            lines, _ = run_acts(place, "states", under=under)
            fault = _fault(DataFolder(place / "data"), lines)
            found["calls"] += 1
            found["refused"] += any(line[0] in ("refused", "closed") for line in lines)
            if fault:
                found["faults"] += 1
                found[f"{fault} ({call} {error}{plus} at {number})"] += 1
            shutil.rmtree(place)
    return found


def _fault(folder: DataFolder, lines: list[list[str]]) -> str:
    """Return what is wrong after a run in which something failed, '' for nothing."""
    if not lines or lines[-1][0] not in ("end", "closed"):
        return "died"
    before = ""
    for kind, _, state, what in lines:
        if kind == "unexplained":
            return f"unexplained: {what}"
        if kind == "refused" and before and state not in (before, "unreadable"):
            return f"half done: {what}"
        before = state if state not in ("unreadable", "-") else before
    if not before:
        return ""
    how = judge(folder, [before], 0)
    if how == "half" and lines[-2][0] == "refused":
        # What was refused last was written, and only its sync failed: it may be there after all.
        return ""
    return "" if how == "right" else f"afterwards: {how}"


def can_mount(home: Path) -> bool:
    """Return whether a small disk in memory can be had."""
    try:
        with small_disk(home / "tried", 512):
            return True
    except (OSError, subprocess.CalledProcessError):
        return False


@contextmanager
def small_disk(place: Path, kilobytes: int) -> Iterator[None]:
    """Mount a disk of so many kilobytes at a place."""
    place.mkdir(exist_ok=True)
    subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={kilobytes}k", "tmpfs", str(place)],
        check=True, capture_output=True,
    )  # fmt: skip
    try:
        yield
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True, capture_output=True)


@contextmanager
def small_files(kilobytes: int) -> Iterator[None]:
    """Let no file of this process grow over a size."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)


def full_disks(home: Path, count: int, *, mounted: bool) -> Counter[str]:
    """Fill disks of many sizes with notes, read, make room, and write on: test 7."""
    found: Counter[str] = Counter()
    for number in range(count):
        place = home / f"disk-{number}"
        place.mkdir()
        kilobytes = 400 + number * 7_600 // count
        with small_disk(place, kilobytes) if mounted else nullcontext():
            found[_filled(place, kilobytes, mounted=mounted)] += 1
        shutil.rmtree(place)
    return found


def _filled(place: Path, kilobytes: int, *, mounted: bool) -> str:
    """Write notes until the disk is full, then make room and write on; return how that went."""
    folder = DataFolder(place / "data")
    with ExitStack() as full:
        if not mounted:
            full.enter_context(small_files(kilobytes))
        try:
            workspace = full.enter_context(_left_open(folder))
        except BayazError:
            return "closed"
        told = ["first"]
        workspace.notebook.add_note(told[0])
        try:
            while len(told) < 10_000:
                workspace.notebook.add_note(text := f"{len(told)} " + "w" * 3000)
                told.append(text)
        except LibraryFullError:
            pass
        except Exception as error:
            return f"unexplained {error!r}"
        if sorted(note.body for note in workspace.notebook.notes()) != sorted(told):
            return "not read"
    if mounted:
        subprocess.run(["mount", "-o", "remount,size=64m", str(place)], check=True)
    try:
        workspace.notebook.add_note("after")
    except BayazError:
        return "not written on"
    finally:
        workspace.close()
    with Workspace(folder, Clock()) as again:
        kept = sorted(note.body for note in again.notebook.notes())
        whole = again.checks.run().whole
    return "right" if whole and kept == sorted([*told, "after"]) else "lost"


@contextmanager
def _left_open(folder: DataFolder) -> Iterator[Workspace]:
    yield Workspace(folder, Clock())


def figures(*, calls: int = 60, disks: int = 60) -> bool:
    """Print what was found of each; return whether all hold."""
    table = Table()
    with memory_folder() as home:
        if can_trace():
            found = failing_calls(home, calls)
            for what in sorted(found.keys() - {"calls", "refused", "faults"})[:5]:
                print(f"          {found[what]} times {what}")
            table.add("6", "failing calls: lost, half done, unexplained or damaged", "0",
                      f"{found['faults']} of {found['calls']} ({found['refused']} runs refused"
                      " something)", holds=not found["faults"])  # fmt: skip
        else:
            table.add("6", "failing calls", "0 faults", "not run: no strace", holds=False)
        mounted = can_mount(home)
        found = full_disks(home, disks, mounted=mounted)
        bad = found.total() - found["right"] - found["closed"]
        kind = "disks in memory" if mounted else "files that may not grow"
        others = ", ".join(f"{n} {how}" for how, n in sorted(found.items()))
        table.add("7", f"full disks ({kind}): lost, not read, not written on, unexplained",
                  f"0 of {disks}", f"{bad} of {disks} ({others})", holds=not bad)  # fmt: skip
    return table.holds


if __name__ == "__main__":
    figures()
