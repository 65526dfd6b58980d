"""What the tests of failures share: see `tests/window.py`, and `full_disk.py` for the full disk."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QMessageBox

from tests.cli.conftest import bayaz
from tests.torture.full_disk import FullDisk
from tests.window import Driver, driver, qapp, seeded

__all__ = ["bayaz", "driver", "qapp", "seeded"]


@pytest.fixture(autouse=True)
def close_anyway(monkeypatch: pytest.MonkeyPatch) -> None:
    """Answer the question before closing, so that no test that fails hangs on it."""

    def answer(box: QMessageBox) -> int:
        next(button for button in box.buttons() if button.text() == "Close anyway").click()
        return 0

    monkeypatch.setattr(QMessageBox, "exec", answer)


@pytest.fixture
def disk(driver: Driver) -> Iterator[FullDisk]:
    """The disk of the window's library; there is room again when the window closes."""
    made = FullDisk(driver.workspace)
    yield made
    made.make_room()
