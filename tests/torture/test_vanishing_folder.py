"""A folder that goes while its window is open takes no word along, and nothing takes its place."""

import os
from pathlib import Path

import pytest

from tests.torture.vanishing_folder_figures import WAYS, attempt


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.usefixtures("qapp")
@pytest.mark.skipif(os.name == "nt", reason="Windows moves no open file")
def test_it_goes_on_when_the_folder_is_back(way: str, tmp_path: Path) -> None:
    assert attempt(WAYS.index(way), tmp_path) == []
