"""Adding summaries to the library and taking them out: what is asked first, and said after."""

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from app.core.backup.model import Reason
from app.core.errors import PackTooLargeError
from app.core.importing.outcome import Accepted, Outcome, Waiting
from app.core.library.filters import LibraryFilter
from app.core.notes.imported_annotations import NOTHING
from app.messages import along_words, error_words, lost_words
from app.ui.dialogs import confirmations as questions
from app.ui.importing.draft_text import waiting_text
from app.ui.session.session import Session
from app.ui.widgets.toast import Toast

_PACK_SUFFIX: Final = ".bayaz"

if TYPE_CHECKING:
    from app.core.sharing.annotation_collector import AnnotationCollector
    from app.ui.dialogs.pack_dialog import PackChoice


class LibraryActions(QObject):
    """Adds the starter library, removes summaries, makes packs, and says what an import added."""

    def __init__(self, session: Session, toast: Toast, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._toast = toast
        self._window = window

    def add_starter(self) -> None:
        """Store the summaries that ship with the program, or bring them back."""
        batch = self._session.workspace.importer.read_starter_library()
        accepted = self._session.imports.accept(list(batch.drafts))
        self._session.imports.finish(accepted)
        self.tell_of(accepted)
        left = len(batch.drafts) - len(accepted)
        if left and accepted:
            # Why was said before, and what was added has taken its place.
            self._toast.show_message(
                f"{left} could not be added: the disk may be full. Free up some space and choose"
                " File ▸ Add the starter library again."
            )

    def remove_starter(self) -> None:
        """Move the starter library to the trash, if the reader confirms it."""
        ids = self._session.workspace.importer.starter_ids_present()
        if ids and questions.confirm_trash(self._window, len(ids)):
            self._session.summaries.trash(ids)

    def trash(self, summary_ids: list[str]) -> None:
        """Move summaries to the trash; ask first if they are several, or one with notes on it."""
        notes = highlights = 0
        if len(summary_ids) == 1:
            notebook = self._session.workspace.notebook
            notes = len(notebook.notes_of_summary(summary_ids[0]))
            highlights = len(notebook.highlights_of(summary_ids[0]))
            if not notes and not highlights:
                self._session.summaries.trash(summary_ids)
                return
        if questions.confirm_trash(self._window, len(summary_ids), notes, highlights):
            self._session.summaries.trash(summary_ids)

    def delete_for_good(self, summary_ids: list[str]) -> None:
        """Remove summaries in the trash for good, if the reader confirms it."""
        notebook = self._session.workspace.notebook
        highlights = sum(len(notebook.highlights_of(one)) for one in summary_ids)
        notes = {note.id for one in summary_ids for note in notebook.notes_of_summary(one)}
        count = len(summary_ids)
        if count and questions.confirm_deletion(self._window, count, highlights, len(notes)):
            self._session.backups.make(Reason.DELETION)
            self._session.summaries.delete_for_good(summary_ids)

    def empty_trash(self) -> None:
        """Remove everything in the trash for good, if the reader confirms it."""
        rows = self._session.workspace.library.rows(LibraryFilter(trashed=True))
        if rows:
            self.delete_for_good([row.id for row in rows])
        else:
            self._toast.show_message("The trash is empty.")

    def give_away(self, summary_ids: list[str]) -> None:
        """Write summaries into a pack for a friend, with the notes the reader wants to send."""
        if not summary_ids:
            self._session.changes.failed.emit("This list has no summaries to share.")
            return
        from app.core.sharing.annotation_collector import AnnotationCollector
        from app.ui.dialogs.pack_dialog import PackDialog

        workspace, preferences = self._session.workspace, self._session.preferences
        collector = AnnotationCollector(summary_ids, workspace.library, workspace.notebook)
        counts = (len(summary_ids), collector.highlight_count, collector.note_count)
        dialog = PackDialog(counts, preferences.current.sender, self._window)
        wanted = dialog.exec() == QDialog.DialogCode.Accepted
        choice = dialog.choice
        dialog.deleteLater()
        if not wanted:
            return
        preferences.change(sender=choice.sender)
        name, _ = QFileDialog.getSaveFileName(
            self._window, "Share a pack", self._pack_name(summary_ids), "Packs (*.bayaz)"
        )
        if not name:
            return
        path = Path(name)
        if path.suffix.lower() != _PACK_SUFFIX:
            path = path.with_name(f"{path.name}{_PACK_SUFFIX}")
        if questions.confirm_replace(self._window, Path(name), path):
            self._write_pack(path, summary_ids, collector, choice)

    def _pack_name(self, summary_ids: list[str]) -> str:
        """Return the name that a pack is offered: that of its summary, if it is of one."""
        from app.core.sharing.file_name import file_name

        alone = len(summary_ids) == 1
        title = self._session.workspace.library.summary(summary_ids[0]).title if alone else None
        return file_name(title or "", _PACK_SUFFIX, "summaries")

    def _write_pack(
        self,
        path: Path,
        summary_ids: list[str],
        collector: "AnnotationCollector",
        choice: "PackChoice",
    ) -> None:
        from app.core.sharing.pack import collect_annotations, write_pack

        workspace = self._session.workspace
        chosen = [workspace.library.summary(summary_id) for summary_id in summary_ids]
        try:
            enclosed = collect_annotations(
                collector, highlights=choice.highlights, notes=choice.notes
            )
            count = write_pack(
                path, chosen, workspace.syllabus, choice.sender, workspace.clock(), enclosed
            )
        except PackTooLargeError as error:
            self._toast.show_message(error_words(error))
            return
        except OSError as error:
            self._toast.show_message(
                f"The pack could not be written to {path.parent}: {error.strerror}. Choose another"
                " place."
            )
            return
        along = along_words(
            collector.highlight_count if choice.highlights else 0,
            collector.note_count if choice.notes else 0,
        )
        summaries = "1 summary" if count == 1 else f"{count} summaries"
        given = f"{summaries} with {along}" if along else summaries
        self._toast.show_message(f"{given} saved in {path.name}.")

    def tell_of_watched(self, accepted: list[Accepted], waiting: Waiting) -> None:
        """Say what was added from the watched folder, and offer to review what waits."""
        came = sum(item.is_new for item in accepted)
        words = (
            f"{came} added from the watched folder." if came else "New files in the watched folder."
        )
        if waiting:
            words += f" Left for you: {waiting_text(waiting)}."
        self._toast.show_message(words, undo=came > 0, offer="Review" if waiting else "")

    def tell_of_files_left(self, count: int) -> None:
        """Say that something waits in files of the watched folder, and offer to review it."""
        files = "1 file waits" if count == 1 else f"{count} files wait"
        self._toast.show_message(f"{files} for you in the watched folder.", offer="Review")

    def tell_of(self, accepted: list[Accepted]) -> None:
        """Say what an import added, and what was already there."""
        came = sum(item.is_new for item in accepted)
        corrected = sum(item.outcome is Outcome.CORRECTED for item in accepted)
        updated = sum(item.outcome is Outcome.UPDATED for item in accepted)
        known = len(accepted) - came - corrected - updated
        received = sum((item.received for item in accepted), NOTHING)
        parts = []
        if came:
            parts.append(f"{came} summar{'y' if came == 1 else 'ies'} added.")
        if corrected:
            lost = sum(item.correction.lost for item in accepted if item.correction)
            parts.append(f"{corrected} corrected; your highlights and notes are kept.")
            parts += filter(None, [lost_words(lost)])
        if updated:
            parts.append("Details updated." if updated == 1 else f"Details of {updated} updated.")
        if known:
            parts.append(f"{known} {'was' if known == 1 else 'were'} already in your library.")
        along = along_words(len(received.highlights), len(received.notes))
        if along:
            parts.append(f"{along} came with {'it' if len(accepted) == 1 else 'them'}.")
        if parts:
            changed = bool(came or corrected or updated or received)
            self._toast.show_message(" ".join(parts), undo=changed)
