"""How Bayaz calls itself as another process: the same program, with one of its hidden commands."""

import os
import sys
from pathlib import Path


def self_command(name: str) -> list[str]:
    """Return the words that run a hidden command of this program."""
    if getattr(sys, "frozen", False):
        return [sys.executable, name]
    # -P: what lies in the working folder is never imported.
    return [sys.executable, "-P", "-m", "app", name]


def self_environment() -> dict[str, str]:
    """Return the environment for it: ours, speaking UTF-8, with nothing else to import first."""
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
    }
    environment["PYTHONUTF8"] = "1"
    if not getattr(sys, "frozen", False):
        environment["PYTHONPATH"] = str(Path(__file__).resolve().parents[2])
    return environment
