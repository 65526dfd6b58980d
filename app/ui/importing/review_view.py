"""A review on the screen: the list of drafts, and the text and fields of the current one."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from app.core.importing.drafting.batch import Rejection
from app.core.importing.drafting.corrections import corrected_fields, with_basis
from app.core.importing.drafting.review_state import Review
from app.core.importing.model import Draft
from app.core.importing.storing.matching import Match, Relation
from app.core.library.syllabus import Syllabus
from app.messages import refusal_words, set_aside_words
from app.ui.importing.draft_list import DraftList
from app.ui.importing.draft_pane import DraftPane
from app.ui.importing.source_text import SourceText
from app.ui.style.theme import ThemeColours


class ReviewView(QSplitter):
    """Shows the drafts of a review, and writes corrections back into it.

    `locked` is set while drafts are being stored: the list may then hold some that have left the
    review already.

    Signals:
        changed(): another draft is shown, or a field of it was corrected.
    """

    changed = Signal()

    def __init__(
        self,
        review: Review,
        find_match: Callable[[Draft], Match],
        syllabus: Syllabus,
        parent: QWidget,
    ) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._review = review
        self._find_match = find_match
        self.locked = False
        self.list = DraftList(find_match, self)
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

    @property
    def draft_in_sight(self) -> bool:
        """Whether a draft is shown, rather than a message."""
        return self._review.current is not None and self.pane.shows_draft

    @property
    def aside_in_sight(self) -> Rejection | None:
        """What was set aside and is shown now with the reason; None if a draft is."""
        if self.draft_in_sight:
            return None
        index = self.list.currentIndex()
        row = self.list.drafts.row(index.row()) if index.isValid() else None
        only = self._review.rejected[0] if len(self._review.rejected) == 1 else None
        chosen = row if isinstance(row, Rejection) else only if not self._review.items else None
        return chosen if chosen and chosen.draft else None

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
        return self._find_match(with_basis(draft, corrected_fields(item.draft, draft)))

    def offered(self, *, with_annotations: bool) -> Relation:
        """Return what the button to add stands for: what comes along with a draft is news."""
        item = self._review.current
        along = item is not None and item.draft.shared_annotations is not None
        return Relation.NEW if along and with_annotations else self.match().relation

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self.pane.set_colours(colours)
        self.list.set_colours(colours)

    def show_batch(self) -> None:
        """Show the drafts of the review, the current one in full."""
        self.list.drafts.set_batch(self._review.items, self._review.rejected)
        refused = not self._review.live and bool(self._review.rejected)
        self.list.setVisible(len(self._review.items) > 1 or refused)
        if self._review.items:
            self._show_draft()
            self.list.show_row(self._review.number)
        self.changed.emit()

    def say_why(self, rejected: Sequence[Rejection]) -> None:
        """Say why there is no draft to show."""
        reasons = dict.fromkeys(map(_reason, rejected))
        self.pane.say("\n".join(reasons) or "There is nothing to read here.")
        self.changed.emit()

    def take_aside(self) -> None:
        """Make a draft of what was set aside and is shown, to be checked and added."""
        aside = None if self.locked else self.aside_in_sight
        if aside and self._review.take_aside(aside):
            self.show_batch()

    def update_batch(self) -> None:
        """Show the same drafts after they were read again; corrections stay."""
        item = self._review.current
        if item is not None:
            self.form.update_draft(item.draft)
        self.list.drafts.set_batch(self._review.items, self._review.rejected)
        self.list.show_row(self._review.number)
        self._form_changed()

    def keep_corrections(self) -> None:
        """Write the corrections into the review, if every date is valid."""
        if self.draft_in_sight and self.form.touched and self.form.valid:
            self._review.correct(self.form.draft())
            number = self._review.number
            self.list.drafts.change_row(number, self._review.items[number])

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
            self.text.show_text(row.draft.source_text if row.draft else "", editable=False)
            self.pane.say(_reason(row))
        elif index.row() != self._review.number or not self.draft_in_sight:
            self.keep_corrections()
            self._review.show(index.row())
            self._show_draft()
        self.changed.emit()


def _reason(rejected: Rejection) -> str:
    return set_aside_words(rejected.reason) if rejected.draft else refusal_words(rejected.reason)
