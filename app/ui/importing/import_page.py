"""Reviewing what comes in: the text on the left, what was understood of it on the right."""

from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPlainTextEdit,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from app.core.importing.batch import Batch, SourcedDraft, settle
from app.core.importing.outcome import Accepted
from app.core.importing.reader_process import ReaderProcess, read_paths
from app.messages import refusal_words
from app.ui.icons import icon
from app.ui.importing.draft_form import DraftForm
from app.ui.session import Session
from app.ui.tasks import Progress, Task
from app.ui.theme import Look
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.centre_page import CentrePage
from app.ui.widgets.empty_state import EmptyState

_UNDERSTAND_AFTER_MS: Final = 250
_STORED_AT_ONCE: Final = 8
PASTED: Final = "pasted text"


class ImportPage(CentrePage):
    """Shows drafts one by one, live while text is pasted, and stores what is accepted.

    Signals:
        finished(list[Accepted]): the reader is done; this is what was stored.
        said(str): something worth a short message.
    """

    finished = Signal(object)
    said = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._drafts: list[SourcedDraft] = []
        self._number = 0
        self._accepted: list[Accepted] = []
        self._from_files = False
        self._reader = ReaderProcess()
        self._task = Task(self)
        self._task.done.connect(self._understood)
        self._task.progressed.connect(self._progressed)
        self._task.failed.connect(self._failed)
        title = QLabel("Add to the library", self)
        title.setObjectName("title")
        self._position = QLabel(self)
        self._position.setObjectName("meta")
        self._previous = tool_button(self, tip="Previous draft (Ctrl+PgUp)")
        self._next = tool_button(self, tip="Next draft (Ctrl+PgDown)")
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("importText")
        self.text.setAccessibleName("Text of the summary")
        self.text.setPlaceholderText("Paste a summary here, as you copied it.")
        self.text.setTabChangesFocus(True)
        self.text.textChanged.connect(self._text_changed)
        self.form = DraftForm(session.workspace.syllabus, self)
        self._reason = EmptyState("clipboard-paste", self)
        self._right = QStackedWidget(self)
        self._right.addWidget(self._reason)
        self._right.addWidget(self.form)
        self._cancel = QPushButton("Close", self)
        self._skip = QPushButton("Leave this out", self)
        self._all = QPushButton(self)
        self._all.setToolTip("Add all drafts as they are (Ctrl+Shift+Enter)")
        self._add = QPushButton("Add to library", self)
        self._add.setObjectName("addDraft")
        self._add.setToolTip("Add this summary (Ctrl+Enter)")
        self._add.setProperty("primary", True)  # noqa: FBT003
        self._lay_out(title)
        self._soon = QTimer(self, singleShot=True, interval=_UNDERSTAND_AFTER_MS)
        self._soon.timeout.connect(self._understand)
        self._to_store: list[SourcedDraft] = []
        self._store_some = QTimer(self, interval=0)
        self._store_some.timeout.connect(self._store_next)
        self._connect()

    def set_look(self, look: Look) -> None:
        """Draw in the colours of a theme."""
        self.form.set_look(look)
        self._reason.set_look(look)
        self._previous.setIcon(icon("chevron-left", look["muted"]))
        self._next.setIcon(icon("chevron-right", look["muted"]))

    def begin_paste(self, text: str) -> None:
        """Begin with a text, pasted or still to come."""
        self._begin(from_files=False)
        self.text.setPlainText(text)
        self.text.setFocus()
        self._understand()

    def begin_files(self, paths: list[Path]) -> None:
        """Begin with files and folders, read in a thread."""
        self._begin(from_files=True)
        self.text.setPlainText("")
        self._say("Reading …")
        self._task.start(_read_files, paths, self._reader, self._session.workspace.importer.today)

    # Acts

    def add(self) -> None:
        """Store the draft that is shown and go on to the next."""
        if not self._drafts:
            return
        if not self.form.valid:
            self.said.emit(
                "Write dates as year-month-day, such as 2025-06-02, or leave them empty."
            )
            return
        chosen = SourcedDraft(self._drafts[self._number].source, self.form.draft())
        self._store([chosen])
        self._remove_shown()

    def add_all(self) -> None:
        """Store every draft; the one that is shown with its corrections."""
        if len(self._drafts) < 2:
            self.add()
            return
        if self.form.valid:
            self._keep_corrections()
            self._to_store = list(self._drafts)
            self._store_some.start()

    def skip(self) -> None:
        """Leave the draft that is shown out."""
        if self._drafts:
            self._remove_shown()

    def close_page(self) -> None:
        """Stop; what was accepted stays."""
        self._stop_reading()
        self._soon.stop()
        self._store_some.stop()
        self._finish()

    # Inside

    def _lay_out(self, title: QLabel) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(24, 20, 24, 8)
        head.setSpacing(8)
        head.addWidget(title)
        head.addStretch(1)
        for widget in (self._previous, self._position, self._next):
            head.addWidget(widget)
        left = QWidget(self)
        left_layout = QVBoxLayout(left)
        left_layout.setContentsMargins(24, 0, 8, 8)
        left_layout.addWidget(self.text)
        splitter = QSplitter(Qt.Orientation.Horizontal, self)
        splitter.addWidget(left)
        splitter.addWidget(self._right)
        splitter.setSizes([520, 480])
        splitter.setChildrenCollapsible(False)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 8, 24, 16)
        foot.setSpacing(8)
        foot.addWidget(self._cancel)
        foot.addStretch(1)
        for button in (self._skip, self._all, self._add):
            foot.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addWidget(splitter, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._previous.clicked.connect(self._step_back)
        self._next.clicked.connect(self._step)
        self._cancel.clicked.connect(self.close_page)
        self._skip.clicked.connect(self.skip)
        self._all.clicked.connect(self.add_all)
        self._add.clicked.connect(self.add)
        self.form.changed.connect(self._show_buttons)
        keys = (
            ("Ctrl+Return", self.add),
            ("Ctrl+Enter", self.add),
            ("Ctrl+Shift+Return", self.add_all),
            ("Esc", self.close_page),
        )
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _begin(self, *, from_files: bool) -> None:
        self._stop_reading()
        self._drafts, self._number, self._accepted = [], 0, []
        self._from_files = from_files
        self.text.setReadOnly(from_files)
        self._show_buttons()

    def _stop_reading(self) -> None:
        """Drop what is being read; the next reading has a process of its own."""
        self._task.cancel()
        self._reader.stop()
        self._reader = ReaderProcess()

    def _text_changed(self) -> None:
        if not self._from_files:
            self._soon.start()

    def _understand(self) -> None:
        text = self.text.toPlainText()
        if self._task.running:
            self._stop_reading()
        if not text.strip():
            self._drafts = []
            self._say("Paste a summary on the left. What Bayaz understands of it appears here.")
            self._show_buttons()
            return
        self._task.start(_read_pasted, text, self._reader, self._session.workspace.importer.today)

    def _understood(self, batch: Batch) -> None:
        same = not self._from_files and len(batch.drafts) == len(self._drafts)
        self._drafts = list(batch.drafts)
        self._number = self._number if same else 0
        if not self._drafts:
            reasons = dict.fromkeys(refusal_words(r.reason) for r in batch.rejected)
            self._say("\n".join(reasons) or "There is nothing to read here.")
        elif same:
            self.form.update_draft(self._drafts[self._number].draft)
            self._right.setCurrentIndex(1)
        else:
            self._show_draft()
        if batch.drafts and batch.rejected and self._from_files:
            names = ", ".join(Path(r.source).name for r in batch.rejected[:3])
            more = len(batch.rejected) - 3
            others = f" and {more} more" if more > 0 else ""
            reason = refusal_words(batch.rejected[0].reason)
            self.said.emit(f"Not taken: {names}{others}. {reason}")
        self._show_buttons()

    def _show_draft(self) -> None:
        sourced = self._drafts[self._number]
        self.form.show_draft(sourced.draft)
        self._right.setCurrentIndex(1)
        if self._from_files:
            self.text.setPlainText(sourced.draft.source_text)
            self.form.focus_first_doubt()
        self._show_buttons()

    def _show_buttons(self) -> None:
        count = len(self._drafts)
        several = count > 1
        self._position.setText(f"{self._number + 1} of {count}" if several else "")
        for widget in (self._previous, self._next, self._position, self._skip, self._all):
            widget.setVisible(several)
        self._all.setText(f"Add all {count}")
        self._add.setText("Add this one" if several else "Add to library")
        self._add.setEnabled(count > 0 and self.form.valid)
        self._all.setEnabled(self.form.valid)

    def _keep_corrections(self) -> None:
        if self._drafts and self.form.valid:
            shown = self._drafts[self._number]
            self._drafts[self._number] = SourcedDraft(shown.source, self.form.draft())

    def _step(self) -> None:
        self._move(1)

    def _step_back(self) -> None:
        self._move(-1)

    def _move(self, step: int) -> None:
        if self._drafts:
            self._keep_corrections()
            self._number = (self._number + step) % len(self._drafts)
            self._show_draft()

    def _store(self, drafts: list[SourcedDraft]) -> None:
        self._accepted += self._session.accept(drafts)

    def _store_next(self) -> None:
        """Store a few of many drafts and let the window breathe; closing stops it."""
        total, left = len(self._drafts), len(self._to_store)
        some, self._to_store = self._to_store[:_STORED_AT_ONCE], self._to_store[_STORED_AT_ONCE:]
        self._store(some)
        if self._to_store:
            self._say(f"Adding {total - left + len(some)} of {total} …")
            return
        self._store_some.stop()
        self._drafts = []
        self._finish()

    def _remove_shown(self) -> None:
        del self._drafts[self._number]
        if not self._drafts:
            self._finish()
            return
        self._number = min(self._number, len(self._drafts) - 1)
        self._show_draft()

    def _finish(self) -> None:
        accepted, self._accepted = self._accepted, []
        self._stop_reading()
        self._from_files = True
        self.text.clear()
        self.finished.emit(accepted)

    def _progressed(self, count: int, total: int) -> None:
        self._say(f"Reading {count} of {total} files …")

    def _failed(self) -> None:
        self._say("This text could not be read. The log in the data folder says why.")

    def _say(self, sentence: str) -> None:
        self._reason.say(sentence)
        self._right.setCurrentIndex(0)


def _read_pasted(_progress: Progress, text: str, reader: ReaderProcess, today: date) -> Batch:
    return settle(reader.read_text(text, PASTED), today)


def _read_files(progress: Progress, paths: list[Path], reader: ReaderProcess, today: date) -> Batch:
    return read_paths(paths, reader, today, step=progress.step)
