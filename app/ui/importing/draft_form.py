"""The fields of a draft, each of which can be corrected before it is accepted."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QFrame,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from app.core.importing.drafting.subject_suggestions import suggestions_for
from app.core.importing.lines.dates import ParsedDate
from app.core.importing.model import Draft
from app.core.importing.refusal import Refusal
from app.core.importing.storing.matching import Relation
from app.core.library.syllabus import Syllabus
from app.messages import detail_names, warning_words
from app.ui.forms.detail_fields import DetailFields
from app.ui.importing.draft_captions import captions_of, general_doubts, settled_by
from app.ui.importing.draft_text import contents_text, form_text, shared_lines
from app.ui.qt.plain_text import PlainLabel
from app.ui.style.theme import ThemeColours
from app.ui.widgets.line_edit import LineEdit

_RELATIONS: Final = {
    Relation.DUPLICATE: "This is already in your library; there is nothing new in it.",
    Relation.DETAILS: "This is already in your library, with other details: {changed}.",
    Relation.TRASHED: "This is in the trash; adding it brings it back, with the details written"
    " here.",
    Relation.CORRECTION: "This corrects a summary you already have. Its highlights, notes and"
    " facts stay with it, and the older text is kept.",
    Relation.ALTERNATE: "You already have another summary of this article. Both are kept under"
    " one entry.",
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
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._details = DetailFields(syllabus, self)
        self.fields: dict[str, LineEdit] = self._details.words
        self.dates = {name: field.line for name, field in self._details.days.items()}
        self.swaps = {name: field.swap for name, field in self._details.days.items()}
        self.subjects = self._details.subjects
        self.subjects.use_all.setToolTip("Add all subjects that are suggested (Ctrl+G)")
        self._contents = PlainLabel(self, wrap=True)
        self._contents.setObjectName("meta")
        self._along = PlainLabel(self, wrap=True)
        self._along.setObjectName("meta")
        self._notice = PlainLabel(self, wrap=True)
        self._notice.setObjectName("notice")
        self._relation = PlainLabel(self, wrap=True)
        self._relation.setObjectName("meta")
        self._warnings = PlainLabel(self, wrap=True)
        self._warnings.setObjectName("warning")
        self._lay_out()
        self._details.edited.connect(self._edited)

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self._details.set_colours(colours)

    @property
    def touched(self) -> bool:
        """Whether the reader has corrected anything."""
        return bool(self._touched)

    def forget(self, field: str = "") -> None:
        """Drop the correction of a field, or all: their draft is stored, or left out."""
        self._touched = self._touched - {field} if field else set()

    def show_draft(self, draft: Draft, aside: Refusal | None = None) -> None:
        """Show another draft, without corrections; `aside` is why it was set aside, if it was."""
        self._touched = set()
        self._fill(draft, aside)

    @property
    def warnings_text(self) -> str:
        """The doubts that are left, those below the fields too; empty without any."""
        return "\n".join(map(warning_words, self.draft().warnings)) if self._draft else ""

    @property
    def notice_text(self) -> str:
        """What the form says of a draft that is taken as it is; empty for another."""
        return self._notice.text()

    def caption_text(self, name: str) -> str:
        """Return what is said below a field; empty where nothing is."""
        return self._details.captions[name].text()

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

    def show_relation(self, relation: Relation, changed: Iterable[str] = ()) -> None:
        """Say how the draft relates to the library; `changed` are the details it would update."""
        words = _RELATIONS.get(relation, "").format(changed=detail_names(changed))
        if relation is Relation.DUPLICATE and self._draft and self._draft.shared_annotations:
            words = "This is already in your library. What came with it is added to it."
        self._relation.setText(words)
        self._relation.setVisible(relation in _RELATIONS)

    def update_draft(self, draft: Draft, aside: Refusal | None = None) -> None:
        """Show the same draft after it was read again; corrections stay."""
        kept = self.draft() if self._touched and self._draft else None
        if kept is not None:
            for name in self._touched & self.fields.keys():
                draft = replace(draft, **{name: getattr(kept, name)})
            if "published" in self._touched:
                draft = replace(draft, written_published=kept.written_published)
            if "posted" in self._touched:
                draft = replace(draft, written_posted=kept.written_posted)
            if "subjects" in self._touched:
                draft = replace(draft, subjects=kept.subjects)
        self._fill(draft, aside)

    @property
    def valid(self) -> bool:
        """Whether every date can be read."""
        return self._details.valid

    def draft(self) -> Draft:
        """Return the draft with the reader's corrections."""
        assert self._draft is not None
        settled = settled_by(self._touched, self._draft)
        words = {
            name: self._details.text_of(name)
            if name in self._touched
            else getattr(self._draft, name)
            for name in self.fields
        }
        return replace(
            self._draft,
            title=words["title"],
            author=words["author"],
            publication=words["publication"],
            category=words["category"],
            written_published=self._date("published", self._draft.written_published),
            written_posted=self._date("posted", self._draft.written_posted),
            subjects=self.subjects.subjects,
            warnings=tuple(w for w in self._draft.warnings if w not in settled),
        )

    def focus_first_doubt(self) -> None:
        """Focus the first field that is in doubt, else the title."""
        captions = captions_of(self._draft) if self._draft else {}
        lines = {**self.fields, **self.dates}
        doubtful = (line for name, line in lines.items() if captions and captions[name].doubtful)
        next(doubtful, self.fields["title"]).setFocus()

    # Inside

    def _lay_out(self) -> None:
        inside = QWidget(self)
        inside.setObjectName("centre")
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(16, 8, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self._notice)
        layout.addWidget(self._relation)
        layout.addWidget(self._warnings)
        layout.addWidget(self._details)
        layout.addWidget(self._contents)
        layout.addWidget(self._along)
        layout.addStretch(1)
        self.setWidget(inside)

    def _fill(self, draft: Draft, aside: Refusal | None) -> None:
        self._draft = draft
        self._notice.setText(form_text(draft, aside))
        self._notice.setVisible(bool(self._notice.text()))
        for name in self.fields.keys() - self._touched:
            self._details.show_text(name, getattr(draft, name))
        for name in self.dates.keys() - self._touched:
            written: ParsedDate | None = getattr(draft, f"written_{name}")
            self._details.days[name].set_day(*_readings(written))
        self.subjects.begin(draft.subjects, suggestions_for(draft, self._syllabus))
        self._contents.setText(contents_text(draft))
        self._along.setText("\n".join(shared_lines(draft.shared_annotations)))
        self._along.setVisible(draft.shared_annotations is not None)
        self._show_warnings()

    def _show_warnings(self) -> None:
        draft = self.draft()
        general = general_doubts(draft)
        self._warnings.setText("\n".join(f"• {warning_words(warning)}" for warning in general))
        self._warnings.setVisible(bool(general))
        captions = captions_of(draft)
        self._details.show_captions(
            {name: captions[name] for name in captions.keys() - self._touched}
        )

    def _edited(self, name: str) -> None:
        self._touched.add(name)
        self._show_warnings()
        self.changed.emit()

    def _date(self, name: str, written: ParsedDate | None) -> ParsedDate | None:
        """Return the date in a field; the date as it was read if the field was not changed."""
        if name not in self._touched:
            return written
        day = self._details.days[name].day
        return ParsedDate(day.isoformat(), day, day, day) if day else None


def _readings(written: ParsedDate | None) -> tuple[date | None, date | None]:
    """Return the day that a date was read as, and the other that it can be."""
    if written is None:
        return None, None
    both = (written.day_first, written.month_first)
    others = [day for day in both if day and written.chosen and day != written.chosen]
    return written.chosen, others[0] if others else None
