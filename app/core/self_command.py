"""How Bayaz starts itself as another process, with one of its hidden commands."""

import os
import sys
from pathlib import Path


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
