"""The table that `make torture` prints: what was wanted of each test, and what was found."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Row:
    """One line of the table; `number` is that of the test, or the letter of the finding."""

    number: str
    what: str
    wanted: str
    found: str
    holds: bool


@dataclass
class Table:
    """The rows of one module, printed as they come."""

    rows: list[Row] = field(default_factory=list)

    def add(self, number: str, what: str, wanted: str, found: str, *, holds: bool) -> None:
        self.rows.append(Row(number, what, wanted, found, holds))
        print(f"{'ok  ' if holds else 'FAIL'} {number:>4}  {what}: {found}  (wanted {wanted})")

    @property
    def holds(self) -> bool:
        return all(row.holds for row in self.rows)


Figures = Callable[[], bool]
