"""Reviewing what comes from outside: files, folders, pasted and dropped text."""

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.core.importing.outcome import Accepted, Waiting
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
    """Opens and leaves the import page; drafts under review are dropped only if confirmed."""

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        centre: PageStack,
        library_actions: LibraryActions,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigator = navigator
        self._centre = centre
        self._library_actions = library_actions
        self._window = window
        self._watched: WatchedFolder | None = None
        self._interrupted = InterruptedImport(session.workspace.folder.interrupted_import)
        self._paths: list[Path] = []
        self._left: list[Path] = []
        self._under_review: list[Path] = []
        # The page is drawn before the reading begins: making it for the first time takes a while.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._begin)

    @property
    def interrupted(self) -> bool:
        """Whether an import was interrupted, and the files it was reading are still there."""
        return bool(self._interrupted.paths())

    def go_on(self) -> None:
        """Go on with the import that was interrupted; what was accepted then is recognised."""
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
            self._watched.stored.connect(self._tell_of_watched)
            if from_now_on:
                self._watched.take_as_seen()
            self._left = self._watched.waiting()
            if self._left:
                self._library_actions.tell_of_files_left(len(self._left))

    @property
    def left(self) -> bool:
        """Whether something from the watched folder waits for the reader."""
        return bool(self._left)

    def review_left(self) -> None:
        """Review the files of the watched folder in which something waits for the reader."""
        if self._left:
            self.review_paths(self._left)

    def watch_another(self, folder: str | None) -> None:
        """Watch another folder, or none; what is in it already is not imported."""
        self._session.preferences.change(watched_folder=folder)
        self.watch(from_now_on=True)

    def take(self, data: QMimeData) -> None:
        """Review what was dropped: files if there are any, else the text."""
        paths = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
        if paths:
            self.review_paths(paths)
        else:
            self.review_text(data.text())

    def review_paths(self, paths: list[Path]) -> None:
        """Read files and folders, and show what they hold."""
        if self._page_is_free():
            self._paths = paths
            self._soon.start()

    def review_text(self, text: str) -> None:
        """Show what is understood of a text."""
        if self._page_is_free():
            self._under_review = []
            self._centre.importing.begin_paste(text)

    def leave(self, count: int) -> None:
        """Leave the import page, dropping the `count` drafts on it, if the reader confirms it."""
        if questions.confirm_drop_drafts(self._window, count):
            self._centre.importing.close_page()

    def end(self, accepted: list[Accepted]) -> None:
        """Announce what was accepted and go there, or back to where the reader was."""
        self._interrupted.end()
        self._settle_watched()
        self._session.imports.finish(accepted)
        self._library_actions.tell_of(accepted)
        if len(accepted) == 1 and self._navigator.read_summary(accepted[0].summary_id):
            return
        self._navigator.leave_page()
        page = self._centre.currentWidget()
        if isinstance(page, CentrePage):
            page.focus()

    def open_summary(self, summary_id: str) -> None:
        """Open a summary that a draft is the same as; “Back” leads to the other drafts again."""
        self._navigator.read_summary(summary_id)

    def _tell_of_watched(
        self, accepted: list[Accepted], waiting: Waiting, paths: list[Path]
    ) -> None:
        self._left = list(dict.fromkeys((*self._left, *paths)))
        self._library_actions.tell_of_watched(accepted, waiting)

    def _settle_watched(self) -> None:
        """Offer again what the review that ended has left of the watched folder."""
        reviewed, self._under_review = self._under_review, []
        if self._watched is not None and reviewed:
            self._watched.settle(reviewed, self._centre.importing.review)
            self._left = list(dict.fromkeys((*self._left, *self._watched.waiting())))

    def _begin(self) -> None:
        self._under_review = self._paths
        self._left = [path for path in self._left if path not in self._paths]
        self._interrupted.begin(self._paths)
        self._centre.importing.begin_files(self._paths)

    def _page_is_free(self) -> bool:
        """Show the import page; return whether something new may begin on it."""
        self._navigator.open_import()
        pending = self._centre.importing.pending
        return not pending or questions.confirm_drop_drafts(self._window, pending)
