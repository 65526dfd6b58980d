"""Highlights, stars and notes on what is selected, clicked or focused on the page."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from app.core.library.model import Fact, Summary
from app.core.library.page import Page
from app.core.notes.model import Colour, HighlightChange, Link, LinkKind
from app.ui.reader.page.page_painter import FactMark, Mark
from app.ui.reader.page.page_view import PageView
from app.ui.reader.selection_bar import SelectionBar
from app.ui.session.session import Session


class AnnotationController(QObject):
    """Shows a summary's highlights on its page and lets the reader make and change them.

    Signals:
        note_requested(tuple[Link, ...]): write a note linked to this.
        mark_selected(str): a highlight was chosen; '' when none is.
        message_shown(str): something worth a short message.
    """

    note_requested = Signal(object)
    mark_selected = Signal(str)
    message_shown = Signal(str)

    def __init__(self, session: Session, view: PageView, bar: SelectionBar) -> None:
        super().__init__(view)
        self._session = session
        self._view = view
        self._bar = bar
        self._summary: Summary | None = None
        self._page: Page | None = None
        self._selected: str | None = None
        self._marks: list[Mark] = []
        view.fact_starred.connect(self._toggle_star)
        view.fact_noted.connect(self._note_fact)
        view.fact_focused.connect(self._fact_focused)
        view.mark_clicked.connect(self._clicked)
        view.selection_settled.connect(self._selection_settled)
        bar.colour_chosen.connect(self.mark)
        bar.note_requested.connect(self.write_note)
        bar.copy_requested.connect(self.copy)
        bar.delete_requested.connect(self.delete)
        session.changes.fact_changed.connect(self._fact_changed)
        session.changes.highlights_changed.connect(self._highlights_changed)
        session.changes.notes_changed.connect(self.refresh)

    def set_page(self, summary: Summary | None, page: Page | None) -> None:
        """Work on another page from now on."""
        self._summary, self._page = summary, page
        self._selected = None
        self._bar.hide()
        self.refresh()

    # What there is to act on

    @property
    def on_highlight(self) -> bool:
        """Whether a highlight is chosen."""
        return self._selected is not None

    @property
    def on_fact(self) -> bool:
        """Whether a fact has the focus."""
        return self._view.focused_fact is not None

    @property
    def can_mark(self) -> bool:
        """Whether there is anything to highlight: a selection, a highlight or a fact."""
        return self.on_highlight or self.on_fact or self._selected_passage() is not None

    @property
    def can_copy(self) -> bool:
        """Whether there is something to copy."""
        return self.on_fact or self._view.textCursor().hasSelection()

    @property
    def selected(self) -> str | None:
        """The highlight that is chosen."""
        return self._selected

    @property
    def marks(self) -> list[Mark]:
        """The highlights that are shown on the page."""
        return list(self._marks)

    # Acts

    def mark(self, colour: Colour) -> None:
        """Highlight the selection, recolour the chosen highlight, or highlight the focused fact."""
        passage = self._selected_passage()
        if passage is None and self._selected:
            self._session.highlights.recolour(self._selected, colour)
            return
        if passage is None and self._view.focused_fact and self._page:
            passage = self._page.fact_range(self._view.focused_fact)
        if passage is None or self._summary is None or self._page is None:
            self.message_shown.emit("Select some text first, or choose a fact with J and K.")
            return
        highlight = self._session.highlights.add(self._summary.id, *passage, colour, self._page)
        if highlight is not None:
            self.clear_selection()
            self.select(highlight.id)

    def mark_last_colour(self) -> None:
        """Highlight in the colour used last."""
        self.mark(self._session.highlights.last_colour)

    def delete(self) -> None:
        """Delete the chosen highlight."""
        if self._selected:
            self._bar.hide()
            self._session.highlights.trash(self._selected)

    def write_note(self) -> None:
        """Ask for a note on what is chosen: selection, highlight, fact, or the whole summary."""
        if self._selected_passage() is not None:
            self.mark_last_colour()
            if not self._selected:
                # The passage could not be stored, so that a note has nothing to hang on yet.
                return
        self._bar.hide()
        if self._view.focused_fact:
            self._note_fact(self._view.focused_fact)
        elif self._selected:
            self.note_requested.emit((Link(LinkKind.HIGHLIGHT, self._selected),))
        elif self._summary is not None:
            self.note_requested.emit((Link(LinkKind.SUMMARY, self._summary.id),))
        else:
            self.note_requested.emit(())

    def star_fact(self) -> None:
        """Star the focused fact, or remove its star."""
        if self._view.focused_fact:
            self._toggle_star(self._view.focused_fact)

    def copy(self) -> None:
        """Copy the selection, or the focused fact with its source."""
        text = self._view.textCursor().selection().toPlainText()
        fact = self._session.fact(self._view.focused_fact or "") if not text else None
        if fact is not None:
            text = f"{fact.text} ({fact.source})" if fact.source else fact.text
        if text:
            QGuiApplication.clipboard().setText(text)
            self.message_shown.emit("Copied.")

    def select(self, highlight_id: str | None) -> None:
        """Select a highlight, or none."""
        self._selected = highlight_id
        self._view.select_mark(highlight_id)
        self.mark_selected.emit(highlight_id or "")

    def place_of(self, highlight_id: str) -> tuple[tuple[int, int], ...]:
        """Return the ranges of a highlight in the document; empty if it is not on the page."""
        found = (mark.ranges for mark in self._marks if mark.highlight_id == highlight_id)
        return next(found, ())

    def step_back(self) -> bool:
        """Clear the selection, the highlight or the focus; return whether there was one."""
        if self._bar.isVisible() or self._view.textCursor().hasSelection():
            self.clear_selection()
        elif self._selected:
            self.select(None)
        elif self._view.focused_fact:
            self._view.focus_fact(None)
        else:
            return False
        return True

    def clear_selection(self) -> None:
        """Select nothing."""
        cursor = self._view.textCursor()
        cursor.clearSelection()
        self._view.setTextCursor(cursor)
        self._bar.hide()

    def refresh(self) -> None:
        """Show the current highlights, stars and notes."""
        page = self._view.page
        if self._summary is None or self._page is None or page is None:
            return
        notebook = self._session.workspace.notebook
        notes = notebook.notes_of_summary(self._summary.id)
        on_facts = [fact_id for note in notes for fact_id in note.linked(LinkKind.FACT)]
        noted = {id_ for note in notes for id_ in note.linked(LinkKind.HIGHLIGHT)}
        placed = notebook.resolve(self._summary.id, self._page, self._summary.revision_id)
        # The one changed last is on top.
        placed.sort(key=lambda highlight: highlight.updated_at)
        self._marks = [
            Mark(
                highlight.id,
                highlight.colour,
                tuple(page.positions.ranges(highlight.anchor.start or 0, highlight.anchor.end)),
                highlight.id in noted,
            )
            for highlight in placed
        ]
        facts = {
            fact.id: FactMark(fact.starred, on_facts.count(fact.id)) for fact in self._summary.facts
        }
        self._view.set_marks(self._marks, facts)
        if self._selected and not self.place_of(self._selected):
            self.select(None)

    # Inside

    def _selected_passage(self) -> tuple[int, int] | None:
        """Return the selection as offsets of the page's text, None if it holds none of it."""
        cursor = self._view.textCursor()
        page = self._view.page
        if not cursor.hasSelection() or page is None:
            return None
        start = page.positions.to_offset(cursor.selectionStart())
        end = page.positions.to_offset(cursor.selectionEnd(), end=True)
        return (start, end) if start is not None and end is not None and start < end else None

    def _toggle_star(self, fact_id: str) -> None:
        fact = self._session.fact(fact_id)
        if fact is not None:
            self._session.summaries.set_fact_starred(fact_id, starred=not fact.starred)

    def _note_fact(self, fact_id: str) -> None:
        self.note_requested.emit((Link(LinkKind.FACT, fact_id),))

    def _fact_focused(self, fact_id: str) -> None:
        """Deselect the highlight: the next action applies to the fact."""
        if fact_id and self._selected:
            self._bar.hide()
            self.select(None)

    def _clicked(self, highlight_id: str) -> None:
        self.select(highlight_id or None)
        ranges = self.place_of(highlight_id)
        if ranges:
            self._bar.show_at(self._view.range_rect(*ranges[0]), on_highlight=True)
        else:
            self._bar.hide()

    def _selection_settled(self) -> None:
        if self._selected_passage() is None:
            if not self._selected:
                self._bar.hide()
            return
        self.select(None)
        cursor = self._view.textCursor()
        rect = self._view.range_rect(cursor.selectionStart(), cursor.selectionEnd())
        self._bar.show_at(rect, on_highlight=False)

    def _fact_changed(self, fact: Fact) -> None:
        if self._summary is not None and fact.summary_id == self._summary.id:
            self._summary = self._session.workspace.library.summary(self._summary.id)
            self.refresh()

    def _highlights_changed(self, change: HighlightChange) -> None:
        if self._summary is not None and self._summary.id in change.summary_ids:
            self.refresh()
