"""What is said of a library that cannot be written where it is, and what to do about it."""

from pathlib import Path
from typing import Final

from app.core.storage.whereabouts import Whereabouts
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

# What is in the place of a library that vanished, and what becomes of notes meanwhile.
_WHEREABOUTS: Final = {
    Whereabouts.GONE: (
        "The library in {folder} is not there any more. Connect its disk or stick again, or put the"
        " folder back: then Bayaz goes on by itself. Notes that you write are kept as drafts on"
        " this computer until then."
    ),
    Whereabouts.CHANGED: (
        "The library in {folder} is back, but not as it was: it was opened elsewhere meanwhile, or"
        " this is another copy of it. Nothing is written into it until you open it again. Notes"
        " that you write are kept as drafts on this computer, and stored then."
    ),
    Whereabouts.OTHER: (
        "There is another library in {folder} now. Nothing is written into it. Put the first one"
        " back, or open this one instead. Notes that you write are kept as drafts on this computer"
        " until the first one is back."
    ),
    Whereabouts.UNREADABLE: (
        "What is in {folder} now cannot be read as the library that was there. Nothing is written"
        " into it. Put the first one back, or open it again to see what is wrong. Notes that you"
        " write are kept as drafts on this computer until then."
    ),
}
_OFFERS: Final = {
    Whereabouts.CHANGED: "Open it again",
    Whereabouts.OTHER: "Open this one",
    Whereabouts.UNREADABLE: "Open it again",
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


def whereabouts_words(database: Path, found: Whereabouts) -> tuple[str, str]:
    """Return what is in the place of a library that vanished, and what the button offers."""
    return _WHEREABOUTS[found].format(folder=database.parent), _OFFERS.get(found, "")


def unreadable_words(database: Path) -> str:
    """Return that a library may not even be read."""
    return (
        f"Bayaz may not read {database}. Nothing was changed. Ask for permission to read it, or"
        " choose another folder."
    )
