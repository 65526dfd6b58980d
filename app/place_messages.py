"""What is said of a library that cannot be written where it is, and what to do about it."""

from pathlib import Path
from typing import Final

from app.core.storage.writable import Hindrance

_WHY: Final = {
    Hindrance.DISK: (
        "its disk is read-only",
        "Use a disk or stick that can be written, or copy the folder to one and open it there.",
    ),
    Hindrance.FOLDER: (
        "its folder may not be written",
        "Ask for permission to write in the folder, or copy it to one of your own and open that.",
    ),
    Hindrance.FILE: (
        "its file may not be written",
        "Take the write protection off the file, or copy the folder and open the copy.",
    ),
    Hindrance.OTHER: (
        "the system refuses to write there",
        "Check the disk and your permission to write there, or copy the folder and open the copy.",
    ),
}


def read_only_words(database: Path, hindrance: str) -> str:
    """Return that nothing can be stored in a library, why, and what to do."""
    why, advice = _WHY[Hindrance(hindrance)]
    return f"This library ({database.parent}) can only be read: {why}. {advice}"


def refused_words(database: Path, hindrance: str) -> str:
    """Return the same of something that was to be stored."""
    return f"{read_only_words(database, hindrance)} Nothing was changed."


def notice_words(database: Path, hindrance: str, *, at_start: bool) -> str:
    """Return the same for the whole time, with what becomes of what is written meanwhile."""
    goes_on = (
        "and stored when Bayaz is started again and may write."
        if at_start
        else "and stored as soon as Bayaz may write again."
    )
    return (
        f"{read_only_words(database, hindrance)} Notes that you write are kept as drafts on this"
        f" computer, {goes_on}"
    )


def unreadable_words(database: Path) -> str:
    """Return that a library may not even be read."""
    return (
        f"Bayaz may not read {database}. Nothing was changed. Ask for permission to read it, or"
        " choose another folder."
    )
