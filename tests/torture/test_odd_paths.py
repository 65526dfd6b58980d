"""Everything works in folders with odd names, on the command line and in the window."""

import os
from pathlib import Path

import pytest

from tests.torture.odd_paths_figures import attempt

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")


@pytest.mark.parametrize("name", ["not UTF-8", "question mark"])
def test_all_acts_pass(name: str, tmp_path: Path) -> None:
    assert attempt(name, tmp_path) == []
