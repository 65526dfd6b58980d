"""A folder that goes while its window is open takes no word along, and nothing takes its place."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests import platforms
from tests.cli.conftest import ROOT, environment
from tests.torture.vanishing_folder_figures import (
    CHANGES,
    WAYS,
    CannotBeTriedError,
    attempt,
    attempt_changed,
)

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    platforms.moves_open_files,
]


@pytest.mark.parametrize("way", WAYS)
def test_it_goes_on_when_the_library_is_back(way: str, tmp_path: Path) -> None:
    try:
        assert attempt(way, tmp_path) == []
    except CannotBeTriedError as error:
        pytest.skip(str(error))


@pytest.mark.parametrize("way", CHANGES)
def test_what_came_back_otherwise_is_opened_only_when_asked(way: str, tmp_path: Path) -> None:
    assert attempt_changed(way, tmp_path) == []


def test_the_program_opens_again_what_came_back() -> None:
    """In one process, window after window, and without a word lost."""
    times = 3
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.reopening_process", str(times)],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env={**environment(), "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    expected = [f"{what} {n + 1}" for what in ("elsewhere", "typed") for n in range(times)]
    assert json.loads(done.stdout) == [expected, 1]
