"""What keeps a library from being written, as far as that can be seen before it is tried."""

import os
from enum import StrEnum
from pathlib import Path


class Hindrance(StrEnum):
    """What keeps a library from being written; GONE says that it is not in its place any more."""

    DISK = "disk"
    FOLDER = "folder"
    FILE = "file"
    GONE = "gone"
    OTHER = "other"


def hindrance_of(database: Path) -> Hindrance | None:
    """Return what keeps an existing library from being written, None if nothing can be seen.

    SQLite finds this out late, and by then has put files of its own beside the library.
    """
    place = os.path.realpath(database)
    folder = os.path.dirname(place)  # noqa: PTH120 - of the real file
    if os.path.isdir(folder) and not os.access(folder, os.X_OK):  # noqa: PTH112 - see below
        return Hindrance.FOLDER
    if not os.path.exists(place):  # noqa: PTH110 - says no where it may not look, too
        return None
    if _disk_is_read_only(place):
        return Hindrance.DISK
    if not os.access(place, os.W_OK):
        return Hindrance.FILE
    if not os.access(folder, os.W_OK):
        return Hindrance.FOLDER
    return None


def _disk_is_read_only(place: str) -> bool:
    # Windows has no such call; there the first write says it.
    if not hasattr(os, "statvfs"):
        return False
    try:
        return bool(os.statvfs(place).f_flag & os.ST_RDONLY)
    except OSError:
        return False
