"""Where the reader has been: back and forward, as in a browser."""

from dataclasses import dataclass
from enum import StrEnum


class PlaceKind(StrEnum):
    """What can fill the centre of the window."""

    WELCOME = "welcome"
    SUMMARY = "summary"
    SEARCH = "search"
    NOTEBOOK = "notebook"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class Place:
    """A place to go back to: a summary at an offset in its text, or the words of a search."""

    kind: PlaceKind
    summary_id: str = ""
    offset: int = 0
    words: str = ""


class History:
    """The places before and after the present one."""

    def __init__(self) -> None:
        self._back: list[Place] = []
        self._forward: list[Place] = []

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place to go back to."""
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place to go forward to."""
        return bool(self._forward)

    def leave(self, place: Place) -> None:
        """Remember a place that the reader leaves for a new one."""
        if place.kind is PlaceKind.WELCOME or (self._back and self._back[-1] == place):
            return
        self._back.append(place)
        self._forward.clear()

    def back(self, present: Place) -> Place | None:
        """Return the previous place; `forward` will return to the present one."""
        if not self._back:
            return None
        self._forward.append(present)
        return self._back.pop()

    def forward(self, present: Place) -> Place | None:
        """Return the next place; `back` will return to the present one."""
        if not self._forward:
            return None
        self._back.append(present)
        return self._forward.pop()
