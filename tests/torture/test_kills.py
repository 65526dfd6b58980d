"""The short form of `kill_figures`: the same kills, fewer of them."""

import pytest

from tests.torture.kill_figures import POSSIBLE, figures


@pytest.mark.skipif(not POSSIBLE, reason="no process can begin as a copy of another here")
def test_what_was_told_outlives_a_kill() -> None:
    assert figures(acts=8, each=3)
