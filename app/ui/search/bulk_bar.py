"""The bar below the results: actions on the selected ones."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QToolButton, QVBoxLayout, QWidget

from app.core.search.results.results import Hit
from app.ui.qt.plain_text import PlainLabel
from app.ui.qt.weak_slot import weak_slot
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.buttons import chip, tool_button
from app.ui.widgets.flow_layout import FlowLayout

# The names of the actions, the labels of their buttons and their tooltips.
ACTS: Final = {
    "star": ("Star", "Star these summaries; if all are starred, unstar them"),
    "subject": ("Add subject…", "Add these summaries to a subject of the syllabus"),
    "pack": ("Share as a pack…", "Save these summaries in one file for a friend"),
    "export": ("Export list…", "Save a list of these results as Markdown or CSV"),
    "copy": ("Copy", "Copy a list of these results (Ctrl+C)"),
    "open": ("Open all", "Show these summaries in the library, to read one after another"),
}


class BulkBar(QWidget):
    """Shows how many results are selected, and the actions on them.

    Signals:
        action_chosen(str): the name of an act.
        cleared(): pick none any more.
    """

    action_chosen = Signal(str)
    cleared = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pickedBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName("Actions for the selected results")
        inner = QWidget(self)
        flow = FlowLayout(inner, spacing=6)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        inner.setSizePolicy(policy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 8, 16, 8)
        layout.addWidget(inner)
        self.count = PlainLabel(inner)
        self.count.setObjectName("pickedCount")
        self.buttons: dict[str, QToolButton] = {}
        flow.addWidget(self.count)
        for name, (text, tip) in ACTS.items():
            button = self.buttons[name] = chip(inner, text, tip=tip)
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            button.clicked.connect(weak_slot(self._act, name))
            flow.addWidget(button)
        self.cross = tool_button(inner, tip="Clear the selection (Esc)", size=14)
        self.cross.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cross.clicked.connect(self.cleared)
        flow.addWidget(self.cross)
        self.hide()

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self.cross.setIcon(icon("x", colours["muted"]))

    def show_picked(self, picked: list[Hit]) -> None:
        """Show how many results are selected, and in how many summaries."""
        summaries = len({hit.summary_id for hit in picked if hit.summary_id})
        words = f"{len(picked):,} selected"
        if summaries != len(picked):
            words += f" in {summaries} summar{'y' if summaries == 1 else 'ies'}"
        self.count.setText(words)
        for name, button in self.buttons.items():
            button.setEnabled(bool(summaries) or name in ("export", "copy"))
        self.setVisible(bool(picked))
        self.updateGeometry()

    def _act(self, name: str) -> None:
        self.action_chosen.emit(name)
