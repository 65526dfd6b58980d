"""The commands of the menu Mark."""

from PySide6.QtCore import QObject

from app.core.library.model import ReadingState
from app.core.notes.model import Colour
from app.ui.session.session import Session
from app.ui.window.controllers.note_controller import NoteController
from app.ui.window.page_stack import PageStack


class MarkCommands(QObject):
    """Highlight, take notes, go from fact to fact, star, and set how far one has read."""

    def __init__(
        self, window: QObject, session: Session, centre: PageStack, notes: NoteController
    ) -> None:
        super().__init__(window)
        self._session = session
        self._centre = centre
        self._notes = notes

    def do_highlight(self) -> None:
        """Highlight in the colour used last."""
        if reader := self._centre.shown_reader:
            reader.annotations.mark_last_colour()

    def do_underline(self) -> None:
        """Underline."""
        if reader := self._centre.shown_reader:
            reader.annotations.mark(Colour.UNDERLINE)

    def do_note(self) -> None:
        """Write a note on what is chosen on the page, or one that is linked to nothing yet."""
        if reader := self._centre.shown_reader:
            reader.annotations.write_note()
        else:
            self._notes.write_free()

    def do_delete_mark(self) -> None:
        """Delete the chosen highlight."""
        if reader := self._centre.shown_reader:
            reader.annotations.delete()

    def do_next_fact(self) -> None:
        """Focus the next fact."""
        if reader := self._centre.shown_reader:
            reader.step_fact(1)

    def do_previous_fact(self) -> None:
        """Focus the previous fact."""
        if reader := self._centre.shown_reader:
            reader.step_fact(-1)

    def do_star_fact(self) -> None:
        """Star the focused fact."""
        if reader := self._centre.shown_reader:
            reader.annotations.star_fact()

    def do_star(self) -> None:
        """Star or unstar the summary that is open."""
        reader = self._centre.shown_reader
        if reader and reader.summary_id:
            row = self._session.workspace.library.row(reader.summary_id)
            self._session.summaries.set_starred(row.id, starred=not row.starred)

    def do_mark_unread(self) -> None:
        """Mark the summary as unread."""
        self._set_state(ReadingState.UNREAD)

    def do_mark_reading(self) -> None:
        """Mark the summary as being read."""
        self._set_state(ReadingState.READING)

    def do_mark_done(self) -> None:
        """Mark the summary as done."""
        self._set_state(ReadingState.DONE)

    def _set_state(self, state: ReadingState) -> None:
        reader = self._centre.shown_reader
        if reader and reader.summary_id:
            self._session.summaries.set_state(reader.summary_id, state)
