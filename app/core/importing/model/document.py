"""What a file holds once it is text: one part, or several that were apart in it."""

from dataclasses import dataclass

from app.core.importing.lines.dates import WrittenDate
from app.core.importing.model.refusal import Refusal
from app.core.notes.shared_annotations import Enclosure


class FileRefusedError(Exception):
    """The file is not taken; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Fields:
    """What a table's row says of a summary in columns of their own; dates as written."""

    title: str | None = None
    author: str | None = None
    publication: str | None = None
    category: str | None = None
    published: str | None = None
    posted: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of text of a file: a chat's message, a table's row, a book's chapter.

    `place` names it inside the file; `posted` is the time at which a message was sent; `fields`
    are what a table says of it beside its text; `enclosure` is what comes along in a pack.
    """

    text: str
    place: str = ""
    posted: WrittenDate | None = None
    fields: Fields | None = None
    enclosure: Enclosure | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The parts of a file in order; of `rows` each was meant to be a summary.

    `sender` is who made a pack, by the name that it says itself.
    """

    parts: tuple[Part, ...]
    rows: bool = False
    sender: str | None = None
