"""Understand again: reads source texts, shows what would change, and stores what is ticked."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from app.core.clock import local_day
from app.core.importing.drafting.batch import Batch
from app.core.importing.drafting.kept_source import body_only
from app.core.importing.outcome import Unchanged
from app.core.importing.storing.renewal import Renewal, renewal_of
from app.ui.editing.renewal_reading import KeptSource, RenewalReading
from app.ui.editing.renewal_tree import RenewalTree
from app.ui.editing.renewal_words import unchanged_words
from app.ui.qt.plain_text import PlainLabel
from app.ui.session.session import Session

_SIZE: Final = QSize(760, 480)
_AROUND: Final = 64


class RenewalDialog(QDialog):
    """Shows the progress first, then what would change, before anything does."""

    def __init__(self, session: Session, summary_ids: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self._session = session
        self._unchanged: Counter[Unchanged] = Counter()
        self.setWindowTitle("Understand again")
        self.words = PlainLabel("Reading the texts again …", self, wrap=True)
        self.progress = QProgressBar(self)
        self.progress.setRange(0, len(summary_ids))
        self.progress.setTextVisible(False)
        self.tree = RenewalTree(session.workspace.syllabus, self)
        self.tree.hide()
        self.rest = PlainLabel(self, wrap=True)
        self.rest.setObjectName("meta")
        self.rest.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.apply_button = self.buttons.addButton(
            "Change what is ticked", QDialogButtonBox.ButtonRole.AcceptRole
        )
        self.apply_button.setEnabled(False)
        self.buttons.accepted.connect(self._apply)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        for widget in (self.words, self.progress, self.rest):
            layout.addWidget(widget)
        layout.insertWidget(2, self.tree, 100)
        # Takes the room that the list does not need, so that the words stay together at the top.
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        self.resize(_SIZE.boundedTo(self.screen().availableSize() - QSize(_AROUND, _AROUND)))
        self.reading = RenewalReading(self)
        self.reading.progressed.connect(self._progressed)
        self.reading.read.connect(self._show)
        self.reading.failed.connect(self._say_failure)
        self.finished.connect(self.reading.stop)
        self.reading.start(self._sources(summary_ids))

    def _sources(self, summary_ids: Sequence[str]) -> list[KeptSource]:
        library = self._session.workspace.library
        sources = []
        for summary_id in summary_ids:
            summary = library.summary(summary_id)
            text = library.source_text_of(summary)
            if text.strip():
                day = local_day(summary.imported_at)
                body = body_only(summary, text)
                sources.append(KeptSource(summary_id, text, summary.source, day, body))
            else:
                self._unchanged[Unchanged.NO_SOURCE] += 1
        return sources

    def _progressed(self, count: int, total: int) -> None:
        self.progress.setRange(0, total)
        self.progress.setValue(count)

    def _show(self, batches: dict[str, Batch]) -> None:
        workspace = self._session.workspace
        found = [
            renewal_of(workspace.library.summary(own), workspace.importer.apply_learned(batch))
            for own, batch in batches.items()
        ]
        renewals = [one for one in found if isinstance(one, Renewal)]
        self._unchanged.update(one for one in found if isinstance(one, Unchanged))
        self.progress.hide()
        self.rest.setText("\n".join(unchanged_words(*one) for one in self._unchanged.items()))
        self.rest.setVisible(bool(self._unchanged))
        if renewals:
            self.words.setText("This would change. Your highlights, notes and stars stay.")
            self.tree.show_renewals(renewals)
            self.tree.itemChanged.connect(self._ticked)
            self.tree.show()
            self.tree.setFocus()
            self._ticked()
        else:
            self.words.setText("Nothing would change.")
            self.apply_button.hide()
            cancel = self.buttons.button(QDialogButtonBox.StandardButton.Cancel)
            cancel.setText("Close")

    def _ticked(self, *_: object) -> None:
        self.apply_button.setEnabled(bool(self.tree.chosen()))

    def _apply(self) -> None:
        if self._session.corrections.renew(self.tree.chosen()):
            self.accept()

    def _say_failure(self) -> None:
        self.progress.hide()
        self.words.setText("The texts could not be read. Nothing was changed.")
