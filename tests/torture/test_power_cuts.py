"""The short form of `cut_figures`: the same power cuts, fewer of them."""

import pytest

from tests.torture.cut_figures import figures
from tests.torture.power_cut import can_trace


@pytest.mark.skipif(not can_trace(), reason="strace is not here, or may not be used")
def test_what_was_told_outlives_a_power_cut() -> None:
    assert figures(cuts=40, lies=20, files=30, every=20)
