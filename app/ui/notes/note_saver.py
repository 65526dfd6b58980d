"""Storing the note in an editor while it is written, and keeping a draft of it while that fails."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from app.core.notes.model import Link, Note
from app.core.notes.unsaved_notes import UnsavedNote
from app.core.storage.ids import new_id
from app.ui.session.session import Session

# After a pause in typing, and in any case after so long, however fast one types.
_SAVE_AFTER_MS: Final = 600
_SAVE_BY_MS: Final = 3_000
# What could not be stored is tried again: there may be room by then.
_AGAIN_AFTER_MS: Final = 5_000


class NoteSaver(QObject):
    """Stores one note: `content` says what its editor holds, `note` is what is stored of it.

    Signals:
        saved(Note): the text is stored.
        failed(): it is not; it is tried again by itself.
    """

    saved = Signal(object)
    failed = Signal()

    def __init__(
        self,
        session: Session,
        content: Callable[[], tuple[str, tuple[Link, ...]]],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._content = content
        self.note: Note | None = None
        self.dirty = False
        # The key of the draft that is kept, '' while none is.
        self._key = ""
        self.draft_kept = False
        self.pause = QTimer(self, singleShot=True, interval=_SAVE_AFTER_MS)
        self.limit = QTimer(self, singleShot=True, interval=_SAVE_BY_MS)
        self.again = QTimer(self, singleShot=True, interval=_AGAIN_AFTER_MS)
        for timer in (self.pause, self.limit, self.again):
            timer.timeout.connect(self.save)

    def begin(self, note: Note | None) -> None:
        """Go on with another note, None for a new one; the one before is stored or dropped."""
        self.note, self.dirty = note, False

    def typed(self) -> None:
        """Store soon."""
        self.dirty = True
        self.pause.start()
        if not self.limit.isActive():
            self.limit.start()

    def save(self, *, aloud: bool = False) -> bool:
        """Store the text; return False if that failed. A draft of it is kept then.

        Why it failed is said at the first failure, and `aloud` again: the reader wants to go on.
        """
        self.stop()
        body, links = self._content()
        if not self.dirty or not body.strip():
            return True
        again, notes = bool(self._key) and not aloud, self._session.notes
        if self.note is None:
            saved = notes.add(body, links, again=again)
        else:
            saved = notes.save(self.note.id, body, links, again=again)
        if saved is None:
            self._keep(body, links)
            self.again.start()
            self.failed.emit()
            return False
        self.note, self.dirty = saved, False
        self._forget_draft()
        self.saved.emit(saved)
        return True

    def drop(self) -> None:
        """Store nothing of what is in the editor: the reader does not want it."""
        self.stop()
        self.dirty = False
        self._forget_draft()

    def stop(self) -> None:
        """Try nothing more, since the library is closed: a draft that is kept comes back."""
        for timer in (self.pause, self.limit, self.again):
            timer.stop()

    def _keep(self, body: str, links: tuple[Link, ...]) -> None:
        self._key = self._key or new_id()
        stored = self.note.body if self.note else ""
        note_id = self.note.id if self.note else ""
        draft = UnsavedNote(self._key, note_id, stored, body, links)
        self.draft_kept = self._session.drafts.notes.keep(draft)

    def _forget_draft(self) -> None:
        if self._key:
            self._session.drafts.notes.forget(self._key)
        self._key, self.draft_kept = "", False
