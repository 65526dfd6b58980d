"""The texts of a batch that were set aside: those that wait, and those the reader took as they are.

What is put back waits again where it stood before.
"""

from collections.abc import Iterable, Sequence

from app.core.importing.drafting.batch import Rejection


class AsideTexts:
    """Keeps the texts in the order in which they came, and what was taken in which act."""

    def __init__(self, came: Iterable[Rejection] = ()) -> None:
        self._waiting = list(came)
        self._places = {id(one): place for place, one in enumerate(self._waiting)}
        self._acts: list[list[Rejection]] = []

    @property
    def waiting(self) -> Sequence[Rejection]:
        """The texts that are still set aside."""
        return self._waiting

    @property
    def taken(self) -> Sequence[Rejection]:
        """The texts that were taken."""
        return [one for act in self._acts for one in act]

    def take(self, chosen: Sequence[Rejection]) -> None:
        """Take texts as they are, in one act."""
        if chosen:
            self._waiting = _without(self._waiting, chosen)
            self._acts.append(list(chosen))

    def last_taken(self, present: Iterable[Rejection]) -> Sequence[Rejection]:
        """Return what the last act took that is still among these; empty without any."""
        ids = {id(one) for one in present}
        there = ([one for one in act if id(one) in ids] for act in reversed(self._acts))
        return next(filter(None, there), ())

    def put_back(self, taken: Sequence[Rejection]) -> None:
        """Set texts aside again that were taken."""
        left = (_without(act, taken) for act in self._acts)
        self._acts = [act for act in left if act]
        self._waiting = sorted((*self._waiting, *taken), key=lambda one: self._places[id(one)])

    def leave_out(self, one: Rejection) -> None:
        """Leave out a text that waits, for good."""
        self._waiting = _without(self._waiting, (one,))


def _without(texts: Iterable[Rejection], gone: Iterable[Rejection]) -> list[Rejection]:
    # By identity: two texts of one chat may be the same, and comparing texts takes long.
    ids = {id(one) for one in gone}
    return [one for one in texts if id(one) not in ids]
