"""What is known of a record's versions, as it stands in the library and travels between two.

Read from elsewhere it is taken for foreign: `state_from` refuses whatever is not as it should be.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from app.core.errors import BayazError
from app.core.storage.records.record_reader import Record

_DEVICE: Final = re.compile(r"[0-9A-Za-z:_-]{1,80}")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
MOST_CHANGES: Final = 2**53
# What can be read; half of it is taken in from elsewhere, so that what follows can be read too.
_MOST_DEVICES: Final = 2000
_MOST_SIBLINGS: Final = 400
_MOST_MARKS: Final = 100
MOST_DOTS: Final = 200


class SyncFolderError(BayazError):
    """The folder at `path` cannot be used for an exchange: it is not there, or not writable."""

    def __init__(self, path: Path) -> None:
        super().__init__(str(path))
        self.path = path


class Dot(NamedTuple):
    """One change of a record: the how-manieth change, of which device.

    Numbers rise over all devices that know of each other, so that dots in order are the same order
    everywhere and follow what was seen.
    """

    number: int
    device: str


class ChangeMark(NamedTuple):
    """With which change a part of a record took its value; `digest` is that of the value.

    With several, in order, if it was put together of what they left.
    """

    digest: str
    dots: tuple[Dot, ...]


Seen = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Sibling:
    """A version of a record that no other version of it contains.

    `past` is what its writer had seen of the record. `content` is None for a record that was
    deleted, and for one that is what stands in the tables.
    """

    dot: Dot
    past: Seen
    marks: Mapping[str, ChangeMark] = field(default_factory=dict)
    content: Record | None = None
    deleted: bool = False

    def saw(self, mark: ChangeMark) -> bool:
        """Return whether this version was written by someone who had seen a value."""
        return all(dot == self.dot or covers(self.past, dot) for dot in mark.dots)


@dataclass(frozen=True, slots=True)
class VersionState:
    """All that is known of a record: the changes it contains, and the versions that stand."""

    seen: Seen
    siblings: tuple[Sibling, ...]

    @property
    def live(self) -> tuple[Sibling, ...]:
        """The versions that were not deleted."""
        return tuple(one for one in self.siblings if not one.deleted)

    def same_as(self, other: "VersionState | None") -> bool:
        """Return whether both know the same changes."""
        return other is not None and self.seen == other.seen and self.dots == other.dots

    @property
    def has_room(self) -> bool:
        """Whether no more devices and versions are in it than are taken in from elsewhere."""
        return len(self.seen) <= _MOST_DEVICES // 2 and len(self.siblings) <= _MOST_SIBLINGS // 2

    @property
    def dots(self) -> frozenset[Dot]:
        """The changes whose versions stand."""
        return frozenset(one.dot for one in self.siblings)


@dataclass(frozen=True, slots=True)
class Entry:
    """A record as another library has it, with the content of every version of it."""

    kind: str
    record_id: str
    state: VersionState


@dataclass(frozen=True, slots=True)
class Conflict:
    """A record that was changed in two places at once; both are kept, so it should be looked at.

    `parts` names what differed: see `merging.groups`; "deleted" if it was deleted in one of them.
    """

    kind: str
    record_id: str
    title: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Skipped:
    """A record that was not taken in; `reason` is "refused", "damaged" or "newer".

    It is no record, it is damaged in this library, or a newer Bayaz wrote it.
    """

    kind: str
    record_id: str
    reason: str


@dataclass(slots=True)
class MergeReport:
    """What a merge did; the counts are of records of each kind.

    `damaged_lines` counts what could not be read of the files of other devices.
    """

    added: dict[str, int] = field(default_factory=dict)
    changed: dict[str, int] = field(default_factory=dict)
    removed: dict[str, int] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)
    damaged_lines: int = 0

    def count(self, what: str, kind: str) -> None:
        """Count one record more as "added", "changed" or "removed"."""
        counts = {"added": self.added, "changed": self.changed, "removed": self.removed}[what]
        counts[kind] = counts.get(kind, 0) + 1

    @property
    def nothing(self) -> bool:
        """Whether no record is another than before."""
        return not (self.added or self.changed or self.removed)


def covers(seen: Seen, dot: Dot) -> bool:
    """Return whether a change is among those seen."""
    return seen.get(dot.device, 0) >= dot.number


def siblings_to(state: VersionState) -> list[dict[str, Any]]:
    """Return the versions of a state as JSON has them: see `migrations.m0007_versions`."""
    return [
        {
            "dot": [one.dot.device, one.dot.number],
            "past": dict(one.past),
            "marks": {
                name: mark.digest
                if mark.dots == (one.dot,)
                else [mark.digest, *([dot.device, dot.number] for dot in mark.dots)]
                for name, mark in one.marks.items()
            },
            "content": one.content,
            "deleted": one.deleted,
        }
        for one in state.siblings
    ]


def state_from(seen: Any, siblings: Any) -> VersionState:
    """Return the state that JSON describes; raises ValueError for what is none."""
    known = _seen(seen)
    if not isinstance(siblings, list) or not 0 < len(siblings) <= _MOST_SIBLINGS:
        raise ValueError("siblings")
    found = tuple(sorted(map(_sibling, siblings), key=lambda one: one.dot))
    if not all(covers(known, one.dot) for one in found):
        raise ValueError("a version that was not seen")
    if any(
        known.get(device, 0) < number for one in found for device, number in one.past.items()
    ) or len({one.dot for one in found}) != len(found):
        raise ValueError("versions")
    return VersionState(known, found)


def _sibling(value: Any) -> Sibling:
    if not isinstance(value, dict):
        raise ValueError("sibling")  # noqa: TRY004 - one exception for all that is wrong
    dot = _dot(value.get("dot"))
    deleted = value.get("deleted", False)
    content = value.get("content")
    if not isinstance(deleted, bool) or (deleted and content is not None):
        raise ValueError("deleted")
    past = _seen(value.get("past", {}))
    if covers(past, dot):
        raise ValueError("a version that follows itself")
    marks = value.get("marks", {})
    if not isinstance(marks, dict) or len(marks) > _MOST_MARKS:
        raise ValueError("marks")
    return Sibling(
        dot,
        past,
        {str(name): _mark(mark, dot) for name, mark in marks.items()},
        None if content is None else _content(content),
        deleted,
    )


def _mark(value: Any, own: Dot) -> ChangeMark:
    if isinstance(value, str) and len(value) <= 64:
        return ChangeMark(value, (own,))
    if not isinstance(value, list) or not 1 < len(value) <= MOST_DOTS + 1:
        raise ValueError("mark")
    digest, *dots = value
    if not isinstance(digest, str) or len(digest) > 64:
        raise ValueError("mark")
    return ChangeMark(digest, tuple(sorted(map(_dot, dots))))


def _dot(value: Any) -> Dot:
    if not isinstance(value, list) or len(value) != 2:
        raise ValueError("dot")
    device, number = value
    if not _is_device(device) or not _is_number(number):
        raise ValueError("dot")
    return Dot(number, device)


def _seen(value: Any) -> dict[str, int]:
    if not isinstance(value, dict) or len(value) > _MOST_DEVICES:
        raise ValueError("seen")
    if not all(_is_device(device) and _is_number(number) for device, number in value.items()):
        raise ValueError("seen")
    return value


def _is_device(value: Any) -> bool:
    return isinstance(value, str) and _DEVICE.fullmatch(value) is not None


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 < value < MOST_CHANGES


def _content(value: Any) -> Record:
    """Return rows by table whose cells a table can hold."""
    if not isinstance(value, dict):
        raise ValueError("content")  # noqa: TRY004 - one exception for all that is wrong
    for rows in value.values():
        if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
            raise ValueError("rows")
        if not all(_is_cell(cell) for row in rows for cell in row.values()):
            raise ValueError("cell")
    return value


def _is_cell(value: Any) -> bool:
    if value is None:
        return True
    if isinstance(value, str):
        # Half of a surrogate pair, which JSON can spell, cannot be stored.
        return value.isascii() or _LONE_SURROGATE.search(value) is None
    return isinstance(value, int) and -(2**63) <= value < 2**63
