"""What comes from outside and is reviewed: files, folders, pasted and dropped text."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.core.importing.model import Accepted
from app.core.importing.storing.resume import InterruptedImport
from app.ui.dialogs import confirmations as questions
from app.ui.session.session import Session
from app.ui.widgets.centre_page import CentrePage
from app.ui.window.controllers.library_actions import LibraryActions
from app.ui.window.navigator import Navigator
from app.ui.window.page_stack import PageStack

if TYPE_CHECKING:
    from app.ui.window.watched_folder import WatchedFolder


class ImportController(QObject):
    """Leads to the import page and away from it; drafts under review are dropped only if asked."""

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        centre: PageStack,
        stock: LibraryActions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigator = navigator
        self._centre = centre
        self._stock = stock
        self._window = window
        self._watched: WatchedFolder | None = None
        self._interrupted = InterruptedImport(session.workspace.folder.interrupted_import)
        self._paths: list[Path] = []
        # The page is drawn before the reading begins: to make it for the first time takes a while.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._begin)

    @property
    def interrupted(self) -> bool:
        """Whether an import was broken off, and what it read is still there."""
        return bool(self._interrupted.paths())

    def go_on(self) -> None:
        """Take up the import that was broken off; what was accepted then is recognised."""
        paths = self._interrupted.paths()
        if paths:
            self.review_paths(paths)

    def watch(self, *, from_now_on: bool = False) -> None:
        """Watch the folder that the reader has chosen, and no other."""
        if self._watched is not None:
            self._watched.stop()
            self._watched.deleteLater()
            self._watched = None
        chosen = self._session.preferences.current.watched_folder
        if chosen and Path(chosen).is_dir():
            from app.ui.window.watched_folder import WatchedFolder

            self._watched = WatchedFolder(self._session, Path(chosen), self)
            self._watched.stored.connect(self._stock.tell_of_watched)
            if from_now_on:
                self._watched.take_as_seen()

    def watch_from_now_on(self) -> None:
        """Watch another folder; what lies in it already is let be."""
        self.watch(from_now_on=True)

    def take(self, data: QMimeData) -> None:
        """Review what was dropped: files if there are any, else the text."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.review_paths(paths)
        else:
            self.review_text(data.text())

    def review_paths(self, paths: list[Path]) -> None:
        """Read files and folders and show what they hold."""
        if self._page_is_free():
            self._paths = paths
            self._soon.start()

    def review_text(self, text: str) -> None:
        """Show what is understood of a text."""
        if self._page_is_free():
            self._centre.importing.begin_paste(text)

    def leave(self, count: int) -> None:
        """Leave the import page, with `count` drafts on it, if the reader means it."""
        if questions.confirm_drop_drafts(self._window, count):
            self._centre.importing.close_page()

    def end(self, accepted: list[Accepted]) -> None:
        """Announce what was accepted and go there, or back to where the reader was."""
        self._interrupted.end()
        self._session.imports.finish(accepted)
        self._stock.tell_of(accepted)
        if len(accepted) == 1 and self._navigator.open_summary(accepted[0].summary_id):
            self._centre.reader.view.setFocus()
        else:
            self._navigator.leave_page()
            page = self._centre.currentWidget()
            if isinstance(page, CentrePage):
                page.focus()

    def _begin(self) -> None:
        self._interrupted.begin(self._paths)
        self._centre.importing.begin_files(self._paths)

    def _page_is_free(self) -> bool:
        """Bring the import page into sight; say whether something new may begin on it."""
        self._navigator.open_import()
        pending = self._centre.importing.pending
        return not pending or questions.confirm_drop_drafts(self._window, pending)
