"""Subjects: those of one summary, or those that several have in common."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QWidget

from app.core.importing.drafting.subject_suggestions import suggest_subjects
from app.core.library.model import SubjectTopics, Summary
from app.ui.editing.edit_dialog import EditDialog
from app.ui.forms.subject_edit import SubjectEdit
from app.ui.qt.plain_text import PlainLabel
from app.ui.session.session import Session
from app.ui.style.theme import load_theme

_SIZE: Final = QSize(520, 280)

Subjects = tuple[SubjectTopics, ...]


class SubjectsDialog(EditDialog):
    """Adds and removes subjects and topics; what only some of several have stays theirs."""

    def __init__(self, session: Session, summaries: Sequence[Summary], parent: QWidget) -> None:
        super().__init__(session, "Subjects", parent)
        self._summaries = summaries
        self._before = shared_subjects(summaries)
        syllabus = session.workspace.syllabus
        self.subjects = SubjectEdit(syllabus, self)
        self.subjects.set_colours(load_theme(session.preferences.current.theme))
        (*others, first) = summaries
        text = "\n".join(section.markdown for section in first.sections)
        alone = not others and not first.subjects
        suggestions = suggest_subjects(first.title or "", text, syllabus) if alone else ()
        self.subjects.begin(self._before, suggestions)
        if others:
            words = PlainLabel(f"Subjects that all {len(summaries)} summaries serve:", self)
            self.body.addWidget(words)
        self.body.addWidget(self.subjects)
        shared = {entry.subject_id for entry in self._before}
        rest = {entry.subject_id for one in summaries for entry in one.subjects} - shared
        if rest:
            names = ", ".join(sorted(syllabus.subject(one).name for one in rest))
            some = PlainLabel(f"Some of them also serve these, and keep them: {names}.", self)
            some.setObjectName("meta")
            some.setWordWrap(True)
            self.body.addWidget(some)
        self.body.addStretch(1)
        self.subjects.line.setFocus()
        self.fit(_SIZE)

    @property
    def changed(self) -> bool:
        """Whether a subject or a topic came or went."""
        return self.subjects.subjects != self._before

    def save(self) -> bool:
        """Store the subjects of all."""
        wanted = {
            one.id: with_changes(one.subjects, self._before, self.subjects.subjects)
            for one in self._summaries
        }
        return not self.changed or self.session.corrections.set_subjects(wanted)


def shared_subjects(summaries: Sequence[Summary]) -> Subjects:
    """Return the subjects that all summaries serve, with the topics that they share."""
    first, *others = summaries
    topics = [{one.subject_id: one.topics for one in other.subjects} for other in others]
    return tuple(
        SubjectTopics(
            entry.subject_id,
            tuple(
                name
                for name in entry.topics
                if all(name in known[entry.subject_id] for known in topics)
            ),
        )
        for entry in first.subjects
        if all(entry.subject_id in known for known in topics)
    )


def with_changes(own: Subjects, before: Subjects, after: Subjects) -> Subjects:
    """Return a summary's subjects with what became of those that it shares with others."""
    was = {entry.subject_id: entry.topics for entry in before}
    now = {entry.subject_id: entry.topics for entry in after}
    changed = []
    for entry in own:
        if entry.subject_id in was and entry.subject_id not in now:
            continue
        gone = set(was.get(entry.subject_id, ())) - set(now.get(entry.subject_id, ()))
        kept = (name for name in entry.topics if name not in gone)
        topics = tuple(dict.fromkeys((*kept, *now.get(entry.subject_id, ()))))
        changed.append(SubjectTopics(entry.subject_id, topics))
    known = {entry.subject_id for entry in own}
    return (*changed, *(entry for entry in after if entry.subject_id not in known))
