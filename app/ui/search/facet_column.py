"""The facets of an answer: a column beside the results, or a menu on a narrow page."""

from collections.abc import Collection
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QMenu, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from app.core.notes.model import Colour
from app.ui.qt.plain_text import PlainLabel, menu_text
from app.ui.qt.weak_slot import weak_slot
from app.ui.search.facet_values import FACET_NAMES, FacetValue, Key
from app.ui.search.roving_focus import RovingFocus
from app.ui.search.row_button import RowButton
from app.ui.style.theme import ThemeColours
from app.ui.widgets.swatch import swatch

WIDTH: Final = 188
_FEW: Final = 6
_MOST: Final = 60
_SWATCH: Final = 16

Values = dict[str, list[FacetValue]]


class FacetColumn(QScrollArea):
    """Shows how many hits each value has, and filters by a click.

    Its lines are made once and used again: an answer only changes what they say.

    Signals:
        chosen(FacetValue): take this filter in, or out if it is in force.
        focus_left(): the focus goes on to the results.
        rows_added(): there are more lines than before, for Tab to stop at.
    """

    chosen = Signal(object)
    focus_left = Signal()
    rows_added = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Filter the results")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setFixedWidth(WIDTH)
        self._colours: ThemeColours | None = None
        self._values: Values = {}
        self._active: Collection[Key] = ()
        self._focus = RovingFocus()
        inner = QWidget(self)
        inner.setObjectName("facets")
        layout = QVBoxLayout(inner)
        layout.setContentsMargins(0, 4, 8, 12)
        layout.setSpacing(0)
        self.groups = {field: _Group(name, inner) for field, name in FACET_NAMES.items()}
        for group in self.groups.values():
            layout.addWidget(group)
            group.chosen.connect(self.chosen)
            group.folded.connect(self._show)
            group.stepped.connect(self._step)
        layout.addStretch(1)
        self.setWidget(inner)

    def set_colours(self, colours: ThemeColours) -> None:
        """Paint in the colours of a theme."""
        self._colours = colours
        for group in self.groups.values():
            group.set_colours(colours)
        self._show()

    def show_values(self, values: Values, active: Collection[Key]) -> None:
        """Show other values; those in `active` are checked."""
        self._values, self._active = values, active
        self._show()

    def rows(self) -> list[RowButton]:
        """Return the visible lines, from top to bottom."""
        return [row for group in self.groups.values() for row in group.shown()]

    @property
    def stops(self) -> list[QWidget]:
        """All lines, from top to bottom."""
        return [line for group in self.groups.values() for line in group.lines]

    def fill_menu(self, menu: QMenu) -> None:
        """Fill a menu with the same values, for a narrow page."""
        menu.clear()
        for field, values in self._values.items():
            if not _worth(values, self._active):
                continue
            part = menu.addMenu(menu_text(FACET_NAMES[field]))
            for value in values[:_MOST]:
                action = part.addAction(menu_text(value.name, f"{value.count:,}"))
                action.setCheckable(True)
                action.setChecked(value.key in self._active)
                action.triggered.connect(weak_slot(self._choose, value))
        if menu.isEmpty():
            menu.addAction("There is nothing to filter by").setEnabled(False)

    # Inside

    def _choose(self, value: FacetValue) -> None:
        self.chosen.emit(value)

    def _show(self) -> None:
        if self._colours is None:
            return
        focused = self.focusWidget() if self.isAncestorOf(self.focusWidget()) else None
        held = focused.hasFocus() if focused is not None else False
        key = focused.value.key if isinstance(focused, _Line) and focused.value else None
        known = len(self.stops)
        for field, group in self.groups.items():
            group.show_values(self._values.get(field, []), self._active)
        if len(self.stops) > known:
            self.rows_added.emit()
        rows = self.rows()
        self._focus.settle(rows)
        if held:
            self._keep_focus(rows, key, focused)

    def _keep_focus(self, rows: list[RowButton], key: Key | None, focused: QWidget | None) -> None:
        """Keep the focus on the same value, or at least in the column."""
        same = (
            row for row in rows if isinstance(row, _Line) and row.value and row.value.key == key
        )
        row = next(same, focused if focused in rows else next(iter(rows), None))
        if isinstance(row, RowButton):
            self._focus.take(row)
        else:
            self.focus_left.emit()

    def _step(self, by: int) -> None:
        rows, sender = self.rows(), self.focusWidget()
        if self._focus.step(rows, sender, by):
            self.ensureWidgetVisible(self.focusWidget(), 0, 8)


class _Group(QWidget):
    """One facet: its name, its first values, and a line that shows the others.

    Signals:
        chosen(FacetValue): a value was pressed.
        folded(): the others were unfolded or folded again.
        stepped(int): an arrow key.
    """

    chosen = Signal(object)
    folded = Signal()
    stepped = Signal(int)

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._colours: ThemeColours | None = None
        self._open = False
        self._lines: list[_Line] = []
        self._label = PlainLabel(name.upper(), self)
        self._label.setObjectName("groupLabel")
        self._label.setContentsMargins(8, 10, 0, 4)
        self.more = RowButton(self)
        self.more.clicked.connect(self._fold)
        self.more.stepped.connect(self.stepped)
        self._layout = QVBoxLayout(self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(self._label)
        self._layout.addWidget(self.more)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def set_colours(self, colours: ThemeColours) -> None:
        """Paint in the colours of a theme."""
        self._colours = colours
        for row in (*self._lines, self.more):
            row.set_colours(colours)

    @property
    def lines(self) -> list[RowButton]:
        """All lines, visible or not."""
        return [*self._lines, self.more]

    def shown(self) -> list[RowButton]:
        """Return the visible lines."""
        return [] if self.isHidden() else [row for row in self.lines if not row.isHidden()]

    def show_values(self, values: list[FacetValue], active: Collection[Key]) -> None:
        """Show other values, the active ones first."""
        worth = _worth(values, active)
        # A stable sort: the others stay in the order of their counts.
        ordered = sorted(values, key=lambda value: value.key not in active)
        shown = ordered[: _MOST if self._open else _FEW] if worth else []
        while len(self._lines) < len(shown):
            self._add_line()
        for number, line in enumerate(self._lines):
            if number < len(shown):
                line.show_value(shown[number], checked=shown[number].key in active)
            line.setVisible(number < len(shown))
        left = len(values) - _FEW
        self.more.setVisible(bool(shown) and left > 0)
        name = "Fewer" if self._open else f"{left} more…"
        self.more.say(name, tip="Show fewer" if self._open else "Show the others")
        self.setVisible(bool(shown))

    def _add_line(self) -> None:
        line = _Line(self)
        if self._colours is not None:
            line.set_colours(self._colours)
        line.clicked.connect(weak_slot(self._choose, len(self._lines)))
        line.stepped.connect(self.stepped)
        self._layout.insertWidget(1 + len(self._lines), line)
        self._lines.append(line)

    def _choose(self, number: int) -> None:
        self.chosen.emit(self._lines[number].value)

    def _fold(self) -> None:
        self._open = not self._open
        self.folded.emit()


class _Line(RowButton):
    """One value."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setCheckable(True)
        self.value: FacetValue | None = None
        self._swatches: dict[Colour, QPixmap] = {}

    def set_colours(self, colours: ThemeColours) -> None:
        """Paint in the colours of a theme."""
        super().set_colours(colours)
        self._swatches.clear()

    def show_value(self, value: FacetValue, *, checked: bool) -> None:
        """Show a value."""
        self.value = value
        self.setChecked(checked)
        tip = f"{value.name}: remove this filter" if checked else f"Only {value.name}"
        self.say(value.name, f"{value.count:,}", self._sign_of(value.colour), tip)

    def nextCheckState(self) -> None:
        """Do nothing: the check mark comes with the next answer."""

    def _sign_of(self, colour: Colour | None) -> QPixmap | None:
        if colour is None or self._colours is None:
            return None
        if colour not in self._swatches:
            ratio = self.devicePixelRatioF()
            self._swatches[colour] = swatch(colour, self._colours, ratio, _SWATCH)
        return self._swatches[colour]


def _worth(values: list[FacetValue], active: Collection[Key]) -> bool:
    """Return whether there is anything to choose: a single inactive value is no choice."""
    return len(values) > 1 or any(value.key in active for value in values)
