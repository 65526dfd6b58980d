"""The rows of an answer: headings, hits, and lines that show more of a kind."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject, Qt

from app.core.search.kinds import HitKind
from app.core.search.results.results import Hit, Results
from app.ui.search.facet_values import KIND_NAMES
from app.ui.widgets.row_list import Index, RowModel

PICKED_ROLE: Final = Qt.ItemDataRole.UserRole + 2
# How many more are shown at once: each has to be laid out.
_MORE: Final = 500

# By what a hit is known in the next answer.
HitKey = tuple[HitKind, str]


@dataclass(frozen=True, slots=True)
class Header:
    """The heading of a group: what it holds, how many there are and how many are shown."""

    kind: HitKind
    total: int
    shown: int


@dataclass(frozen=True, slots=True)
class LikelyHeader:
    """The line above hits that were only found by correcting a typing error."""

    meant: str


@dataclass(frozen=True, slots=True)
class More:
    """The line below a group that has more hits: how many will be shown then."""

    kind: HitKind
    total: int
    wanted: int

    @property
    def name(self) -> str:
        """The text of the line."""
        what = KIND_NAMES[self.kind].lower()
        if self.wanted == self.total:
            return f"Show all {self.total:,} {what}"
        return f"Show {self.wanted:,} of {self.total:,} {what}"


Row = Header | LikelyHeader | More | Hit


def key_of(hit: Hit) -> HitKey:
    """Return the key that identifies a hit in the next answer."""
    return hit.kind, hit.id


class ResultModel(RowModel[Row]):
    """Headings and hits, group after group: the group with the best hit first.

    Hits can be picked for acts on many at once; those that the next answer has stay picked.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._picked: set[HitKey] = set()

    def set_results(self, results: Results) -> None:
        """Show another answer."""
        rows = list(_rows(results))
        self._picked &= {key_of(row) for row in rows if isinstance(row, Hit)}
        self.set_rows(rows)

    def clear(self) -> None:
        """Show nothing."""
        self._picked.clear()
        self.set_rows(())

    def hits(self) -> Iterator[Hit]:
        """Yield the hits from top to bottom."""
        return (row for row in self._rows if isinstance(row, Hit))

    @property
    def picked(self) -> list[Hit]:
        """The selected hits, from top to bottom."""
        return [hit for hit in self.hits() if key_of(hit) in self._picked]

    def pick(self, numbers: Iterable[int], *, picked: bool = True) -> None:
        """Select the hits in these rows, or deselect them."""
        for number in numbers:
            row = self._rows[number]
            if isinstance(row, Hit):
                (self._picked.add if picked else self._picked.discard)(key_of(row))
        self._announce()

    def let_go(self) -> None:
        """Select nothing."""
        self._picked.clear()
        self._announce()

    def restore_picked(self, picked: Iterable[HitKey]) -> None:
        """Select what was selected when this answer was last shown."""
        self._picked = set(picked) & {key_of(hit) for hit in self.hits()}
        self._announce()

    def is_picked(self, number: int) -> bool:
        """Return whether the hit in a row is selected."""
        row = self._rows[number]
        return isinstance(row, Hit) and key_of(row) in self._picked

    def row_of(self, hit: Hit) -> int:
        """Return the row of a hit, which may come from another answer; -1 if it is not there."""
        return self.row_of_key(key_of(hit))

    def row_of_key(self, key: HitKey) -> int:
        """Return the row of the hit with this key, -1 if it is not there."""
        rows = enumerate(self._rows)
        return next((n for n, row in rows if isinstance(row, Hit) and key_of(row) == key), -1)

    def is_stop(self, number: int) -> bool:
        """Return whether the arrow keys stop at a row."""
        return isinstance(self._rows[number], Hit | More)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Return the flags of a row; headings cannot be selected."""
        if self.is_stop(index.row()):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return whether a row is selected, or what every list knows about a row."""
        if role == PICKED_ROLE:
            return self.is_picked(index.row())
        return super().data(index, role)

    def text(self, number: int) -> str:
        """Return the text of a heading, a hit or a line that shows more."""
        match row := self.row(number):
            case Header():
                return f"{KIND_NAMES[row.kind]}, {row.total}"
            case LikelyHeader():
                return f"Found for “{row.meant}”"
            case More():
                return row.name
        picked = "selected, " if self.is_picked(number) else ""
        return f"{picked}{row.kind.value}: {row.excerpt.text} – {row.title}"

    def tip(self, _number: int) -> None:
        """Return nothing: a hit says enough."""
        return

    def _announce(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [PICKED_ROLE])


def _rows(results: Results) -> Iterator[Row]:
    """Yield the groups of hits found as typed, then of those found by a likely correction."""
    exact = [hit for hit in results.hits if not hit.corrected]
    likely = [hit for hit in results.hits if hit.corrected]
    # What is found as typed is shown whole before anything else is looked for.
    known = {kind: sum(hit.kind is kind for hit in exact) for kind in HitKind} if likely else {}
    yield from _groups(exact, known or results.counts)
    if likely:
        yield LikelyHeader(results.did_you_mean or "")
        left = {kind: total - known[kind] for kind, total in results.counts.items()}
        yield from _groups(likely, left)


def _groups(hits: list[Hit], totals: dict[HitKind, int]) -> Iterator[Row]:
    for kind in dict.fromkeys(hit.kind for hit in hits):
        group = [hit for hit in hits if hit.kind is kind]
        total = totals[kind]
        yield Header(kind, total, len(group))
        yield from group
        if total > len(group):
            yield More(kind, total, min(total, len(group) + _MORE))
