"""The form of a summary's details: one for a draft and for what is in the library."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QWidget

from app.core.library.syllabus import Syllabus
from app.ui.forms.date_field import DateField
from app.ui.forms.subject_edit import SubjectEdit
from app.ui.qt.weak_slot import weak_slot
from app.ui.style.theme import ThemeColours
from app.ui.widgets.line_edit import LineEdit

TEXT_FIELDS: Final = (
    ("title", "Title"),
    ("author", "Author"),
    ("publication", "Paper"),
    ("category", "Category"),
)
DATE_FIELDS: Final = (("published", "Article date"), ("posted", "Posted on"))


class DetailFields(QWidget):
    """The lines for title, author, paper, category and dates, and the subjects below them.

    `words` and `days` are kept by the name of what they hold.

    Signals:
        edited(str): the reader has changed this field.
    """

    edited = Signal(str)

    def __init__(self, syllabus: Syllabus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.words = {name: LineEdit(label, "", self) for name, label in TEXT_FIELDS}
        self.days = {name: DateField(label, self) for name, label in DATE_FIELDS}
        self.subjects = SubjectEdit(syllabus, self)
        self.form = QFormLayout(self)
        self.form.setContentsMargins(0, 0, 0, 0)
        self.form.setHorizontalSpacing(12)
        self.form.setVerticalSpacing(8)
        self.form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        self.form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        # In a narrow place a label stands above its line.
        self.form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        for name, label in TEXT_FIELDS:
            self.form.addRow(label, self.words[name])
            self.words[name].textEdited.connect(weak_slot(self._tell, name))
        for name, label in DATE_FIELDS:
            self.form.addRow(label, self.days[name])
            self.days[name].edited.connect(weak_slot(self._tell, name))
        self.form.addRow("Subjects", self.subjects)
        self.subjects.changed.connect(weak_slot(self._tell, "subjects"))

    @property
    def valid(self) -> bool:
        """Whether every date can be read."""
        return all(field.valid for field in self.days.values())

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        for field in self.days.values():
            field.set_colours(colours)
        self.subjects.set_colours(colours)

    def text_of(self, name: str) -> str | None:
        """Return what is written in a line, None if it is empty."""
        return " ".join(self.words[name].text().split()) or None

    def show_text(self, name: str, text: str | None) -> None:
        """Write into a line; a long text is seen from its beginning."""
        self.words[name].setText(text or "")
        self.words[name].setCursorPosition(0)

    def _tell(self, name: str) -> None:
        self.edited.emit(name)
