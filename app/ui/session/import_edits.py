"""Storing what an import understood, as one step to be undone."""

from functools import partial
from typing import TYPE_CHECKING

from app.core.importing.outcome import Accepted, Outcome
from app.core.notes.imported_annotations import NOTHING, ImportedAnnotations
from app.core.notes.model import HighlightChange
from app.core.workspace import Workspace
from app.ui.session.changes import Changes
from app.ui.session.undoable_edits import UndoableEdits

if TYPE_CHECKING:
    from app.core.importing.drafting.batch import SourcedDraft


class ImportEdits:
    """Stores drafts, and announces what was stored."""

    def __init__(self, workspace: Workspace, changes: Changes, edits: UndoableEdits) -> None:
        self._workspace = workspace
        self._changes = changes
        self._edits = edits

    def accept(self, drafts: list["SourcedDraft"]) -> list[Accepted]:
        """Store drafts as summaries, up to the first that fails; `finish` announces them."""
        accepted: list[Accepted] = []
        with self._edits.report():
            for draft in drafts:
                accepted.append(self._workspace.importer.accept(draft))  # noqa: PERF401 - what failed not counts
        return accepted

    def finish(self, accepted: list[Accepted]) -> None:
        """Announce what was stored, and make all of it one step to be undone."""
        came = [item.summary_id for item in accepted if item.is_new]
        received = sum((item.received for item in accepted), NOTHING)
        if came or received:
            self._edits.push(
                "import",
                partial(self._bring_back, came, received),
                partial(self._put_away, came, received),
            )
        if came or received or any(item.outcome is Outcome.CORRECTED for item in accepted):
            notebook = self._workspace.notebook
            marks = (notebook.highlight(highlight_id) for highlight_id in received.highlights)
            self._announce(received, HighlightChange((), tuple(marks)))

    # Inside

    def _put_away(self, summary_ids: list[str], received: ImportedAnnotations) -> None:
        for summary_id in summary_ids:
            self._workspace.library.trash(summary_id)
        change = self._workspace.notebook.trash.add(received)
        for note_id in received.notes:
            self._changes.note_removed.emit(note_id)
        self._announce(received, change)

    def _bring_back(self, summary_ids: list[str], received: ImportedAnnotations) -> None:
        for summary_id in summary_ids:
            self._workspace.library.restore(summary_id)
        self._announce(received, self._workspace.notebook.trash.restore(received))

    def _announce(self, received: ImportedAnnotations, change: HighlightChange) -> None:
        if change.summary_ids:
            self._changes.highlights_changed.emit(change)
        if received.notes:
            self._changes.notes_changed.emit()
        self._changes.library_changed.emit()
