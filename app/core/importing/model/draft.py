"""What an importer understood, before it is accepted."""

from dataclasses import dataclass
from datetime import date

from app.core.importing.lines.dates import WrittenDate
from app.core.importing.model.refusal import Refusal
from app.core.library.model import DraftWarning, FactText, Question, Section, SubjectTopics, Word
from app.core.notes.shared_annotations import Enclosure


@dataclass(frozen=True, slots=True)
class Draft:
    """One summary as understood. `written_…` are the dates as the text has them.

    `summary_id` is set when the text itself says which summary it is (a pack, the starter
    library); `site` is where it was posted; `enclosure` what comes along in a pack.
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
    written_published: WrittenDate | None = None
    written_posted: WrittenDate | None = None
    site: str | None = None
    summary_id: str | None = None
    vocabulary: tuple[Word, ...] = ()
    questions: tuple[Question, ...] = ()
    enclosure: Enclosure | None = None

    @property
    def published_on(self) -> date | None:
        """The article's date, as far as it is settled."""
        return self.written_published.chosen if self.written_published else None

    @property
    def posted_on(self) -> date | None:
        """The post's date, as far as it is settled."""
        return self.written_posted.chosen if self.written_posted else None


@dataclass(frozen=True, slots=True)
class Understanding:
    """What came out of one text: drafts, or the reason why there are none."""

    drafts: tuple[Draft, ...] = ()
    refusal: Refusal | None = None
