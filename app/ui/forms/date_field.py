"""A line for a date: any usual way of writing it, and how it was understood."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.core.date_format import long_date
from app.core.importing.lines.typed_date import read_typed_date
from app.messages import date_problem_words
from app.ui.qt.plain_text import PlainLabel
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.line_edit import LineEdit


class DateField(QWidget):
    """Reads a date while it is typed; says it in words beside the line, or below it why it is none.

    `line` is where it is typed, `swap` the button that exchanges day and month.

    Signals:
        edited(): the reader has typed.
    """

    edited = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.line = LineEdit(name, "such as 13 June 2025", self)
        self.swap = tool_button(self, tip="Swap day and month")
        self._understood = PlainLabel(self)
        self._understood.setObjectName("meta")
        self._reason = PlainLabel(self, wrap=True)
        self._reason.setObjectName("warning")
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.line, 1)
        row.addWidget(self.swap)
        row.addSpacing(4)
        row.addWidget(self._understood)
        # The lines of both dates end at the same place.
        self._understood.setMinimumWidth(
            self._understood.fontMetrics().horizontalAdvance("13 September 2025")
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(row)
        layout.addWidget(self._reason)
        self.setFocusProxy(self.line)
        self._other: date | None = None
        self.line.textChanged.connect(self._show_reading)
        self.line.textEdited.connect(self._typed)
        self.swap.clicked.connect(self._swap)
        self._show_reading()

    @property
    def day(self) -> date | None:
        """The day that was typed; None for an empty line, and for what is no date."""
        return read_typed_date(self.line.text()).day

    @property
    def valid(self) -> bool:
        """Whether the line is empty or holds a date."""
        return read_typed_date(self.line.text()).problem is None

    @property
    def understood(self) -> str:
        """How the date was understood, in words; empty without one."""
        return self._understood.text()

    @property
    def reason(self) -> str:
        """Why what was typed is no date; empty if it is one."""
        return self._reason.text()

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self.swap.setIcon(icon("arrow-up-down", colours["muted"]))

    def set_day(self, day: date | None, other: date | None = None) -> None:
        """Show another day; `other` is what it can be as well, with day and month swapped."""
        self._other = other
        self.line.setText(day.isoformat() if day else "")
        self._show_reading()

    def _typed(self, text: str) -> None:
        self._other = read_typed_date(text).other
        self._show_reading()
        self.edited.emit()

    def _swap(self) -> None:
        day, other = self.day, self._other
        self.set_day(other, day)
        self.edited.emit()

    def _show_reading(self, *_: object) -> None:
        typed = read_typed_date(self.line.text())
        self.swap.setVisible(self._other is not None)
        self._understood.setText(long_date(typed.day) or "")
        self._reason.setText(date_problem_words(typed.problem) if typed.problem else "")
        self._reason.setVisible(typed.problem is not None)
        if self.line.property("wrong") is not (typed.problem is not None):
            self.line.setProperty("wrong", typed.problem is not None)
            self.line.style().unpolish(self.line)
            self.line.style().polish(self.line)
        # What a screen reader says of the line.
        self.line.setAccessibleDescription(self._reason.text() or self._understood.text())
