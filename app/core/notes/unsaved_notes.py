"""Notes that could not be stored, kept on this machine until they can be.

They are not kept in the data folder: that may be on the disk that is full, or on a stick that is
gone.
"""

import json
import logging
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.core.atomic import write_file
from app.core.errors import NotFoundError
from app.core.notes.model import Link, Note
from app.core.notes.notebook import Notebook
from app.core.plain_records import from_plain, to_plain
from app.core.state_files import read_state, set_aside

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class UnsavedNote:
    """What an editor holds and the library does not.

    `key` names the draft. `note_id` is '' for a note that was never stored; `stored` is what the
    library holds of it.
    """

    key: str
    note_id: str
    stored: str
    body: str
    links: tuple[Link, ...]


class UnsavedNotes:
    """The drafts of one library, each in a small file of its own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        # The new names of those that could not be read.
        self.damaged: list[Path] = []

    def keep(self, note: UnsavedNote) -> bool:
        """Write a draft, in the place of the one with its key; return whether that succeeded."""
        data = json.dumps(to_plain(note)).encode()
        try:
            write_file(self._path(note.key), data)
        except OSError:
            _log.warning("A draft could not be written", exc_info=True)
            return False
        return True

    def forget(self, key: str) -> None:
        """Remove a draft: its text is in the library now, or the reader does not want it."""
        with suppress(OSError):
            self._path(key).unlink(missing_ok=True)

    def all(self) -> list[UnsavedNote]:
        """Return the drafts; a file that holds none is set aside."""
        found = []
        for path in sorted(self._folder.glob("note-*.json")):
            try:
                found.append(from_plain(UnsavedNote, read_state(path)))
            except (ValueError, TypeError, KeyError):
                aside = set_aside(path)
                self.damaged += [aside] if aside else []
            except OSError:
                _log.warning("The draft %s cannot be read", path.name, exc_info=True)
        return found

    def _path(self, key: str) -> Path:
        return self._folder / f"note-{key}.json"


def store_unsaved(draft: UnsavedNote, notebook: Notebook) -> Note:
    """Store a draft: as the text of its note, or as a note of its own if that says something else.

    Links to what is gone are left out. Raises a LibraryError if it cannot be stored.
    """
    links = list(draft.links)
    while True:
        try:
            return _store(draft, links, notebook)
        except NotFoundError as error:
            left = [link for link in links if link.id != error.record_id]
            if len(left) == len(links):
                raise
            links = left


def _store(draft: UnsavedNote, links: list[Link], notebook: Notebook) -> Note:
    try:
        known = notebook.note(draft.note_id) if draft.note_id else None
    except NotFoundError:
        known = None
    if known is None or known.body not in (draft.stored, draft.body):
        return notebook.add_note(draft.body, links)
    return notebook.edit_note(known.id, draft.body, links)
