"""The tests of the whole road: see `tests/window.py` for what they share."""

from tests.window import driver, pytest_collection_modifyitems, qapp, seeded

__all__ = ["driver", "pytest_collection_modifyitems", "qapp", "seeded"]
