"""The short form of `kill_figures`: the same kills, fewer of them."""

from tests.torture.kill_figures import figures


def test_what_was_told_outlives_a_kill() -> None:
    assert figures(acts=8, each=3)
