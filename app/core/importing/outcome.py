"""What became of drafts that were accepted, of summaries that were corrected, and what waits."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.core.library.model import Summary
from app.core.notes.imported_annotations import NOTHING, ImportedAnnotations
from app.core.notes.model import HighlightChange

_NO_MARKS: Final = HighlightChange()


class Outcome(StrEnum):
    """What became of a draft; `updated`: the summary there took over its details.

    `offered`: nothing yet, for it would correct a text, and only the reader may let it.
    """

    ADDED = "added"
    RESTORED = "restored"
    CORRECTED = "corrected"
    UPDATED = "updated"
    DUPLICATE = "duplicate"
    OFFERED = "offered"


class Unchanged(StrEnum):
    """Why understanding a summary again changes nothing."""

    SAME = "same"
    SEVERAL = "several"
    NONE = "none"
    NO_SOURCE = "no-source"


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a spelling of a field became `before` a correction and becomes since; None: nothing."""

    field: str
    key: str
    before: str | None
    since: str | None


@dataclass(frozen=True, slots=True)
class Correction:
    """A summary `before` it was corrected and `after`, what that did to its highlights, and taught.

    Both have the same revision if only details were corrected.
    """

    before: Summary
    after: Summary
    marks: HighlightChange = _NO_MARKS
    lessons: tuple[Lesson, ...] = ()

    @property
    def changes_text(self) -> bool:
        """Whether the text is another one."""
        return self.before.revision_id != self.after.revision_id

    @property
    def lost(self) -> int:
        """How many highlights lost their passage."""
        placed = {mark.id for mark in self.marks.before if mark.anchor.start is not None}
        return sum(mark.id in placed and mark.anchor.start is None for mark in self.marks.after)


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a draft, and the id of the summary that it is now or is a duplicate of.

    `received` are the highlights and notes that came with it, `correction` is what it corrected,
    `lessons` are what the reader's corrections of it taught.
    """

    outcome: Outcome
    summary_id: str
    received: ImportedAnnotations = NOTHING
    correction: Correction | None = None
    lessons: tuple[Lesson, ...] = ()

    @property
    def is_new(self) -> bool:
        """Whether the library has one more summary than before."""
        return self.outcome in (Outcome.ADDED, Outcome.RESTORED)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much of a batch waits for the reader's eye, by what it is.

    `corrections` are certain, but change a text that the reader has.
    """

    doubtful: int = 0
    as_it_is: int = 0
    set_aside: int = 0
    refused: int = 0
    corrections: int = 0

    def __bool__(self) -> bool:
        """Return whether anything waits."""
        return self.total > 0

    @property
    def total(self) -> int:
        """How much waits in all."""
        return self.doubtful + self.as_it_is + self.set_aside + self.refused + self.corrections


def received(accepted: Iterable[Accepted]) -> ImportedAnnotations:
    """Return the highlights and notes that came with several drafts."""
    return sum((item.received for item in accepted), NOTHING)
