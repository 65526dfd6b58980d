"""Summaries that come into the library and leave it: what is asked first and told afterwards."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.core.importing.outcome import Accepted, Outcome
from app.ui.dialogs import questions
from app.ui.session import Session
from app.ui.widgets.toast import Toast


class Stock(QObject):
    """Adds the starter library, takes summaries away, and says what an import brought."""

    def __init__(self, session: Session, toast: Toast, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._toast = toast
        self._window = window

    def add_starter(self) -> None:
        """Store the summaries that ship with the program, or bring them back."""
        batch = self._session.workspace.importer.read_starter_library()
        accepted = self._session.accept(list(batch.drafts))
        self._session.finish_import(accepted)
        self.tell_of(accepted)

    def change_starter(self, wanted: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Add the starter library or, after a question, take it away."""
        if wanted:
            self.add_starter()
            return
        ids = self._session.workspace.importer.starter_ids_present()
        if ids and questions.confirm_trash(self._window, len(ids)):
            self._session.trash_summaries(ids)

    def trash(self, summary_ids: list[str]) -> None:
        """Put summaries into the trash; ask first if they are several, or one that is worked on."""
        notes = highlights = 0
        if len(summary_ids) == 1:
            notebook = self._session.workspace.notebook
            notes = len(notebook.notes_of_summary(summary_ids[0]))
            highlights = len(notebook.highlights_of(summary_ids[0]))
            if not notes and not highlights:
                self._session.trash_summaries(summary_ids)
                return
        if questions.confirm_trash(self._window, len(summary_ids), notes, highlights):
            self._session.trash_summaries(summary_ids)

    def give_away(self, path: Path, summary_ids: list[str]) -> None:
        """Write summaries into a pack for a friend, under the name that the reader gives."""
        from app.core.sharing.pack import write_pack

        sender, sure = questions.ask_sender(self._window)
        if not sure:
            return
        workspace = self._session.workspace
        chosen = [workspace.library.summary(summary_id) for summary_id in summary_ids]
        try:
            count = write_pack(path, chosen, workspace.syllabus, sender, workspace.clock())
        except OSError as error:
            self._toast.show_message(
                f"The pack could not be written to {path.parent}: {error.strerror}. Choose another"
                " place."
            )
            return
        counted = "1 summary is" if count == 1 else f"{count} summaries are"
        self._toast.show_message(f"{counted} in {path.name}.")

    def tell_of_watched(self, accepted: list[Accepted], left: int) -> None:
        """Say what came by itself out of the watched folder, and what waits for a review."""
        came = sum(item.came for item in accepted)
        words = f"{came} added from the watched folder." if came else "The watched folder has news."
        if left:
            words += f" {left} not certain: look them through with File ▸ Import a folder."
        self._toast.show_message(words, undo=came > 0)

    def tell_of(self, accepted: list[Accepted]) -> None:
        """Say what an import brought, and what was there already."""
        came = sum(item.came for item in accepted)
        corrected = sum(item.outcome is Outcome.CORRECTED for item in accepted)
        known = len(accepted) - came - corrected
        parts = []
        if came:
            parts.append(f"{came} summar{'y' if came == 1 else 'ies'} added.")
        if corrected:
            parts.append(f"{corrected} corrected; your highlights and notes are kept.")
        if known:
            parts.append(f"{known} {'was' if known == 1 else 'were'} in your library already.")
        if parts:
            self._toast.show_message(" ".join(parts), undo=came > 0)
