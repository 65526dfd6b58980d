"""Who hears whom: one function for each panel and page, with all that it is connected to.

Panels do not know each other. They say what the reader wants, and here it is passed on.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.ui.actions import SECTION_KEYS
from app.ui.library.library_panel import LibraryPanel
from app.ui.notes.notes_panel import NotesPanel
from app.ui.qt.weak_slot import weak_slot
from app.ui.session.session import Session
from app.ui.widgets.toast import Toast
from app.ui.widgets.welcome_page import WelcomePage
from app.ui.window.action_state import ActionState
from app.ui.window.appearance import Appearance
from app.ui.window.commands.commands import Commands
from app.ui.window.controllers.edit_controller import EditController
from app.ui.window.controllers.import_controller import ImportController
from app.ui.window.controllers.library_actions import LibraryActions
from app.ui.window.controllers.library_controller import LibraryController
from app.ui.window.controllers.note_controller import NoteController
from app.ui.window.navigator import Navigator
from app.ui.window.side_panels import SidePanels

if TYPE_CHECKING:
    from app.ui.importing.import_page import ImportPage
    from app.ui.notes.notebook_page import NotebookPage
    from app.ui.reader.reader_pane import ReaderPane

OpenLink = Callable[[str], None]


def connect_session(
    session: Session,
    toast: Toast,
    navigator: Navigator,
    actions: ActionState,
    appearance: Appearance,
) -> None:
    """Let the window follow what changes in the library and the settings."""
    session.changes.message_shown.connect(toast.show_undoable)
    session.changes.told.connect(toast.show_message)
    session.changes.failed.connect(toast.show_message)
    # A box that was ticked for what could not be stored is not ticked.
    session.changes.failed.connect(actions.show_summary)
    session.preferences.failed.connect(toast.show_message)
    session.changes.library_changed.connect(navigator.leave_missing)
    session.changes.library_changed.connect(actions.show_summary)
    session.preferences.changed.connect(actions.show_settings)
    session.preferences.changed.connect(appearance.show_settings)
    session.undo_stack.indexChanged.connect(toast.end_undo)
    toast.undo_requested.connect(session.undo_stack.undo)


def connect_library(
    library: LibraryPanel,
    navigator: Navigator,
    library_actions: LibraryActions,
    edit_controller: EditController,
) -> None:
    """Open what is chosen in the library, and carry out what it asks for."""
    library.summary_chosen.connect(navigator.read_summary)
    library.notebook_chosen.connect(navigator.open_notebook)
    library.starter_requested.connect(library_actions.add_starter)
    library.trash_requested.connect(library_actions.trash)
    library.deletion_requested.connect(library_actions.delete_for_good)
    library.list.subjects_requested.connect(edit_controller.edit_subjects)
    library.list.renewal_requested.connect(edit_controller.understand_again)
    library.list.details_requested.connect(edit_controller.edit_details)
    library.list.text_requested.connect(edit_controller.edit_text)
    library.list.earlier_requested.connect(edit_controller.show_earlier_texts)


def connect_notes(
    notes: NotesPanel,
    navigator: Navigator,
    note_controller: NoteController,
    panels: SidePanels,
    commands: Commands,
    open_link: OpenLink,
) -> None:
    """Go where notes lead, and write new ones."""
    notes.highlight_chosen.connect(note_controller.go_to_highlight)
    notes.earlier_requested.connect(note_controller.show_earlier_texts)
    notes.link_followed.connect(navigator.follow)
    notes.url_followed.connect(open_link)
    notes.writing_ended.connect(panels.end_writing)
    notes.note_requested.connect(commands.mark.do_note)
    notes.page_wanted.connect(commands.go.do_focus_page)


def connect_navigator(
    navigator: Navigator,
    library: LibraryPanel,
    library_controller: LibraryController,
    note_controller: NoteController,
    panels: SidePanels,
    actions: ActionState,
) -> None:
    """Update the side panels and the actions for the page that is open."""
    navigator.moved.connect(panels.page_changed)
    navigator.moved.connect(actions.show_place)
    navigator.summary_opened.connect(library.show_current)
    navigator.summary_opened.connect(note_controller.show_summary)
    navigator.subject_wanted.connect(library_controller.show_subject)
    navigator.topic_wanted.connect(library_controller.show_topic)
    navigator.note_wanted.connect(note_controller.edit)


def connect_section_keys(commands: Commands, window: QWidget) -> None:
    """Let Alt and a digit go to a section of the page."""
    for number in range(SECTION_KEYS):
        shortcut = QShortcut(QKeySequence(f"Alt+{number + 1}"), window)
        shortcut.activated.connect(weak_slot(commands.go.go_to_section, number))


def connect_reader(
    reader: "ReaderPane",
    navigator: Navigator,
    notes: NotesPanel,
    note_controller: NoteController,
    library_controller: LibraryController,
    commands: Commands,
    toast: Toast,
    open_link: OpenLink,
) -> None:
    """Connect the page on which summaries are read."""
    reader.annotations.note_requested.connect(note_controller.write)
    reader.annotations.mark_selected.connect(notes.select_highlight)
    reader.annotations.message_shown.connect(toast.show_message)
    reader.subject_chosen.connect(library_controller.show_subject)
    reader.summary_chosen.connect(navigator.read_summary)
    reader.link_followed.connect(open_link)
    reader.details_requested.connect(commands.edit.do_edit_details)
    reader.subjects_requested.connect(commands.edit.do_edit_subjects)
    reader.renewal_requested.connect(commands.edit.do_understand_again)
    reader.text_requested.connect(commands.edit.do_edit_text)
    reader.earlier_requested.connect(commands.edit.do_earlier_texts)
    reader.trash_bar.restore_requested.connect(commands.edit.do_restore_summary)
    reader.trash_bar.deletion_requested.connect(commands.edit.do_delete_for_good)
    toast.stand_above(reader.find_bar)


def connect_notebook(page: "NotebookPage", note_controller: NoteController) -> None:
    """Connect the page with all notes and highlights."""
    page.card_opened.connect(note_controller.go_to_card)


def connect_import_page(page: "ImportPage", importing: ImportController, toast: Toast) -> None:
    """Connect the page on which drafts are reviewed."""
    page.finished.connect(importing.end)
    page.leave_asked.connect(importing.leave)
    page.message_shown.connect(toast.show_message)
    page.summary_wanted.connect(importing.open_summary)
    toast.stand_above(page.foot)


def connect_welcome(page: WelcomePage, library_actions: LibraryActions, commands: Commands) -> None:
    """Connect the page for when nothing is open."""
    page.starter_requested.connect(library_actions.add_starter)
    page.paste_requested.connect(commands.file.do_paste_import)
    page.import_requested.connect(commands.file.do_import_files)
