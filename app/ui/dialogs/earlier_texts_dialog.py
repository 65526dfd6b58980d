"""The earlier texts of a summary or a note: what each said, how it differs, going back to one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.core.clock import local_time
from app.core.date_format import long_date
from app.core.library.text_difference import compare
from app.ui.dialogs.difference_document import difference_document, folded, plain_lines
from app.ui.qt.plain_text import PlainLabel, title_text
from app.ui.style.theme import ThemeColours

_SIZE: Final = QSize(920, 620)
_AROUND: Final = 64
_LIST_WIDTH: Final = 220
_ROW: Final = 30


@dataclass(frozen=True, slots=True)
class TextOfThen:
    """One text that something had, and since when; `id` is that of its revision, if it has one."""

    since: datetime
    text: str
    id: str = ""


class EarlierTextsDialog(QDialog):
    """Shows texts, the present one first; `chosen` is afterwards the one to go back to, if any."""

    def __init__(
        self,
        what: str,
        texts: Sequence[TextOfThen],
        colours: ThemeColours,
        text_size: int,
        parent: QWidget,
        *,
        read_only: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title_text(f"Earlier texts – {what}"))
        self._texts = texts
        self._colours = colours
        self._text_size = text_size
        self._read_only = read_only
        self.chosen: TextOfThen | None = None
        self.list = QListWidget(self)
        self.list.setAccessibleName("Texts, the present one first")
        self.list.setObjectName("earlierTexts")
        self.list.setFixedWidth(_LIST_WIDTH)
        self.hint = PlainLabel(self, wrap=True)
        self.hint.setObjectName("meta")
        self.page = QTextBrowser(self)
        self.page.setOpenLinks(False)
        self.page.setAccessibleName("Text")
        self.compared = QCheckBox("Show what has changed since", self)
        self.compared.setChecked(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        self.back_button = self.buttons.addButton(
            "Go back to this text", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        for number, text in enumerate(texts):
            item = QListWidgetItem("Now" if number == 0 else _when(text.since), self.list)
            item.setSizeHint(QSize(0, _ROW))
        self.list.currentRowChanged.connect(self._show)
        self.compared.toggled.connect(self._show)
        self.list.setCurrentRow(min(1, len(texts) - 1))
        self.list.setFocus()

    def accept(self) -> None:
        """Close, and go back to the text that is shown."""
        self.chosen = self._texts[self.list.currentRow()]
        super().accept()

    def _lay_out(self) -> None:
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(self.hint)
        right.addWidget(self.page, 1)
        right.addWidget(self.compared)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        middle.addWidget(self.list)
        middle.addLayout(right, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(middle, 1)
        layout.addWidget(self.buttons)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - QSize(_AROUND, _AROUND)))

    def _show(self, *_: object) -> None:
        number = self.list.currentRow()
        text, now = self._texts[number].text, self._texts[0].text
        differs = text != now
        compared = differs and self.compared.isChecked()
        self.back_button.setEnabled(differs and not self._read_only)
        self.compared.setEnabled(differs)
        lines = folded(compare(text, now)) if compared else plain_lines(text)
        document = difference_document(lines, self._colours, self._text_size)
        # Qt deletes the document before, because it is this one's child.
        document.setParent(self.page)
        self.page.setDocument(document)
        if len(self._texts) == 1:
            self.hint.setText("It has never been changed: there is no earlier text.")
        elif compared:
            self.hint.setText(
                "Struck out: only in the earlier text. Underlined: only in the current text."
            )
        elif number == 0:
            self.hint.setText("The current text.")
        else:
            self.hint.setText("The text as it was." if differs else "The same as the current text.")


def _when(moment: datetime) -> str:
    there = local_time(moment)
    return f"{long_date(there.date())}, {there:%H:%M}"
