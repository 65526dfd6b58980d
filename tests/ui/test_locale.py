"""The window in other languages: what the machine's locale must not change."""

import locale
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
START = """
from datetime import date
from app.ui.application import make_application
from PySide6.QtCore import QTimer
application = make_application()
assert QTimer(application, singleShot=True, interval=7).interval() == 7
from app.core.date_format import short_date
print(short_date(date(2025, 6, 2)))
"""


def is_there(name: str) -> bool:
    """Return whether the machine has a locale; this process keeps its own."""
    before = locale.setlocale(locale.LC_CTYPE)
    try:
        locale.setlocale(locale.LC_CTYPE, name)
    except locale.Error:
        return False
    finally:
        locale.setlocale(locale.LC_CTYPE, before)
    return True


@pytest.mark.parametrize("name", ["C", "tr_TR.UTF-8"])
def test_the_machine_s_language_changes_nothing(name: str) -> None:
    """In Turkish the capital of i is not I, and June is Haziran."""
    if not is_there(name):
        pytest.skip(f"this machine does not have {name}")
    environment = {**os.environ, "LC_ALL": name, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", START],
        env=environment, capture_output=True, encoding="utf-8", check=False,
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "2 Jun 2025\n"), done.stderr
