"""The one object between the panels and the core: it calls, and announces what has changed.

Widgets hold no truth: they ask the session, listen to its signals and look after themselves.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QUndoStack

from app.core.errors import NotFoundError
from app.core.importing.model import Accepted, Outcome
from app.core.library.filters import LibraryFilter
from app.core.library.model import Fact, ReadingState, Summary, SummaryRow
from app.core.library.page import Page, build_page
from app.core.notes.model import Colour, Highlight, HighlightChange, Link, LinkKind, Note
from app.core.notes.shared_annotations import NOTHING
from app.core.workspace import Workspace
from app.messages import COLOUR_NAMES, untitled
from app.ui.background.index_updater import IndexUpdater
from app.ui.session.bulk_edits import BulkEdits
from app.ui.session.error_reporting import ErrorReporter
from app.ui.session.preferences import Preferences
from app.ui.session.search_service import SearchService
from app.ui.session.undo_step import UndoStep

if TYPE_CHECKING:
    from app.core.importing.drafting.batch import SourcedDraft


class Session(QObject):
    """The opened workspace as the window sees it.

    Signals:
        library_changed(): summaries came, went, or changed their subjects.
        summary_changed(SummaryRow): one summary's state or star changed.
        fact_changed(Fact): a fact was starred or unstarred.
        notes_changed(): notes came, went, or changed.
        note_added(Note), note_changed(Note), note_removed(str): the same, one by one.
        highlights_changed(HighlightChange): highlights came, went, or changed.
        colours_renamed(): the reader gave a colour another name.
        message_shown(str): something worth a toast that was done and can be undone.
        failed(str): something that could not be done, in plain words.
    """

    library_changed = Signal()
    summary_changed = Signal(object)
    fact_changed = Signal(object)
    notes_changed = Signal()
    note_added = Signal(object)
    note_changed = Signal(object)
    note_removed = Signal(str)
    highlights_changed = Signal(object)
    colours_renamed = Signal()
    message_shown = Signal(str)
    failed = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.preferences = Preferences(workspace.folder.settings, self)
        self.undo_stack = QUndoStack(self)
        self.index = IndexUpdater(workspace, self)
        self.several = BulkEdits(
            workspace, self._do, self._library_changed, self.summary_changed, self.message_shown
        )
        self.search = SearchService(workspace, self.index, self.preferences, self)

    def close(self) -> None:
        """End the threads and processes and let go of the library, in order."""
        self.preferences.close()
        self.search.stop()
        self.index.stop()
        self.workspace.close()

    # Reading

    def rows(self, chosen: LibraryFilter) -> list[SummaryRow]:
        """Return the summaries that a filter lets through."""
        return self.workspace.library.rows(chosen)

    def open_summary(self, summary_id: str) -> tuple[Summary, Page] | None:
        """Return a summary and its page; None, with a message, when there is none."""
        with self._reported():
            summary = self.workspace.library.summary(summary_id)
            return summary, build_page(summary)
        return None

    def alternates(self, summary_id: str) -> list[Summary]:
        """Return the other summaries of the article that a summary tells."""
        library = self.workspace.library
        return [library.summary(other) for other in library.alternates(summary_id)]

    def title_of(self, summary_id: str) -> str:
        """Return the title under which a summary is shown, '' when it is gone."""
        try:
            row = self.workspace.library.row(summary_id)
        except NotFoundError:
            return ""
        return row.title or untitled(row.opening)

    def colour_name(self, colour: Colour) -> str:
        """Return the name of a colour: the reader's, or else Bayaz's."""
        return self.workspace.notebook.colour_names().get(colour) or COLOUR_NAMES[colour]

    # Summaries

    def set_state(self, summary_id: str, state: ReadingState) -> None:
        """Set how far the reader has come with a summary."""
        before = self.workspace.library.row(summary_id).state
        if before is state:
            return

        def set_to(value: ReadingState) -> Callable[[], None]:
            def act() -> None:
                self.workspace.library.set_state(summary_id, value)
                self.summary_changed.emit(self.workspace.library.row(summary_id))

            return act

        self._do(f"mark as {state.value}", set_to(state), set_to(before))

    def note_progress(self, summary_id: str, state: ReadingState) -> None:
        """Set the state that reading itself brings about; nothing to undo."""
        with self._reported():
            self.workspace.library.set_state(summary_id, state)
            self.summary_changed.emit(self.workspace.library.row(summary_id))

    def set_starred(self, summary_id: str, *, starred: bool) -> None:
        """Star a summary, or take its star away."""

        def set_to(value: bool) -> Callable[[], None]:  # noqa: FBT001
            def act() -> None:
                self.workspace.library.set_starred(summary_id, starred=value)
                self.summary_changed.emit(self.workspace.library.row(summary_id))

            return act

        self._do("star" if starred else "unstar", set_to(starred), set_to(not starred))

    def set_fact_starred(self, fact_id: str, *, starred: bool) -> None:
        """Star a fact, or take its star away."""

        def set_to(value: bool) -> Callable[[], None]:  # noqa: FBT001
            def act() -> None:
                self.workspace.library.set_fact_starred(fact_id, starred=value)
                self.fact_changed.emit(self.workspace.library.fact(fact_id))

            return act

        self._do("star fact" if starred else "unstar fact", set_to(starred), set_to(not starred))

    def remember_position(self, summary_id: str, position: int) -> None:
        """Keep where in its text the reader is."""
        with self._reported():
            self.workspace.library.remember_position(summary_id, position)

    def trash_summaries(self, summary_ids: list[str]) -> None:
        """Put summaries into the trash; highlights and notes stay."""

        def trash() -> None:
            for summary_id in summary_ids:
                self.workspace.library.trash(summary_id)
            self._library_changed()

        def restore() -> None:
            for summary_id in summary_ids:
                self.workspace.library.restore(summary_id)
            self._library_changed()

        what = "summary" if len(summary_ids) == 1 else f"{len(summary_ids)} summaries"
        if self._do(f"delete {what}", trash, restore):
            self.message_shown.emit(f"{what.capitalize()} moved to the trash.")

    def restore_summaries(self, summary_ids: list[str]) -> None:
        """Take summaries out of the trash."""

        def restore() -> None:
            for summary_id in summary_ids:
                self.workspace.library.restore(summary_id)
            self._library_changed()

        def trash() -> None:
            for summary_id in summary_ids:
                self.workspace.library.trash(summary_id)
            self._library_changed()

        if self._do("restore summary", restore, trash):
            one = len(summary_ids) == 1
            self.message_shown.emit(
                "Summary restored." if one else f"{len(summary_ids)} summaries restored."
            )

    def accept(self, drafts: list["SourcedDraft"]) -> list[Accepted]:
        """Store drafts as summaries; `finish_import` announces what came."""
        accepted: list[Accepted] = []
        with self._reported():
            for draft in drafts:
                accepted.append(self.workspace.importer.accept(draft))  # noqa: PERF401 - what failed not counts
        return accepted

    def finish_import(self, accepted: list[Accepted]) -> None:
        """Announce what was stored and make all of it undoable as one act."""
        library, notebook = self.workspace.library, self.workspace.notebook
        came = [item.summary_id for item in accepted if item.is_new]
        received = sum((item.received for item in accepted), NOTHING)

        def announce(change: HighlightChange) -> None:
            if change.summary_ids:
                self.highlights_changed.emit(change)
            if received.notes:
                self.notes_changed.emit()
            self._library_changed()

        def undo() -> None:
            for summary_id in came:
                library.trash(summary_id)
            change = notebook.trash.add(received)
            for note_id in received.notes:
                self.note_removed.emit(note_id)
            announce(change)

        def redo() -> None:
            for summary_id in came:
                library.restore(summary_id)
            announce(notebook.trash.restore(received))

        if came or received:
            self._push("import", undo, redo)
        if came or received or any(item.outcome is Outcome.CORRECTED for item in accepted):
            marks = (notebook.highlight(highlight_id) for highlight_id in received.highlights)
            announce(HighlightChange((), tuple(marks)))

    # Highlights

    def add_highlight(
        self, summary_id: str, start: int, end: int, colour: Colour, page: Page
    ) -> Highlight | None:
        """Mark a passage and return the highlight that it is now."""
        with self._reported():
            change = self.workspace.notebook.add_highlight(summary_id, start, end, colour, page)
            self._record_highlights("highlight", change)
            self.preferences.change(last_colour=colour.value)
            return change.after[0]
        return None

    def recolour(self, highlight_id: str, colour: Colour) -> None:
        """Give a highlight another colour."""
        with self._reported():
            change = self.workspace.notebook.recolour(highlight_id, colour)
            self._record_highlights("recolour highlight", change)
            self.preferences.change(last_colour=colour.value)

    def trash_highlight(self, highlight_id: str) -> None:
        """Put a highlight into the trash."""
        with self._reported():
            change = self.workspace.notebook.trash_highlight(highlight_id)
            self._record_highlights("delete highlight", change)
            self.message_shown.emit("Highlight deleted.")

    def restore_highlight(self, highlight_id: str) -> None:
        """Take a highlight out of the trash."""
        with self._reported():
            change = self.workspace.notebook.restore_highlight(highlight_id)
            self._record_highlights("restore highlight", change)
            self.message_shown.emit("Highlight restored.")

    def name_colour(self, colour: Colour, name: str) -> None:
        """Give a colour a name of the reader's."""
        with self._reported():
            self.workspace.notebook.name_colour(colour, name)
            self.colours_renamed.emit()

    # Notes

    def add_note(self, body: str, links: tuple[Link, ...]) -> Note | None:
        """Store a new note."""
        with self._reported():
            note = self.workspace.notebook.add_note(body, links)

            def undo() -> None:
                self.workspace.notebook.trash_note(note.id)
                self._note_removed(note.id)

            def redo() -> None:
                self._note_back(self.workspace.notebook.restore_note(note.id))

            self._push("add note", undo, redo)
            self._note_back(note)
            return note
        return None

    def save_note(self, note_id: str, body: str, links: tuple[Link, ...]) -> Note | None:
        """Save a note's text and links; the editor has an undo of its own."""
        with self._reported():
            notebook = self.workspace.notebook
            note = notebook.edit_note(note_id, body)
            if links != note.links:
                note = notebook.link_note(note_id, links)
            self.note_changed.emit(note)
            self._notes_changed()
            return note
        return None

    def trash_note(self, note_id: str) -> None:
        """Put a note into the trash."""

        def trash() -> None:
            self.workspace.notebook.trash_note(note_id)
            self._note_removed(note_id)

        def restore() -> None:
            self._note_back(self.workspace.notebook.restore_note(note_id))

        if self._do("delete note", trash, restore):
            self.message_shown.emit("Note deleted.")

    def restore_note(self, note_id: str) -> None:
        """Take a note out of the trash."""

        def restore() -> None:
            self._note_back(self.workspace.notebook.restore_note(note_id))

        def trash() -> None:
            self.workspace.notebook.trash_note(note_id)
            self._note_removed(note_id)

        if self._do("restore note", restore, trash):
            self.message_shown.emit("Note restored.")

    def notes_on(self, kind: LinkKind, target_id: str) -> list[Note]:
        """Return the notes linked to something: its backlinks."""
        return self.workspace.notebook.backlinks(Link(kind, target_id))

    def fact(self, fact_id: str) -> Fact | None:
        """Return a fact, None when there is none."""
        try:
            return self.workspace.library.fact(fact_id)
        except NotFoundError:
            return None

    # Inside

    def _do(self, text: str, act: Callable[[], None], undo: Callable[[], None]) -> bool:
        """Do an act and make it undoable; say so when it fails."""
        with self._reported():
            act()
            self._push(text, undo, act)
            return True
        return False

    def _push(self, text: str, undo: Callable[[], None], redo: Callable[[], None]) -> None:
        """Put a done act on the undo stack; what fails later is told like any failure."""

        def reported(act: Callable[[], None]) -> Callable[[], None]:
            def run() -> None:
                with self._reported():
                    act()

            return run

        self.undo_stack.push(UndoStep(text, reported(undo), reported(redo)))

    def _record_highlights(self, text: str, change: HighlightChange) -> None:
        def undo() -> None:
            back = change.reversed()
            self.workspace.notebook.apply(back)
            self._highlights_changed(back)

        def redo() -> None:
            self.workspace.notebook.apply(change)
            self._highlights_changed(change)

        self._push(text, undo, redo)
        self._highlights_changed(change)

    def _highlights_changed(self, change: HighlightChange) -> None:
        self.highlights_changed.emit(change)
        self.index.catch_up()

    def _library_changed(self) -> None:
        self.library_changed.emit()
        self.index.catch_up()

    def _notes_changed(self) -> None:
        self.notes_changed.emit()
        self.index.catch_up()

    def _note_back(self, note: Note) -> None:
        self.note_added.emit(note)
        self._notes_changed()

    def _note_removed(self, note_id: str) -> None:
        self.note_removed.emit(note_id)
        self._notes_changed()

    def _reported(self) -> ErrorReporter:
        return ErrorReporter(self.failed)
