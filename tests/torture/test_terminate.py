"""The short form of `terminate_figures`: the same kills, fewer of them."""

from tests.torture.terminate_figures import figures


def test_nothing_is_lost_by_kills_and_the_index_heals() -> None:
    assert figures(windows=2, writers=3)
