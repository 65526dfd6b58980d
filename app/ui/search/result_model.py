"""The rows of an answer: headings, hits, and where there are more of a kind than are shown."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QWidget

from app.core.search.kinds import HitKind
from app.core.search.results.results import Hit, Results
from app.ui.search.facet_values import KIND_NAMES

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
PICKED_ROLE: Final = Qt.ItemDataRole.UserRole + 2
# So many are shown more at once at most: each has to be laid out.
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
    """The line above what was only found by putting a typing error right."""

    meant: str


@dataclass(frozen=True, slots=True)
class More:
    """The line below a group of which there is more: how many will be shown then."""

    kind: HitKind
    total: int
    wanted: int

    @property
    def name(self) -> str:
        """What the line says."""
        what = KIND_NAMES[self.kind].lower()
        if self.wanted == self.total:
            return f"Show all {self.total:,} {what}"
        return f"Show {self.wanted:,} of {self.total:,} {what}"


Row = Header | LikelyHeader | More | Hit


def key_of(hit: Hit) -> HitKey:
    """Return by what a hit is known in the next answer."""
    return hit.kind, hit.id


class ResultModel(QAbstractListModel):
    """Headings and hits, group after group: the group with the best hit first.

    Hits can be picked for acts on many at once; those that the next answer has stay picked.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._picked: set[HitKey] = set()

    def set_results(self, results: Results) -> None:
        """Show another answer."""
        self.beginResetModel()
        self._rows = list(_rows(results))
        self._picked &= {key_of(hit) for hit in self.hits()}
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._rows = []
        self._picked.clear()
        self.endResetModel()

    def hits(self) -> Iterator[Hit]:
        """Yield the hits from top to bottom."""
        return (row for row in self._rows if isinstance(row, Hit))

    @property
    def picked(self) -> list[Hit]:
        """The hits that are picked, from top to bottom."""
        return [hit for hit in self.hits() if key_of(hit) in self._picked]

    def pick(self, numbers: Iterable[int], *, picked: bool = True) -> None:
        """Pick the hits of these rows, or let go of them."""
        for number in numbers:
            row = self._rows[number]
            if isinstance(row, Hit):
                (self._picked.add if picked else self._picked.discard)(key_of(row))
        self._announce()

    def let_go(self) -> None:
        """Let go of all that is picked."""
        self._picked.clear()
        self._announce()

    def restore_picked(self, picked: Iterable[HitKey]) -> None:
        """Pick what was picked in an answer that comes back."""
        self._picked = set(picked) & {key_of(hit) for hit in self.hits()}
        self._announce()

    def is_picked(self, number: int) -> bool:
        """Say whether the hit of a row is picked."""
        row = self._rows[number]
        return isinstance(row, Hit) and key_of(row) in self._picked

    def row_of(self, hit: Hit) -> int:
        """Return the row of a hit that may have been found anew, -1 if it is not there."""
        return self.row_of_key(key_of(hit))

    def row_of_key(self, key: HitKey) -> int:
        """Return the row of the hit with this key, -1 if it is not there."""
        rows = enumerate(self._rows)
        return next((n for n, row in rows if isinstance(row, Hit) and key_of(row) == key), -1)

    def row(self, number: int) -> Row:
        """Return what stands in a row."""
        return self._rows[number]

    def is_stop(self, number: int) -> bool:
        """Say whether the keyboard stops at a row."""
        return isinstance(self._rows[number], Hit | More)

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are, headings included."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let headings not be chosen."""
        if self.is_stop(index.row()):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a row, or what is read out for it."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == PICKED_ROLE:
            return self.is_picked(index.row())
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        match row:
            case Header():
                return f"{KIND_NAMES[row.kind]}, {row.total}"
            case LikelyHeader():
                return f"Found for “{row.meant}”"
            case More():
                return row.name
        picked = "selected, " if self.is_picked(index.row()) else ""
        return f"{picked}{row.kind.value}: {row.excerpt.text} – {row.title}"

    def _announce(self) -> None:
        if self._rows:
            self.dataChanged.emit(self.index(0), self.index(len(self._rows) - 1), [PICKED_ROLE])


def _rows(results: Results) -> Iterator[Row]:
    """Yield the groups of what was found as typed, then of what was only likely meant."""
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
