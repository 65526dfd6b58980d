"""The subjects of a draft as chips, and a line to add another by any of its names."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCompleter, QToolButton, QVBoxLayout, QWidget

from app.core.importing.drafting.subject_suggestions import Suggestion
from app.core.library.model import SubjectTopics
from app.core.library.syllabus import Syllabus
from app.ui.qt.weak_slot import weak_slot
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.buttons import chip
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.line_edit import LineEdit


class SubjectEdit(QWidget):
    """Shows and changes the subjects of a draft; topics stay with their subject.

    The name of another subject is typed into `line`.

    Signals:
        changed(): a subject came or went.
    """

    changed = Signal()

    def __init__(self, syllabus: Syllabus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._syllabus = syllabus
        self._subjects: tuple[SubjectTopics, ...] = ()
        self._colours: ThemeColours | None = None
        holder = QWidget(self)
        self._flow = FlowLayout(holder, spacing=6)
        self.line = LineEdit("Add a subject", "Add a subject", self)
        hints = QWidget(self)
        self._hints = FlowLayout(hints, spacing=6)
        self._suggestions: tuple[Suggestion, ...] = ()
        names = [subject.name for subject in syllabus]
        completer = QCompleter(names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.activated.connect(self._add)
        self.line.setCompleter(completer)
        self.line.returnPressed.connect(self._add_typed)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(holder)
        layout.addWidget(self.line)
        layout.addWidget(hints)

    @property
    def subjects(self) -> tuple[SubjectTopics, ...]:
        """The current subjects."""
        return self._subjects

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The subjects suggested by the words of the draft, the likeliest first."""
        return self._suggestions

    @property
    def suggestion_chips(self) -> list[QToolButton]:
        """The chips that add a suggested subject, the likeliest first."""
        items = (self._hints.itemAt(place) for place in range(self._hints.count()))
        widgets = (item.widget() for item in items if item is not None)
        return [widget for widget in widgets if isinstance(widget, QToolButton)]

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self._colours = colours
        self.set_subjects(self._subjects)

    def begin(
        self, subjects: tuple[SubjectTopics, ...], suggestions: tuple[Suggestion, ...]
    ) -> None:
        """Show the subjects of another draft, and those suggested by its words."""
        self.line.clear()
        self._suggestions = suggestions
        self.set_subjects(subjects)

    def set_subjects(self, subjects: tuple[SubjectTopics, ...]) -> None:
        """Show other subjects."""
        self._subjects = subjects
        _empty(self._flow)
        for entry in subjects:
            topics = ", ".join(entry.topics) or "no topics"
            button = chip(
                None,
                self._syllabus.subject(entry.subject_id).name,
                tip=f"Topics: {topics}. Click to remove the subject.",
            )
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
            if self._colours is not None:
                button.setIcon(icon("x", self._colours["muted"]))
            button.clicked.connect(weak_slot(self._remove, entry.subject_id))
            self._flow.addWidget(button)
        self._flow.invalidate()
        self._show_suggestions()
        self.updateGeometry()

    def _show_suggestions(self) -> None:
        _empty(self._hints)
        taken = {entry.subject_id for entry in self._subjects}
        for suggestion in self._suggestions:
            if suggestion.subject_id in taken:
                continue
            subject = self._syllabus.subject(suggestion.subject_id)
            button = chip(
                None,
                f"{subject.name}?",
                tip=f"Suggested by: {', '.join(suggestion.words)}. Click to add it.",
            )
            button.clicked.connect(weak_slot(self._add, subject.name))
            self._hints.addWidget(button)
        self._hints.invalidate()

    def _remove(self, subject_id: str) -> None:
        self.set_subjects(tuple(s for s in self._subjects if s.subject_id != subject_id))
        self.changed.emit()

    def _add_typed(self) -> None:
        match = self._syllabus.match(self.line.text())
        if len(match.subjects) == 1:
            self._add(match.subjects[0].name)

    def _add(self, name: str) -> None:
        subject = self._syllabus.match(name).subjects[0]
        # The completer writes the name into the line once this has returned.
        QTimer.singleShot(0, self.line.clear)
        if all(entry.subject_id != subject.id for entry in self._subjects):
            self.set_subjects((*self._subjects, SubjectTopics(subject.id)))
            self.changed.emit()


def _empty(flow: FlowLayout) -> None:
    while flow.count():
        item = flow.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
