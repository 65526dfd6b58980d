"""The button that sorts the list of summaries."""

from typing import Final

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QToolButton, QWidget

from app.core.library.filters import Order
from app.ui.qt.plain_text import menu_text
from app.ui.qt.weak_slot import weak_slot
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours

_NAMES: Final = {
    Order.NEWEST: "Newest first",
    Order.TITLE: "By title",
    Order.AUTHOR: "By author",
    Order.LAST_READ: "Recently read",
    Order.LAST_ADDED: "Recently added",
}


class OrderButton(QToolButton):
    """Opens a menu with the orders, the one in force with a tick.

    Signals:
        order_chosen(Order): sort the list so.
    """

    order_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent, popupMode=QToolButton.ToolButtonPopupMode.InstantPopup)
        self.setToolTip("Sort the list")
        self.setAccessibleName("Sort the list")
        self.setIconSize(QSize(18, 18))
        menu = QMenu(self)
        group = QActionGroup(menu)
        self.order_actions: dict[Order, QAction] = {}
        for order, name in _NAMES.items():
            action = self.order_actions[order] = menu.addAction(menu_text(name))
            action.setCheckable(True)
            action.setChecked(order is Order.NEWEST)
            group.addAction(action)
            action.triggered.connect(weak_slot(self._choose, order))
        self.setMenu(menu)

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw the icon in the colours of a theme."""
        self.setIcon(icon("arrow-up-down", colours["muted"]))

    @property
    def order(self) -> Order:
        """The order with the tick."""
        return next(order for order, action in self.order_actions.items() if action.isChecked())

    def show_order(self, order: Order) -> None:
        """Tick the order that is in force."""
        self.order_actions[order].setChecked(True)

    def _choose(self, order: Order) -> None:
        self.order_chosen.emit(order)
