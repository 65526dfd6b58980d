"""Correcting what is in the library: its details and its text, each as one step to be undone."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from app.core.importing.outcome import Correction
from app.core.library.details import Details
from app.core.library.model import SubjectTopics
from app.core.workspace import Workspace
from app.messages import SECTION_NAMES, lost_words
from app.ui.session.changes import Changes
from app.ui.session.edits.undoable_edits import UndoableEdits

if TYPE_CHECKING:
    from app.core.importing.storing.renewal import Renewal


class CorrectionEdits:
    """Corrects summaries, and announces each correction."""

    def __init__(self, workspace: Workspace, changes: Changes, edits: UndoableEdits) -> None:
        self._workspace = workspace
        self._changes = changes
        self._edits = edits

    @property
    def learned(self) -> int:
        """How many spellings were learned from corrections."""
        return len(self._workspace.importer.spellings)

    def edit_details(self, summary_id: str, details: Details) -> bool:
        """Give a summary other details; return whether that succeeded."""
        with self._edits.report():
            corrector = self._workspace.importer.corrector
            self._made("edit details", corrector.edit_details(summary_id, details))
            return True
        return False

    def edit_text(self, summary_id: str, text: str) -> bool:
        """Give a summary an edited text; return whether that succeeded.

        A text as it was makes no step to be undone.
        """
        with self._edits.report():
            corrector = self._workspace.importer.corrector
            correction = corrector.edit_text(summary_id, text, SECTION_NAMES)
            self._made("edit text", correction)
            if correction is not None:
                words = " ".join(filter(None, ("Text corrected.", lost_words(correction.lost))))
                self._changes.message_shown.emit(words)
            return True
        return False

    def go_back(self, summary_id: str, revision_id: str) -> bool:
        """Give a summary one of its earlier texts again; return whether that succeeded."""
        with self._edits.report():
            correction = self._workspace.importer.go_back(summary_id, revision_id)
            self._made("go back to an earlier text", correction)
            if correction is not None:
                words = ("The earlier text is back.", lost_words(correction.lost))
                self._changes.message_shown.emit(" ".join(filter(None, words)))
            return True
        return False

    def renew(self, chosen: Sequence[tuple["Renewal", tuple[str, ...]]]) -> bool:
        """Give summaries the fields named, as they are understood now; return whether it worked."""
        with self._edits.report():
            made = self._workspace.importer.renew(chosen)
            what = "summary" if len(made) == 1 else f"{len(made)} summaries"
            self._made_all(f"understand {what} again", made)
            lost = lost_words(sum(one.lost for one in made))
            told = f"{'1 ' if len(made) == 1 else ''}{what} understood again."
            self._changes.message_shown.emit(" ".join(filter(None, (told, lost))))
            return True
        return False

    def set_subjects(self, wanted: Mapping[str, tuple[SubjectTopics, ...]]) -> bool:
        """Give summaries by their ids these subjects and no others; return whether it worked."""
        with self._edits.report():
            made = self._workspace.importer.set_subjects(wanted)
            if made:
                self._made_all("change subjects", made)
                what = "1 summary" if len(made) == 1 else f"{len(made)} summaries"
                self._changes.message_shown.emit(f"Subjects of {what} changed.")
            return True
        return False

    def use_suggested_subjects(self, summary_ids: Sequence[str]) -> None:
        """Give those of some summaries that serve no subject the suggested ones."""
        with self._edits.report():
            wanted = self._workspace.importer.suggested_subjects(summary_ids)
            if wanted:
                self.set_subjects(wanted)
            else:
                self._changes.told.emit("No subject is suggested for a summary without any.")

    def forget_learned(self) -> None:
        """Forget all spellings that were learned."""
        with self._edits.report():
            self._workspace.importer.spellings.forget_all()

    def undo(self, correction: Correction) -> None:
        """Bring back what was corrected; raises ChangedSinceError."""
        self._workspace.importer.corrector.undo(correction)
        self.announce(correction)

    def redo(self, correction: Correction) -> None:
        """Make a correction again; raises ChangedSinceError."""
        self._workspace.importer.corrector.redo(correction)
        self.announce(correction)

    def announce(self, correction: Correction) -> None:
        """Say that a summary was corrected, or is again as it was."""
        self._changes.library_changed.emit()
        if correction.marks.summary_ids:
            self._changes.highlights_changed.emit(correction.marks)

    def _made_all(self, name: str, made: Sequence[Correction]) -> None:
        importer = self._workspace.importer

        def undo() -> None:
            self._announce_all(importer.undo_corrections(made))

        def redo() -> None:
            self._announce_all(importer.redo_corrections(made))

        self._edits.push(name, redo, undo)
        self._announce_all(made)

    def _announce_all(self, corrections: Sequence[Correction]) -> None:
        for correction in corrections:
            if correction.marks.summary_ids:
                self._changes.highlights_changed.emit(correction.marks)
        self._changes.library_changed.emit()

    def _made(self, name: str, correction: Correction | None) -> None:
        if correction is None:
            return
        self._edits.push(name, partial(self.redo, correction), partial(self.undo, correction))
        self.announce(correction)
