"""What each action of the window does: one method an action, found by its name."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QMainWindow, QPlainTextEdit

from app.core.importing.files.extensions import SUFFIXES
from app.core.library.model import ReadingState
from app.core.notes.model import Colour
from app.core.settings import Theme
from app.ui.dialogs import confirmations as questions
from app.ui.library.library_panel import LibraryPanel
from app.ui.session.session import Session
from app.ui.widgets.centre_page import CentrePage
from app.ui.window.controllers.library_actions import LibraryActions
from app.ui.window.history import PlaceKind
from app.ui.window.navigator import Navigator
from app.ui.window.page_stack import PageStack
from app.ui.window.side_panels import SidePanels
from app.ui.window.top_bar import TopBar

if TYPE_CHECKING:
    from app.ui.reader.reader_pane import ReaderPane

NORMAL_SIZE = 18


class Commands(QObject):
    """Connects every action with what it does.

    Signals:
        paths_chosen(list[Path]): review these files or folders.
        text_chosen(str): review this text.
        starter_wanted(bool): add the starter library, or take it away.
        summaries_trashed(list[str]): delete these.
        free_note_wanted(): write a note that is linked to nothing yet.
        palette_wanted(str): open the palette with this typed.
        watching_changed(): another folder is to be watched, or none.
        resume_wanted(): go on with the import that was broken off.
    """

    paths_chosen = Signal(object)
    text_chosen = Signal(str)
    starter_wanted = Signal(bool)
    summaries_trashed = Signal(object)
    free_note_wanted = Signal()
    palette_wanted = Signal(str)
    resume_wanted = Signal()
    watching_changed = Signal()

    def __init__(
        self,
        window: QMainWindow,
        session: Session,
        navigator: Navigator,
        centre: PageStack,
        library: LibraryPanel,
        panels: SidePanels,
        top_bar: TopBar,
        stock: LibraryActions,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._navigator = navigator
        self._centre = centre
        self._library = library
        self._panels = panels
        self._top_bar = top_bar
        self._stock = stock

    def connect_actions(self, actions: dict[str, QAction]) -> None:
        """Let every action do its part."""
        for name, action in actions.items():
            action.triggered.connect(getattr(self, f"do_{name}"))

    # File

    def do_import_files(self) -> None:
        """Choose files to import."""
        patterns = " ".join(f"*{suffix}" for suffix in SUFFIXES)
        names, _ = QFileDialog.getOpenFileNames(
            self._window, "Import", "", f"Texts and documents ({patterns});;All files (*)"
        )
        if names:
            self.paths_chosen.emit([Path(name) for name in names])

    def do_import_folder(self) -> None:
        """Choose a folder to import."""
        name = QFileDialog.getExistingDirectory(self._window, "Import a folder")
        if name:
            self.paths_chosen.emit([Path(name)])

    def do_paste_import(self) -> None:
        """Review the text of the clipboard."""
        self.text_chosen.emit(QGuiApplication.clipboard().text())

    def do_watch_folder(self, on: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Choose a folder whose new files come in by themselves, or watch none any more."""
        name = ""
        if on:
            name = QFileDialog.getExistingDirectory(
                self._window, "Add what is put into this folder from now on"
            )
        self._session.preferences.change(watched_folder=name or None)
        self.watching_changed.emit()

    def do_resume_import(self) -> None:
        """Take up the import that a crash or a power cut broke off."""
        self.resume_wanted.emit()

    def do_starter_library(self) -> None:
        """Add the starter library, or bring it back."""
        self.starter_wanted.emit(True)  # noqa: FBT003

    def do_remove_starter(self) -> None:
        """Take the starter library away."""
        self.starter_wanted.emit(False)  # noqa: FBT003

    def do_make_pack(self) -> None:
        """Write the summaries of the list into a file for a friend."""
        ids = self._library.list.rows.ids()
        if not ids:
            self._session.changes.failed.emit("There is no summary in this list to give away.")
        else:
            self._stock.give_away(ids)

    def do_quit(self) -> None:
        """Close the window."""
        self._window.close()

    # Edit

    def do_copy(self) -> None:
        """Copy what is selected, wherever the keyboard is."""
        focused = QApplication.focusWidget()
        if isinstance(focused, (QLineEdit, QPlainTextEdit)):
            focused.copy()
        elif self._reader:
            self._reader.marker.copy()

    def do_find(self) -> None:
        """Find on the page."""
        if self._reader:
            self._reader.finder.open()

    def do_find_next(self) -> None:
        """Go to the next match."""
        if self._reader:
            self._reader.finder.step(1)

    def do_find_previous(self) -> None:
        """Go to the match before."""
        if self._reader:
            self._reader.finder.step(-1)

    def warm_search(self) -> None:
        """Let the index be opened while the reader still types."""
        self._session.search.warm()

    def do_search(self) -> None:
        """Go to the search box."""
        self._top_bar.search_box.setFocus()
        self._top_bar.search_box.selectAll()

    def do_trash_summary(self) -> None:
        """Delete the summary that is open."""
        if self._reader and self._reader.summary_id:
            self.summaries_trashed.emit([self._reader.summary_id])

    def do_restore_summary(self) -> None:
        """Bring back the summary that is open, out of the trash."""
        if self._reader and self._reader.summary_id and self._reader.in_trash:
            self._session.summaries.restore([self._reader.summary_id])

    def do_own_words(self) -> None:
        """Edit the words that mean the same to the reader."""
        from app.ui.dialogs.synonyms_dialog import OwnWordsDialog

        OwnWordsDialog(self._session, self._window).exec()

    def do_settings(self) -> None:
        """Open the settings."""
        from app.ui.dialogs.settings_dialog import SettingsDialog

        SettingsDialog(self._session, self._window).exec()

    # Mark

    def do_highlight(self) -> None:
        """Mark in the colour used last."""
        if self._reader:
            self._reader.marker.mark_last_colour()

    def do_underline(self) -> None:
        """Underline."""
        if self._reader:
            self._reader.marker.mark(Colour.UNDERLINE)

    def do_note(self) -> None:
        """Write a note on what is chosen, or a free one."""
        if self._reader:
            self._reader.marker.write_note()
        else:
            self.free_note_wanted.emit()

    def do_delete_mark(self) -> None:
        """Delete the chosen highlight."""
        if self._reader:
            self._reader.marker.delete()

    def do_next_fact(self) -> None:
        """Focus the next fact."""
        if self._reader:
            self._reader.step_fact(1)

    def do_previous_fact(self) -> None:
        """Focus the fact before."""
        if self._reader:
            self._reader.step_fact(-1)

    def do_star_fact(self) -> None:
        """Star the focused fact."""
        if self._reader:
            self._reader.marker.star_fact()

    def do_star(self) -> None:
        """Star the summary that is open, or take its star away."""
        if self._reader and self._reader.summary_id:
            row = self._session.workspace.library.row(self._reader.summary_id)
            self._session.summaries.set_starred(row.id, starred=not row.starred)

    def do_mark_unread(self) -> None:
        """Mark the summary as unread."""
        self._mark(ReadingState.UNREAD)

    def do_mark_reading(self) -> None:
        """Mark the summary as being read."""
        self._mark(ReadingState.READING)

    def do_mark_done(self) -> None:
        """Mark the summary as done."""
        self._mark(ReadingState.DONE)

    # View

    def do_back(self) -> None:
        """Go to the place before."""
        self._navigator.back()

    def do_forward(self) -> None:
        """Go to the place after."""
        self._navigator.forward()

    def do_notebook(self) -> None:
        """Open the notebook."""
        self._navigator.open_notebook()

    def do_toggle_library(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        """Show or hide the left panel."""
        self._panels.wish_library(shown=shown)

    def do_toggle_notes(self, shown: bool) -> None:  # noqa: FBT001
        """Show or hide the right panel."""
        self._panels.wish_notes(shown=shown)

    def do_show_highlights(self, shown: bool) -> None:  # noqa: FBT001
        """Show or hide all highlights."""
        self._session.preferences.change(show_highlights=shown)

    def do_larger(self) -> None:
        """Set the text larger."""
        self._session.preferences.change(text_size=self._session.preferences.current.text_size + 1)

    def do_smaller(self) -> None:
        """Set the text smaller."""
        self._session.preferences.change(text_size=self._session.preferences.current.text_size - 1)

    def do_normal_size(self) -> None:
        """Set the text in its normal size."""
        self._session.preferences.change(text_size=NORMAL_SIZE)

    def do_theme_light(self) -> None:
        """Use the light theme."""
        self._session.preferences.change(theme=Theme.LIGHT)

    def do_theme_sepia(self) -> None:
        """Use the sepia theme."""
        self._session.preferences.change(theme=Theme.SEPIA)

    def do_theme_dark(self) -> None:
        """Use the dark theme."""
        self._session.preferences.change(theme=Theme.DARK)

    def do_full_screen(self, on: bool) -> None:  # noqa: FBT001
        """Fill the screen, or not."""
        # Nothing but this one state: a maximised window will be maximised again.
        full = Qt.WindowState.WindowFullScreen
        state = self._window.windowState()
        self._window.setWindowState(state | full if on else state & ~full)

    # Go

    def do_palette(self) -> None:
        """Offer every summary, subject and command."""
        self.palette_wanted.emit("")

    def do_command_palette(self) -> None:
        """Offer every command."""
        self.palette_wanted.emit("> ")

    def do_focus_library(self) -> None:
        """Give the list of summaries the keyboard."""
        self._panels.wish_library(shown=True)
        self._library.focus_list()

    def do_focus_page(self) -> None:
        """Give the page the keyboard."""
        page = self._centre.currentWidget()
        if isinstance(page, CentrePage):
            page.focus()

    def do_focus_notes(self) -> None:
        """Give the notes the keyboard."""
        self._panels.focus_notes()

    def do_first_fact(self) -> None:
        """Go to Facts and figures."""
        if self._reader:
            self._reader.first_fact()

    def do_next_summary(self) -> None:
        """Open the next summary of the list."""
        self._step_list(1)

    def do_previous_summary(self) -> None:
        """Open the summary before in the list."""
        self._step_list(-1)

    # Help

    def do_keys(self) -> None:
        """Show the keys."""
        from app.ui.dialogs.shortcuts_dialog import KeysDialog

        KeysDialog(self._window).exec()

    def do_rebuild_index(self) -> None:
        """Make the search index anew."""
        self._session.index.rebuild()

    def do_about(self) -> None:
        """Say what this is."""
        questions.about(self._window)

    @property
    def _reader(self) -> "ReaderPane | None":
        """The page that is read, if it is in sight."""
        return self._centre.reader if self._centre.shown is PlaceKind.SUMMARY else None

    def _step_list(self, by: int) -> None:
        if self._centre.shown is PlaceKind.IMPORT:
            self._centre.importing.step(by)
        else:
            self._library.list.step(by)

    def _mark(self, state: ReadingState) -> None:
        if self._reader and self._reader.summary_id:
            self._session.summaries.set_state(self._reader.summary_id, state)
