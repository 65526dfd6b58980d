"""Edit text: the sections and facts of a summary as one plain text."""

from typing import Final

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QWidget

from app.core.importing.body.written_text import read_text, write_text
from app.core.library.model import Summary
from app.messages import SECTION_NAMES, counted
from app.ui.editing.edit_dialog import EditDialog
from app.ui.qt.plain_text import PlainLabel
from app.ui.session.session import Session
from app.ui.widgets.text_edit import TextEdit

_SIZE: Final = QSize(860, 660)
_COUNT_AFTER_MS: Final = 300


class TextDialog(EditDialog):
    """Edits the text; what was not touched is stored as it was."""

    def __init__(self, session: Session, summary: Summary, parent: QWidget) -> None:
        super().__init__(session, "Edit text", parent)
        self._summary = summary
        self._before = write_text(summary, SECTION_NAMES)
        hint = PlainLabel(
            "“## ” begins a section. In Facts and figures each line that begins with “- ” is a"
            " fact; its source may stand at its end: (Source: WAPDA; as of 2023).",
            self,
            wrap=True,
        )
        hint.setObjectName("meta")
        self.text = TextEdit("Text of the summary", self)
        self.text.setObjectName("summaryText")
        self.text.setPlainText(self._before)
        self.count = PlainLabel(self)
        self.count.setObjectName("meta")
        self.body.addWidget(hint)
        self.body.addWidget(self.text, 1)
        self.body.addWidget(self.count)
        self._soon = QTimer(self, singleShot=True, interval=_COUNT_AFTER_MS)
        self._soon.timeout.connect(self._count)
        self.text.textChanged.connect(self._soon.start)
        self._count()
        self.text.setFocus()
        self.fit(_SIZE)

    @property
    def changed(self) -> bool:
        """Whether the text is another one."""
        return self.text.toPlainText() != self._before

    @property
    def keeps_what_was(self) -> bool:
        """Whether what was there before can be had again: earlier texts are kept."""
        return True

    def go_to(self, words: str) -> None:
        """Put the cursor where these words are, if the text has them."""
        place = self._before.find(words)
        if place >= 0:
            cursor = self.text.document().find(words.partition("\n")[0])
            cursor.setPosition(cursor.selectionStart())
            self.text.setTextCursor(cursor)
            self.text.moveCursor(QTextCursor.MoveOperation.StartOfLine)
            self.text.centerCursor()

    def save(self) -> bool:
        """Store the text as a revision, unless it is as it was."""
        text = self.text.toPlainText()
        return not self.changed or self.session.corrections.edit_text(self._summary.id, text)

    def _count(self) -> None:
        """Say how the text would be understood."""
        made = read_text(self.text.toPlainText(), self._summary, SECTION_NAMES)
        parts = [counted(len(made.sections), "section"), counted(len(made.facts), "fact")]
        ids = {fact.id for fact in made.facts}
        gone = sum(fact.id not in ids for fact in self._summary.facts)
        if gone:
            parts.append(f"{counted(gone, 'fact')} removed")
        self.count.setText(" · ".join(filter(None, parts)) or "No text")
