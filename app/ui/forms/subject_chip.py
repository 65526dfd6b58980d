"""One subject of a summary as a chip: its topics behind its name, and a button to remove it."""

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QToolButton, QWidget

from app.core.library.model import SubjectTopics
from app.core.library.syllabus import Syllabus, topic_id
from app.ui.qt.plain_text import menu_text, tip_text
from app.ui.qt.weak_slot import weak_slot
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.buttons import tool_button

# A topic's name is cut off in the menu after so many letters.
_SHOWN: Final = 80


class SubjectChip(QFrame):
    """Shows a subject with the number of its topics.

    `name` opens the topics to choose from, `cross` removes the subject.

    Signals:
        changed(SubjectTopics): other topics were chosen.
        removed(str): the subject was removed.
    """

    changed = Signal(object)
    removed = Signal(str)

    def __init__(
        self,
        entry: SubjectTopics,
        syllabus: Syllabus,
        colours: ThemeColours | None,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("subjectChip")
        self._entry = entry
        self._syllabus = syllabus
        subject = syllabus.subject(entry.subject_id)
        count = len(entry.topics)
        topics = f"Topics: {', '.join(entry.topics)}" if count else "No topics yet"
        self.name = tool_button(
            self, text=f"{subject.name} · {count}" if count else subject.name, tip=topics
        )
        self.name.setAccessibleName(f"{subject.name}, {topics}")
        self.name.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = QMenu(self.name)
        self.menu.setToolTipsVisible(True)
        self.menu.aboutToShow.connect(self._fill)
        self.name.setMenu(self.menu)
        self.cross = tool_button(self, tip=f"Remove {subject.name}", size=12)
        if colours is not None:
            self.cross.setIcon(icon("x", colours["muted"]))
        for button in (self.name, self.cross):
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.cross.clicked.connect(self._remove)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.name)
        layout.addWidget(self.cross)

    def _fill(self) -> None:
        """List FPSC's topics and those of the text, the chosen ones checked."""
        self.menu.clear()
        subject = self._syllabus.subject(self._entry.subject_id)
        chosen = {topic_id(subject.id, name): name for name in self._entry.topics}
        known = {topic.id: topic.name for topic in subject.topics}
        for key, name in {**chosen, **known}.items():
            action = self._action(name)
            action.setCheckable(True)
            action.setChecked(key in chosen)
            action.triggered.connect(weak_slot(self._toggle, chosen.get(key, name)))
        self.menu.addSeparator()
        hint = self._action(f"Another topic: type “{subject.name}: …” into the line")
        hint.setEnabled(False)

    def _action(self, name: str) -> QAction:
        shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN].rstrip()}…"
        action = self.menu.addAction(menu_text(shown))
        action.setToolTip(tip_text(name))
        return action

    def _toggle(self, name: str) -> None:
        topics = self._entry.topics
        kept = tuple(topic for topic in topics if topic != name)
        topics = kept if name in topics else (*topics, name)
        self.changed.emit(SubjectTopics(self._entry.subject_id, topics))

    def _remove(self) -> None:
        self.removed.emit(self._entry.subject_id)
