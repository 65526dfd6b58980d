"""The form of a summary's details: one for a draft and for what is in the library."""

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFormLayout, QLabel, QVBoxLayout, QWidget

from app.core.library.syllabus import Syllabus
from app.ui.forms.date_field import DateField
from app.ui.forms.field_caption import NO_CAPTION, Caption, FieldCaption
from app.ui.forms.subject_edit import SubjectEdit
from app.ui.qt.plain_text import PlainLabel
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

    `words`, `days` and the `captions` below all fields are kept by the name of what they hold.

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
        self.captions: dict[str, FieldCaption] = {}
        for name, label in TEXT_FIELDS:
            line = self.words[name]
            self._add_row(name, label, line, line)
            line.textEdited.connect(weak_slot(self._tell, name))
        for name, label in DATE_FIELDS:
            self._add_row(name, label, self.days[name], self.days[name].line)
            self.days[name].edited.connect(weak_slot(self._tell, name))
        self._add_row("subjects", "Subjects", self.subjects, self.subjects.line)
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

    def show_captions(self, captions: Mapping[str, Caption]) -> None:
        """Say below each field what is known of it; nothing below one that has no caption."""
        for name, label in self.captions.items():
            label.say(captions.get(name, NO_CAPTION))

    def _add_row(self, name: str, label: str, field: QWidget, line: LineEdit) -> None:
        """Add a field with room for a caption below it."""
        holder = QWidget(self)
        self.captions[name] = FieldCaption(line, holder)
        layout = QVBoxLayout(holder)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(field)
        layout.addWidget(self.captions[name])
        holder.setFocusProxy(line)
        self.form.addRow(label_beside(label, line), holder)

    def _tell(self, name: str) -> None:
        self.edited.emit(name)


def label_beside(text: str, line: QWidget) -> QLabel:
    """Return a label as tall as the line that it stands beside, and not as all that is below."""
    label = PlainLabel(text, line.parentWidget())
    label.setFixedHeight(line.sizeHint().height())
    label.setBuddy(line)
    return label
