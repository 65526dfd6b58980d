"""The id of a library: by it a search index knows which library it belongs to."""

import hashlib
import os

from app.core.storage.database import Database
from app.core.storage.ids import new_id


def library_id(database: Database) -> str:
    """Return the id of the library in a database, made when it is first asked for."""
    found: str | None = database.value("SELECT value FROM meta WHERE key = 'library_id'")
    if found:
        return found
    if database.read_only:
        # Of a Bayaz that gave none: one by its place must do.
        return hashlib.sha256(os.fsencode(database.path)).hexdigest()[:32]
    made = new_id()
    with database.transaction():
        database.write("INSERT INTO meta (key, value) VALUES ('library_id', ?)", (made,))
    return made


def set_library_id(database: Database, own_id: str) -> None:
    """Give a library that is made anew the id of the one whose place it takes."""
    with database.transaction():
        database.write(
            "INSERT OR REPLACE INTO meta (key, value) VALUES ('library_id', ?)", (own_id,)
        )
