"""Which records have changed since when, so that the search index can follow.

Triggers write the list in the transaction of the change itself, so no change can be missed.
"""

from dataclasses import dataclass

from app.core.storage.database import Database


@dataclass(frozen=True, slots=True)
class Change:
    """A record that was added, changed or removed; numbers rise with time."""

    number: int
    kind: str
    record_id: str


def changes_after(database: Database, number: int, limit: int) -> list[Change]:
    """Return the changes after a number, the oldest first; after 0, every record there is."""
    rows = database.all(
        "SELECT number, kind, record_id FROM change WHERE number > ? ORDER BY number LIMIT ?",
        (number, limit),
    )
    return [Change(row["number"], row["kind"], row["record_id"]) for row in rows]


def last_change(database: Database) -> int:
    """Return the number of the latest change, 0 when there was none."""
    number: int = database.value("SELECT coalesce(max(number), 0) FROM change")
    return number


def count_changes_after(database: Database, number: int) -> int:
    """Return how many records changed after a number."""
    count: int = database.value("SELECT count(*) FROM change WHERE number > ?", (number,))
    return count
