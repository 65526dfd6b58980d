"""Says for as long as it is so that the library cannot be written, why, and what to do."""

from PySide6.QtCore import QObject

from app.core.storage.whereabouts import Whereabouts
from app.core.storage.writable import Hindrance
from app.place_messages import notice_words, whereabouts_words
from app.ui.session.session import Session
from app.ui.widgets.notice_bar import NoticeBar


class WriteNotice(QObject):
    """Shows the notice from the start, or from the first save that fails to the next that works.

    Of a library that vanished it says what is in its place.
    """

    def __init__(self, session: Session, bar: NoticeBar) -> None:
        super().__init__(bar)
        self._workspace = session.workspace
        self._watch = session.return_watch
        self._bar = bar
        changes = session.changes
        for signal in (
            changes.failed,
            changes.library_changed,
            changes.summary_changed,
            changes.fact_changed,
            changes.notes_changed,
            changes.highlights_changed,
            self._watch.looked,
        ):
            signal.connect(self.look)
        self.look()

    def look(self) -> None:
        """Show or hide the notice, whichever is right now."""
        database, hindrance = self._workspace.folder.database, self._workspace.hindrance
        found = self._watch.found
        if hindrance is Hindrance.GONE:
            found = found or Whereabouts.GONE
        if found is not None:
            self._bar.show_text(*whereabouts_words(database, found))
        elif hindrance is not None:
            at_start = self._workspace.read_only
            self._bar.show_text(notice_words(database, hindrance, at_start=at_start))
        else:
            self._bar.show_text("")
