"""A disk that is full, for one open library: SQLite itself finds no page for what is written."""

from app.core.workspace import Workspace

_EVENTS = ("INSERT", "UPDATE", "DELETE")
# More than the pages that SQLite may have free in the file, or is left for some rows.
_MORE_THAN_FREE = 4_000_000
_FOR_ROWS = 500
_UNLIMITED = 1_073_741_823


class FullDisk:
    """Lets every write to a library fail as on a full disk, or those to one table only.

    A trigger asks for more pages than the file may have, so that SQLite raises SQLITE_FULL in the
    middle of the transaction, whatever is written.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.connection = workspace._db._connection  # noqa: SLF001 - no part of it fails by itself
        self.connection.execute("CREATE TABLE IF NOT EXISTS filler (bytes BLOB)")

    def fill(self, table: str = "", *, rows: int = 0) -> None:
        """Fill the disk, or let only the writes to one table find it full.

        With `rows` there is room until the table has so many.
        """
        run = self.connection.execute
        (pages,) = run("PRAGMA page_count").fetchone()
        run(f"PRAGMA max_page_count = {pages + (_FOR_ROWS if rows else 0)}")
        for name in [table] if table else self._tables():
            for event in ("INSERT",) if rows else _EVENTS:
                run(
                    f"CREATE TEMP TRIGGER IF NOT EXISTS full_{name}_{event} BEFORE {event}"
                    f" ON main.{name} WHEN (SELECT count(*) FROM {name}) >= {rows} BEGIN"
                    f" INSERT INTO filler VALUES (zeroblob({_MORE_THAN_FREE})); END"
                )

    def make_room(self) -> None:
        """Let everything be written again."""
        run = self.connection.execute
        run(f"PRAGMA max_page_count = {_UNLIMITED}")
        names = run("SELECT name FROM temp.sqlite_schema WHERE type = 'trigger'").fetchall()
        for (name,) in names:
            run(f"DROP TRIGGER temp.{name}")

    def _tables(self) -> list[str]:
        rows = self.connection.execute(
            "SELECT name FROM main.sqlite_schema WHERE type = 'table'"
            " AND name NOT IN ('filler') AND name NOT LIKE 'sqlite_%'"
        )
        return [name for (name,) in rows.fetchall()]
