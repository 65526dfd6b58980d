"""The records of an import: what a file holds, and what was understood of it."""

from dataclasses import dataclass
from datetime import date

from app.core.importing.lines.dates import ParsedDate
from app.core.importing.refusal import Refusal
from app.core.library.model import DraftWarning, FactText, Question, Section, SubjectTopics, Word
from app.core.notes.shared_annotations import SharedAnnotations


class FileRefusedError(Exception):
    """The file is refused; `reason` says why."""

    def __init__(self, reason: Refusal) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Fields:
    """What a table's row says about a summary in columns of their own; dates as written."""

    title: str | None = None
    author: str | None = None
    publication: str | None = None
    category: str | None = None
    published: str | None = None
    posted: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One stretch of text of a file: a chat's message, a table's row, a book's chapter.

    `place` names it within the file; `posted` is the day on which a message was sent; `fields`
    are what a table says about it beside its text; `shared_annotations` is what a pack has with it.
    """

    text: str
    place: str = ""
    posted: ParsedDate | None = None
    fields: Fields | None = None
    shared_annotations: SharedAnnotations | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The parts of a file, in order. `rows`: each of them is meant to be a summary.

    `sender` is who made a pack, by the name given in it.
    """

    parts: tuple[Part, ...]
    rows: bool = False
    sender: str | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """One summary as understood, not yet accepted. `written_…` are the dates as the text has them.

    `summary_id` is set when the text itself says which summary it is (a pack, the starter
    library); `site` is where it was posted; `shared_annotations` is what a pack has with it.
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
    """What one text holds: drafts, or the reason why there are none."""

    drafts: tuple[Draft, ...] = ()
    refusal: Refusal | None = None
