"""The subjects of a summary as chips, and a line to add another by any of its names."""

from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QToolButton, QVBoxLayout, QWidget

from app.core.importing.drafting.subject_suggestions import Suggestion
from app.core.library.model import SubjectTopics
from app.core.library.syllabus import Subject, Syllabus, topic_id
from app.ui.forms.subject_chip import SubjectChip
from app.ui.qt.plain_text import PlainLabel
from app.ui.qt.weak_slot import weak_slot
from app.ui.style.theme import ThemeColours
from app.ui.widgets.buttons import chip
from app.ui.widgets.flow_layout import FlowLayout
from app.ui.widgets.line_edit import LineEdit

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SubjectEdit(QWidget):
    """Shows and changes the subjects of a summary, and their topics.

    The name of another subject is typed into `line`; with a colon behind it, that of a topic.

    Signals:
        changed(): a subject or a topic came or went.
        suggestions_used(tuple[SubjectTopics, ...]): all suggested subjects were added to these.
    """

    changed = Signal()
    suggestions_used = Signal(object)

    def __init__(self, syllabus: Syllabus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._syllabus = syllabus
        self._subjects: tuple[SubjectTopics, ...] = ()
        self._colours: ThemeColours | None = None
        holder = QWidget(self)
        self._flow = FlowLayout(holder, spacing=6)
        self.line = LineEdit("Add a subject", "Add a subject, or Subject: topic", self)
        self._unknown = PlainLabel(self, wrap=True)
        self._unknown.setObjectName("warning")
        self._unknown.hide()
        hints = QWidget(self)
        self._hints = FlowLayout(hints, spacing=6)
        self._suggestions: tuple[Suggestion, ...] = ()
        self.use_all = chip(self, "Add all of these", tip="Add all subjects that are suggested")
        self.use_all.hide()
        self.use_all.clicked.connect(self.use_suggestions)
        self._names = QStringListModel(self)
        self.completer = QCompleter(self._names, self)
        self.completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.completer.activated.connect(self._add_named)
        self.line.setCompleter(self.completer)
        self.line.installEventFilter(self)
        # After the completer's own, and so asked before it.
        self.popup = self.completer.popup()
        assert self.popup is not None
        self.popup.installEventFilter(self)
        self.line.textEdited.connect(self._unknown.hide)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(holder)
        layout.addWidget(self.line)
        layout.addWidget(self._unknown)
        layout.addWidget(hints)
        layout.addWidget(self.use_all)

    @property
    def subjects(self) -> tuple[SubjectTopics, ...]:
        """The current subjects."""
        return self._subjects

    @property
    def suggestions(self) -> tuple[Suggestion, ...]:
        """The subjects suggested by the words of the draft, the likeliest first."""
        return self._suggestions

    @property
    def chips(self) -> list[SubjectChip]:
        """The chips of the subjects, in their order."""
        return [widget for widget in _widgets(self._flow) if isinstance(widget, SubjectChip)]

    @property
    def suggestion_chips(self) -> list[QToolButton]:
        """The chips that add a suggested subject, the likeliest first."""
        return [widget for widget in _widgets(self._hints) if isinstance(widget, QToolButton)]

    @property
    def unknown_text(self) -> str:
        """What is said of a name that is no subject's; empty without one."""
        return self._unknown.text() if self._unknown.isVisibleTo(self) else ""

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self._colours = colours
        self.set_subjects(self._subjects)

    def begin(
        self, subjects: tuple[SubjectTopics, ...], suggestions: tuple[Suggestion, ...]
    ) -> None:
        """Show the subjects of another summary, and those suggested by its words."""
        self.line.clear()
        self._unknown.hide()
        self._suggestions = suggestions
        self.set_subjects(subjects)

    def set_subjects(self, subjects: tuple[SubjectTopics, ...]) -> None:
        """Show other subjects."""
        self._subjects = subjects
        _empty(self._flow)
        for entry in subjects:
            made = SubjectChip(entry, self._syllabus, self._colours, self)
            made.changed.connect(self._set_topics)
            made.removed.connect(self._remove)
            self._flow.addWidget(made)
        self._flow.invalidate()
        taken = {entry.subject_id for entry in subjects}
        self._names.setStringList([one.name for one in self._syllabus if one.id not in taken])
        self._show_suggestions()
        self.updateGeometry()

    def use_suggestions(self) -> bool:
        """Add all suggested subjects; return whether there were any."""
        before = self._subjects
        taken = {entry.subject_id for entry in before}
        ids = (one.subject_id for one in self._suggestions if one.subject_id not in taken)
        added = tuple(SubjectTopics(subject_id) for subject_id in ids)
        if added:
            self.set_subjects((*before, *added))
            self.line.setFocus()
            self.changed.emit()
            self.suggestions_used.emit(before)
        return bool(added)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Add what is typed on Enter; let Escape close the completions and nothing else."""
        if isinstance(event, QKeyEvent) and event.type() in (
            QEvent.Type.KeyPress,
            QEvent.Type.ShortcutOverride,
        ):
            pressed = event.type() is QEvent.Type.KeyPress
            popup = self.popup
            assert popup is not None
            if watched is popup and event.key() == Qt.Key.Key_Escape and not pressed:
                event.accept()
                return True
            chosen = watched is popup and popup.currentIndex().isValid()
            if pressed and event.key() in _ENTER and self.line.text().strip() and not chosen:
                popup.hide()
                self._add_typed()
                return True
        return super().eventFilter(watched, event)

    # Inside

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
            button.clicked.connect(weak_slot(self._add, subject, ""))
            self._hints.addWidget(button)
        self._hints.invalidate()
        self.use_all.setVisible(len(self.suggestion_chips) > 1)

    def _set_topics(self, entry: SubjectTopics) -> None:
        number = [one.subject_id for one in self._subjects].index(entry.subject_id)
        subjects = list(self._subjects)
        subjects[number] = entry
        # Its menu is still open: the chip goes once that has closed.
        QTimer.singleShot(0, weak_slot(self._change, tuple(subjects), number))

    def _change(self, subjects: tuple[SubjectTopics, ...], focused: int) -> None:
        self.set_subjects(subjects)
        self.chips[focused].name.setFocus()
        self.changed.emit()

    def _remove(self, subject_id: str) -> None:
        self.set_subjects(tuple(s for s in self._subjects if s.subject_id != subject_id))
        self.line.setFocus()
        self.changed.emit()

    def _add_typed(self) -> None:
        """Add the subject of this name, or the only one whose name holds what is typed."""
        name, _, topic = (part.strip() for part in self.line.text().partition(":"))
        found = self._syllabus.match(name).subjects
        if len(found) != 1:
            key = name.casefold()
            found = tuple(one for one in self._syllabus if key in one.name.casefold())
        if len(found) == 1:
            self._add(found[0], topic)
            return
        words = "No CSS subject is called" if not found else "Several subjects fit"
        self._unknown.setText(f"{words} “{name}”.")
        self._unknown.show()

    def _add_named(self, name: str) -> None:
        self._add(self._syllabus.match(name).subjects[0], "")

    def _add(self, subject: Subject, topic: str) -> None:
        self._unknown.hide()
        # The completer writes the name into the line once this has returned.
        QTimer.singleShot(0, self.line.clear)
        known = {entry.subject_id: entry for entry in self._subjects}
        entry = known.get(subject.id, SubjectTopics(subject.id))
        named = {topic_id(subject.id, one) for one in entry.topics}
        if topic and topic_id(subject.id, topic) not in named:
            entry = replace(entry, topics=(*entry.topics, topic))
        if known.get(subject.id) != entry:
            self.set_subjects(tuple({**known, subject.id: entry}.values()))
            self.changed.emit()


def _widgets(flow: FlowLayout) -> list[QWidget]:
    items = (flow.itemAt(place) for place in range(flow.count()))
    widgets = (item.widget() for item in items if item is not None)
    return [widget for widget in widgets if widget is not None]


def _empty(flow: FlowLayout) -> None:
    while flow.count():
        item = flow.takeAt(0)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
