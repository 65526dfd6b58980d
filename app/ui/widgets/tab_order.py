"""The order in which Tab walks through widgets: that of reading, not that of their making."""

from itertools import pairwise

from PySide6.QtWidgets import QWidget


def tab_in_order(*widgets: QWidget) -> None:
    """Let Tab go from each widget to the next one."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
