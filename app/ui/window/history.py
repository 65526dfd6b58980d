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
    """A place to go back to: a summary at an offset of its text, or words that were searched."""

    kind: PlaceKind
    summary_id: str = ""
    offset: int = 0
    words: str = ""


class History:
    """The places behind and ahead of the present one."""

    def __init__(self) -> None:
        self._back: list[Place] = []
        self._forward: list[Place] = []

    @property
    def can_go_back(self) -> bool:
        """Whether there is a place behind."""
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a place ahead."""
        return bool(self._forward)

    def leave(self, place: Place) -> None:
        """Remember a place that is left for a new one."""
        if place.kind is PlaceKind.WELCOME or (self._back and self._back[-1] == place):
            return
        self._back.append(place)
        self._forward.clear()

    def back(self, present: Place) -> Place | None:
        """Return the place behind; the present one comes to lie ahead."""
        if not self._back:
            return None
        self._forward.append(present)
        return self._back.pop()

    def forward(self, present: Place) -> Place | None:
        """Return the place ahead; the present one comes to lie behind."""
        if not self._forward:
            return None
        self._back.append(present)
        return self._forward.pop()
