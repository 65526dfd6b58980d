"""The program for clicks on Windows has no console: what it would print goes nowhere, unharmed."""

import subprocess
import sys


def test_what_cannot_be_printed_harms_nothing() -> None:
    script = (
        "import os, sys\n"
        "sys.stdout = sys.stderr = None\n"
        "from app.__main__ import main\n"
        "os._exit(main(['list']))"
    )
    done = subprocess.run([sys.executable, "-c", script], check=False, capture_output=True)
    assert (done.returncode, done.stderr) == (0, b"")
