"""Which side panels show: what the reader wishes, as far as the page has it and there is room."""

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from app.ui.library.library_panel import LibraryPanel
from app.ui.notes.notes_panel import NotesPanel
from app.ui.window.history import PlaceKind
from app.ui.window.page_stack import PageStack

_WITH_NOTES: Final = (PlaceKind.SUMMARY, PlaceKind.SEARCH)
# In a narrower window the page would be squeezed between two panels.
_ROOMY: Final = 1100


class SidePanels(QObject):
    """Shows and hides the library on the left and the notes on the right."""

    def __init__(
        self,
        library: LibraryPanel,
        notes: NotesPanel,
        centre: PageStack,
        actions: dict[str, QAction],
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._library = library
        self._notes = notes
        self._centre = centre
        self._actions = actions
        self._window = window
        self.library_wished = True
        self.notes_wished = True
        # The notes were called for by hand, in spite of a narrow window.
        self._called = False
        # A note is written, in spite of a page that has no notes of its own.
        self._writing = False
        self._roomy = True

    def fit(self) -> None:
        """Show what belongs beside this page in a window of this width."""
        has_notes = self._centre.shown in _WITH_NOTES
        roomy = self._window.width() >= _ROOMY
        if roomy and not self._roomy:
            self._called = False
        self._roomy = roomy
        notes_fit = has_notes and (self._called or (self.notes_wished and roomy))
        # The import page has three columns of its own.
        library_fits = roomy or self._centre.shown is not PlaceKind.IMPORT
        shown = self.library_wished and library_fits
        _show(self._library, self._actions["toggle_library"], shown=shown)
        _show(self._notes, self._actions["toggle_notes"], shown=notes_fit or self._writing)
        for name in ("toggle_notes", "focus_notes"):
            self._actions[name].setEnabled(has_notes or self._writing)

    def page_changed(self) -> None:
        """Show what belongs beside another page."""
        if self._centre.shown not in _WITH_NOTES:
            self._writing = False
        self.fit()

    def wish_library(self, *, shown: bool) -> None:
        """Show or hide the library as the reader says."""
        self.library_wished = shown
        self.fit()

    def wish_notes(self, *, shown: bool) -> None:
        """Show or hide the notes as the reader says."""
        self._called = shown
        self._writing = False
        # That they are hidden in a narrow window says nothing of a wide one.
        if shown or self._roomy:
            self.notes_wished = shown
        self.fit()

    def focus_notes(self) -> None:
        """Show the notes, even in a narrow window, and give them the keyboard."""
        self._called = True
        self.fit()
        self._notes.focus()

    def begin_writing(self) -> None:
        """Show the notes, so that one can be written whatever page is in sight."""
        self._writing = True
        self.fit()

    def end_writing(self) -> None:
        """Show again what fits the page: the note is done."""
        self._writing = False
        self.fit()


def _show(panel: QWidget, toggle: QAction, *, shown: bool) -> None:
    panel.setVisible(shown)
    toggle.setChecked(shown)
