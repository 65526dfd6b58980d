"""The short form of `error_figures`: fewer failing calls, fewer full disks."""

import pytest

from tests.torture.aftermath import memory_folder
from tests.torture.power_cut import can_trace

error_figures = pytest.importorskip(
    "tests.torture.error_figures", exc_type=ImportError, reason="Windows has no module resource"
)


def test_a_full_disk_loses_nothing() -> None:
    with memory_folder() as home:
        found = error_figures.full_disks(home, 3, mounted=False)
    assert found["right"] == 3, found


@pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not be used")
def test_a_call_that_fails_loses_nothing() -> None:
    with memory_folder() as home:
        found = error_figures.failing_calls(home, 1)
    assert not found["faults"], found
