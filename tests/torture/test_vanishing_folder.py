"""A folder that goes while its window is open takes no word along, and nothing takes its place."""

import os
from pathlib import Path

import pytest

from tests.torture.vanishing_folder_figures import (
    CHANGES,
    WAYS,
    CannotBeTriedError,
    attempt,
    attempt_changed,
)

pytestmark = [
    pytest.mark.usefixtures("qapp"),
    pytest.mark.skipif(os.name == "nt", reason="Windows moves no open file"),
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
