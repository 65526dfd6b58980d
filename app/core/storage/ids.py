"""Ids of records: made once, never reused; a user may shorten them."""

from typing import Final

from app.core.errors import AmbiguousIdError, NotFoundError
from app.core.storage.database import Database

_TABLES: Final = ("summary", "fact", "highlight", "note")


def new_id() -> str:
    """Return an id that no other machine will ever make."""
    import uuid

    return str(uuid.uuid4())


def derived_id(*parts: str) -> str:
    """Return the id that these parts give on every machine, and no other parts give."""
    import uuid

    return str(uuid.uuid5(uuid.NAMESPACE_OID, "\n".join(("bayaz", *parts))))


def full_id(database: Database, kind: str, short: str) -> str:
    """Return the id of the record of this kind that begins with `short`.

    Raises NotFoundError when there is none, AmbiguousIdError when there are several.
    """
    assert kind in _TABLES, kind
    rows = database.all(
        f"SELECT id FROM {kind} WHERE substr(id, 1, ?) = ? LIMIT 2",
        (len(short), short),
    )
    if not rows or not short:
        raise NotFoundError(kind, short)
    if len(rows) > 1:
        raise AmbiguousIdError(kind, short)
    found: str = rows[0]["id"]
    return found
