"""The choice of one subject of the syllabus."""

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.core.library.syllabus import Syllabus
from app.ui.qt.plain_text import PlainLabel
from app.ui.widgets.combo_box import ComboBox


class SubjectDialog(QDialog):
    """Lets the reader choose a subject; letters go to the first that begins with them."""

    def __init__(self, syllabus: Syllabus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Add a subject")
        label = PlainLabel("Add these summaries to this subject:", self)
        self.box = ComboBox("Subject", self)
        self.box.setMaxVisibleItems(16)
        for subject in sorted(syllabus, key=lambda subject: subject.name):
            self.box.addItem(subject.name, subject.id)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(label)
        layout.addWidget(self.box)
        layout.addWidget(buttons)
        self.setMinimumWidth(400)

    @property
    def subject_id(self) -> str:
        """The chosen subject."""
        return str(self.box.currentData())


def ask_subject(syllabus: Syllabus, parent: QWidget) -> str:
    """Return the id of the subject that the reader chooses, '' for none."""
    dialog = SubjectDialog(syllabus, parent)
    sure = dialog.exec() == QDialog.DialogCode.Accepted
    return dialog.subject_id if sure else ""
