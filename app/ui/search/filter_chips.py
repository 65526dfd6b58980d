"""The active filters, as chips that can be removed."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QToolButton, QWidget

from app.core.search.query.query_text import TypedFilter
from app.ui.qt.plain_text import set_button_text, tip_text
from app.ui.qt.weak_slot import weak_slot
from app.ui.search.facet_values import chip_name
from app.ui.session.session import Session
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.flow_layout import FlowLayout

_LONGEST: Final = 36


class FilterChips(QWidget):
    """Shows the filters typed in the search box.

    Signals:
        removed(TypedFilter): take it out of the words.
        focus_left(): the chip that had the focus was the last one, and is gone.
        rows_added(): there are more chips than before, for Tab to stop at.
    """

    removed = Signal(object)
    focus_left = Signal()
    rows_added = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Filters of this search")
        self._session = session
        self._filters: tuple[TypedFilter, ...] = ()
        self._chips: list[_Chip] = []
        self._colours: ThemeColours | None = None
        self._flow = FlowLayout(self, spacing=6)
        # The row is exactly as high as its chips need at this width.
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.hide()

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self._colours = colours
        for chip in self._chips:
            chip.setIcon(icon("x", colours["muted"]))

    @property
    def chips(self) -> list[QToolButton]:
        """The visible chips."""
        return list(self._chips[: len(self._filters)])

    @property
    def stops(self) -> list[QWidget]:
        """All chips, in Tab order."""
        return list(self._chips)

    def show_filters(self, filters: tuple[TypedFilter, ...]) -> None:
        """Show other filters, reusing the chips."""
        held = next((n for n, chip in enumerate(self._chips) if chip.hasFocus()), None)
        self._filters = filters
        known = len(self._chips)
        while len(self._chips) < len(filters):
            self._add_chip()
        for number, chip in enumerate(self._chips):
            if number < len(filters):
                name = chip_name(filters[number], self._session)
                shown = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
                set_button_text(chip, shown)
                chip.setToolTip(tip_text(f"{name}\nRemove this filter (Del)"))
                chip.setAccessibleName(f"{name}, remove")
            chip.setVisible(number < len(filters))
        self._flow.invalidate()
        self.setVisible(bool(filters))
        self.updateGeometry()
        if len(self._chips) > known:
            self.rows_added.emit()
        if held is not None and held >= len(filters):
            if filters:
                self._chips[len(filters) - 1].setFocus()
            else:
                self.focus_left.emit()

    def _add_chip(self) -> None:
        chip = _Chip(self)
        if self._colours is not None:
            chip.setIcon(icon("x", self._colours["muted"]))
        chip.clicked.connect(weak_slot(self._remove, len(self._chips)))
        self._flow.addWidget(chip)
        self._chips.append(chip)

    def _remove(self, number: int) -> None:
        if number < len(self._filters):
            self.removed.emit(self._filters[number])


class _Chip(QToolButton):
    """One filter."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        # The cross comes after the name.
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setIconSize(QSize(12, 12))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the filter on Delete or Enter."""
        keys = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if event.key() in keys:
            self.click()
        else:
            super().keyPressEvent(event)
