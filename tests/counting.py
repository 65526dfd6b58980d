"""Counts what a program does, which is the same on every machine however busy it is."""

import sys
from collections.abc import Callable
from types import FrameType
from typing import Any

# Of four times the text, linear work takes four times the steps, and quadratic work sixteen times.
FOURFOLD = 4
LINEAR = 5


def steps(act: Callable[[], object]) -> int:
    """Return how many lines of Python are run by an act, in this thread."""
    count = 0

    def line(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal count
        count += event == "line"
        return line

    def call(_frame: FrameType, _event: str, _argument: Any) -> Any:
        return line

    before = sys.gettrace()
    sys.settrace(call)
    try:
        act()
    finally:
        sys.settrace(before)
    return count


def assert_linear(act: Callable[[int], object], size: int) -> None:
    """Assert that the steps of an act grow with the size of what it works on, and no faster."""
    small = steps(lambda: act(size))
    large = steps(lambda: act(FOURFOLD * size))
    assert large <= LINEAR * small, f"{small:,} steps became {large:,} when there was 4 times more"
