"""What is stored before the window goes, however it goes."""

import logging

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QSessionManager
from PySide6.QtWidgets import QWidget

from app.ui.dialogs import confirmations as questions
from app.ui.editing.edit_dialog import EditDialog
from app.ui.notes.notes_panel import NotesPanel
from app.ui.window.controllers.import_controller import ImportController

_log = logging.getLogger(__name__)


class Closing(QObject):
    """Stores what is being typed; asks before the window closes over what could not be stored.

    `reopening` says that the library is to be opened anew when the window is closed.
    """

    def __init__(self, notes: NotesPanel, importing: ImportController, window: QWidget) -> None:
        super().__init__(window)
        self._notes = notes
        self._importing = importing
        self._window = window
        self._at_once = False
        self.reopening = False

    def allowed(self) -> bool:
        """Store what is being typed; return whether the window may close.

        That is the reader's to say when something could not be stored.
        """
        stored = self.store()
        kept = stored or self._notes.draft_kept
        # A draft that is kept comes back with the library.
        safe = kept if self.reopening else stored
        asked = not self._at_once and (not safe or self._importing.unstored)
        if asked and not questions.confirm_close(self._window, note=not stored, kept=kept):
            return False
        self._notes.stop()
        return True

    def store(self) -> bool:
        """Store what is being typed, as a draft if need be; return whether the note is stored."""
        self._importing.keep_pasted()
        return self._notes.save()

    def reopen(self) -> None:
        """Close the window, so that what is in the library's place is opened as at a start."""
        self.reopening = True
        self.reopening = self._window.close()

    def end(self) -> None:
        """Store what is being typed, and end the program without a question."""
        _log.info("Asked to end")
        self._at_once = True
        self.store()
        self._store_texts()
        self._window.close()
        # Not `quit`: that asks every dialog whether it may be closed.
        QCoreApplication.exit(0)

    def end_session(self, manager: QSessionManager) -> None:
        """Store what is being typed, since the reader logs out or shuts the machine down.

        If it cannot be stored and the system lets us ask, the reader may stop that.
        """
        stored = self.store()
        self._store_texts()
        if stored or not manager.allowsInteraction():
            return
        sure = questions.confirm_close(self._window, note=True, kept=self._notes.draft_kept)
        manager.release()
        if not sure:
            manager.cancel()

    def _store_texts(self) -> None:
        """Store a text that is being corrected: the one before it is among the earlier ones.

        Half a date or a name would take the place of the whole one for good.
        """
        for dialog in self._window.findChildren(EditDialog):
            if dialog.keeps_what_was and dialog.isVisible() and dialog.changed:
                dialog.save()
