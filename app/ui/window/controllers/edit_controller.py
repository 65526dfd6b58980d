"""Correcting a summary: which one is meant, and the dialog for it."""

from collections.abc import Sequence

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.core.library.model import Summary
from app.messages import untitled
from app.ui.library.library_panel import LibraryPanel
from app.ui.session.session import Session
from app.ui.style.theme import load_theme
from app.ui.window.page_stack import PageStack


class EditController(QObject):
    """Opens the dialogs for details, text and understanding again."""

    def __init__(
        self, session: Session, centre: PageStack, library: LibraryPanel, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._centre = centre
        self._library = library
        self._window = window

    def edit_details(self, summary_id: str = "") -> None:
        """Edit the details of a summary, or of the one that is meant."""
        from app.ui.editing.details_dialog import DetailsDialog

        summary = self._summary(summary_id)
        if summary is not None:
            dialog = DetailsDialog(self._session, summary, self._window)
            dialog.exec()
            dialog.deleteLater()

    def edit_text(self, summary_id: str = "") -> None:
        """Edit the text of a summary, or of the one that is meant."""
        from app.ui.editing.text_dialog import TextDialog

        summary = self._summary(summary_id)
        if summary is not None:
            dialog = TextDialog(self._session, summary, self._window)
            reader = self._centre.shown_reader
            if reader is not None and reader.summary_id == summary.id:
                dialog.go_to(reader.words_in_sight)
            dialog.exec()
            dialog.deleteLater()

    def show_earlier_texts(self, summary_id: str = "") -> None:
        """Show the earlier texts of a summary, or of the one that is meant, and go back to one."""
        from app.ui.dialogs.earlier_texts_dialog import EarlierTextsDialog, TextOfThen

        summary = self._summary(summary_id)
        if summary is None:
            return
        workspace, preferences = self._session.workspace, self._session.preferences.current
        revisions = workspace.library.revisions.of_summary(summary.id)
        # After an undo the present text is not the newest.
        revisions.sort(key=lambda one: one.id != summary.revision_id)
        dialog = EarlierTextsDialog(
            summary.title or untitled(revisions[0].text),
            [TextOfThen(one.created_at, one.text, one.id) for one in revisions],
            load_theme(preferences.theme),
            preferences.text_size,
            self._window,
            read_only=workspace.read_only,
        )
        dialog.exec()
        if dialog.chosen is not None:
            self._session.corrections.go_back(summary.id, dialog.chosen.id)
        dialog.deleteLater()

    def understand_again(self, summary_ids: Sequence[str] = ()) -> None:
        """Understand summaries again, or those that are meant."""
        from app.ui.editing.renewal_dialog import RenewalDialog

        wanted = self._all_meant(summary_ids)
        if wanted:
            dialog = RenewalDialog(self._session, wanted, self._window)
            dialog.exec()
            dialog.deleteLater()

    def edit_subjects(self, summary_ids: Sequence[str] = ()) -> None:
        """Edit the subjects of summaries, or of those that are meant."""
        from app.ui.editing.subjects_dialog import SubjectsDialog

        library = self._session.workspace.library
        summaries = [library.summary(one) for one in self._all_meant(summary_ids)]
        if summaries:
            dialog = SubjectsDialog(self._session, summaries, self._window)
            dialog.exec()
            dialog.deleteLater()

    def _all_meant(self, summary_ids: Sequence[str]) -> list[str]:
        """Return the ids of these summaries, or of those that are meant; of none in the trash."""
        selected = self._library.list.selected_ids()
        if not summary_ids and self._library.list.hasFocus() and len(selected) > 1:
            summary_ids = selected
        if len(summary_ids) <= 1:
            summary = self._summary("".join(summary_ids))
            return [summary.id] if summary else []
        return [row.id for row in self._session.bulk.rows(list(summary_ids))]

    def _summary(self, summary_id: str) -> Summary | None:
        wanted = summary_id or self._meant()
        summary = self._session.workspace.library.find(wanted) if wanted else None
        if summary is None:
            self._session.changes.failed.emit("Open a summary first, or select one in the list.")
        elif summary.deleted_at is not None:
            self._session.changes.failed.emit("This summary is in the trash. Restore it first.")
            return None
        return summary

    def _meant(self) -> str:
        """Return the summary that is meant: the selected one if the list has the focus."""
        selected = self._library.list.selected_ids()
        reader = self._centre.shown_reader
        shown = reader.summary_id if reader else None
        if len(selected) == 1 and (self._library.list.hasFocus() or not shown):
            return selected[0]
        return shown or ""
