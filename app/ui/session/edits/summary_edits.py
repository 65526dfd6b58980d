"""What the reader changes about one summary or fact: state, star, position, trash."""

from functools import partial

from app.core.library.model import ReadingState
from app.core.notes.model import HighlightChange
from app.core.workspace import Workspace
from app.ui.session.changes import Changes
from app.ui.session.edits.undoable_edits import UndoableEdits


class SummaryEdits:
    """Edits summaries and facts, and announces each change."""

    def __init__(self, workspace: Workspace, changes: Changes, edits: UndoableEdits) -> None:
        self._workspace = workspace
        self._library = workspace.library
        self._changes = changes
        self._edits = edits

    def set_state(self, summary_id: str, state: ReadingState) -> None:
        """Set how far the reader has got with a summary."""
        before = self._library.row(summary_id).state
        if before is not state:
            self._edits.switch(
                f"mark as {state.value}", partial(self._store_state, summary_id), state, before
            )

    def set_progress(self, summary_id: str, state: ReadingState) -> None:
        """Set the state that follows from reading itself, so that there is nothing to undo."""
        with self._edits.report(quietly=self._workspace.read_only):
            self._store_state(summary_id, state)

    def set_starred(self, summary_id: str, *, starred: bool) -> None:
        """Star or unstar a summary."""

        def set_to(value: bool) -> None:  # noqa: FBT001
            self._library.set_starred(summary_id, starred=value)
            self._changes.summary_changed.emit(self._library.row(summary_id))

        self._edits.switch("star" if starred else "unstar", set_to, starred, not starred)

    def set_fact_starred(self, fact_id: str, *, starred: bool) -> None:
        """Star or unstar a fact."""

        def set_to(value: bool) -> None:  # noqa: FBT001
            self._library.set_fact_starred(fact_id, starred=value)
            self._changes.fact_changed.emit(self._library.fact(fact_id))

        self._edits.switch("star fact" if starred else "unstar fact", set_to, starred, not starred)

    def remember_position(self, summary_id: str, position: int) -> None:
        """Remember how far into the text the reader has scrolled."""
        # That a library can only be read is in sight already.
        with self._edits.report(quietly=self._workspace.read_only):
            self._library.remember_position(summary_id, position)

    def trash(self, summary_ids: list[str]) -> None:
        """Move summaries to the trash; their highlights and notes are kept."""
        one = len(summary_ids) == 1
        what = "summary" if one else f"{len(summary_ids)} summaries"
        trash, restore = partial(self._trash, summary_ids), partial(self._restore, summary_ids)
        if self._edits.do(f"delete {what}", trash, restore):
            self._changes.message_shown.emit(f"{what.capitalize()} moved to the trash.")

    def restore(self, summary_ids: list[str]) -> None:
        """Take summaries out of the trash."""
        one = len(summary_ids) == 1
        trash, restore = partial(self._trash, summary_ids), partial(self._restore, summary_ids)
        if self._edits.do("restore summary", restore, trash):
            self._changes.message_shown.emit(
                "Summary restored." if one else f"{len(summary_ids)} summaries restored."
            )

    def delete_for_good(self, summary_ids: list[str]) -> None:
        """Remove summaries in the trash for good; nothing that was done before can be undone."""
        notebook = self._workspace.notebook
        gone = HighlightChange(
            tuple(mark for one in summary_ids for mark in notebook.highlights_of(one))
        )
        with self._edits.report():
            self._workspace.delete_for_good(summary_ids)
            self._edits.forget()
            self._changes.library_changed.emit()
            self._changes.highlights_changed.emit(gone)
            self._changes.notes_changed.emit()
            count = len(summary_ids)
            what = "1 summary" if count == 1 else f"{count} summaries"
            self._changes.told.emit(f"{what} deleted for good.")

    # Inside

    def _store_state(self, summary_id: str, state: ReadingState) -> None:
        self._library.set_state(summary_id, state)
        self._changes.summary_changed.emit(self._library.row(summary_id))

    def _trash(self, summary_ids: list[str]) -> None:
        self._library.trash(*summary_ids)
        self._changes.library_changed.emit()

    def _restore(self, summary_ids: list[str]) -> None:
        self._library.restore(*summary_ids)
        self._changes.library_changed.emit()
