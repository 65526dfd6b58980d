"""One data folder, opened: library, notebook and search together, closed in order."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from types import TracebackType
from typing import Final, Self

from app.core.clock import Clock, now
from app.core.importing.accept import Accepted, accept
from app.core.importing.batch import (
    Batch,
    SourcedDraft,
    files_of,
    read_file,
    read_text,
    settle,
)
from app.core.importing.dates import DateOrder
from app.core.library.library import Library
from app.core.library.syllabus import Syllabus, load_syllabus
from app.core.notes.notebook import Notebook
from app.core.notes.targets import Targets
from app.core.paths import DataFolder, bundled, index_folder
from app.core.search.documents import Entry, entries_for
from app.core.storage.changes import changes_after, count_changes_after, last_change
from app.core.storage.database import Database
from app.core.storage.ids import new_id

_BATCH: Final = 40


@dataclass(frozen=True, slots=True)
class IndexBatch:
    """What the index must be told next: plain data up to change `number`, and how much is left."""

    entries: list[Entry]
    number: int
    remaining: int


class Workspace:
    """Everything that belongs to one data folder. Only one process can have it open.

    Raises a LibraryError when the library cannot be opened.
    """

    def __init__(self, folder: DataFolder, clock: Clock = now) -> None:
        self.folder = folder
        self.clock = clock
        self.syllabus: Syllabus = load_syllabus()
        self._db = Database(folder.database)
        self.library = Library(self._db, self.syllabus, clock)
        self.notebook = Notebook(self._db, self.library, clock)
        self.targets = Targets(self.library, self.notebook)
        self.index_folder: Path = index_folder(folder.database, self._library_id())

    def __enter__(self) -> Self:
        """Return itself, to be closed at the end of a block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close, whatever happened."""
        self.close()

    def close(self) -> None:
        """Let go of the library file."""
        self._db.close()

    # Importing

    @property
    def today(self) -> date:
        """Today's date where the reader is."""
        return self.clock().astimezone().date()

    def read_files(self, paths: Iterable[Path], order: DateOrder | None = None) -> Batch:
        """Return what files hold, nothing stored; of a folder, its text files."""
        batches = (read_file(path, self.syllabus) for path in files_of(paths))
        return settle(sum(batches, Batch()), self.today, order)

    def read_text(self, text: str, source: str, order: DateOrder | None = None) -> Batch:
        """Return what a text holds, nothing stored."""
        return settle(read_text(text, source, self.syllabus), self.today, order)

    def accept(self, sourced: SourcedDraft) -> Accepted:
        """Store a draft in one transaction, unless it is there already."""
        with self._db.transaction():
            return accept(sourced.draft, self.library, sourced.source, self.clock)

    def read_starter_library(self) -> Batch:
        """Return the summaries that ship with the program."""
        return self.read_files([bundled("library")])

    def starter_ids_present(self) -> list[str]:
        """Return the ids of the shipped summaries that the library holds now."""
        ids = (sourced.draft.summary_id for sourced in self.read_starter_library().drafts)
        found = (self.library.find(summary_id) for summary_id in ids if summary_id)
        return [summary.id for summary in found if summary and summary.deleted_at is None]

    # The index

    def pending(self, after: int, limit: int = _BATCH) -> IndexBatch:
        """Return what an index that holds everything up to change `after` must be told next."""
        changes = changes_after(self._db, after, limit)
        number = changes[-1].number if changes else after
        # One entry an owner: an index writer cannot take back what it was told in the same breath.
        entries = {
            entry["owner"]: entry
            for change in changes
            for entry in entries_for(change, self.library, self.notebook)
        }
        left = count_changes_after(self._db, number)
        return IndexBatch(list(entries.values()), number, left)

    def last_change(self) -> int:
        """Return the number of the library's latest change."""
        return last_change(self._db)

    def purge_trash(self) -> None:
        """Remove for good what has lain in the trash for 30 days."""
        with self._db.transaction():
            self.notebook.empty_old_trash()
            self.library.empty_old_trash()

    def _library_id(self) -> str:
        found: str | None = self._db.value("SELECT value FROM meta WHERE key = 'library_id'")
        if found:
            return found
        library_id = new_id()
        with self._db.transaction():
            self._db.write("INSERT INTO meta (key, value) VALUES ('library_id', ?)", (library_id,))
        return library_id
