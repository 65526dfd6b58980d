"""The Tab order of widgets: the reading order, not the order of creation."""

from itertools import pairwise

from PySide6.QtWidgets import QWidget


def tab_in_order(*widgets: QWidget) -> None:
    """Make Tab go from each widget to the next one."""
    for before, after in pairwise(widgets):
        QWidget.setTabOrder(before, after)
