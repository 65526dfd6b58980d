"""Edits of several summaries at once: each is one step to be undone."""

from collections.abc import Callable
from functools import partial

from app.core.library.filters import LibraryFilter
from app.core.library.model import SummaryRow
from app.core.workspace import Workspace
from app.ui.session.changes import Changes
from app.ui.session.edits.undoable_edits import UndoableEdits


class BulkEdits:
    """Edits many summaries, and announces the changes."""

    def __init__(self, workspace: Workspace, changes: Changes, edits: UndoableEdits) -> None:
        self._workspace = workspace
        self._changes = changes
        self._edits = edits

    def rows(self, summary_ids: list[str]) -> list[SummaryRow]:
        """Return those of these summaries that are not in the trash, in the order given."""
        if not summary_ids:
            return []
        chosen = LibraryFilter(ids=tuple(summary_ids))
        rows = {row.id: row for row in self._workspace.library.rows(chosen)}
        return [rows[summary_id] for summary_id in summary_ids if summary_id in rows]

    def star(self, summary_ids: list[str]) -> None:
        """Star those without a star; if all have one, unstar them."""
        rows = self.rows(summary_ids)
        starred = not all(row.starred for row in rows)
        wanted = [row.id for row in rows if row.starred is not starred]
        what = _counted(len(wanted))

        def set_to(value: bool) -> None:  # noqa: FBT001
            self._workspace.library.star_all(wanted, starred=value)
            for row in self.rows(wanted):
                self._changes.summary_changed.emit(row)

        text = f"{'star' if starred else 'unstar'} {what}"
        if self._edits.switch(text, set_to, starred, not starred):
            self._changes.message_shown.emit(
                f"{what.capitalize()} {'starred' if starred else 'unstarred'}."
            )

    def add_subject(self, summary_ids: list[str], subject_id: str) -> None:
        """File summaries under one more subject."""
        library = self._workspace.library
        name = self._workspace.syllabus.subject(subject_id).name
        wanted = [
            row.id
            for row in self.rows(summary_ids)
            if subject_id not in library.subjects_of(row.id)
        ]
        if not wanted:
            self._changes.message_shown.emit(f"All of them are already in {name}.")
            return
        what = _counted(len(wanted))
        add = partial(self._change_library, partial(library.add_subject, wanted, subject_id))
        remove = partial(self._change_library, partial(library.remove_subject, wanted, subject_id))
        if self._edits.do(f"add {name} to {what}", add, remove):
            self._changes.message_shown.emit(f"{what.capitalize()} added to {name}.")

    def _change_library(self, edit: Callable[[], object]) -> None:
        edit()
        self._changes.library_changed.emit()


def _counted(count: int) -> str:
    return "1 summary" if count == 1 else f"{count} summaries"
