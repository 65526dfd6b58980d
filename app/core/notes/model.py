"""Highlights, notes and links as frozen records."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final


class Colour(StrEnum):
    """What a passage can be marked with: five colours and an underline."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    PINK = "pink"
    VIOLET = "violet"
    UNDERLINE = "underline"


class LinkKind(StrEnum):
    """What a note can be linked to."""

    SUMMARY = "summary"
    HIGHLIGHT = "highlight"
    FACT = "fact"
    SUBJECT = "subject"
    TOPIC = "topic"
    NOTE = "note"


CONTEXT_LENGTH: Final = 48


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a highlight points: its words, what stands around them, and where that was.

    `start` counts code points in the text of the revision; None marks an orphan, whose passage
    is gone. `heading` is that of its section.
    """

    revision_id: str
    start: int | None
    quote: str
    prefix: str = ""
    suffix: str = ""
    heading: str | None = None
    fact_id: str | None = None

    @property
    def end(self) -> int:
        """The offset behind the passage; 0 for an orphan."""
        return 0 if self.start is None else self.start + len(self.quote)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A marked passage of a summary.

    `origin` names who it is from when it came in a pack ('' without a name); the reader's own
    have None.
    """

    id: str
    summary_id: str
    colour: Colour
    anchor: Anchor
    created_at: datetime
    updated_at: datetime
    origin: str | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """One end of a link: what a note points to."""

    kind: LinkKind
    id: str


@dataclass(frozen=True, slots=True)
class Note:
    """A note in Markdown, with what it is linked to, in order; `origin` as in Highlight."""

    id: str
    body: str
    links: tuple[Link, ...]
    created_at: datetime
    updated_at: datetime
    origin: str | None = None

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids of the subjects it is linked to, itself or by a topic."""
        by_topic = (topic_id.partition("/")[0] for topic_id in self.linked(LinkKind.TOPIC))
        return tuple(dict.fromkeys((*self.linked(LinkKind.SUBJECT), *by_topic)))

    def linked(self, kind: LinkKind) -> tuple[str, ...]:
        """Return the ids of what the note is linked to of one kind."""
        return tuple(link.id for link in self.links if link.kind is kind)


@dataclass(frozen=True, slots=True)
class MovedLink:
    """A link of a note that went from one highlight to another when these were joined."""

    note_id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class HighlightChange:
    """What an act did to highlights: how they were, how they are, which links moved along.

    Whatever is in `before` and not in `after` has gone to the trash.
    """

    before: tuple[Highlight, ...] = ()
    after: tuple[Highlight, ...] = ()
    moved: tuple[MovedLink, ...] = ()

    def reversed(self) -> "HighlightChange":
        """Return the change that undoes this one."""
        moved = tuple(replace(move, source=move.target, target=move.source) for move in self.moved)
        return HighlightChange(self.after, self.before, moved)

    @property
    def summary_ids(self) -> frozenset[str]:
        """The summaries whose highlights it touches."""
        return frozenset(highlight.summary_id for highlight in (*self.before, *self.after))
