"""Says for as long as it is so that the library can only be read, why, and what to do."""

from PySide6.QtCore import QObject

from app.place_messages import notice_words
from app.ui.session.session import Session
from app.ui.widgets.notice_bar import NoticeBar


class WriteNotice(QObject):
    """Shows the notice from the start, or from the first save that fails to the next that works."""

    def __init__(self, session: Session, bar: NoticeBar) -> None:
        super().__init__(bar)
        self._workspace = session.workspace
        self._bar = bar
        changes = session.changes
        for signal in (
            changes.failed,
            changes.library_changed,
            changes.summary_changed,
            changes.fact_changed,
            changes.notes_changed,
            changes.highlights_changed,
        ):
            signal.connect(self.look)
        self.look()

    def look(self) -> None:
        """Show or hide the notice, whichever is right now."""
        workspace = self._workspace
        hindrance = workspace.hindrance
        self._bar.show_text(
            ""
            if hindrance is None
            else notice_words(workspace.folder.database, hindrance, at_start=workspace.read_only)
        )
