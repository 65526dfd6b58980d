"""What became of a draft that was accepted."""

from dataclasses import dataclass
from enum import StrEnum

from app.core.notes.shared_annotations import NOTHING, Received


class Outcome(StrEnum):
    """What became of a draft."""

    ADDED = "added"
    RESTORED = "restored"
    CORRECTED = "corrected"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class Accepted:
    """What became of a draft, and the summary it is now, or is a double of.

    `received` are the highlights and notes that came with it.
    """

    outcome: Outcome
    summary_id: str
    received: Received = NOTHING

    @property
    def came(self) -> bool:
        """Whether the library has a summary more than before."""
        return self.outcome in (Outcome.ADDED, Outcome.RESTORED)
