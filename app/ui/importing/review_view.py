"""A review on the screen: the list of drafts, and the text and fields of the current one."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.core.importing.drafting.batch import Rejection
from app.core.importing.drafting.corrections import corrected_fields, with_basis
from app.core.importing.drafting.review_state import Review
from app.core.importing.drafting.reviewing.review_acts import Subjects
from app.core.importing.importer import Importer
from app.core.importing.lines.dates import DateOrder
from app.core.importing.model import Draft
from app.core.importing.storing.matching import Match, Relation
from app.core.library.syllabus import Syllabus
from app.messages import refusal_words
from app.ui.importing.draft_list import DraftList
from app.ui.importing.draft_pane import DraftPane
from app.ui.importing.draft_text import given_words
from app.ui.importing.source_text import SourceText
from app.ui.qt.key_binding import bind_key
from app.ui.style.theme import ThemeColours


class ReviewView(QSplitter):
    """Shows the drafts of a review, and writes corrections back into it.

    `locked` is set while drafts are being stored: the list may then hold some that have left the
    review already.

    Signals:
        changed(): another draft is shown, or a field of it was corrected.
        message_shown(str): something worth a short message.
    """

    changed = Signal()
    message_shown = Signal(str)

    def __init__(
        self, review: Review, importer: Importer, syllabus: Syllabus, parent: QWidget
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._review = review
        self._importer = importer
        self.locked = False
        self.list = DraftList(importer.find_match, self)
        middle = QWidget(self)
        self.text = SourceText(middle)
        inside = QVBoxLayout(middle)
        inside.setContentsMargins(24, 0, 8, 8)
        inside.addWidget(self.text)
        self.pane = DraftPane(syllabus, self)
        self.form = self.pane.form
        for widget in (self.list, middle, self.pane):
            self.addWidget(widget)
        self.setSizes([230, 420, 440])
        self.setChildrenCollapsible(False)
        self.list.selectionModel().currentChanged.connect(self._row_changed)
        self.form.changed.connect(self._form_changed)
        self.pane.take_asked.connect(self.take_aside)
        self.form.subjects.suggestions_used.connect(self._suggestions_used)
        bind_key(self, "Ctrl+G", self.use_suggested)
        for key in ("Return", "Enter"):
            bind_key(self.list, key, self.take_aside, children=False)

    @property
    def draft_in_sight(self) -> bool:
        """Whether a draft is shown, rather than a message."""
        return self._review.current is not None and self.pane.shows_draft

    @property
    def aside(self) -> Rejection | None:
        """The text that is shown as set aside, None while something else is shown."""
        index = self.list.currentIndex()
        if self.locked or self.pane.shows_draft or not index.isValid():
            return None
        row = self.list.drafts.row(index.row())
        return row if isinstance(row, Rejection) and row.draft else None

    def match(self) -> Match:
        """Return how the draft that is shown, as corrected so far, relates to the library."""
        item = self._review.current
        if item is None or not self.pane.shows_draft:
            return Match(Relation.NEW)
        found = self.list.drafts.match_of(self._review.number)
        if not self.form.touched or found.relation not in (Relation.DUPLICATE, Relation.DETAILS):
            return found
        # Only what the reader corrects can make news of a text that is there already.
        draft = self.form.draft()
        return self._importer.find_match(with_basis(draft, corrected_fields(item.draft, draft)))

    def offered(self, *, with_annotations: bool) -> Relation:
        """Return what the button to add stands for: what comes along with a draft is news."""
        item = self._review.current
        along = item is not None and item.draft.shared_annotations is not None
        return Relation.NEW if along and with_annotations else self.match().relation

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self.pane.set_colours(colours)
        self.list.set_colours(colours)

    def show_batch(self, row: int | None = None) -> None:
        """Show the drafts of the review, the current one in full, or what stands in a row."""
        self._fill_list()
        count = self.list.drafts.rowCount()
        if self._review.items and row is None:
            self._show_draft()
            self.list.show_row(self._review.number)
        elif self._review.items or self._review.aside.waiting:
            self.list.show_row(min(row or 0, count - 1))
        self.changed.emit()

    def update_batch(self) -> None:
        """Show the same drafts after they were read again; corrections stay."""
        item = self._review.current
        if item is not None:
            self.pane.update_draft(item)
        self._fill_list()
        self.list.show_row(self._review.number)
        self._form_changed()

    def take_aside(self) -> None:
        """Take the text that is shown as set aside as it is: it becomes a draft."""
        if self.aside is not None:
            self._review.take_aside([self.aside])
            self.show_batch()
            self.form.focus_first_doubt()

    def take_all_aside(self) -> None:
        """Take all texts that are set aside as they are."""
        chosen = list(self._review.aside.waiting)
        if chosen and not self.locked:
            self.keep_corrections()
            self._review.take_aside(chosen)
            self.show_batch()
            self.message_shown.emit(_taken_words(len(chosen)))

    def leave_out_aside(self) -> int | None:
        """Leave out the text that is shown as set aside; return its row, None if none is shown."""
        row = self.list.currentIndex().row() if self.aside else None
        if self.aside is not None:
            self._review.acts.leave_out(self.aside)
            if self._review.items or self._review.aside.waiting:
                self.message_shown.emit("Skipped. Ctrl+Z brings it back.")
        return row

    def use_suggested(self) -> None:
        """Give the draft that is shown all subjects that its words suggest."""
        if self.draft_in_sight and not self.form.subjects.use_suggestions():
            self.message_shown.emit("No subject is suggested for this draft.")

    def give_suggested(self, suggested: Sequence[tuple[Draft, Subjects]]) -> None:
        """Give drafts without subjects those that are suggested for each."""
        if self.locked:
            return
        self.keep_corrections()
        count = self._review.acts.give(suggested)
        self._show_anew()
        self.message_shown.emit(given_words(count, len(suggested) - count))

    def can_undo(self) -> bool:
        """Return whether something that was done in the review can be undone."""
        return self._review.acts.last is not None and not self.locked

    def undo(self) -> None:
        """Undo what was done last: texts taken or left out, or suggested subjects used."""
        act = self._review.acts.last
        if act is not None:
            self._go_back(act.texts, self._review.acts.undo)
            self.message_shown.emit(_undone_words(len(act.texts)))

    def _suggestions_used(self, before: Subjects) -> None:
        self.keep_corrections()
        self._review.acts.gave(before)
        self.message_shown.emit("Subjects added. Ctrl+Z undoes that.")

    def _show_anew(self) -> None:
        """Show the drafts again after some were given subjects, or lost them."""
        row = self.list.currentIndex().row()
        self._fill_list()
        if self.draft_in_sight and (item := self._review.current):
            # Of a text that is typed the other corrections are in the form alone.
            self.form.forget("subjects")
            self.pane.update_draft(item) if self._review.live else self._show_draft()
        self.list.show_row(row)
        self.changed.emit()

    def put_back(self, taken: Rejection) -> None:
        """Set a text aside again that was taken, and show it."""
        self._go_back((taken,), partial(self._review.put_back, (taken,)))

    def _go_back(self, texts: Sequence[Rejection], back: Callable[[], object]) -> None:
        """Go back a step; show the first of these texts, which wait again then."""
        if (item := self._review.current) and any(item.aside is one for one in texts):
            self.form.forget()
        self.keep_corrections()
        back()
        if not texts:
            self._show_anew()
            return
        place = next(n for n, one in enumerate(self._review.aside.waiting) if one is texts[0])
        self.show_batch(len(self._review.items) + place)
        self.list.setFocus()

    def join_next(self) -> None:
        """Merge the draft that is shown with the next one."""
        if self.draft_in_sight and self._review.has_next:
            self.keep_corrections()
            self._review.merge_next()
            self.show_batch()

    def part_here(self) -> None:
        """Split the draft that is shown at the cursor."""
        if not self.draft_in_sight:
            return
        self.keep_corrections()
        if self._review.split(self.text.toPlainText(), self.text.textCursor().position()):
            self.show_batch()
        else:
            self.message_shown.emit("Put the cursor in the text where the second summary begins.")

    def read_dates(self, order: DateOrder | None) -> None:
        """Read the dates of all drafts in one order; corrected drafts stay as they are."""
        self.keep_corrections()
        self._review.read_dates(self._importer.today, order)
        self.show_batch()

    def keep_corrections(self) -> None:
        """Write the corrections into the review, if every date is valid."""
        if self.draft_in_sight and self.form.touched and self.form.valid:
            self._review.correct(self.form.draft())
            self.list.drafts.change_row(number := self._review.number, self._review.items[number])

    def _fill_list(self) -> None:
        review = self._review
        self.list.drafts.set_batch(review.items, [*review.aside.waiting, *review.refused])
        beside = review.aside.waiting or (review.refused and not review.live)
        self.list.setVisible(len(review.items) > 1 or bool(beside))

    def _show_draft(self) -> None:
        item = self._review.current
        assert item is not None
        self.pane.show_draft(item)
        self._show_match()
        if not self._review.live:
            self.text.show_text(item.draft.source_text, editable=False)

    def _form_changed(self) -> None:
        self._show_match()
        self.changed.emit()

    def _show_match(self) -> None:
        match = self.match()
        self.form.show_relation(match.relation, match.changed)

    def _row_changed(self, index: QModelIndex) -> None:
        if not index.isValid() or self.locked:
            return
        row = self.list.drafts.row(index.row())
        if isinstance(row, Rejection):
            self.keep_corrections()
            if row.draft:
                self.pane.show_aside(row)
            else:
                self.pane.say(refusal_words(row.reason))
            if not self._review.live:
                text = row.draft.source_text if row.draft else ""
                self.text.show_text(text, editable=False)
        elif index.row() != self._review.number or not self.draft_in_sight:
            self.keep_corrections()
            self._review.show(index.row())
            self._show_draft()
        self.changed.emit()


def _taken_words(count: int) -> str:
    words = f"{count} texts taken as they are" if count > 1 else "Taken as it is"
    return f"{words}. Ctrl+Z undoes that."


def _undone_words(texts: int) -> str:
    """Return what takes the place of the message that said how to undo it."""
    if not texts:
        return "Subjects removed again."
    return f"{texts} texts set aside again." if texts > 1 else "Set aside again."
