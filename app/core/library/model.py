"""A summary and what it is made of, as frozen records."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class SectionKind(StrEnum):
    """What a section is for; the order is that of a full summary."""

    SUMMARY = "summary"
    OVERVIEW = "overview"
    NOTES = "notes"
    SUBJECTS = "subjects"
    BEGINNERS = "beginners"
    MAIN_POINTS = "main-points"
    FACTS = "facts"
    VOCABULARY = "vocabulary"
    CONCLUSION = "conclusion"
    OTHER = "other"
    QUESTIONS = "questions"


class ReadingState(StrEnum):
    """How far the reader has come with a summary."""

    UNREAD = "unread"
    READING = "reading"
    DONE = "done"


class WarningKind(StrEnum):
    """What can remain in doubt when a text has been parsed."""

    NO_TITLE = "no-title"
    TITLE_UNSURE = "title-unsure"
    AUTHOR_UNSURE = "author-unsure"
    DATE_ORDER_GUESSED = "date-order-guessed"
    YEAR_MISSING = "year-missing"
    SUBJECT_UNKNOWN = "subject-unknown"
    SUBJECT_AMBIGUOUS = "subject-ambiguous"
    SUBJECT_GUESSED = "subject-guessed"
    CUT_OFF = "cut-off"
    QUESTIONS_BETWEEN = "questions-between"
    CONFLICT = "conflict"
    DATE_UNREAD = "date-unread"
    COLUMN_UNKNOWN = "column-unknown"
    PART_MISSING = "part-missing"


class Form(StrEnum):
    """Whether a text's form was recognised, or it was taken as it is."""

    UNDERSTOOD = "understood"
    AS_IT_IS = "as-it-is"


@dataclass(frozen=True, slots=True)
class DraftWarning:
    """One doubt: its kind, the words it is about, and how they were understood."""

    kind: WarningKind
    found: str = ""
    taken_as: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A section of a summary as Markdown; `heading` is the text's own, None if it had none."""

    kind: SectionKind
    heading: str | None
    markdown: str


@dataclass(frozen=True, slots=True)
class FactText:
    """What a fact says, before it has an id. `as_of` is `YYYY`, `YYYY-MM` or `YYYY-MM-DD`."""

    text: str
    source: str | None = None
    as_of: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """One bullet of Facts and figures, with an id that outlives corrections of its summary."""

    id: str
    summary_id: str
    text: str
    source: str | None = None
    as_of: str | None = None
    starred: bool = False


@dataclass(frozen=True, slots=True)
class Word:
    """One entry of a vocabulary; None or () where the text does not say."""

    word: str
    part_of_speech: str | None = None
    urdu: str | None = None
    meaning: str | None = None
    synonyms: tuple[str, ...] = ()
    antonyms: tuple[str, ...] = ()
    example: str | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """One multiple-choice question; `answer` is the right option's letter, A for the first."""

    text: str
    options: tuple[str, ...]
    answer: str | None = None
    explanation: str | None = None

    def lettered(self) -> Iterator[tuple[str, str]]:
        """Yield the options, each with its letter."""
        return ((chr(ord("A") + place), option) for place, option in enumerate(self.options))


@dataclass(frozen=True, slots=True)
class SubjectTopics:
    """One CSS subject of a summary, and the topics that it names under it."""

    subject_id: str
    topics: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Summary:
    """One editorial summary with everything that belongs to it.

    `by_reader` names the fields whose values are the reader's own, which no import replaces.
    """

    id: str
    title: str | None
    author: str | None
    publication: str | None
    category: str | None
    published_on: date | None
    posted_on: date | None
    source: str
    subjects: tuple[SubjectTopics, ...]
    sections: tuple[Section, ...]
    facts: tuple[Fact, ...]
    warnings: tuple[DraftWarning, ...]
    revision_id: str
    state: ReadingState
    starred: bool
    read_position: int
    imported_at: datetime
    deleted_at: datetime | None
    vocabulary: tuple[Word, ...] = ()
    questions: tuple[Question, ...] = ()
    alternate_of: str | None = None
    form: Form = Form.UNDERSTOOD
    by_reader: tuple[str, ...] = ()

    @property
    def date(self) -> date | None:
        """The date to show: that of the article if known, else that of the post."""
        return self.published_on or self.posted_on


@dataclass(frozen=True, slots=True)
class SummaryRow:
    """What a list shows of a summary; `opening` is shown instead of a missing title."""

    id: str
    title: str | None
    author: str | None
    publication: str | None
    date: date | None
    state: ReadingState
    starred: bool
    opening: str = ""
    form: Form = Form.UNDERSTOOD
