"""What tests need of the system: marks that skip them elsewhere, each with its reason.

What is skipped on Windows stands in docs/windows.md, reason by reason; `is_expected` tells there.
"""

import os
import sys
from functools import cache
from pathlib import Path

import pytest

WINDOWS_PAGE = Path(__file__).resolve().parents[1] / "docs" / "windows.md"
WINDOWS = os.name == "nt"

moves_open_files = pytest.mark.skipif(WINDOWS, reason="Windows moves no open file")
has_signals = pytest.mark.skipif(WINDOWS, reason="Windows has none of these signals")
has_proc = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs /proc")


@cache
def reasons_on_windows() -> tuple[str, ...]:
    """Return the reasons for which a test may be skipped on Windows: the first column of a table."""
    page = WINDOWS_PAGE.read_text(encoding="utf-8").partition("## What is skipped there")[2]
    rows = (line.split("|") for line in page.splitlines() if line.startswith("| `"))
    return tuple(row[1].strip().strip("`") for row in rows)


def is_expected(reason: str) -> bool:
    """Return whether a test that is skipped on Windows is skipped for a reason that the page has."""
    return any(known in reason for known in reasons_on_windows())
