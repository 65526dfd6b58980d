"""One open data folder: its library, its notebook, and what the search index needs of them."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final, Self

from app.core.backup.library_backups import LibraryBackups, back_up_before_migration
from app.core.backup.model import Difference, Step
from app.core.backup.recovery import finish_recovery
from app.core.clock import Clock
from app.core.library.library import Library
from app.core.library.syllabus import Syllabus, load_syllabus
from app.core.notes.notebook import Notebook
from app.core.notes.targets import Targets
from app.core.own_files import kept_on_this_machine
from app.core.paths import DataFolder, drafts_folder, index_folder, known_libraries_file
from app.core.search.index.documents import IndexEntry, entries_for
from app.core.search.index.manifest import rebind
from app.core.search.kinds import HitKind
from app.core.search.query.filters import Filters, SummaryStates
from app.core.search.summary_states import summary_states_for
from app.core.settings import load_settings
from app.core.storage.changes import changes_after, count_changes_after, last_change
from app.core.storage.checking.library_check import LibraryCheck
from app.core.storage.database import Database
from app.core.storage.identity import library_id
from app.core.storage.place import KnownLibraries, check_place, make_room
from app.core.storage.running_days import look
from app.core.storage.whereabouts import Lookout
from app.core.storage.writable import Hindrance, hindrance_of

if TYPE_CHECKING:
    from app.core.exchange.exchange import Exchange
    from app.core.importing.importer import Importer
    from app.core.search.query.query import Query
    from app.core.search.results.results import Results

# The window gathers a batch between two of its pictures.
_BATCH: Final = 25
# With so many documents a batch is full: the window waits while they are gathered.
_MOST_DOCUMENTS: Final = 1_000


@dataclass(frozen=True, slots=True)
class IndexBatch:
    """The next changes for the index: plain data up to change `number`; `remaining` are left."""

    entries: list[IndexEntry]
    number: int
    remaining: int


class Workspace:
    """Everything that belongs to one data folder. Only one process can have it open.

    Raises a LibraryError when the library cannot be opened. Where there was one before, and is none
    now, another is made only with `new`.
    """

    def __init__(self, folder: DataFolder, clock: Clock, *, new: bool = False) -> None:
        known = KnownLibraries(known_libraries_file())
        finish_recovery(folder.database)
        if new and not folder.database.exists():
            make_room(folder.database)
        else:
            check_place(folder.database, folder.beside_database, known)
        self.folder = folder
        self.clock = clock
        self.syllabus: Syllabus = load_syllabus()
        if hindrance_of(folder.database) is None:
            back_up_before_migration(folder.database, folder.backups, clock)
        self._db = Database(folder.database)
        try:
            self._open(known)
        except BaseException:
            # Else the file would stay locked as long as the error is remembered.
            self._db.close()
            raise

    def _open(self, known: KnownLibraries) -> None:
        folder, clock = self.folder, self.clock
        before = self._db.epoch
        self._db.bind_log()
        known.add(folder.database)
        self.checks = LibraryCheck(self._db)
        self.backups = LibraryBackups(
            self._db, folder.backups, clock, load_settings(folder.settings).backup_folder
        )
        self.library = Library(self._db, self.syllabus, clock)
        self.notebook = Notebook(self._db, self.library, clock)
        self.targets = Targets(self.library, self.notebook)
        own_id = library_id(self._db)
        self.index_folder: Path = index_folder(folder.database, own_id)
        self._own_id = own_id
        self._bind_index(f"{own_id}:{before}")
        self.drafts_folder: Path = drafts_folder(own_id)
        # Settings, logs and the like are kept on this machine if nothing may be written there.
        self.own_files = (
            kept_on_this_machine(folder, self.drafts_folder) if self.read_only else folder
        )

    def _bind_index(self, before: str) -> None:
        """Let the index follow from one token of the library to the present one."""
        self.index_token = f"{self._own_id}:{self._db.epoch}"
        rebind(self.index_folder, before, self.index_token, self.last_change())

    def __enter__(self) -> Self:
        """Return the workspace, to be closed at the end of the block."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the library, with or without an error."""
        self.close()

    def close(self) -> None:
        """Close the library file."""
        self._db.close()

    @property
    def read_only(self) -> bool:
        """Whether the library was opened only for reading."""
        return self._db.read_only

    @property
    def hindrance(self) -> Hindrance | None:
        """What keeps the library from being written at the moment, None if nothing does."""
        return self._db.hindrance

    # Where the library is

    def may_write_beside(self) -> bool:
        """Return whether the library's small files may be written.

        Not those beside it where it is gone, or another one is in its place.
        """
        return self.own_files is not self.folder or self._db.in_place

    def lookout(self) -> Lookout:
        """Return what looks for the library when it has vanished; meant for a thread."""
        return self._db.lookout()

    def come_back(self) -> bool:
        """Go on with the library that is in its place again; return False if that cannot be.

        Its index has another token then, and nobody may write it meanwhile. Raises the LibraryError
        that fits.
        """
        if not self._db.come_back():
            return False
        self._bind_index(self.index_token)
        return True

    @cached_property
    def exchange(self) -> "Exchange":
        """What this library exchanges with others, loaded when it is first used."""
        from app.core.exchange.exchange import Exchange

        return Exchange(self._db)

    def restore_backup(self, path: Path, step: Step | None = None) -> list[Difference]:
        """Bring the library back to a backup, after a backup of what it is now.

        From then on it counts as another device. Raises BackupDamagedError, BackupTooNewError,
        BackupNotWrittenError, BackupStoppedError and OSError; nothing has changed then.
        """
        done = self.backups.restore(path, step)
        self.exchange.know_restored(path)
        return done

    @cached_property
    def importer(self) -> "Importer":
        """The importer, loaded when it is first used."""
        from app.core.importing.importer import Importer

        return Importer(self._db, self.library, self.notebook, self.syllabus, self.clock)

    # The index

    def pending(self, after: int, limit: int = _BATCH) -> IndexBatch:
        """Return the next changes for an index that holds everything up to change `after`."""
        # One entry an owner: an index writer cannot delete what it has not committed yet.
        entries: dict[str, IndexEntry] = {}
        number, documents = after, 0
        for change in changes_after(self._db, after, limit):
            number = change.number
            for entry in entries_for(change, self.library, self.notebook):
                entries[entry["owner"]] = entry
                documents += len(entry["documents"])
            if documents >= _MOST_DOCUMENTS:
                break
        left = count_changes_after(self._db, number)
        return IndexBatch(list(entries.values()), number, left)

    def last_change(self) -> int:
        """Return the number of the library's latest change."""
        return last_change(self._db)

    def summary_states(self, filters: Filters) -> SummaryStates:
        """Return the summaries that are unread, starred and so on, as far as filters ask for it."""
        return summary_states_for(self._db, filters)

    def database_search(
        self,
        query: "Query",
        summary_states: SummaryStates,
        limit: int,
        more: Mapping[HitKind, int] | None = None,
    ) -> "Iterator[Results]":
        """Search the library itself, step by step, while there is no index."""
        from app.core.search.database_search import database_search

        return database_search(
            self._db, self.library, self.notebook, query, summary_states, limit, more or {}
        )

    def purge_trash(self) -> None:
        """Remove for good what has been in the trash for 30 days on which Bayaz was used."""
        with self._db.transaction():
            look(self._db, self.clock())
            self.notebook.trash.empty_old()
            self.library.empty_old_trash()

    def delete_for_good(self, summary_ids: Sequence[str]) -> None:
        """Remove summaries that are in the trash for good, and their highlights.

        Notes stay, and lose their links to them.
        """
        with self._db.transaction():
            self.notebook.trash.delete_of(summary_ids)
            self.library.delete_for_good(summary_ids)
