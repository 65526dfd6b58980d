"""On Windows a job keeps the process that reads files within its memory, and ends it in time."""

import ctypes
import subprocess
import sys
import time

import pytest

from app.core.importing.sandbox.client import ReaderProcess
from app.core.importing.sandbox.process_limits import keep_within
from tests.compilation import compilation

pytestmark = pytest.mark.skipif(sys.platform != "win32", reason="only Windows has jobs")

# Starts a child that waits, puts it into a job, says its number and waits itself.
PARENT = """
import subprocess, sys, time
from app.core.importing.sandbox.process_limits import keep_within
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"],
    stdout=subprocess.DEVNULL)
let_go = keep_within(child, 512)
print(child.pid, flush=True)
time.sleep(600)
"""
EAGER = "import sys; sys.stdin.readline(); held = bytes(400_000_000); print('held', flush=True)"


def test_a_child_ends_when_its_parent_is_killed() -> None:
    parent = subprocess.Popen([sys.executable, "-c", PARENT], stdout=subprocess.PIPE)
    assert parent.stdout
    child = int(parent.stdout.readline())
    assert is_alive(child)
    parent.kill()
    parent.wait()
    parent.stdout.close()
    # It would sleep for longer than a test may take.
    while is_alive(child):
        time.sleep(0.05)


@pytest.mark.parametrize(("megabytes", "held"), [(200, b""), (800, b"held")])
def test_a_child_has_no_more_memory_than_it_may(megabytes: int, held: bytes) -> None:
    if is_wine():
        pytest.skip("Wine takes a job's limit of memory and does not keep it")
    child = subprocess.Popen(
        [sys.executable, "-c", EAGER], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    let_go = keep_within(child, megabytes)
    said, _ = child.communicate(b"\n")
    let_go()
    assert said.strip() == held


def test_a_reader_reads_in_its_job_and_leaves_it() -> None:
    reader = ReaderProcess()
    assert reader.read_text(compilation(1)[0].text(), "t").drafts
    assert reader.process
    number = reader.process.pid
    reader.close()
    assert not is_alive(number)


def is_alive(number: int) -> bool:
    """Return whether a process runs, by its number."""
    kernel = ctypes.windll.kernel32  # type: ignore[attr-defined,unused-ignore]
    synchronize, timed_out = 0x100000, 0x102
    handle = kernel.OpenProcess(synchronize, False, number)
    if not handle:
        return False
    waited = kernel.WaitForSingleObject(handle, 0)
    kernel.CloseHandle(handle)
    return bool(waited == timed_out)


def is_wine() -> bool:
    """Return whether Windows is really Wine."""
    return hasattr(ctypes.windll.ntdll, "wine_get_version")  # type: ignore[attr-defined,unused-ignore]
