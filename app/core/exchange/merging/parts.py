"""The rows of a record: which is its own, how they are told apart, in which order they stand."""

from typing import Any

from app.core.exchange.merging.groups import main_row, main_table
from app.core.storage.records.record_parts import PARTS
from app.core.storage.records.record_reader import Record


def main_of(kind: str, record: Record) -> dict[str, Any]:
    """Return a record's own row to write into; of a reading that has none it is made."""
    row = main_row(kind, record)
    record[main_table(kind)] = [row]
    return row


def row_key(kind: str, table: str, row: dict[str, Any]) -> tuple[str, ...]:
    """Return what tells the rows of one table of a record apart."""
    return tuple(_sortable(row.get(name)) for name in _key(kind, table))


def ordered(kind: str, table: str, rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return rows in the order in which they are read from the tables."""
    return sorted(rows, key=lambda row: row_key(kind, table, row))


def _key(kind: str, table: str) -> tuple[str, ...]:
    for part in PARTS.get(kind, ()):
        if part.table == table:
            return part.key
    return ("id",)


def _sortable(value: Any) -> str:
    # Numbers in their order, before texts, as SQLite has them.
    if isinstance(value, int):
        return f"0{value + 2**63:020}"
    return f"1{value}"
