"""Reviewing what comes from outside: files, folders, pasted and dropped text."""

import logging
import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QObject, QTimer
from PySide6.QtWidgets import QWidget

from app.core.atomic import write_file
from app.core.backup.model import Reason
from app.core.importing.files.extensions import PACK
from app.core.importing.outcome import Accepted, Waiting
from app.core.importing.storing.matching import Relation
from app.core.importing.storing.resume import InterruptedImport
from app.ui.dialogs import confirmations as questions
from app.ui.session.session import Session
from app.ui.widgets.centre_page import CentrePage
from app.ui.window.controllers.library_actions import LibraryActions
from app.ui.window.history import PlaceKind
from app.ui.window.navigator import Navigator
from app.ui.window.page_stack import PageStack

if TYPE_CHECKING:
    from app.ui.window.watched_folder import WatchedFolder

_log = logging.getLogger(__name__)


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
        self._interrupted = InterruptedImport(
            session.workspace.own_files.interrupted_import, session.workspace.may_write_beside
        )
        self._paths: list[Path] = []
        # Where the text on the page is kept, once it is.
        self._pasted: Path | None = None
        self._left: list[Path] = []
        self._under_review: list[Path] = []
        # The page is drawn before the reading begins: making it for the first time takes a while.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._begin)

    @property
    def interrupted(self) -> bool:
        """Whether an import was interrupted, and the files it was reading are still there."""
        return bool(self._left_undone())

    def go_on(self) -> None:
        """Go on with the import that was interrupted; what was accepted then is recognised."""
        paths = self._left_undone()
        if paths:
            self.review_paths(paths)

    def keep_pasted(self) -> bool:
        """Keep the text on the import page, to go on with it after the next start.

        Return False if that failed.
        """
        pasted = self._on_page()
        if pasted:
            self._pasted = self._pasted or self._session.drafts.new_pasted()
            try:
                write_file(self._pasted, pasted.encode("utf-8", "replace"))
            except OSError:
                _log.warning("The pasted text could not be kept", exc_info=True)
                return False
        return True

    @property
    def unstored(self) -> bool:
        """Whether the import page shows something that could not be stored."""
        return (
            self._centre.made(PlaceKind.IMPORT) and self._centre.importing.review.outgoing.unstored
        )

    def watch(self, *, from_now_on: bool = False) -> None:
        """Watch the folder that the reader has chosen, and no other."""
        if self._watched is not None:
            self._watched.stop()
            self._watched.deleteLater()
            self._watched = None
        chosen = self._session.preferences.current.watched_folder
        if self._session.workspace.read_only:
            return
        if chosen and os.path.isdir(chosen):  # noqa: PTH112 - says no to a name that cannot be
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
            if any(path.suffix.lower() == PACK for path in paths):
                self._session.backups.make(Reason.IMPORT)
            self._paths = paths
            self._soon.start()

    def review_text(self, text: str) -> None:
        """Show what is understood of a text."""
        if self._page_is_free():
            self._paths = []
            self._under_review = []
            self._centre.importing.begin_paste(text)

    def leave(self, count: int) -> None:
        """Leave the import page, dropping the `count` drafts on it, if the reader confirms it."""
        if questions.confirm_drop_drafts(self._window, count):
            self._centre.importing.close_page()

    def end(self, accepted: list[Accepted]) -> None:
        """Announce what was accepted and go there, or back to where the reader was."""
        self._forget(self._paths)
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
        others = [path for path in self._interrupted.paths() if path not in self._paths]
        self._interrupted.begin([*others, *self._paths])
        self._centre.importing.begin_files(self._paths)

    def _on_page(self) -> str:
        """Return the text that was pasted or typed, '' if there is none or it is known already."""
        if not self._centre.made(PlaceKind.IMPORT) or not self._centre.importing.review.live:
            return ""
        page, find_match = self._centre.importing, self._session.workspace.importer.find_match
        drafts = [item.draft for item in page.review.items]
        if len(drafts) == 1 and find_match(drafts[0]).relation is Relation.DUPLICATE:
            return ""
        return page.text.toPlainText().strip()

    def _left_undone(self) -> list[Path]:
        """Return the files of an interrupted import, and the text that was pasted in one."""
        pasted = [path for path in self._session.drafts.pasted() if path != self._pasted]
        return list(dict.fromkeys((*self._interrupted.paths(), *pasted)))

    def _forget(self, done: list[Path]) -> None:
        """Forget that these sources are under way; others that were interrupted still wait."""
        others = [path for path in self._interrupted.paths() if path not in done]
        if others:
            self._interrupted.begin(others)
        else:
            self._interrupted.end()
        kept = [path for path in self._session.drafts.pasted() if path in (*done, self._pasted)]
        for path in kept:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        self._paths, self._pasted = [], None

    def _page_is_free(self) -> bool:
        """Show the import page; return whether something new may begin on it."""
        self._navigator.open_import()
        pending = self._centre.importing.pending
        return not pending or questions.confirm_drop_drafts(self._window, pending)
