"""The texts of a batch that were set aside: those that wait, were taken as they are, or left out.

What is put back or brought back waits again where it stood before.
"""

from collections.abc import Iterable, Sequence

from app.core.importing.drafting.batch import Rejection


class AsideTexts:
    """Keeps the texts in the order in which they came."""

    def __init__(self, came: Iterable[Rejection] = ()) -> None:
        self._waiting = list(came)
        self._places = {id(one): place for place, one in enumerate(self._waiting)}
        self._taken: list[Rejection] = []
        self._left_out: list[Rejection] = []

    @property
    def waiting(self) -> Sequence[Rejection]:
        """The texts that are still set aside."""
        return self._waiting

    @property
    def taken(self) -> Sequence[Rejection]:
        """The texts that were taken."""
        return self._taken

    @property
    def left_out(self) -> Sequence[Rejection]:
        """The texts that were left out."""
        return self._left_out

    def take(self, chosen: Sequence[Rejection]) -> None:
        """Take texts as they are."""
        self._waiting = _without(self._waiting, chosen)
        self._taken += chosen

    def put_back(self, taken: Sequence[Rejection]) -> None:
        """Set texts aside again that were taken."""
        self._taken = _without(self._taken, taken)
        self._wait_again(taken)

    def leave_out(self, one: Rejection) -> None:
        """Leave out a text that waits."""
        self._waiting = _without(self._waiting, (one,))
        self._left_out.append(one)

    def bring_back(self, left_out: Sequence[Rejection]) -> None:
        """Let texts wait again that were left out."""
        self._left_out = _without(self._left_out, left_out)
        self._wait_again(left_out)

    def _wait_again(self, texts: Sequence[Rejection]) -> None:
        self._waiting = sorted((*self._waiting, *texts), key=lambda one: self._places[id(one)])


def _without(texts: Iterable[Rejection], gone: Iterable[Rejection]) -> list[Rejection]:
    # By identity: two texts of one chat may be the same, and comparing texts takes long.
    ids = {id(one) for one in gone}
    return [one for one in texts if id(one) not in ids]
