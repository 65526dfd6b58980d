"""The commands of the menu Edit."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

from app.ui.search.search_box import SearchBox
from app.ui.session.session import Session
from app.ui.window.controllers.edit_controller import EditController
from app.ui.window.controllers.library_actions import LibraryActions
from app.ui.window.page_stack import PageStack


class EditCommands(QObject):
    """Copy, find and search, correct, delete and restore, and the settings."""

    def __init__(
        self,
        window: QWidget,
        session: Session,
        centre: PageStack,
        search_box: SearchBox,
        library_actions: LibraryActions,
        edit_controller: EditController,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._centre = centre
        self._search_box = search_box
        self._library_actions = library_actions
        self._edit_controller = edit_controller

    def do_copy(self) -> None:
        """Copy what is selected, wherever the focus is."""
        focused = QApplication.focusWidget()
        if isinstance(focused, (QLineEdit, QPlainTextEdit)):
            focused.copy()
        elif reader := self._centre.shown_reader:
            reader.annotations.copy()

    def do_find(self) -> None:
        """Find on the page."""
        if reader := self._centre.shown_reader:
            reader.finder.open()

    def do_find_next(self) -> None:
        """Go to the next match."""
        if reader := self._centre.shown_reader:
            reader.finder.step(1)

    def do_find_previous(self) -> None:
        """Go to the previous match."""
        if reader := self._centre.shown_reader:
            reader.finder.step(-1)

    def do_search(self) -> None:
        """Go to the search box."""
        self._search_box.setFocus()
        self._search_box.selectAll()

    def do_edit_details(self) -> None:
        """Correct the details of the summary that is open, or selected in the list."""
        self._edit_controller.edit_details()

    def do_edit_text(self) -> None:
        """Correct the text of the summary that is open, or selected in the list."""
        self._edit_controller.edit_text()

    def do_earlier_texts(self) -> None:
        """Show the earlier texts of the summary that is open, or selected in the list."""
        self._edit_controller.show_earlier_texts()

    def do_edit_subjects(self) -> None:
        """Edit the subjects of the open summary, or of those that are selected in the list."""
        self._edit_controller.edit_subjects()

    def do_understand_again(self) -> None:
        """Understand the open summary again, or those that are selected in the list."""
        self._edit_controller.understand_again()

    def do_trash_summary(self) -> None:
        """Delete the summary that is open."""
        reader = self._centre.shown_reader
        if reader and reader.summary_id:
            self._library_actions.trash([reader.summary_id])

    def do_restore_summary(self) -> None:
        """Take the summary that is open out of the trash."""
        reader = self._centre.shown_reader
        if reader and reader.summary_id and reader.in_trash:
            self._session.summaries.restore([reader.summary_id])

    def do_delete_for_good(self) -> None:
        """Delete the summary that is open for good, if it is in the trash."""
        reader = self._centre.shown_reader
        if reader and reader.summary_id and reader.in_trash:
            self._library_actions.delete_for_good([reader.summary_id])

    def do_empty_trash(self) -> None:
        """Delete everything in the trash for good."""
        self._library_actions.empty_trash()

    def do_own_words(self) -> None:
        """Edit the words that mean the same to the reader."""
        from app.ui.dialogs.synonyms_dialog import OwnWordsDialog

        OwnWordsDialog(self._session, self._window).exec()

    def do_settings(self) -> None:
        """Open the settings."""
        from app.ui.dialogs.settings_dialog import SettingsDialog

        SettingsDialog(self._session, self._window).exec()
