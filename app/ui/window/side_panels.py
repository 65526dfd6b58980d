"""Which side panels are shown: those the reader wants, if the page has them and there is room."""

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
    """Shows and hides the library on the left and the notes on the right.

    A window is roomy from a width of `_ROOMY` on. Of the pages, a summary and the search have
    notes; the import page has three columns of its own::

        library                                  roomy    narrow
          wished, on any page but the import     shown    shown
          wished, on the import page             shown    –
          not wished                             –        –

        notes                                    roomy    narrow
          a note is being written, on any page   shown    shown
          otherwise, on a page without notes     –        –
          called for                             shown    shown
          wished, but not called for             shown    –
          neither                                –        –

    What was wished is remembered from start to start. Notes called for by hand in a narrow window
    are so until the window is roomy again; a note is being written until the editor is left, or
    another page without notes is opened.
    """

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
        self._called = False
        self._writing = False
        self._roomy = True

    def fit(self) -> None:
        """Show what the table says for this page and this width."""
        has_notes = self._centre.shown in _WITH_NOTES
        roomy = self._window.width() >= _ROOMY
        if roomy and not self._roomy:
            self._called = False
        self._roomy = roomy
        notes_fit = has_notes and (self._called or (self.notes_wished and roomy))
        library_fits = roomy or self._centre.shown is not PlaceKind.IMPORT
        shown = self.library_wished and library_fits
        _show(self._library, self._actions["toggle_library"], shown=shown)
        _show(self._notes, self._actions["toggle_notes"], shown=notes_fit or self._writing)
        for name in ("toggle_notes", "focus_notes"):
            self._actions[name].setEnabled(has_notes or self._writing)

    def page_changed(self) -> None:
        """Show the panels that belong to the page that is now open."""
        if self._centre.shown not in _WITH_NOTES:
            self._writing = False
        self.fit()

    def wish_library(self, *, shown: bool) -> None:
        """Show or hide the library, as the reader wants it."""
        self.library_wished = shown
        self.fit()

    def wish_notes(self, *, shown: bool) -> None:
        """Show or hide the notes, as the reader wants them."""
        self._called = shown
        self._writing = False
        # Hiding them in a narrow window does not mean they are unwanted in a wide one.
        if shown or self._roomy:
            self.notes_wished = shown
        self.fit()

    def focus_notes(self) -> None:
        """Show the notes, even in a narrow window, and focus them."""
        self._called = True
        self.fit()
        self._notes.focus()

    def begin_writing(self) -> None:
        """Show the notes, so that one can be written beside any page."""
        self._writing = True
        self.fit()

    def end_writing(self) -> None:
        """Go back to what the page shows: the note is finished."""
        self._writing = False
        self.fit()


def _show(panel: QWidget, toggle: QAction, *, shown: bool) -> None:
    panel.setVisible(shown)
    toggle.setChecked(shown)
