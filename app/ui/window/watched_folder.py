"""Importing automatically what is put into a folder that the reader has chosen."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Final

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from app.core.importing.drafting.batch import Batch, source_name
from app.core.importing.drafting.review import ReviewItem, offered_of, waiting_of
from app.core.importing.drafting.review_state import Review
from app.core.importing.files.seen_files import SeenFiles, State
from app.core.importing.sandbox.client import ReaderProcess, read_paths
from app.core.importing.storing.matching import Relation
from app.ui.background.background_task import BackgroundTask, Progress
from app.ui.session.session import Session

# A file that is still being written changes within this time.
_SETTLED_MS: Final = 1_500
# What could not be stored is tried again: there may be room by then.
_RETRY_MS: Final = 30_000


class WatchedFolder(QObject):
    """Reads the new files of a folder; adds what is certain, and leaves the rest for a review.

    Signals:
        stored(list[Accepted], Waiting, list[Path]): this was stored; so much waits for the reader,
            in these files.
    """

    stored = Signal(object, object, object)

    def __init__(self, session: Session, folder: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folder = folder
        self._seen = SeenFiles(
            session.workspace.own_files.watched_files, session.workspace.may_write_beside
        )
        self._before: State = {}
        self._reading: State = {}
        self._watcher = QFileSystemWatcher([str(folder)], self)
        self._watcher.directoryChanged.connect(self._look_soon)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._colours)
        self._retry = QTimer(self, interval=_RETRY_MS)
        self._retry.timeout.connect(self._look_soon)
        self._task = BackgroundTask(self)
        self._task.done.connect(self._read)
        self._settled.start()

    def waiting(self) -> list[Path]:
        """Return the files in which something waits for the reader, from earlier days too."""
        return self._seen.waiting_in(self._folder)

    def settle(self, paths: Iterable[Path], review: Review) -> None:
        """Remember of which of these files everything was decided on in a review.

        What is in the library already needs no decision.
        """
        find_match = self._session.workspace.importer.find_match
        settled = []
        for path in paths:
            name = source_name(path)
            left = (one.draft for one in review.dropped if one.source.startswith(name))
            if any(source.startswith(name) for source in review.came) and all(
                find_match(draft).relation is Relation.DUPLICATE for draft in left
            ):
                settled.append(path)
        self._seen.settle(settled)

    def take_as_seen(self) -> None:
        """Ignore what is in the folder now: only files added from here on are read."""
        self._seen.add(self._seen.new_in(self._folder))

    def stop(self) -> None:
        """Stop watching."""
        self._settled.stop()
        self._retry.stop()
        self._task.cancel()
        self._watcher.removePaths(self._watcher.directories())

    def _look_soon(self) -> None:
        self._settled.start()

    def _colours(self) -> None:
        """Read the new files that have not changed since the last look."""
        found = self._seen.new_in(self._folder)
        if self._task.running or found != self._before:
            self._before = found
            self._settled.start()
        elif found:
            self._reading = found
            today = self._session.workspace.importer.today
            self._task.start(_read_files, [Path(name) for name in found], today)

    def _read(self, batch: Batch) -> None:
        batch = self._session.workspace.importer.apply_learned(batch)
        items = [ReviewItem(sourced) for sourced in batch.drafts]
        certain = [item for item in items if _is_certain(item)]
        accepted = self._session.imports.accept(
            [item.sourced for item in certain], may_change=set(), again=self._retry.isActive()
        )
        left = [item for item in items if not _is_certain(item)]
        offered = offered_of(certain, accepted)
        open_ = [item.sourced.source for item in (*left, *offered)]
        open_ += [one.sourced.source for one in batch.set_aside]
        # What was not stored is read again: a file counts as seen only after its commit.
        unstored = self._files_of([item.sourced.source for item in certain[len(accepted) :]])
        read = {name: at for name, at in self._reading.items() if Path(name) not in unstored}
        self._seen.add(read, self._files_of(open_))
        self._retry.start() if unstored else self._retry.stop()
        self._session.imports.finish(accepted)
        waiting = waiting_of(left, len(batch.set_aside), len(batch.refused), len(offered))
        if accepted or waiting:
            refused = [one.source for one in batch.refused]
            self.stored.emit(accepted, waiting, self._files_of(open_ + refused))

    def _files_of(self, sources: list[str]) -> list[Path]:
        """Return the files that were read for these sources, each a file or a part of one."""
        paths = [Path(name) for name in self._reading]
        return [path for path in paths if any(one.startswith(source_name(path)) for one in sources)]


def _is_certain(item: ReviewItem) -> bool:
    # What a friend has written comes into the notebook only when the reader has seen it.
    return item.certain and item.draft.shared_annotations is None


def _read_files(progress: Progress, paths: list[Path], today: date) -> Batch:
    with ReaderProcess() as reader:
        return read_paths(paths, reader, today, step=progress.step)
