"""Edit details: the form of the import, on a summary of the library."""

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.core.importing.drafting.subject_suggestions import suggest_subjects
from app.core.library.details import Details, details_of
from app.core.library.model import ReadingState, Summary
from app.ui.editing.edit_dialog import EditDialog
from app.ui.forms.detail_fields import DetailFields, label_beside
from app.ui.session.session import Session
from app.ui.style.theme import load_theme
from app.ui.widgets.combo_box import ComboBox

_STATES: Final = {
    ReadingState.UNREAD: "Unread",
    ReadingState.READING: "Reading",
    ReadingState.DONE: "Done",
}
_SIZE: Final = QSize(600, 560)


class DetailsDialog(EditDialog):
    """Corrects title, author, paper, category, dates, subjects and reading state at once."""

    def __init__(self, session: Session, summary: Summary, parent: QWidget) -> None:
        super().__init__(session, "Edit details", parent)
        self._summary = summary
        self._touched: set[str] = set()
        self.fields = DetailFields(session.workspace.syllabus, self)
        self.state = ComboBox("Reading state", self)
        for state, name in _STATES.items():
            self.state.addItem(name, state)
        self.state.setCurrentIndex(self.state.findData(summary.state))
        self.fields.form.addRow(label_beside("State", self.state), self.state)
        self.fields.set_colours(load_theme(session.preferences.current.theme))
        self._fill()
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidget(self.fields)
        self.body.addWidget(area)
        self.fields.edited.connect(self._edited)
        self.fields.words["title"].setFocus()
        self.fields.words["title"].home(False)  # noqa: FBT003
        self.fit(_SIZE)

    @property
    def details(self) -> Details:
        """The details as they are in the form."""
        known = details_of(self._summary)
        words, days = self.fields.words, self.fields.days
        written: dict[str, Any] = {
            name: self.fields.text_of(name) for name in words if name in self._touched
        }
        written |= {f"{name}_on": days[name].day for name in days if name in self._touched}
        # Qt keeps texts, not our enumeration.
        state = ReadingState(self.state.currentData())
        return replace(known, **written, subjects=self.fields.subjects.subjects, state=state)

    @property
    def changed(self) -> bool:
        """Whether the form says something else than the summary."""
        return not self.fields.valid or self.details != details_of(self._summary)

    def save(self) -> bool:
        """Store the details."""
        return self.session.corrections.edit_details(self._summary.id, self.details)

    def _fill(self) -> None:
        summary = self._summary
        for name in self.fields.words:
            self.fields.show_text(name, getattr(summary, name))
        for name, field in self.fields.days.items():
            field.set_day(getattr(summary, f"{name}_on"))
        text = "\n".join(section.markdown for section in summary.sections)
        suggestions = (
            ()
            if summary.subjects
            else suggest_subjects(summary.title or "", text, self.session.workspace.syllabus)
        )
        self.fields.subjects.begin(summary.subjects, suggestions)

    def _edited(self, name: str) -> None:
        self._touched.add(name)
        self.save_button.setEnabled(self.fields.valid)
