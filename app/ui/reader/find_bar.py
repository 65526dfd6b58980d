"""Find on the page: a line below it with count, next, previous, case and whole words."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextDocument
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QLabel, QWidget

from app.ui.icons import icon
from app.ui.theme import Look
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.line_edit import LineEdit


class FindBar(QWidget):
    """Asks for words and shows how many there are.

    Signals:
        changed(): the words or the way of looking for them changed.
        stepped(int): go to the next (1) or previous (-1) match.
        closed(): the reader is done.
    """

    changed = Signal()
    stepped = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._edit = LineEdit("Find on this page", "Find on this page", self)
        self._edit.setObjectName("findEdit")
        self._edit.setMaximumWidth(280)
        self._edit.textChanged.connect(self.changed)
        self._count = QLabel(self)
        self._count.setObjectName("meta")
        self._count.setMinimumWidth(84)
        self._whole = QCheckBox("Whole words", self)
        self._case = QCheckBox("Match case", self)
        self._previous = tool_button(self, tip="Previous match (Shift+F3)")
        self._next = tool_button(self, tip="Next match (F3)")
        self._close = tool_button(self, tip="Close (Esc)")
        self._whole.toggled.connect(self.changed)
        self._case.toggled.connect(self.changed)
        self._previous.clicked.connect(self._step_back)
        self._next.clicked.connect(self._step)
        self._close.clicked.connect(self.closed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 12, 6)
        layout.setSpacing(8)
        for widget in (
            self._edit,
            self._previous,
            self._next,
            self._count,
            self._whole,
            self._case,
        ):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self._close)
        self.hide()

    @property
    def words(self) -> str:
        """What is looked for."""
        return self._edit.text()

    @property
    def flags(self) -> QTextDocument.FindFlag:
        """How it is looked for."""
        flags = QTextDocument.FindFlag(0)
        if self._whole.isChecked():
            flags |= QTextDocument.FindFlag.FindWholeWords
        if self._case.isChecked():
            flags |= QTextDocument.FindFlag.FindCaseSensitively
        return flags

    def set_look(self, look: Look) -> None:
        """Draw the signs in the colours of a theme."""
        self._previous.setIcon(icon("chevron-left", look["muted"]))
        self._next.setIcon(icon("chevron-right", look["muted"]))
        self._close.setIcon(icon("x", look["muted"]))

    def open(self, words: str = "") -> None:
        """Appear, ready for typing, with what was selected."""
        self.show()
        if words:
            self._edit.setText(words)
        self._edit.setFocus()
        self._edit.selectAll()

    def show_count(self, current: int, total: int) -> None:
        """Say which match of how many is shown; `current` counts from 1."""
        if not self.words:
            self._count.setText("")
        elif total:
            self._count.setText(f"{current} of {total}")
        else:
            self._count.setText("Not found")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Shift+Enter back, Escape closes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.stepped.emit(-1 if back else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    def _step(self) -> None:
        self.stepped.emit(1)

    def _step_back(self) -> None:
        self.stepped.emit(-1)
