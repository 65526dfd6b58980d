"""Reviewing what comes in: the drafts of a batch, the text of one, what was understood of it."""

import time
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QPlainTextEdit, QStackedWidget, QWidget

from app.core.importing.drafting.batch import Batch, Rejection, SourcedDraft, resolve_dates
from app.core.importing.drafting.review import (
    ReviewItem,
    merge_drafts,
    sort_by_doubt,
    split_draft,
    with_date_order,
)
from app.core.importing.lines.dates import DateOrder
from app.core.importing.model import Accepted
from app.core.importing.sandbox.client import ReaderProcess, read_paths
from app.core.importing.storing.matching import Match
from app.messages import refusal_words, remaining_words
from app.ui.background.background_task import BackgroundTask, Progress
from app.ui.importing.draft_form import DraftForm
from app.ui.importing.draft_list import DraftList
from app.ui.importing.draft_storer import Storing
from app.ui.importing.import_bars import ImportFoot, ImportHead, lay_out
from app.ui.session.session import Session
from app.ui.style.theme import ThemeColours
from app.ui.widgets.centre_page import CentrePage
from app.ui.widgets.empty_state import EmptyState

_UNDERSTAND_AFTER_MS: Final = 250
PASTED: Final = "pasted text"


class ImportPage(CentrePage):
    """Shows drafts, those in doubt first, live while text is pasted, and stores what is accepted.

    Signals:
        finished(list[Accepted]): the reader is done; this is what was stored.
        message_shown(str): something worth a short message.
        leave_asked(int): the reader wants to go; so many drafts would be dropped.
    """

    finished = Signal(object)
    message_shown = Signal(str)
    leave_asked = Signal(int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._items: list[ReviewItem] = []
        self._rejected: list[Rejection] = []
        self._current = 0
        self._accepted: list[Accepted] = []
        self._from_files = False
        self._began = 0.0
        self._reader = ReaderProcess()
        self._task = BackgroundTask(self)
        self._storing = Storing(session, self)
        self.head = ImportHead(self)
        self.list = DraftList(self._find_match, self)
        self.text = QPlainTextEdit(self)
        self.text.setObjectName("importText")
        self.text.setAccessibleName("Text of the summary")
        self.text.setPlaceholderText("Paste a summary here, as you copied it.")
        self.text.setTabChangesFocus(True)
        self.form = DraftForm(session.workspace.syllabus, self)
        self._reason = EmptyState("clipboard-paste", self)
        self._right = QStackedWidget(self)
        self._right.addWidget(self._reason)
        self._right.addWidget(self.form)
        self.foot = ImportFoot(self)
        lay_out(self, self.head, (self.list, self.text, self._right), self.foot)
        self._soon = QTimer(self, singleShot=True, interval=_UNDERSTAND_AFTER_MS)
        self._connect()

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        for part in (self.form, self._reason, self.list):
            part.set_colours(colours)

    @property
    def pending(self) -> int:
        """How many drafts would be dropped by leaving now."""
        touched = self._from_files or len(self._items) > 1 or self.form.touched
        return len(self._items) if touched else 0

    @property
    def busy(self) -> bool:
        """Whether something is being read or stored."""
        return self._task.running or self._storing.running or self._soon.isActive()

    def begin_paste(self, text: str) -> None:
        """Begin with a text, pasted or still to come."""
        self._begin(from_files=False)
        self.text.setPlainText(text)
        self.text.setFocus()
        self._parse()

    def begin_files(self, paths: list[Path]) -> None:
        """Begin with files and folders, read in a process of their own."""
        self._begin(from_files=True)
        self.text.setPlainText("")
        self._say("Reading …")
        self._began = time.monotonic()
        self._task.start(_read_files, paths, self._reader, self._today)
        self._show_state()

    def focus(self) -> None:
        """Take the keyboard where work goes on."""
        (self.list if self.list.isVisible() else self.text).setFocus()

    # Acts

    def add(self) -> None:
        """Store the draft that is shown and go on to the next."""
        if not self._items or self._storing.running or not self._in_sight:
            return
        if not self.form.valid:
            self.message_shown.emit(
                "Write dates as year-month-day, such as 2025-06-02, or leave them empty."
            )
            return
        self._keep_corrections()
        draft = self.head.taken(self._items[self._current])
        self._accepted += self._session.imports.accept([draft])
        self._remove_current()

    def add_certain(self) -> None:
        """Store every draft that is in no doubt; when all are in doubt, every draft as it is."""
        if not self._items or not self.form.valid or self._storing.running:
            return
        if len(self._items) == 1:
            self.add()
            return
        self._keep_corrections()
        certain = [item for item in self._items if item.certain]
        chosen = certain or self._items
        self._items = [item for item in self._items if not item.certain] if certain else []
        self._storing.start([self.head.taken(item) for item in chosen])
        self._show_state()

    def leave_out(self) -> None:
        """Leave the draft that is shown out."""
        if self._items and self._in_sight:
            self._remove_current()

    def join_next(self) -> None:
        """Make the draft that is shown and the next one one draft."""
        if not self._in_sight or self._current + 1 >= len(self._items):
            return
        self._keep_corrections()
        one, other = self._items[self._current : self._current + 2]
        self._items[self._current : self._current + 2] = [merge_drafts(one, other)]
        self._show_batch(self._current)

    def part_here(self) -> None:
        """Make two drafts of the one that is shown, its text cut where the cursor stands."""
        if not self._in_sight or not self._items:
            return
        self._keep_corrections()
        item = self._items[self._current]
        halves = split_draft(item, self._cursor_in(item), self._session.workspace.syllabus)
        if halves is None:
            self.message_shown.emit("Put the cursor in the text where the second summary begins.")
            return
        self._from_files = True
        self.text.setReadOnly(True)
        self._items[self._current : self._current + 1] = list(halves)
        self._show_batch(self._current + 1)

    def read_dates(self, order: DateOrder | None) -> None:
        """Read the dates of all drafts in one order; those corrected by hand stay."""
        self._keep_corrections()
        self._items = with_date_order(self._items, self._today, order)
        self._show_batch(self._current)

    def step(self, by: int) -> None:
        """Show the next draft, or the one before."""
        count = self.list.drafts.rowCount()
        if count:
            self.list.show_row((self.list.currentIndex().row() + by) % count)

    def ask_to_close(self) -> None:
        """Close, or while files are read stop that; ask first when drafts would be dropped."""
        if self._task.running and self._from_files:
            self._task.stop_early()
        elif self.pending and not self._storing.running:
            self.leave_asked.emit(self.pending)
        else:
            self.close_page()

    def close_page(self) -> None:
        """Stop; what was accepted stays."""
        self._stop_reading()
        self._soon.stop()
        self._storing.stop()
        self._items, self._rejected = [], []
        self._finish()

    # Inside

    @property
    def _today(self) -> date:
        return self._session.workspace.importer.today

    @property
    def _in_sight(self) -> bool:
        """Whether a draft is shown, and not a refusal."""
        return bool(self._items) and self._right.currentWidget() is self.form

    def _connect(self) -> None:
        self._task.done.connect(self._understood)
        self._task.progressed.connect(self._progressed)
        self._task.failed.connect(self._failed)
        self._storing.stepped.connect(self._stored_some)
        self._storing.finished.connect(self._stored)
        self._soon.timeout.connect(self._parse)
        self.text.textChanged.connect(self._text_changed)
        self.form.changed.connect(self._show_state)
        self.list.selectionModel().currentChanged.connect(self._row_changed)
        self.head.order_chosen.connect(self.read_dates)
        self.foot.closed.connect(self.ask_to_close)
        acts = (
            (self.foot.add, "Ctrl+Return", self.add),
            (self.foot.certain, "Ctrl+Shift+Return", self.add_certain),
            (self.foot.leave_out, "Ctrl+Backspace", self.leave_out),
            (self.foot.join, "Ctrl+J", self.join_next),
            (self.foot.part, "Ctrl+Shift+S", self.part_here),
        )
        keys = [("Ctrl+Enter", self.add), ("Esc", self.ask_to_close)]
        for button, key, act in acts:
            button.clicked.connect(act)
            keys.append((key, act))
        for key, act in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    def _begin(self, *, from_files: bool) -> None:
        self._stop_reading()
        self._items, self._rejected, self._accepted = [], [], []
        self._current = 0
        self._from_files = from_files
        self.form.forget()
        self.text.setReadOnly(from_files)
        self._show_batch(0)

    def _stop_reading(self) -> None:
        """Drop what is being read; the next reading has a process of its own."""
        self._task.cancel()
        self._reader.stop()
        self._reader = ReaderProcess()

    def _text_changed(self) -> None:
        if not self._from_files:
            self._soon.start()

    def _parse(self) -> None:
        text = self.text.toPlainText()
        if self._task.running:
            self._stop_reading()
        if not text.strip():
            self._items, self._rejected = [], []
            self._show_batch(0)
            self._say("Paste a summary on the left. What Bayaz understands of it appears here.")
            return
        self._task.start(_read_pasted, text, self._reader, self._today)

    def _understood(self, batch: Batch) -> None:
        same = not self._from_files and len(batch.drafts) == len(self._items) > 0
        self._rejected = list(batch.rejected)
        if same:
            # The same drafts, understood anew while the reader types.
            self._items = [ReviewItem(sourced) for sourced in batch.drafts]
            self.form.update_draft(self._items[self._current].draft)
            self.list.drafts.set_batch(self._items, self._rejected)
            self.list.show_row(self._current)
            self._show_state()
        elif self._from_files:
            self._items = sort_by_doubt(batch.drafts)
            self._show_batch(0)
            self.form.focus_first_doubt()
        else:
            self._items = [ReviewItem(sourced) for sourced in batch.drafts]
            self._show_batch(0)
        if not batch.drafts:
            reasons = dict.fromkeys(refusal_words(r.reason) for r in batch.rejected)
            self._say("\n".join(reasons) or "There is nothing to read here.")

    def _show_batch(self, current: int) -> None:
        """Show the drafts that there are now, one of them in full."""
        self._current = max(0, min(current, len(self._items) - 1))
        self.list.drafts.set_batch(self._items, self._rejected)
        refused = self._from_files and bool(self._rejected)
        self.list.setVisible(len(self._items) > 1 or refused)
        if self._items:
            self._show_draft()
            self.list.show_row(self._current)
        self._show_state()

    def _show_draft(self) -> None:
        item = self._items[self._current]
        self.form.show_draft(item.draft)
        self.form.show_relation(self.list.drafts.match_of(self._current).relation)
        self._right.setCurrentWidget(self.form)
        if self._from_files:
            self.text.setPlainText(item.draft.source_text)

    def _row_changed(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        row = self.list.drafts.row(index.row())
        if isinstance(row, Rejection):
            self._keep_corrections()
            self.text.clear()
            self._say(refusal_words(row.reason))
        elif index.row() != self._current or not self._in_sight:
            self._keep_corrections()
            self._current = index.row()
            self._show_draft()
        self._show_state()

    def _show_state(self) -> None:
        """Let the bars say what can be done now."""
        reading = self._task.running and self._from_files
        self.head.show_state(self._items)
        self.foot.show_state(
            self._items,
            can_add=self._in_sight and self.form.valid and not self._storing.running,
            can_join=self._in_sight and self._current + 1 < len(self._items),
            reading=reading,
        )

    def _keep_corrections(self) -> None:
        if self._in_sight and self.form.touched and self.form.valid:
            item = self._items[self._current]
            sourced = SourcedDraft(item.sourced.source, self.form.draft())
            self._items[self._current] = ReviewItem(sourced, edited=True)
            self.list.drafts.change_item(self._current, self._items[self._current])

    def _cursor_in(self, item: ReviewItem) -> int:
        """Return where in a draft's own text the cursor stands."""
        position = self.text.textCursor().position()
        if self._from_files:
            return position
        # The pasted text holds the headings and the other drafts as well.
        behind = self.text.toPlainText()[position : position + 40].split("\n", maxsplit=1)[0]
        return max(0, item.draft.source_text.find(behind.strip()))

    def _remove_current(self) -> None:
        del self._items[self._current]
        self.form.forget()
        if not self._items:
            self._finish()
            return
        self._show_batch(self._current)

    def _stored_some(self, count: int, total: int) -> None:
        self._say(f"Adding {count} of {total} …")

    def _stored(self, accepted: list[Accepted]) -> None:
        self._accepted += accepted
        if not self._items:
            self._finish()
            return
        self.form.forget()
        self._show_batch(0)
        self.message_shown.emit(
            f"{len(accepted)} added. What is left is in doubt: look it through."
        )

    def _finish(self) -> None:
        accepted, self._accepted = self._accepted, []
        self._stop_reading()
        self._from_files = True
        self.text.clear()
        self.finished.emit(accepted)

    def _progressed(self, count: int, total: int) -> None:
        spent = time.monotonic() - self._began
        left = remaining_words(spent / count * (total - count)) if count >= 5 else ""
        self._say(f"Reading {count} of {total} files …\n{left}")

    def _failed(self) -> None:
        self._say("This text could not be read. The log in the data folder says why.")
        self._show_state()

    def _say(self, sentence: str) -> None:
        self._reason.say(sentence)
        self._right.setCurrentWidget(self._reason)

    def _find_match(self, item: ReviewItem) -> Match:
        return self._session.workspace.importer.find_match(item.draft)


def _read_pasted(_progress: Progress, text: str, reader: ReaderProcess, today: date) -> Batch:
    return resolve_dates(reader.read_text(text, PASTED), today)


def _read_files(progress: Progress, paths: list[Path], reader: ReaderProcess, today: date) -> Batch:
    return read_paths(paths, reader, today, step=progress.step)
