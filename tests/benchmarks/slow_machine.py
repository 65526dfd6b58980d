"""The window on a slow machine: one processor at a quarter of its speed, 4 GB, nothing in the cache.

    python tests/benchmarks/slow_machine.py [SUMMARIES]

The same start, pages and searches run in turn on one processor at full speed with all files in the
system's cache, and slow: stopped for three quarters of the time, and without cached files where
the system lets go of them. Time by the clock counts what other programs take; the processor time
of a start does not. Linux only.
"""

import json
import os
import resource
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Final

HERE: Final = Path(__file__).parent
ROOT: Final = HERE.parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(HERE))

import PySide6
from _corpus import fill, folder_in

ROUNDS: Final = 3
COUNT: Final = 500
# It runs for so long, then stands still for three times as long.
RUNNING: Final = 0.010
STOPPED: Final = 0.030
MEMORY: Final = 4_000_000_000
_DROP: Final = Path("/proc/sys/vm/drop_caches")
ROWS: Final = (
    ("window mapped, ms", "mapped"),
    ("window usable, ms", "usable"),
    ("processor time of it, ms", "processor"),
    ("first search, ms", "first_query"),
    ("a search p50, ms", "query_p50"),
    ("a search p95, ms", "query_p95"),
    ("a page opened p50, ms", "open_p50"),
    ("a page opened p95, ms", "open_p95"),
    ("memory at the start, MB", "memory"),
    ("memory after reading, MB", "memory_later"),
)


def measure(place: Path, *, slow: bool) -> dict[str, float]:
    """Run the window once in a process group of its own, and return what it measured."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = os.environ["BAYAZ_CACHE"]
    if slow:
        let_go_of_files(place)
    environment["BENCH_BEGAN"] = str(time.monotonic())
    process = subprocess.Popen(
        [sys.executable, str(HERE / "_bayaz_window.py"), str(folder_in(place).root)],
        env=environment, stdout=subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    restrict(process.pid)
    ended = threading.Event()
    if slow:
        threading.Thread(target=hold_back, args=(process.pid, ended), daemon=True).start()
    assert process.stdout
    said = process.stdout.read()
    ended.set()
    process.wait()
    found: dict[str, float] = json.loads(said.splitlines()[-1])
    return found


def restrict(process: int) -> None:
    """Give a process, and the children it will have, one processor and 4 GB."""
    os.sched_setaffinity(process, {min(os.sched_getaffinity(0))})
    resource.prlimit(process, resource.RLIMIT_AS, (MEMORY, MEMORY))


def hold_back(group: int, ended: threading.Event) -> None:
    """Let a process and its children run for a quarter of the time only."""
    try:
        while not ended.wait(RUNNING):
            os.killpg(group, signal.SIGSTOP)
            time.sleep(STOPPED)
            os.killpg(group, signal.SIGCONT)
    except ProcessLookupError:
        return


def let_go_of_files(place: Path) -> None:
    """Take what is read out of the system's cache: all of it, or file by file."""
    try:
        os.sync()
        _DROP.write_text("3")
    except OSError:
        for path in files_of(
            (place, ROOT / "app", ROOT / "resources", Path(PySide6.__file__).parent)
        ):
            handle = os.open(path, os.O_RDONLY)
            os.posix_fadvise(handle, 0, 0, os.POSIX_FADV_DONTNEED)
            os.close(handle)


def files_of(folders: Iterable[Path]) -> list[Path]:
    """Return all files below some folders."""
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def main(count: int) -> None:
    """Fill a library, measure both sides in turn, print a table."""
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        os.environ["BAYAZ_CACHE"] = str(place / "cache")
        fill(folder_in(place), count)
        measure(place, slow=False)  # the first run builds the index
        full, slow = [], []
        for _ in range(ROUNDS):
            full.append(measure(place, slow=False))
            slow.append(measure(place, slow=True))
    print(f"{count} summaries, medians of {ROUNDS} runs, one processor")
    print(f"{'':28}{'full':>9}{'slow':>9}{'ratio':>8}")
    for label, key in ROWS:
        quick, late = (statistics.median(run[key] for run in runs) for runs in (full, slow))
        print(f"{label:28}{quick:9.0f}{late:9.0f}{late / quick:8.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COUNT)
