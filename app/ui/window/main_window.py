"""The window: panels and pages side by side, and the wires between them.

Panels do not know each other. They say what the reader wants, and here it is passed on.
"""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QSplitter, QVBoxLayout, QWidget

from app.core.notes.model import Link, LinkKind
from app.core.settings import Settings, Theme
from app.ui.actions import SECTION_KEYS, make_actions, tint_actions
from app.ui.dialogs import confirmations as questions
from app.ui.library.library_panel import LibraryPanel
from app.ui.library.saved_filter import choice_from_text, choice_to_text
from app.ui.notes.card_list import Entry
from app.ui.notes.notes_panel import NotesPanel
from app.ui.qt.weak_slot import weak_slot
from app.ui.session.session import Session
from app.ui.style.theme import apply_theme, load_theme
from app.ui.widgets.toast import Toast
from app.ui.window.commands import Commands
from app.ui.window.controllers.import_controller import ImportController
from app.ui.window.controllers.library_actions import LibraryActions
from app.ui.window.controllers.palette_controller import PaletteController
from app.ui.window.controllers.result_actions import ResultActions
from app.ui.window.controllers.search_controller import SearchController
from app.ui.window.history import PlaceKind
from app.ui.window.menu_bar import fill_menu_bar
from app.ui.window.navigator import Navigator
from app.ui.window.page_stack import PageStack
from app.ui.window.side_panels import SidePanels
from app.ui.window.top_bar import BUTTONS, TopBar
from app.ui.window.window_state import WindowState

_PURGE_AFTER_MS = 3_000


class MainWindow(QMainWindow):
    """Everything that shows."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self._shown: Settings | None = None
        self._menus_look: Theme | None = None
        # Before anything is made that it would have to be laid on a second time.
        apply_theme(session.preferences.current.theme)
        self.setWindowTitle("Bayaz")
        self.setAcceptDrops(True)
        actions = self.actions_by_name = make_actions(self)
        self.top_bar = TopBar(self.actions_by_name, self)
        self.library = LibraryPanel(session, self)
        self.centre = PageStack(session, self._connect_page)
        self.notes = NotesPanel(session, self)
        self.navigator = Navigator(session, self.centre, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
        self._lay_out()
        self.stock = LibraryActions(session, self.toast, self)
        self.work_list = ResultActions(session, self.stock, self.toast, self)
        self.work_list.list_wanted.connect(self._show_work_list)
        self.intake = ImportController(session, self.navigator, self.centre, self.stock, self)
        self.undo_action = session.undo_stack.createUndoAction(self, "Undo")
        self.undo_action.setShortcuts([QKeySequence("Ctrl+Z")])
        self.redo_action = session.undo_stack.createRedoAction(self, "Redo")
        self.redo_action.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
        undo, redo = self.undo_action, self.redo_action
        fill_menu_bar(self.menuBar(), actions, undo, redo, self._dress_menus)
        self.panels = SidePanels(self.library, self.notes, self.centre, self.actions_by_name, self)
        self.quick_open = PaletteController(
            session, self.navigator, self.centre, self.library, self.panels, self
        )
        self.quick_open.actions = {**actions, "undo": undo, "redo": redo}
        self._state = WindowState(session.workspace.folder.window_state)
        self._restore_state()
        self._purge = QTimer(self, singleShot=True, interval=_PURGE_AFTER_MS)
        self._purge.timeout.connect(session.workspace.purge_trash)
        self._connect()
        self._show_settings(session.preferences.current)

    # Starting and ending

    def start(self) -> None:
        """Fill the window once it stands, and see to what is not urgent."""
        self.actions_by_name["full_screen"].setChecked(self.isFullScreen())
        self.library.refresh()
        self.navigator.open_first()
        if self.centre.shown is PlaceKind.WELCOME and self.library.list.rows.rowCount():
            self.library.focus_list()
        else:
            self.commands.do_focus_page()
        self.session.index.catch_up()
        self._purge.start()
        self.intake.watch()
        if self.intake.interrupted:
            self.toast.show_message(
                "An import was interrupted. File ▸ Go on with the interrupted import takes it up."
            )

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is being typed, where the reader is and how the window stands."""
        self._purge.stop()
        self.notes.save()
        if self.centre.made(PlaceKind.SUMMARY):
            self.centre.reader.remember_position()
        self._keep_state()
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many panels as there is room for."""
        super().resizeEvent(event)
        self.panels.fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, as Space does."""
        focused = self.focusWidget()
        entered = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if entered and isinstance(focused, QAbstractButton):
            focused.click()
            return
        super().keyPressEvent(event)

    # What comes from outside

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files, folders and text."""
        data = event.mimeData()
        if data.hasText() or any(url.isLocalFile() for url in data.urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Review what was dropped."""
        self.intake.take(event.mimeData())
        event.acceptProposedAction()

    def add_starter_library(self) -> None:
        """Store the summaries that ship with the program, or bring them back."""
        self.stock.add_starter()

    # Inside: building

    def _lay_out(self) -> None:
        for panel in (self.library, self.centre, self.notes):
            self.splitter.addWidget(panel)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        self.library.setMinimumWidth(220)
        self.centre.setMinimumWidth(380)
        self.notes.setMinimumWidth(240)
        body = QWidget(self)
        layout = QVBoxLayout(body)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.top_bar)
        layout.addWidget(self.splitter, 1)
        self.setCentralWidget(body)
        self.toast = Toast(body)

    def _restore_state(self) -> None:
        state = self._state
        state.restore(self, self._splitters())
        self.panels.library_wished = state.recall_shown("library_panel")
        self.panels.notes_wished = state.recall_shown("notes_panel")
        syllabus = self.session.workspace.syllabus
        self.library.take_up(choice_from_text(state.recall("chosen"), syllabus))

    def _keep_state(self) -> None:
        state = self._state
        state.keep_shown("library_panel", shown=self.panels.library_wished)
        state.keep_shown("notes_panel", shown=self.panels.notes_wished)
        state.keep("chosen", choice_to_text(self.library.chosen))
        state.save(self, self._splitters())

    def _splitters(self) -> dict[str, QSplitter]:
        return {"panels": self.splitter, "library": self.library.splitter}

    def _connect(self) -> None:
        session, navigator = self.session, self.navigator
        session.changes.message_shown.connect(self._say_undoable)
        session.changes.failed.connect(self.toast.show_message)
        session.preferences.changed.connect(self._show_settings)
        session.changes.library_changed.connect(self._library_changed)
        session.undo_stack.indexChanged.connect(self.toast.end_undo)
        self.toast.undo_requested.connect(session.undo_stack.undo)
        self.library.summary_chosen.connect(self._open_from_list)
        self.library.notebook_chosen.connect(navigator.open_notebook)
        self.library.starter_requested.connect(self.stock.add_starter)
        self.library.trash_requested.connect(self.stock.trash)
        self.notes.highlight_chosen.connect(self._show_highlight)
        self.notes.link_followed.connect(navigator.follow)
        self.notes.url_followed.connect(self._open_link)
        self.notes.writing_ended.connect(self.panels.end_writing)
        navigator.moved.connect(self._moved)
        navigator.summary_opened.connect(self._summary_opened)
        navigator.subject_wanted.connect(self._show_subject)
        navigator.topic_wanted.connect(self._show_topic)
        navigator.note_wanted.connect(self._edit_note)
        commands = self.commands = Commands(
            self,
            session,
            navigator,
            self.centre,
            self.library,
            self.panels,
            self.top_bar,
            self.stock,
        )
        box = self.top_bar.search_box
        self.search_wires = SearchController(
            box, navigator, self.centre, commands, self.work_list, self
        )
        commands.connect_actions(self.actions_by_name)
        commands.paths_chosen.connect(self.intake.review_paths)
        commands.text_chosen.connect(self.intake.review_text)
        commands.starter_wanted.connect(self.stock.change_starter)
        commands.summaries_trashed.connect(self.stock.trash)
        commands.watching_changed.connect(self.intake.watch_from_now_on)
        commands.resume_wanted.connect(self.intake.go_on)
        commands.free_note_wanted.connect(self._write_free_note)
        commands.palette_wanted.connect(self.quick_open.open)
        self.quick_open.opening.connect(self._dress_menus)
        self.notes.note_requested.connect(commands.do_note)
        self.notes.page_wanted.connect(commands.do_focus_page)
        for number in range(SECTION_KEYS):
            shortcut = QShortcut(QKeySequence(f"Alt+{number + 1}"), self)
            shortcut.activated.connect(weak_slot(self._go_to_section, number))

    def _connect_page(self, kind: PlaceKind) -> None:
        """Wire up a page of the centre when it has been made."""
        match kind:
            case PlaceKind.SUMMARY:
                reader = self.centre.reader
                reader.marker.note_requested.connect(self._write_note)
                reader.marker.mark_selected.connect(self.notes.select_highlight)
                reader.marker.message_shown.connect(self.toast.show_message)
                self.toast.stand_above(reader.find_bar)
                reader.subject_chosen.connect(self._show_subject)
                reader.summary_chosen.connect(self._open_from_list)
                self.session.changes.summary_changed.connect(self._fit_actions)
                reader.link_followed.connect(self._open_link)
                reader.trash_bar.restore_requested.connect(self.commands.do_restore_summary)
            case PlaceKind.SEARCH:
                self.search_wires.connect_page()
                self.toast.stand_above(self.centre.results.bar)
            case PlaceKind.NOTEBOOK:
                self.centre.notebook.entry_opened.connect(self._open_entry)
            case PlaceKind.IMPORT:
                self.centre.importing.finished.connect(self.intake.end)
                self.centre.importing.message_shown.connect(self.toast.show_message)
                self.centre.importing.leave_asked.connect(self.intake.leave)
                self.toast.stand_above(self.centre.importing.foot)
            case PlaceKind.WELCOME:
                welcome = self.centre.welcome
                welcome.starter_requested.connect(self.stock.add_starter)
                welcome.paste_requested.connect(self.commands.do_paste_import)
                welcome.import_requested.connect(self.commands.do_import_files)

    # Inside: what the panels ask for

    def _open_from_list(self, summary_id: str) -> None:
        if self.navigator.open_summary(summary_id):
            self.centre.reader.view.setFocus()

    def _summary_opened(self, summary_id: str) -> None:
        self.library.show_current(summary_id)
        self.notes.show_summary(summary_id or None)

    def _moved(self) -> None:
        history = self.navigator.history
        self.actions_by_name["back"].setEnabled(history.can_go_back)
        self.actions_by_name["forward"].setEnabled(history.can_go_forward)
        self.panels.page_changed()
        self._fit_actions()
        self._name_window()

    def _fit_actions(self, *_: object) -> None:
        """Offer for the open summary what can be done with it as it is."""
        reader = self.centre.reader if self.centre.shown is PlaceKind.SUMMARY else None
        trashed = reader is not None and reader.in_trash
        self.actions_by_name["restore_summary"].setEnabled(trashed)
        self.actions_by_name["trash_summary"].setEnabled(reader is not None and not trashed)
        self.actions_by_name["star"].setChecked(reader is not None and reader.starred)

    def _name_window(self) -> None:
        """Say in the title bar what is in sight."""
        names = {
            PlaceKind.NOTEBOOK: "Notebook",
            PlaceKind.SEARCH: "Search",
            PlaceKind.IMPORT: "Import",
        }
        name = names.get(self.centre.shown, "")
        if self.centre.shown is PlaceKind.SUMMARY:
            name = self.centre.reader.title
        self.setWindowTitle(f"{name} – Bayaz" if name else "Bayaz")

    def _write_note(self, links: tuple[Link, ...]) -> None:
        """Write a note on something; on a fact or highlight with one note, go on with that."""
        self.panels.begin_writing()
        for link in links:
            if link.kind in (LinkKind.FACT, LinkKind.HIGHLIGHT):
                known = self.session.notes_on(link.kind, link.id)
                if len(known) == 1:
                    self.notes.edit_note(known[0].id)
                    return
        self.notes.write_note(links)

    def _write_free_note(self) -> None:
        self._write_note(())

    def _edit_note(self, note_id: str) -> None:
        self.panels.begin_writing()
        self.notes.edit_note(note_id)

    def _show_highlight(self, highlight_id: str) -> None:
        self.navigator.follow(Link(LinkKind.HIGHLIGHT, highlight_id))

    def _open_entry(self, entry: Entry) -> None:
        self.navigator.follow(Link(entry.kind, entry.id))

    def _show_subject(self, subject_id: str) -> None:
        self.panels.wish_library(shown=True)
        self.library.show_subject(subject_id)

    def _show_work_list(self, summary_ids: list[str]) -> None:
        self.panels.wish_library(shown=True)
        self.library.show_chosen(summary_ids)
        self._open_from_list(self.library.list.rows.ids()[0])

    def _show_topic(self, subject_id: str, topic_id: str) -> None:
        self.panels.wish_library(shown=True)
        self.library.show_topic(subject_id, topic_id)

    def _go_to_section(self, number: int) -> None:
        if self.centre.shown is PlaceKind.SUMMARY:
            self.centre.reader.go_to_section(number)

    def _open_link(self, target: str) -> None:
        questions.open_link(self, target)

    # Inside: what has changed

    def _library_changed(self) -> None:
        """Leave a page whose summary is gone."""
        if not self.centre.made(PlaceKind.SUMMARY):
            if self.centre.shown is PlaceKind.WELCOME:
                self.navigator.open_welcome()
            return
        reader = self.centre.reader
        if reader.summary_id and not reader.follow_library():
            reader.close_summary()
            if self.centre.shown is PlaceKind.SUMMARY:
                self.navigator.open_welcome()
        self._fit_actions()

    def _show_settings(self, settings: Settings) -> None:
        """Bring the window in line with the preferences."""
        before, self._shown = self._shown, settings
        actions = self.actions_by_name
        for theme in Theme:
            actions[f"theme_{theme.value}"].setChecked(theme is settings.theme)
        actions["show_highlights"].setChecked(settings.show_highlights)
        actions["watch_folder"].setChecked(settings.watched_folder is not None)
        if before is None:
            self._show_look(settings.theme)
        elif before.theme is not settings.theme:
            apply_theme(settings.theme)
            self._show_look(settings.theme)
        elif self.centre.made(PlaceKind.SUMMARY) and (
            (before.text_size, before.measure) != (settings.text_size, settings.measure)
        ):
            self.centre.reader.redraw()

    def _show_look(self, theme: Theme) -> None:
        colours = load_theme(theme)
        # The menus are dressed when the first of them opens.
        tint_actions(self.actions_by_name, colours, only=BUTTONS)
        self._menus_look = None
        for part in (self.top_bar, self.library, self.centre, self.notes):
            part.set_colours(colours)

    def _dress_menus(self) -> None:
        """See to what only menus show: asked for when one opens, and not at every page."""
        self.actions_by_name["resume_import"].setEnabled(self.intake.interrupted)
        theme = self.session.preferences.current.theme
        if self._menus_look is not theme:
            self._menus_look = theme
            tint_actions(self.actions_by_name, load_theme(theme))

    def _say_undoable(self, text: str) -> None:
        self.toast.show_message(text, undo=True)
