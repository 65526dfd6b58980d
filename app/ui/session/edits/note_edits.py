"""What the reader does with notes."""

from functools import partial

from app.core.notes.model import Link, Note
from app.core.workspace import Workspace
from app.ui.session.changes import Changes
from app.ui.session.edits.undoable_edits import UndoableEdits


class NoteEdits:
    """Edits notes, and announces each change."""

    def __init__(self, workspace: Workspace, changes: Changes, edits: UndoableEdits) -> None:
        self._notebook = workspace.notebook
        self._changes = changes
        self._edits = edits

    def add(self, body: str, links: tuple[Link, ...], *, again: bool = False) -> Note | None:
        """Store a new note; return it, None when it failed.

        Tried `again`, it does not say once more why it failed.
        """
        with self._edits.report(quietly=again):
            note = self._notebook.add_note(body, links)
            self._edits.push(
                "add note", partial(self._restore, note.id), partial(self._trash, note.id)
            )
            self._announce_added(note)
            return note
        return None

    def save(
        self, note_id: str, body: str, links: tuple[Link, ...], *, again: bool = False
    ) -> Note | None:
        """Save a note's text and links, as `add` does; the editor has an undo of its own."""
        with self._edits.report(quietly=again):
            note = self._notebook.edit_note(note_id, body, links)
            self._changes.note_changed.emit(note)
            self._changes.notes_changed.emit()
            return note
        return None

    def keep_text(self, note_id: str) -> bool:
        """Keep what a note says among its earlier texts; return whether that succeeded."""
        with self._edits.report():
            self._notebook.keep_text(note_id)
            return True
        return False

    def trash(self, note_id: str) -> bool:
        """Move a note to the trash; return whether that succeeded."""
        trash, restore = partial(self._trash, note_id), partial(self._restore, note_id)
        if self._edits.do("delete note", trash, restore):
            self._changes.message_shown.emit("Note deleted.")
            return True
        return False

    def restore(self, note_id: str) -> None:
        """Take a note out of the trash."""
        trash, restore = partial(self._trash, note_id), partial(self._restore, note_id)
        if self._edits.do("restore note", restore, trash):
            self._changes.message_shown.emit("Note restored.")

    # Inside

    def _trash(self, note_id: str) -> None:
        self._notebook.trash_note(note_id)
        self._changes.note_removed.emit(note_id)
        self._changes.notes_changed.emit()

    def _restore(self, note_id: str) -> None:
        self._announce_added(self._notebook.restore_note(note_id))

    def _announce_added(self, note: Note) -> None:
        self._changes.note_added.emit(note)
        self._changes.notes_changed.emit()
