"""What the reader does with highlights, and the names of their colours."""

from functools import partial

from app.core.library.page import Page
from app.core.notes.model import Colour, Highlight, HighlightChange
from app.core.workspace import Workspace
from app.ui.session.changes import Changes
from app.ui.session.edits.undoable_edits import UndoableEdits
from app.ui.session.preferences import Preferences


class HighlightEdits:
    """Edits highlights, and announces each change."""

    def __init__(
        self,
        workspace: Workspace,
        changes: Changes,
        edits: UndoableEdits,
        preferences: Preferences,
    ) -> None:
        self._notebook = workspace.notebook
        self._changes = changes
        self._edits = edits
        self._preferences = preferences

    @property
    def last_colour(self) -> Colour:
        """The colour used last; the first one if the settings name none that there is."""
        named = self._preferences.current.last_colour
        return Colour(named) if named in list(Colour) else Colour.YELLOW

    def add(
        self, summary_id: str, start: int, end: int, colour: Colour, page: Page
    ) -> Highlight | None:
        """Highlight a passage; return the highlight, None when it failed."""
        with self._edits.report():
            change = self._notebook.add_highlight(summary_id, start, end, colour, page)
            self._record("highlight", change)
            self._preferences.change(last_colour=colour.value)
            return change.after[0]
        return None

    def recolour(self, highlight_id: str, colour: Colour) -> None:
        """Give a highlight another colour."""
        with self._edits.report():
            self._record("recolour highlight", self._notebook.recolour(highlight_id, colour))
            self._preferences.change(last_colour=colour.value)

    def trash(self, highlight_id: str) -> None:
        """Move a highlight to the trash."""
        with self._edits.report():
            self._record("delete highlight", self._notebook.trash_highlight(highlight_id))
            self._changes.message_shown.emit("Highlight deleted.")

    def restore(self, highlight_id: str) -> None:
        """Take a highlight out of the trash."""
        with self._edits.report():
            self._record("restore highlight", self._notebook.restore_highlight(highlight_id))
            self._changes.message_shown.emit("Highlight restored.")

    def name_colour(self, colour: Colour, name: str) -> None:
        """Give a colour a name of the reader's own; an empty one gives it its old name back."""
        with self._edits.report():
            self._notebook.name_colour(colour, name)
            self._changes.colours_renamed.emit()

    # Inside

    def _record(self, text: str, change: HighlightChange) -> None:
        """Make a change that has been stored undoable, and announce it."""
        self._edits.push(
            text, partial(self._apply, change), partial(self._apply, change.reversed())
        )
        self._changes.highlights_changed.emit(change)

    def _apply(self, change: HighlightChange) -> None:
        self._notebook.apply(change)
        self._changes.highlights_changed.emit(change)
