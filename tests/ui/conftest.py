"""The tests of the panels: see `tests/window.py` for what they share."""

from tests.searching import stocked
from tests.window import driver, pytest_collection_modifyitems, qapp, seeded

__all__ = ["driver", "pytest_collection_modifyitems", "qapp", "seeded", "stocked"]
