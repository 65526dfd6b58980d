"""What could not be stored: kept on this machine, and stored as soon as it can be."""

import itertools
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer

from app.core.errors import BayazError
from app.core.notes.unsaved_notes import UnsavedNote, UnsavedNotes, store_unsaved
from app.core.workspace import Workspace
from app.messages import counted, error_words
from app.ui.session.changes import Changes

_AGAIN_AFTER_MS: Final = 5_000
_PASTED: Final = "Pasted text"


class Drafts(QObject):
    """Brings back the notes that an earlier start could not store; `notes` keeps those of this one.

    Texts that were pasted for the import are kept as files, from which it can go on.
    """

    def __init__(self, workspace: Workspace, changes: Changes, parent: QObject) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._changes = changes
        self.notes = UnsavedNotes(workspace.drafts_folder)
        self._folder = workspace.drafts_folder
        self._waiting: list[UnsavedNote] = []
        self.again = QTimer(self, singleShot=True, interval=_AGAIN_AFTER_MS)
        self.again.timeout.connect(self._store)

    def bring_back(self) -> None:
        """Store what was left unsaved; while that fails, try again now and then."""
        self._waiting = self.notes.all()
        failure = self._store()
        if failure:
            self._changes.failed.emit(failure)

    def pasted(self) -> list[Path]:
        """Return the files with texts that were pasted."""
        return sorted(self._folder.glob(f"{_PASTED}*.txt"))

    def new_pasted(self) -> Path:
        """Return where a pasted text can be kept without writing over another."""
        numbers = itertools.count(len(self.pasted()) + 1)
        paths = (self._folder / f"{_PASTED} {number}.txt" for number in numbers)
        return next(path for path in paths if not path.exists())

    def _store(self) -> str:
        """Store what waits; return why the rest of it could not be stored, '' if there is none."""
        count, failure = len(self._waiting), ""
        while self._waiting and not failure:
            draft = self._waiting[0]
            try:
                note = store_unsaved(draft, self._workspace.notebook)
            except BayazError as error:
                failure = error_words(error)
                self.again.start()
                continue
            # Only now: what is not in the library must not be gone from here.
            self.notes.forget(draft.key)
            del self._waiting[0]
            known = note.id == draft.note_id
            (self._changes.note_changed if known else self._changes.note_added).emit(note)
        count -= len(self._waiting)
        if count:
            self._changes.notes_changed.emit()
            were = "was" if count == 1 else "were"
            self._changes.told.emit(
                f"{counted(count, 'note')} that could not be saved before {were} saved now."
            )
        return failure
