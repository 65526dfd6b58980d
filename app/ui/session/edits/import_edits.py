"""Storing what an import understood, as one step to be undone."""

from functools import partial
from typing import TYPE_CHECKING

from app.core.importing.outcome import Accepted, Outcome, received
from app.core.notes.model import HighlightChange
from app.core.workspace import Workspace
from app.ui.session.changes import Changes
from app.ui.session.edits.undoable_edits import UndoableEdits

if TYPE_CHECKING:
    from app.core.importing.drafting.batch import SourcedDraft


class ImportEdits:
    """Stores drafts, and announces what was stored."""

    def __init__(
        self,
        workspace: Workspace,
        changes: Changes,
        edits: UndoableEdits,
    ) -> None:
        self._workspace = workspace
        self._changes = changes
        self._edits = edits

    def accept(
        self,
        drafts: list["SourcedDraft"],
        *,
        update_details: bool = False,
        may_change: set[str] | None = None,
        again: bool = False,
    ) -> list[Accepted]:
        """Store drafts as summaries, up to the first that fails; `finish` announces them.

        With `update_details` a draft that is there already gives its details to the one there.
        What the reader has not looked at comes with `may_change`, the ids of the summaries that
        came in with it: these alone it may correct, and they are added to the set here.
        Tried `again`, it does not say once more why it failed.
        """
        importer = self._workspace.importer
        accepted: list[Accepted] = []
        with self._edits.report(quietly=again):
            for draft in drafts:
                one = importer.accept(draft, update_details=update_details, may_change=may_change)
                accepted.append(one)
                if may_change is not None and one.outcome is Outcome.ADDED:
                    may_change.add(one.summary_id)
        return accepted

    def finish(self, accepted: list[Accepted]) -> None:
        """Announce what was stored, and make all of it one step to be undone."""
        changed = [item for item in accepted if _changes(item)]
        if not changed:
            return
        self._edits.push(
            "import", partial(self._bring_back, changed), partial(self._put_away, changed)
        )
        notebook = self._workspace.notebook
        ids = received(changed).highlights
        marks = (notebook.highlight(highlight_id) for highlight_id in ids)
        self._announce(changed, HighlightChange((), tuple(marks)))

    # Inside

    def _put_away(self, accepted: list[Accepted]) -> None:
        change = self._workspace.importer.put_away(accepted)
        for note_id in received(accepted).notes:
            self._changes.note_removed.emit(note_id)
        self._announce(accepted, change)

    def _bring_back(self, accepted: list[Accepted]) -> None:
        self._announce(accepted, self._workspace.importer.bring_back(accepted))

    def _announce(self, accepted: list[Accepted], change: HighlightChange) -> None:
        if change.summary_ids:
            self._changes.highlights_changed.emit(change)
        if received(accepted).notes:
            self._changes.notes_changed.emit()
        self._changes.library_changed.emit()
        for item in accepted:
            if item.correction is not None and item.correction.marks.summary_ids:
                self._changes.highlights_changed.emit(item.correction.marks)


def _changes(item: Accepted) -> bool:
    return item.is_new or bool(item.received) or item.correction is not None
