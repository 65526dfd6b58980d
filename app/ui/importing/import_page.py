"""The import page: read files or text, review the drafts, store what is accepted."""

from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.importing.drafting.batch import Batch
from app.core.importing.drafting.review_state import Review
from app.core.importing.outcome import Accepted, Outcome
from app.core.importing.storing.matching import Relation
from app.messages import refusal_words
from app.ui.importing.draft_storer import DraftStorer
from app.ui.importing.draft_text import waiting_text
from app.ui.importing.import_bars import ImportFoot, ImportHead
from app.ui.importing.import_reading import ImportReading
from app.ui.importing.review_view import ReviewView
from app.ui.qt.key_binding import bind_key
from app.ui.qt.key_claim import KeyClaim
from app.ui.session.session import Session
from app.ui.style.theme import ThemeColours
from app.ui.widgets.centre_page import CentrePage


class ImportPage(CentrePage):
    """Reviews drafts, those in doubt first, and stores the accepted ones.

    Which drafts there are, and which one is shown, is kept by `review`.

    Signals:
        finished(list[Accepted]): the reader is done; this is what was stored.
        message_shown(str): something worth a short message.
        leave_asked(int): the reader wants to go; so many drafts would be dropped.
        summary_wanted(str): open this summary, and come back later for the other drafts.
    """

    finished = Signal(object)
    message_shown = Signal(str)
    leave_asked = Signal(int)
    summary_wanted = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        importer, syllabus = session.workspace.importer, session.workspace.syllabus
        self.review = Review(syllabus)
        self._reading = ImportReading(self)
        self._storing = DraftStorer(session, self)
        self.head = ImportHead(syllabus, self)
        self._view = ReviewView(self.review, importer, syllabus, self)
        self.list, self.text, self.form = self._view.list, self._view.text, self._view.form
        self.pane = self._view.pane
        self.foot = ImportFoot(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.head)
        layout.addWidget(self._view, 1)
        layout.addWidget(self.foot)
        self._connect()

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self._view.set_colours(colours)

    @property
    def pending(self) -> int:
        """How many drafts would be lost by leaving now."""
        count = len(self.review.items)
        if count == 1 and self._view.match().relation is Relation.DUPLICATE:
            return 0
        return count if not self.review.live or count > 1 or self.form.touched else 0

    @property
    def holds_drafts(self) -> bool:
        """Whether there is something to come back to."""
        return self.pending > 0 or bool(self.review.aside.waiting)

    @property
    def busy(self) -> bool:
        """Whether something is being read or stored."""
        return self._reading.running or self._storing.running or self.text.waiting

    def begin_paste(self, text: str) -> None:
        """Start with a pasted text, or an empty one to type in."""
        self._begin(text, live=True)
        self.text.setFocus()
        self._parse()

    def begin_files(self, paths: list[Path]) -> None:
        """Start with files and folders, read in a separate process."""
        self._begin("", live=False)
        self.pane.say("Reading …")
        self._reading.read_files(paths, self._session.workspace.importer.today)
        self._show_state()

    def focus(self) -> None:
        """Focus the list, or the text while there is no list."""
        (self.list if self.list.isVisible() else self.text).setFocus()

    # Acts

    def add(self) -> None:
        """Store the draft that is shown and go on to the next.

        One that is there already gives its details to the summary there, or is opened. A text that
        is set aside becomes a draft.
        """
        if self._view.aside is not None:
            self._view.take_aside()
            return
        if self._storing.running or not self._view.draft_in_sight:
            return
        if not self.form.valid:
            self.message_shown.emit("Correct the date that cannot be read, or leave it empty.")
            return
        offered = self._view.offered(with_annotations=self.head.with_annotations)
        if offered is Relation.DUPLICATE and len(self.review.items) > 1:
            self.summary_wanted.emit(self._view.match().summary_id)
            return
        self._view.keep_corrections()
        sourced = self.review.to_store(with_annotations=self.head.with_annotations)
        assert sourced is not None, "a draft is in sight"
        if self.review.accept(self._session.imports.accept([sourced], update_details=True)):
            self._go_on()

    def add_certain(self) -> None:
        """Store every draft without doubts; if all have doubts, store all of them as they are."""
        if not self.review.items or not self.form.valid or self._storing.running:
            return
        if len(self.review.items) == 1 and self._view.draft_in_sight:
            self.add()
            return
        self._view.keep_corrections()
        self._view.locked = True
        chosen = self.review.take_certain(with_annotations=self.head.with_annotations)
        self._storing.start(chosen)
        self._show_state()

    def leave_out(self) -> None:
        """Skip what is shown; a draft that had been set aside is set aside again."""
        item = self.review.current
        if (row := self._view.leave_out_aside()) is not None:
            self._go_on(row)
        elif self._view.draft_in_sight and item is not None:
            if self.review.can_put_back and item.aside is not None:
                self._view.put_back(item.aside)
            else:
                self.review.skip()
                self._go_on()

    def step(self, by: int) -> None:
        """Show the next or previous draft."""
        self.list.step(by)

    def ask_to_close(self) -> None:
        """Close, or only stop reading while files are read; ask first if drafts would be lost."""
        if self._reading.running and not self.review.live:
            self._reading.stop_early()
        elif self.pending and not self._storing.running:
            self.leave_asked.emit(self.pending)
        else:
            self.close_page()

    def close_page(self) -> None:
        """Close the page; what was accepted stays."""
        self.review.drop()
        if self._storing.running:
            # This ends in `_stored`, which finishes.
            self._storing.stop()
        else:
            self._finish()

    # Inside

    def _connect(self) -> None:
        self._reading.understood.connect(self._understood)
        self._reading.progressed.connect(self.pane.say)
        self._reading.failed.connect(self._failed)
        self._storing.progressed.connect(self.pane.say)
        self._storing.finished.connect(self._stored)
        self.text.typed.connect(self._parse)
        self._view.changed.connect(self._show_state)
        self._view.message_shown.connect(self.message_shown)
        self.head.subjects.suggested.connect(self._view.give_suggested)
        self.head.order_chosen.connect(self._view.read_dates)
        self.foot.closed.connect(self.ask_to_close)
        for button, key, act in (
            (self.foot.add, "Ctrl+Return", self.add),
            (self.foot.certain, "Ctrl+Shift+Return", self.add_certain),
            (self.foot.leave_out, "Ctrl+Backspace", self.leave_out),
            (self.foot.join, "Ctrl+J", self._view.join_next),
            (self.foot.part, "Ctrl+Shift+S", self._view.part_here),
            (self.foot.take_all, "Ctrl+Shift+T", self._view.take_all_aside),
        ):
            button.clicked.connect(act)
            bind_key(self, key, act)
        undo = KeyClaim(self, "Ctrl+Z", self._view.can_undo)
        undo.pressed.connect(self._view.undo)
        bind_key(self, "Ctrl+Enter", self.add)
        bind_key(self, "Esc", self.ask_to_close)

    def _begin(self, text: str, *, live: bool) -> None:
        self._reading.stop()
        self.review.begin(live=live)
        self.form.forget()
        self._view.show_batch()
        self.text.show_text(text, editable=live)

    def _parse(self) -> None:
        """Read the pasted text as it is now."""
        text = self.text.toPlainText()
        if text.strip():
            self._reading.read_text(text, self._session.workspace.importer.today)
            return
        self._reading.drop()
        self.review.drop()
        self._view.show_batch()
        self.pane.say("Paste a text on the left. What Bayaz understands of it appears here.")

    def _understood(self, batch: Batch) -> None:
        batch = self._session.workspace.importer.apply_learned(batch)
        if self.review.take(batch):
            self._view.update_batch()
        else:
            self._view.show_batch()
            if not self.review.live:
                self.form.focus_first_doubt()
        if not self.review.items and not self.review.aside.waiting:
            reasons = dict.fromkeys(refusal_words(r.reason) for r in batch.rejected)
            self.pane.say("\n".join(reasons) or "There is nothing to read here.")
            self._show_state()

    def _failed(self) -> None:
        self.pane.say("This text could not be read. The log in the data folder explains why.")
        self._show_state()

    def _show_state(self) -> None:
        """Update the bars."""
        in_sight = self._view.draft_in_sight
        self.head.show_state(self.review)
        self.foot.show_state(
            self.review,
            can_add=in_sight and self.form.valid and not self._storing.running,
            reading=self._reading.running and not self.review.live,
            aside=self._view.aside is not None,
            relation=self._view.offered(with_annotations=self.head.with_annotations),
            why_not="" if in_sight else self.pane.sentence,
        )

    def _go_on(self, row: int | None = None) -> None:
        """Show the next draft, or what stands in a row now; finish if nothing is left."""
        self.form.forget()
        # What else was set aside in a pasted text is not waited for.
        waits = bool(self.review.aside.waiting) and (row is not None or not self.review.live)
        if self.review.items or waits:
            self._view.show_batch(row)
        else:
            self._finish()

    def _stored(self, accepted: list[Accepted]) -> None:
        self._view.locked = False
        self.review.take_back(accepted)
        left = waiting_text(replace(self.review.waiting, refused=0))
        self._go_on()
        if left and not self.review.outgoing.unstored:
            added = sum(one.outcome is not Outcome.OFFERED for one in accepted)
            self.message_shown.emit(f"{added} added. Left to look at: {left}.")

    def _finish(self) -> None:
        self._reading.stop()
        self.text.forget()
        self.finished.emit(self.review.finish())
