"""The reader's own words: lines of words that mean the same."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QVBoxLayout,
    QWidget,
)

from app.core.search.terms.synonyms import MAX_OWN_LINES, faulty_lines
from app.ui.qt.plain_text import PlainLabel
from app.ui.session.session import Session
from app.ui.widgets.text_edit import TextEdit

_SHOWN = 40


class OwnWordsDialog(QDialog):
    """Edits the lines as plain text; they hold from the next search on."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Synonyms")
        self._session = session
        sentence = PlainLabel(
            "Write words that mean the same on one line, with = between them: a search for one"
            " also finds the others.",
            self,
        )
        sentence.setWordWrap(True)
        self.text = TextEdit("Synonyms, one group on each line", self)
        self.text.setPlaceholderText("khi = karachi\ncpec = china pakistan corridor")
        self.text.setPlainText("\n".join(session.preferences.current.own_words))
        self.check = PlainLabel(self)
        self.check.setObjectName("warning")
        self.check.setWordWrap(True)
        self._buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.save_button = self._buttons.button(QDialogButtonBox.StandardButton.Save)
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(12)
        layout.addWidget(sentence)
        layout.addWidget(self.text, 1)
        layout.addWidget(self.check)
        layout.addWidget(self._buttons)
        self.resize(460, 380)
        self.text.textChanged.connect(self._look_through)
        self._look_through()

    def accept(self) -> None:
        """Take the lines over."""
        lines = (line.strip() for line in self.text.toPlainText().splitlines())
        self._session.preferences.change(own_words=tuple(line for line in lines if line))
        super().accept()

    def _look_through(self) -> None:
        """Say which line cannot be used, before it is saved."""
        lines = self.text.toPlainText().splitlines()
        faulty = faulty_lines(lines)
        words = ""
        if faulty:
            line = lines[faulty[0] - 1].strip()
            shown = line if len(line) <= _SHOWN else f"{line[:_SHOWN].rstrip()}…"
            lacks = "needs a word on both sides of =" if "=" in line else "has no ="
            words = f"Line {faulty[0]} {lacks}: {shown}"
            if len(faulty) > 1:
                words += f" (and {len(faulty) - 1} more)"
        elif len(lines) > MAX_OWN_LINES:
            words = f"There are {len(lines)} lines; the search uses the first {MAX_OWN_LINES}."
        self.check.setText(words)
        self.check.setVisible(bool(words))
        self.save_button.setEnabled(not faulty)
