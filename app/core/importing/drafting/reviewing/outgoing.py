"""What a review has handed out to be stored, and what became of it."""

from collections.abc import Sequence
from dataclasses import replace

from app.core.importing.drafting.review import ReviewItem, offered_of
from app.core.importing.outcome import Accepted, Outcome


class Outgoing:
    """The drafts on their way into the library; what was not stored comes back.

    `unstored`: whether something could not be stored when the reader wanted it.
    """

    def __init__(self) -> None:
        self.unstored = False
        self._items: list[ReviewItem] = []
        self._accepted: list[Accepted] = []

    def hand_out(self, items: Sequence[ReviewItem]) -> None:
        """Remember the drafts that are to be stored now."""
        self._items = list(items)

    def accept(self, accepted: Sequence[Accepted]) -> bool:
        """Remember what became of one draft; return whether anything did."""
        self.unstored = not accepted
        self._accepted += accepted
        return bool(accepted)

    def come_back(self, accepted: Sequence[Accepted]) -> tuple[list[ReviewItem], list[ReviewItem]]:
        """Remember what became of the first ones handed out, and return the others.

        These are those that were not stored, and those that would have corrected a text unasked.
        """
        items, self._items = self._items, []
        self._accepted += [one for one in accepted if one.outcome is not Outcome.OFFERED]
        left = items[len(accepted) :]
        self.unstored = bool(left)
        offered = offered_of(items, accepted)
        return left, [replace(item, edited=True, offered=True) for item in offered]

    def drop(self) -> None:
        """Let nothing come back any more; what was accepted stays."""
        self._items, self.unstored = [], False

    def finish(self) -> list[Accepted]:
        """Return all that was accepted, and begin anew."""
        self.drop()
        accepted, self._accepted = self._accepted, []
        return accepted
