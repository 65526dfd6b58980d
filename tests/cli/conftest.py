"""Commands run in this process or in their own, and what they leave behind."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from app.__main__ import main
from tests.clock import Clock

ROOT = Path(__file__).resolve().parents[2]


class Answer:
    """What a command left behind."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.out)
        return found


@pytest.fixture
def bayaz(capsys: pytest.CaptureFixture[str], clock: Clock) -> Any:
    def run(*words: str) -> Answer:
        try:
            code = main(words, clock)
        except SystemExit as left:
            code = int(left.code or 0)
        captured = capsys.readouterr()
        return Answer(code, captured.out, captured.err)

    return run


def environment() -> dict[str, str]:
    """Return the environment of a separate process: a person's, with its output buffered."""
    others = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    return {**others, "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1"}


def process(*words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "app", *words],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment(), cwd=ROOT,
    )  # fmt: skip


def errors_without_a_reader(child: subprocess.Popen[str]) -> str:
    """Leave off reading what a command prints, and return its errors when it has ended."""
    assert child.stdout is not None
    assert child.stderr is not None
    child.stdout.close()
    # Not `communicate`: on Windows it reads what has just been closed.
    with child.stderr:
        errors = child.stderr.read()
    child.wait()
    return errors
