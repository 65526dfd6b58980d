"""What the tests of failures share: see `tests/window.py`, and `full_disk.py` for the full disk."""

from collections.abc import Iterator

import pytest

from tests.torture.full_disk import FullDisk
from tests.window import Driver, driver, qapp, seeded

__all__ = ["driver", "qapp", "seeded"]


@pytest.fixture
def disk(driver: Driver) -> Iterator[FullDisk]:
    """The disk of the window's library; there is room again when the window closes."""
    made = FullDisk(driver.workspace)
    yield made
    made.make_room()
