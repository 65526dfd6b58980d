"""How Bayaz starts itself as another process, with one of its hidden commands."""

import os
import sys
from pathlib import Path
from typing import Final

_NICE: Final = 10
_BELOW_NORMAL: Final = 0x4000


def self_command(name: str) -> list[str]:
    """Return the command line of a hidden command of this program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, name]
    # -P: nothing in the working folder is ever imported.
    return [sys.executable, "-P", "-m", "app", name]


def self_environment() -> dict[str, str]:
    """Return the environment for it: ours, in UTF-8, with no other Python settings."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
    }
    environment["PYTHONUTF8"] = "1"
    if not getattr(sys, "frozen", False):
        environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    return environment


def let_the_window_go_first() -> None:
    """Put this process behind the window wherever both want the processor or the disk."""
    if sys.platform == "win32":
        import ctypes

        # The number that stands for the process itself, as wide as a handle is.
        itself = ctypes.c_void_p(-1)
        ctypes.windll.kernel32.SetPriorityClass(itself, _BELOW_NORMAL)
    else:
        os.nice(_NICE)
