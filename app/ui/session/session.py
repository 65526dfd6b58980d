"""The opened workspace as the window sees it: all that writes to it, announces, and undoes.

Only the session writes; panels read through `session.workspace`. Widgets keep no data of their
own: they ask, connect to `session.changes`, and refresh themselves.
"""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QUndoStack

from app.core.errors import NotFoundError
from app.core.library.model import Fact, Summary
from app.core.library.page import Page, build_page
from app.core.notes.model import Colour, Link, LinkKind, Note
from app.core.paths import DataFolder, is_name_for_qt
from app.core.state_files import set_damaged_aside
from app.core.workspace import Workspace
from app.messages import COLOUR_NAMES, untitled
from app.ui.background.index_updater import IndexUpdater
from app.ui.session.backup_service import BackupService
from app.ui.session.changes import Changes
from app.ui.session.drafts import Drafts
from app.ui.session.edits.bulk_edits import BulkEdits
from app.ui.session.edits.correction_edits import CorrectionEdits
from app.ui.session.edits.highlight_edits import HighlightEdits
from app.ui.session.edits.import_edits import ImportEdits
from app.ui.session.edits.note_edits import NoteEdits
from app.ui.session.edits.summary_edits import SummaryEdits
from app.ui.session.edits.undoable_edits import UndoableEdits
from app.ui.session.integrity import Integrity
from app.ui.session.preferences import Preferences
from app.ui.session.return_watch import ReturnWatch
from app.ui.session.search_service import SearchService


class Session(QObject):
    """The workspace with everything the window does to it, by subject.

    `changes` announces; `summaries`, `corrections`, `highlights`, `notes`, `imports` and `bulk`
    edit, each edit on the `undo_stack`; `search` answers; `index` keeps the index up to date;
    `integrity` looks for damage, `return_watch` for a library that vanished; `backups` makes and
    restores backups; `preferences` are the settings, `drafts` what could not be stored, `damaged`
    the files that were set aside. What is left here reads, in the words the window shows.
    """

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace
        # Before anything is read from them, and written over them.
        self._set_aside = set_damaged_aside(_state_files(workspace.own_files))
        self.preferences = Preferences(
            workspace.own_files.settings, workspace.may_write_beside, self
        )
        self.undo_stack = QUndoStack(self)
        self.changes = changes = Changes(self)
        self.drafts = Drafts(workspace, changes, self)
        self._edits = edits = UndoableEdits(self.undo_stack, changes)
        self.summaries = SummaryEdits(workspace, changes, edits)
        self.highlights = HighlightEdits(workspace, changes, edits, self.preferences)
        self.notes = NoteEdits(workspace, changes, edits)
        self.corrections = CorrectionEdits(workspace, changes, edits)
        self.imports = ImportEdits(workspace, changes, edits)
        self.bulk = BulkEdits(workspace, changes, edits)
        self.backups = BackupService(workspace, changes, self.preferences, self.undo_stack, self)
        self.integrity = Integrity(workspace, changes, self)
        self.index = IndexUpdater(workspace, self)
        self.search = SearchService(workspace, self.index, self.preferences, self)
        self.return_watch = ReturnWatch(workspace, self.index, self.search, self)
        for failed in (changes.failed, self.preferences.failed):
            failed.connect(self.return_watch.begin)
        for changed in (
            changes.library_changed,
            changes.notes_changed,
            changes.highlights_changed,
        ):
            changed.connect(self.index.catch_up)

    @property
    def damaged(self) -> list[Path]:
        """The files of settings, drafts and the like that were damaged, by their new names."""
        return [*self._set_aside, *self.drafts.notes.damaged]

    @property
    def window_state_file(self) -> Path:
        """Where Qt keeps the window's layout: on this machine if Qt cannot find the place."""
        path = self.workspace.own_files.window_state
        return path if is_name_for_qt(path) else self.workspace.drafts_folder / path.name

    def close(self) -> None:
        """End the threads and processes, then close the library."""
        self.preferences.close()
        self.return_watch.stop()
        self.integrity.stop()
        self.backups.stop()
        self.search.stop()
        self.index.stop()
        # Its steps are Python's and its own: left to the end, it would delete them a second time.
        self.undo_stack.clear()
        self.workspace.close()

    def purge_trash(self) -> None:
        """Remove for good what has been in the trash long enough; if that fails, another time."""
        with self._edits.report(quietly=True):
            self.workspace.purge_trash()

    def open_summary(self, summary_id: str) -> tuple[Summary, Page] | None:
        """Return a summary and its page; None, with a message, when there is none."""
        with self._edits.report():
            summary = self.workspace.library.summary(summary_id)
            return summary, build_page(summary)
        return None

    def alternates(self, summary_id: str) -> list[Summary]:
        """Return the other summaries of the same article."""
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
        """Return the name of a colour: the reader's own, or else the one Bayaz gives it."""
        return self.workspace.notebook.colour_names().get(colour) or COLOUR_NAMES[colour]

    def notes_on(self, kind: LinkKind, target_id: str) -> list[Note]:
        """Return the notes linked to something: its backlinks."""
        return self.workspace.notebook.backlinks(Link(kind, target_id))

    def fact(self, fact_id: str) -> Fact | None:
        """Return a fact, None when there is none."""
        try:
            return self.workspace.library.fact(fact_id)
        except NotFoundError:
            return None


def _state_files(folder: DataFolder) -> list[tuple[Path, type]]:
    """Return the files that are read as JSON, each with what it should hold."""
    return [
        (folder.settings, dict),
        (folder.interrupted_import, list),
        (folder.watched_files, dict),
    ]
