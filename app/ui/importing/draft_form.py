"""The fields of a draft, each of which can be corrected before it is accepted."""

from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.importing.drafting.subject_suggestions import Suggestion, suggest_subjects
from app.core.importing.lines.dates import DateBasis, ParsedDate
from app.core.importing.model import Draft
from app.core.importing.storing.matching import Relation
from app.core.library.model import WarningKind
from app.core.library.syllabus import Syllabus
from app.messages import warning_words
from app.ui.importing.draft_text import contents_text, shared_lines
from app.ui.importing.subject_edit import SubjectEdit
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.line_edit import LineEdit

_TEXT_FIELDS: Final = (
    ("title", "Title"),
    ("author", "Author"),
    ("publication", "Paper"),
    ("category", "Category"),
)
_DATE_FIELDS: Final = (("published", "Article date"), ("posted", "Posted on"))
_RELATIONS: Final = {
    Relation.DUPLICATE: "This is already in your library; adding it changes nothing.",
    Relation.TRASHED: "This is in the trash; adding it brings it back.",
    Relation.CORRECTION: "This corrects a summary you already have. Its highlights, notes and"
    " facts stay with it, and the older text is kept.",
    Relation.ALTERNATE: "You already have another summary of this article. Both are kept under"
    " one entry.",
}
# Doubts that are settled once the reader has changed the field.
_SETTLED_BY: Final = {
    "title": {WarningKind.NO_TITLE, WarningKind.TITLE_UNSURE},
    "author": {WarningKind.AUTHOR_UNSURE},
    "published": {WarningKind.DATE_ORDER_GUESSED, WarningKind.YEAR_MISSING},
    "posted": {WarningKind.DATE_ORDER_GUESSED},
    "subjects": {
        WarningKind.SUBJECT_AMBIGUOUS,
        WarningKind.SUBJECT_GUESSED,
        WarningKind.SUBJECT_UNKNOWN,
    },
}


class DraftForm(QScrollArea):
    """Shows one draft and keeps the reader's corrections.

    `fields`, `dates` and the buttons `swaps`, which exchange a date's day and month, are kept by
    the name of what they hold in the draft.

    Signals:
        changed(): a field was corrected.
    """

    changed = Signal()

    def __init__(self, syllabus: Syllabus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._syllabus = syllabus
        self._draft: Draft | None = None
        self._touched: set[str] = set()
        self._loading = False
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.fields = {name: self._line(label) for name, label in _TEXT_FIELDS}
        self.dates = {name: self._line(label) for name, label in _DATE_FIELDS}
        self.swaps = {name: tool_button(self, tip="Swap day and month") for name, _ in _DATE_FIELDS}
        self.subjects = SubjectEdit(syllabus, self)
        self._contents = QLabel(self, wordWrap=True)
        self._contents.setObjectName("meta")
        self._along = QLabel(self, wordWrap=True)
        self._along.setObjectName("meta")
        self._along.setTextFormat(Qt.TextFormat.PlainText)
        self._relation = QLabel(self, wordWrap=True)
        self._relation.setObjectName("meta")
        self._warnings = QLabel(self, wordWrap=True)
        self._warnings.setObjectName("warning")
        self._warnings.setTextFormat(Qt.TextFormat.PlainText)
        self._lay_out()
        for name, edit in (*self.fields.items(), *self.dates.items()):
            edit.setObjectName(f"draft_{name}")
            edit.textEdited.connect(self._edited)
        self.swaps["published"].clicked.connect(self._swap_published)
        self.swaps["posted"].clicked.connect(self._swap_posted)
        self.subjects.changed.connect(self._subjects_changed)

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        for button in self.swaps.values():
            button.setIcon(icon("arrow-up-down", colours["muted"]))
        self.subjects.set_colours(colours)

    @property
    def touched(self) -> bool:
        """Whether the reader has corrected anything."""
        return bool(self._touched)

    def forget(self) -> None:
        """Drop the corrections: their draft is stored, or left out."""
        self._touched = set()

    def show_draft(self, draft: Draft) -> None:
        """Show another draft, without corrections."""
        self._touched = set()
        self._fill(draft)

    @property
    def warnings_text(self) -> str:
        """What the form says of the doubts that are left; empty without any."""
        return self._warnings.text()

    @property
    def contents_text(self) -> str:
        """What the form says of the draft's sections, facts and questions."""
        return self._contents.text()

    @property
    def along_text(self) -> str:
        """What the form says of the highlights and notes that came with the draft."""
        return self._along.text()

    @property
    def relation_text(self) -> str:
        """What the form says of how the draft relates to the library; empty for a new one."""
        return self._relation.text()

    def show_relation(self, relation: Relation) -> None:
        """Say how the draft relates to the library."""
        words = _RELATIONS.get(relation, "")
        if relation is Relation.DUPLICATE and self._draft and self._draft.shared_annotations:
            words = "This is already in your library. What came with it is added to it."
        self._relation.setText(words)
        self._relation.setVisible(relation in _RELATIONS)

    def update_draft(self, draft: Draft) -> None:
        """Show the same draft after it was read again; corrections stay."""
        kept = self.draft() if self._touched and self._draft else None
        if kept is not None:
            for name in self._touched & {name for name, _ in _TEXT_FIELDS}:
                draft = replace(draft, **{name: getattr(kept, name)})
            if "published" in self._touched:
                draft = replace(draft, written_published=kept.written_published)
            if "posted" in self._touched:
                draft = replace(draft, written_posted=kept.written_posted)
            if "subjects" in self._touched:
                draft = replace(draft, subjects=kept.subjects)
        self._fill(draft)

    @property
    def valid(self) -> bool:
        """Whether every date can be read."""
        return all(_read_date(edit.text())[1] for edit in self.dates.values())

    def draft(self) -> Draft:
        """Return the draft with the reader's corrections."""
        assert self._draft is not None
        settled = set().union(*(_SETTLED_BY.get(name, set()) for name in self._touched))
        words = {name: edit.text().strip() or None for name, edit in self.fields.items()}
        return replace(
            self._draft,
            title=words["title"],
            author=words["author"],
            publication=words["publication"],
            category=words["category"],
            written_published=self._date("published", self._draft.written_published),
            written_posted=self._date("posted", self._draft.written_posted),
            subjects=self.subjects.subjects,
            warnings=tuple(w for w in self._draft.warnings if w.kind not in settled),
        )

    def focus_first_doubt(self) -> None:
        """Focus the first field that is in doubt, else the title."""
        kinds = {warning.kind for warning in self._draft.warnings} if self._draft else set()
        for name, settles in _SETTLED_BY.items():
            widget = {**self.fields, **self.dates}.get(name)
            if name in self.dates and not self._is_guessed(name):
                continue
            if widget is not None and kinds & settles:
                widget.setFocus()
                return
        self.fields["title"].setFocus()

    # Inside

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignLeft)
        for name, label in _TEXT_FIELDS:
            form.addRow(label, self.fields[name])
        for name, label in _DATE_FIELDS:
            self.dates[name].setPlaceholderText("year-month-day, or empty")
            row = QHBoxLayout()
            row.setSpacing(4)
            row.addWidget(self.dates[name], 1)
            row.addWidget(self.swaps[name])
            form.addRow(label, row)
        form.addRow("Subjects", self.subjects)
        inside = QWidget(self)
        inside.setObjectName("centre")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self._relation)
        layout.addWidget(self._warnings)
        layout.addLayout(form)
        layout.addWidget(self._contents)
        layout.addWidget(self._along)
        layout.addStretch(1)
        self.setWidget(inside)

    def _line(self, label: str) -> LineEdit:
        return LineEdit(label, "", self)

    def _fill(self, draft: Draft) -> None:
        self._loading = True
        self._draft = draft
        for name, edit in self.fields.items():
            edit.setText(getattr(draft, name) or "")
            edit.setCursorPosition(0)
        for name, written in (
            ("published", draft.written_published),
            ("posted", draft.written_posted),
        ):
            self.dates[name].setText(
                written.chosen.isoformat() if written and written.chosen else ""
            )
            self.swaps[name].setVisible(
                bool(written and not written.unambiguous and written.implied_order is None)
            )
        self.subjects.begin(draft.subjects, self._suggested(draft))
        self._contents.setText(contents_text(draft))
        self._along.setText("\n".join(shared_lines(draft.shared_annotations)))
        self._along.setVisible(draft.shared_annotations is not None)
        self._loading = False
        self._show_warnings()

    def _is_guessed(self, name: str) -> bool:
        written = getattr(self._draft, f"written_{name}")
        return written is not None and written.basis in (DateBasis.GUESSED, DateBasis.NO_YEAR)

    def _suggested(self, draft: Draft) -> tuple[Suggestion, ...]:
        """Return the subjects suggested by the words of a draft, if it names none itself."""
        if draft.subjects:
            return ()
        text = "\n".join(section.markdown for section in draft.sections)
        return suggest_subjects(draft.title or "", text, self._syllabus)

    def _show_warnings(self) -> None:
        warnings = self.draft().warnings
        self._warnings.setText("\n".join(f"• {warning_words(warning)}" for warning in warnings))
        self._warnings.setVisible(bool(warnings))

    def _edited(self) -> None:
        name = self.sender().objectName().removeprefix("draft_")
        self._touched.add(name)
        if name in self.dates:
            edit = self.dates[name]
            edit.setProperty("wrong", not _read_date(edit.text())[1])
            edit.style().unpolish(edit)
            edit.style().polish(edit)
        self._show_warnings()
        self.changed.emit()

    def _subjects_changed(self) -> None:
        self._touched.add("subjects")
        self._show_warnings()
        self.changed.emit()

    def _swap_published(self) -> None:
        self._swap("published", self._draft.written_published if self._draft else None)

    def _swap_posted(self) -> None:
        self._swap("posted", self._draft.written_posted if self._draft else None)

    def _swap(self, name: str, written: ParsedDate | None) -> None:
        if written is None:
            return
        shown, _ = _read_date(self.dates[name].text())
        other = written.day_first if shown == written.month_first else written.month_first
        self.dates[name].setText(other.isoformat() if other else "")
        self._touched.add(name)
        self._show_warnings()
        self.changed.emit()

    def _date(self, name: str, written: ParsedDate | None) -> ParsedDate | None:
        """Return the date in a field; the date as it was read if the field was not changed."""
        if name not in self._touched:
            return written
        day, _ = _read_date(self.dates[name].text())
        return ParsedDate(day.isoformat(), day, day, day) if day else None


def _read_date(text: str) -> tuple[date | None, bool]:
    """Return the date of a field, and whether the field is valid; an empty one is."""
    if not text.strip():
        return None, True
    try:
        return date.fromisoformat(text.strip()), True
    except ValueError:
        return None, False
