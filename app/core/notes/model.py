"""Highlights, notes and links as frozen records."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Final


class Colour(StrEnum):
    """What a passage can be highlighted with: five colours and an underline."""

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
    """Where a highlight points: its words, the text around them, and their position.

    `start` counts code points in the text of the revision; None marks an orphan, whose passage
    is gone. `prefix` and `suffix` are up to CONTEXT_LENGTH characters before and after the words,
    `heading` that of their section, `fact_id` the fact they belong to.
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
        """The offset just after the passage; 0 for an orphan."""
        return 0 if self.start is None else self.start + len(self.quote)


@dataclass(frozen=True, slots=True)
class Highlight:
    """A highlighted passage of a summary.

    `origin` names the sender when it came in a pack ('' without a name); it is None for the
    reader's own.
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
    """A note in Markdown with its links in order; `origin` as in Highlight."""

    id: str
    body: str
    links: tuple[Link, ...]
    created_at: datetime
    updated_at: datetime
    origin: str | None = None

    @property
    def subjects(self) -> tuple[str, ...]:
        """The ids of the subjects it is linked to, directly or through a topic."""
        by_topic = (topic_id.partition("/")[0] for topic_id in self.linked(LinkKind.TOPIC))
        return tuple(dict.fromkeys((*self.linked(LinkKind.SUBJECT), *by_topic)))

    def linked(self, kind: LinkKind) -> tuple[str, ...]:
        """Return the ids of the linked records of one kind."""
        return tuple(link.id for link in self.links if link.kind is kind)


@dataclass(frozen=True, slots=True)
class MovedLink:
    """A link of a note that moved from one highlight to another when the two were merged."""

    note_id: str
    source: str
    target: str


@dataclass(frozen=True, slots=True)
class HighlightChange:
    """What an edit did to highlights: how they were, how they are, which links moved along.

    A highlight in `before` that is not in `after` has gone to the trash.
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
        """The ids of the summaries whose highlights changed."""
        return frozenset(highlight.summary_id for highlight in (*self.before, *self.after))
