"""What goes into a pack: who it is from, and whether highlights and notes go along."""

from dataclasses import dataclass

from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.notes.shared_annotations import NAME_LENGTH
from app.ui.qt.plain_text import PlainLabel
from app.ui.widgets.line_edit import LineEdit


@dataclass(frozen=True, slots=True)
class PackChoice:
    """What the reader wants in a pack."""

    sender: str
    highlights: bool
    notes: bool


class PackDialog(QDialog):
    """Asks before a pack is made; highlights and notes stay with the reader unless ticked."""

    def __init__(
        self, counts: tuple[int, int, int], sender: str, parent: QWidget | None = None
    ) -> None:
        """Take the numbers of summaries, of highlights and of notes that could go."""
        super().__init__(parent)
        self.setWindowTitle("Share a pack")
        summaries, highlights, notes = counts
        self.own_name = LineEdit("Your name", "as your friend will see it", self)
        self.own_name.setText(sender)
        self.own_name.setMaxLength(NAME_LENGTH)
        self.highlights = _choice("Highlights", highlights, self)
        self.notes = _choice("Notes", notes, self)
        buttons = QDialogButtonBox(self)
        go_on = QPushButton("Save as…", self)
        # Before the box takes it, which dresses it.
        go_on.setProperty("primary", True)  # noqa: FBT003
        go_on.setDefault(True)
        buttons.addButton(go_on, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        what = "1 summary goes" if summaries == 1 else f"{summaries} summaries go"
        head = PlainLabel(f"{what} into one file that a friend can import.", self)
        head.setWordWrap(True)
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.addRow("Your name", self.own_name)
        label = PlainLabel("INCLUDE", self)
        label.setObjectName("groupLabel")
        private = PlainLabel(
            "Your highlights and notes are left out unless you tick them. Only notes on these"
            " summaries, their facts or their highlights can be included.",
            self,
        )
        private.setObjectName("meta")
        private.setWordWrap(True)
        along = QVBoxLayout()
        along.setSpacing(6)
        for widget in (label, self.highlights, self.notes, private):
            along.addWidget(widget)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addWidget(head)
        layout.addLayout(form)
        layout.addLayout(along)
        layout.addWidget(buttons)
        self.setMinimumWidth(420)
        self.own_name.setFocus()

    @property
    def choice(self) -> PackChoice:
        """What is chosen now."""
        return PackChoice(
            self.own_name.text().strip(), self.highlights.isChecked(), self.notes.isChecked()
        )


def _choice(what: str, count: int, parent: QWidget) -> QCheckBox:
    box = QCheckBox(f"{what} ({count})" if count else f"{what} (there are none)", parent)
    box.setEnabled(count > 0)
    return box
