"""What became of a draft that was accepted."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.notes.imported_annotations import NOTHING, ImportedAnnotations


class Outcome(StrEnum):
    """What became of a draft."""

    ADDED = "added"
    RESTORED = "restored"
    CORRECTED = "corrected"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a draft, and the id of the summary that it is now or is a duplicate of.

    `received` are the highlights and notes that came with it.
    """

    outcome: Outcome
    summary_id: str
    received: ImportedAnnotations = NOTHING

    @property
    def is_new(self) -> bool:
        """Whether the library has one more summary than before."""
        return self.outcome in (Outcome.ADDED, Outcome.RESTORED)
