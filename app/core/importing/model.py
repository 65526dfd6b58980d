"""The records of an import: what a file holds, and what was understood of it."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.core.importing.lines.dates import ParsedDate
from app.core.importing.refusal import Refusal
from app.core.library.model import (
    DraftWarning,
    FactText,
    Form,
    Question,
    Section,
    SubjectTopics,
    Word,
)
from app.core.notes.shared_annotations import SharedAnnotations


class FileRefusedError(Exception):
    """The file is refused; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Fields:
    """What a source says outright about a summary, apart from its text; dates as written.

    `subjects` and `tags` are as written too; `address` is the page's, `site` the name of its site.
    """

    title: str | None = None
    author: str | None = None
    publication: str | None = None
    category: str | None = None
    published: str | None = None
    posted: str | None = None
    subjects: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    address: str | None = None
    site: str | None = None


class Basis(StrEnum):
    """What a field's value rests on, from the surest to the weakest."""

    READER = "reader"
    COLUMN = "column"
    PROPERTIES = "properties"
    CHAT_STAMP = "chat-stamp"
    KEY = "key"
    HEADING = "heading"
    TEXT = "text"
    FIRST_WORDS = "first-words"


@dataclass(frozen=True, slots=True)
class FieldBasis:
    """What the value of one field of a draft rests on; `confidence` is from 0 to 1."""

    field: str
    basis: Basis
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of text of a file: a chat's message, a table's row, a book's chapter.

    `place` names it within the file; `posted` is the day on which a message was sent. `fields`
    are the columns of a table or the keys of front matter, which count more than the text;
    `stated` is what a file's own properties say (a page's metadata, Word's author), weighed
    against the text. `warnings` are what its format's reader has to say; `shared_annotations` is
    what a pack has with it. `headed`: it was one text of several, with a heading of its own.
    """

    text: str
    place: str = ""
    posted: ParsedDate | None = None
    fields: Fields | None = None
    stated: Fields | None = None
    warnings: tuple[DraftWarning, ...] = ()
    shared_annotations: SharedAnnotations | None = None
    headed: bool = False


@dataclass(frozen=True, slots=True)
class Document:
    """The parts of a file, in order. `rows`: each of them is meant to be a summary.

    `sender` is who made a pack, by the name given in it. `files` are those of a zip that is read
    like a folder; it has no parts then.
    """

    parts: tuple[Part, ...]
    rows: bool = False
    sender: str | None = None
    files: tuple["ArchivedFile", ...] = ()


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """One file of a zip: its name there, and its document or why it is refused."""

    name: str
    document: Document | None = None
    refusal: Refusal | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One summary as understood, not yet accepted. `written_…` are the dates as the text has them.

    `summary_id` is set when the text itself says which summary it is (a pack, the starter
    library); `site` is where it was posted; `bases` say what the fields rest on;
    `shared_annotations` is what a pack has with it. `source_text` is the text without its heading;
    `kept` is all that the draft was read from, so that it can be read again.
    """

    title: str | None
    author: str | None
    publication: str | None
    category: str | None
    sections: tuple[Section, ...]
    facts: tuple[FactText, ...]
    subjects: tuple[SubjectTopics, ...]
    warnings: tuple[DraftWarning, ...]
    source_text: str
    written_published: ParsedDate | None = None
    written_posted: ParsedDate | None = None
    site: str | None = None
    summary_id: str | None = None
    vocabulary: tuple[Word, ...] = ()
    questions: tuple[Question, ...] = ()
    shared_annotations: SharedAnnotations | None = None
    form: Form = Form.UNDERSTOOD
    bases: tuple[FieldBasis, ...] = ()
    kept: Part | None = None

    @property
    def published_on(self) -> date | None:
        """The article's date; None while it is unresolved."""
        return self.written_published.chosen if self.written_published else None

    @property
    def posted_on(self) -> date | None:
        """The post's date; None while it is unresolved."""
        return self.written_posted.chosen if self.written_posted else None


@dataclass(frozen=True, slots=True)
class ParseResult:
    """What one text holds: drafts, or the reason why there are none.

    `aside` is a text that is set aside for that reason, as the draft that it would be if the
    reader takes it as it is; None where there is nothing to read.
    """

    drafts: tuple[Draft, ...] = ()
    refusal: Refusal | None = None
    aside: Draft | None = None
