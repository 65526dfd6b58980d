"""Where files are: what ships with the program, the reader's data, and the caches.

Nothing is created here; whatever writes first makes its folder.
"""

import hashlib
import os
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final

LIBRARY_VARIABLE = "BAYAZ_LIBRARY"
CACHE_VARIABLE = "BAYAZ_CACHE"
DRAFTS_VARIABLE = "BAYAZ_DRAFTS"
PORTABLE_VARIABLE = "BAYAZ_PORTABLE"
PORTABLE_MARKER = "bayaz-portable"
_PORTABLE_DATA = "Bayaz data"
# Windows takes no longer path than 260 characters, unless it begins with this, and Bayaz adds names
# of its own to a folder.
_LONG: Final = "\\\\?\\"
_LONG_SHARE: Final = "\\\\?\\UNC\\"
_MOST_CHARACTERS: Final = 160


@cache
def bundled(name: str) -> Path:
    """Return the shipped folder `name` (`resources` or `library`).

    In a checkout and in the frozen program it is beside `app/`, in an installed wheel inside it.
    """
    package = Path(__file__).resolve().parents[1]
    beside = package.parent / name
    return beside if beside.is_dir() else package / name


def program_folder() -> Path:
    """Return the folder that the program is in."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return Path(__file__).resolve().parents[2]


def portable_folder() -> Path | None:
    """Return the folder beside the program for all that Bayaz keeps, None if it is not portable.

    It is, if a file called `bayaz-portable` lies beside it, or BAYAZ_PORTABLE is set: to 1, or to
    the folder in which “Bayaz data” is to be.
    """
    named = os.environ.get(PORTABLE_VARIABLE)
    if named and named != "1":
        return Path(named).expanduser().absolute() / _PORTABLE_DATA
    beside = program_folder()
    if named or (beside / PORTABLE_MARKER).exists():
        return beside / _PORTABLE_DATA
    return None


def reachable(path: Path) -> Path:
    """Return a path in the form in which Windows finds it however long it is."""
    if sys.platform == "win32" and len(str(path)) > _MOST_CHARACTERS:
        # This takes out the dots, too, which mean nothing behind the prefix.
        name = os.path.abspath(path)  # noqa: PTH100
        if not name.startswith(_LONG):
            share = name.startswith("\\\\")
            return Path(_LONG_SHARE + name[2:] if share else _LONG + name)
    return path


def familiar(path: Path) -> Path:
    """Return a path in the form that people and the file manager know."""
    name = str(path)
    if name.startswith(_LONG_SHARE):
        return Path("\\\\" + name.removeprefix(_LONG_SHARE))
    return Path(name.removeprefix(_LONG)) if name.startswith(_LONG) else path


@dataclass(frozen=True, slots=True)
class DataFolder:
    """The one folder that holds all of a reader's own data."""

    root: Path

    @property
    def database(self) -> Path:
        """The SQLite file: the reader's data itself."""
        return self.root / "bayaz.sqlite3"

    @property
    def settings(self) -> Path:
        """Preferences of the window."""
        return self.root / "settings.json"

    @property
    def window_state(self) -> Path:
        """The window's position and the layout of its panels."""
        return self.root / "window.ini"

    @property
    def interrupted_import(self) -> Path:
        """The sources of an import that is under way."""
        return self.root / "import.json"

    @property
    def watched_files(self) -> Path:
        """Which files of the watched folder have been dealt with."""
        return self.root / "watched.json"

    @property
    def journal(self) -> Path:
        """The journal, from which every record can be written again."""
        return self.root / "journal.bayaz-changes"

    @property
    def backups(self) -> Path:
        """Folder of the backups that Bayaz makes by itself."""
        return self.root / "backups"

    @property
    def beside_database(self) -> tuple[Path, ...]:
        """The files that only a library that was in use has: without the database it is lost."""
        return (
            self.settings,
            self.window_state,
            self.interrupted_import,
            self.watched_files,
            self.backups,
            self.journal,
        )

    @property
    def logs(self) -> Path:
        """Folder of the log files."""
        return self.root / "logs"


def is_name_for_qt(path: Path) -> bool:
    """Return whether Qt can find a path; not if it has bytes in it that are no UTF-8."""
    try:
        str(path).encode()
    except UnicodeEncodeError:
        return False
    return True


def data_folder(chosen: str | os.PathLike[str] | None = None) -> DataFolder:
    """Return the data folder: as chosen, else from BAYAZ_LIBRARY, else the platform's."""
    named = chosen or os.environ.get(LIBRARY_VARIABLE)
    if named:
        return DataFolder(reachable(Path(named).expanduser().absolute()))
    portable = portable_folder()
    if portable is not None:
        return DataFolder(reachable(portable))
    from platformdirs import user_data_path

    return DataFolder(user_data_path("bayaz", appauthor=False))


def cache_folder() -> Path:
    """Return the cache folder of Bayaz on this machine; everything in it can be rebuilt."""
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return reachable(Path(named).expanduser().absolute())
    portable = portable_folder()
    if portable is not None:
        return reachable(portable / "cache")
    from platformdirs import user_cache_path

    return user_cache_path("bayaz", appauthor=False)


def known_libraries_file() -> Path:
    """Return the file in which this machine remembers the libraries that were opened on it.

    No cache: it cannot be rebuilt. But where BAYAZ_CACHE names a folder it is kept there.
    """
    named = os.environ.get(CACHE_VARIABLE)
    if named:
        return cache_folder() / "known-libraries"
    return _state_folder() / "known-libraries"


def drafts_folder(library_id: str) -> Path:
    """Return the folder on this machine for what could not be stored in a library.

    It belongs to the library wherever that is: a stick may come back under another letter.
    """
    named = os.environ.get(DRAFTS_VARIABLE)
    if named:
        return reachable(Path(named).expanduser().absolute()) / library_id
    return _state_folder() / "drafts" / library_id


def chosen_folders_file() -> Path:
    """Return the file in which this machine remembers where the reader said that libraries are."""
    return known_libraries_file().with_name("chosen-folders")


def _state_folder() -> Path:
    portable = portable_folder()
    if portable is not None:
        return reachable(portable / "state")
    from platformdirs import user_state_path

    return user_state_path("bayaz", appauthor=False)


def index_folder(database: Path, library_id: str) -> Path:
    """Return the folder of the search index that belongs to one library file on this machine.

    The path is part of the key: two copies of one library may differ. That of a portable Bayaz is
    counted from its own folder, since a stick has another letter on each computer.
    """
    portable = portable_folder()
    if portable is not None and database.is_relative_to(reachable(portable)):
        database = database.relative_to(reachable(portable))
    place = hashlib.sha256(os.fsencode(os.path.normcase(database))).hexdigest()[:8]
    return cache_folder() / "index" / f"{library_id}-{place}"
