"""The window: its panels and pages side by side, and the objects that carry out what they ask for.

What is connected with what stands in `wiring`.
"""

from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QMainWindow, QSplitter, QVBoxLayout, QWidget

from app.messages import set_aside_words
from app.ui.actions import make_actions
from app.ui.dialogs import confirmations as questions
from app.ui.library.library_panel import LibraryPanel
from app.ui.notes.notes_panel import NotesPanel
from app.ui.qt.plain_text import title_text
from app.ui.session.session import Session
from app.ui.style.theme import apply_theme
from app.ui.widgets.notice_bar import NoticeBar
from app.ui.widgets.toast import Toast
from app.ui.window import wiring
from app.ui.window.action_state import ActionState
from app.ui.window.appearance import Appearance
from app.ui.window.closing import Closing
from app.ui.window.commands.commands import Commands
from app.ui.window.commands.edit import EditCommands
from app.ui.window.commands.file import FileCommands
from app.ui.window.commands.go import GoCommands
from app.ui.window.commands.help import HelpCommands
from app.ui.window.commands.mark import MarkCommands
from app.ui.window.commands.view import ViewCommands
from app.ui.window.controllers.backup_controller import BackupController
from app.ui.window.controllers.edit_controller import EditController
from app.ui.window.controllers.import_controller import ImportController
from app.ui.window.controllers.library_actions import LibraryActions
from app.ui.window.controllers.library_controller import LibraryController
from app.ui.window.controllers.note_controller import NoteController
from app.ui.window.controllers.palette_controller import PaletteController
from app.ui.window.controllers.result_actions import ResultActions
from app.ui.window.controllers.search_controller import SearchController
from app.ui.window.controllers.write_notice import WriteNotice
from app.ui.window.history import PlaceKind
from app.ui.window.menu_bar import fill_menu_bar, make_undo_actions
from app.ui.window.navigator import Navigator
from app.ui.window.page_stack import PageStack
from app.ui.window.side_panels import SidePanels
from app.ui.window.top_bar import TopBar
from app.ui.window.window_state import WindowState

_PURGE_AFTER_MS: Final = 3_000


class MainWindow(QMainWindow):
    """Makes everything that shows, and starts and ends it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.setWindowTitle("Bayaz")
        self.setAcceptDrops(True)
        self._make_panels()
        self._make_controllers()
        self._fill_menus()
        # Once all widgets are made: while there is a style sheet, each one that is made or moved
        # into another is polished anew.
        apply_theme(session.preferences.current.theme)
        self._state = WindowState(
            session.window_state_file,
            session.workspace.may_write_beside,
            self,
            self.splitter,
            self.library,
            self.panels,
        )
        self._state.restore(session.workspace.syllabus)
        self._purge = QTimer(self, singleShot=True, interval=_PURGE_AFTER_MS)
        self._purge.timeout.connect(session.purge_trash)
        self._connect()

    # Starting and ending

    def start(self) -> None:
        """Fill the window once it is on the screen, and start what is not urgent."""
        self.actions_by_name["full_screen"].setChecked(self.isFullScreen())
        self.library.refresh()
        self.navigator.open_first()
        if self.centre.shown is PlaceKind.WELCOME and self.library.list.rows.rowCount():
            self.library.focus_list()
        else:
            self.commands.go.do_focus_page()
        self.session.index.catch_up()
        self._purge.start()
        self.session.drafts.bring_back()
        self.import_controller.watch()
        if self.import_controller.interrupted:
            self.toast.show_message(
                "An import was interrupted. To go on: File ▸ Resume the interrupted import."
            )
        damaged = [*self._state.set_aside, *self.session.damaged]
        if damaged:
            self.toast.show_message(set_aside_words(damaged))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Save what is being typed, where the reader is and how the window is laid out.

        The window stays if something cannot be saved and the reader says so.
        """
        if not self.closing.allowed():
            event.ignore()
            return
        self._purge.stop()
        if self.centre.made(PlaceKind.SUMMARY):
            self.centre.reader.remember_position()
        self._state.save()
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

    # From outside

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Accept files, folders and text."""
        data = event.mimeData()
        if data.hasText() or any(url.isLocalFile() for url in data.urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Review what was dropped."""
        self.import_controller.take(event.mimeData())
        event.acceptProposedAction()

    # Inside: making

    def _make_panels(self) -> None:
        session = self.session
        self.actions_by_name = make_actions(self)
        self.top_bar = TopBar(self.actions_by_name, self)
        self.library = LibraryPanel(session, self)
        self.centre = PageStack(session, self._connect_page)
        self.notes = NotesPanel(session, self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal, self)
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
        self.notice = NoticeBar("Notice", body)
        layout.addWidget(self.notice)
        layout.addWidget(self.splitter, 1)
        self.setCentralWidget(body)
        self.toast = Toast(body)

    def _make_controllers(self) -> None:
        session, centre, actions = self.session, self.centre, self.actions_by_name
        self.navigator = navigator = Navigator(session, centre, self)
        self.panels = panels = SidePanels(self.library, self.notes, centre, actions, self)
        self.library_actions = LibraryActions(session, self.toast, self)
        self.library_controller = LibraryController(self.library, panels, navigator, self)
        self.result_actions = ResultActions(session, self.library_actions, self.toast, self)
        self.import_controller = ImportController(
            session, navigator, centre, self.library_actions, self
        )
        self.closing = Closing(self.notes, self.import_controller, self)
        self.backup_controller = BackupController(session.backups, self.closing, navigator, self)
        self.note_controller = NoteController(session, navigator, self.notes, panels, self)
        self.palette_controller = PaletteController(
            session, navigator, centre, self.library_controller, self
        )
        self.edit_controller = EditController(session, centre, self.library, self)
        self.commands = Commands(
            FileCommands(
                self,
                self.import_controller,
                self.library_actions,
                self.library,
                self.backup_controller,
            ),
            EditCommands(
                self,
                session,
                centre,
                self.top_bar.search_box,
                self.library_actions,
                self.edit_controller,
            ),
            MarkCommands(self, session, centre, self.note_controller),
            ViewCommands(self, session.preferences, navigator, panels),
            GoCommands(self, self.palette_controller, self.library_controller, panels, centre),
            HelpCommands(self, session.index),
        )
        self.search_controller = SearchController(
            self.top_bar.search_box, session, navigator, centre, self.commands, self.result_actions
        )
        self.action_state = ActionState(actions, navigator, centre, self.import_controller, self)
        self.appearance = Appearance(
            session.preferences.current,
            actions,
            centre,
            (self.top_bar, self.library, self.notes),
            self,
        )

    def _fill_menus(self) -> None:
        undo, redo = make_undo_actions(self.session.undo_stack, self)
        fill_menu_bar(self.menuBar(), self.actions_by_name, undo, redo, self._prepare_menus)
        self.palette_controller.actions = {**self.actions_by_name, "undo": undo, "redo": redo}

    # Inside: connecting

    def _connect(self) -> None:
        navigator, commands = self.navigator, self.commands
        wiring.connect_session(
            self.session, self.toast, navigator, self.action_state, self.appearance
        )
        self.write_notice = WriteNotice(self.session, self.notice)
        self.notice.offer_taken.connect(self.closing.reopen)
        wiring.connect_library(self.library, navigator, self.library_actions, self.edit_controller)
        wiring.connect_notes(
            self.notes, navigator, self.note_controller, self.panels, commands, self._open_link
        )
        wiring.connect_navigator(
            navigator,
            self.library,
            self.library_controller,
            self.note_controller,
            self.panels,
            self.action_state,
        )
        wiring.connect_section_keys(commands, self)
        self.toast.offer_taken.connect(self.import_controller.review_left)
        navigator.moved.connect(self._show_title)
        self.session.changes.library_changed.connect(self._show_title)
        self.result_actions.list_wanted.connect(self.library_controller.show_summaries)
        self.palette_controller.opening.connect(self._prepare_menus)
        self.palette_controller.search_wanted.connect(self.search_controller.search_for)
        commands.connect_actions(self.actions_by_name)
        self.action_state.show_settings(self.session.preferences.current)
        self.appearance.show_theme()

    def _connect_page(self, kind: PlaceKind) -> None:
        """Connect a page of the centre when it has been made."""
        match kind:
            case PlaceKind.SUMMARY:
                wiring.connect_reader(
                    self.centre.reader,
                    self.navigator,
                    self.notes,
                    self.note_controller,
                    self.library_controller,
                    self.commands,
                    self.toast,
                    self._open_link,
                )
                # After the page's own slot, so that what it says of the summary is up to date.
                self.session.changes.summary_changed.connect(self.action_state.show_summary)
            case PlaceKind.SEARCH:
                self.search_controller.connect_page()
                self.toast.stand_above(self.centre.results.bar)
            case PlaceKind.NOTEBOOK:
                wiring.connect_notebook(self.centre.notebook, self.note_controller)
            case PlaceKind.IMPORT:
                wiring.connect_import_page(
                    self.centre.importing, self.import_controller, self.toast
                )
            case PlaceKind.WELCOME:
                wiring.connect_welcome(self.centre.welcome, self.library_actions, self.commands)

    def _show_title(self) -> None:
        name = self.centre.title
        self.setWindowTitle(f"{title_text(name)} – Bayaz" if name else "Bayaz")

    def _prepare_menus(self) -> None:
        """Update what only the menus and the palette show, before one of them opens."""
        self.action_state.show_waiting_imports()
        self.appearance.draw_menus()

    def _open_link(self, target: str) -> None:
        questions.open_link(self, target)
