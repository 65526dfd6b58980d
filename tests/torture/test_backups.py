"""The short form of `backup_figures`: the same acts, fewer of them."""

from tests.torture.backup_figures import figures


def test_backups_hold_under_torture() -> None:
    assert figures(libraries=3, damages=6, backups=12, logs=4)
