"""Version 6: checksums of records, days of use in the trash, earlier texts of notes by number."""

from typing import Final


def _noted(table: str) -> tuple[str, str]:
    """Return the triggers that keep on which day a record went into the trash."""
    forget = f"DELETE FROM trashed WHERE kind = '{table}' AND record_id ="
    return (
        f"""
        CREATE TRIGGER {table}_trashed AFTER UPDATE OF deleted_at ON {table}
        WHEN (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN
            {forget} NEW.id;
            INSERT INTO trashed (kind, record_id, day)
                SELECT '{table}', NEW.id, coalesce((SELECT cast(value AS INTEGER)
                    FROM meta WHERE key = 'running_day'), 0) WHERE NEW.deleted_at IS NOT NULL;
        END
        """,
        f"""
        CREATE TRIGGER {table}_gone AFTER DELETE ON {table} BEGIN
            {forget} OLD.id;
            DELETE FROM checksum WHERE kind = '{table}' AND record_id = OLD.id;
        END
        """,
    )


_TABLES: Final = ("summary", "note", "highlight")

STATEMENTS: Final = (
    # The SHA-256 of all that a reader can see of a record, by which silent damage is found: see
    # `app.core.storage.checking.checksums`, which writes it.
    """
    CREATE TABLE checksum (
        kind TEXT NOT NULL,
        record_id TEXT NOT NULL,
        digest BLOB NOT NULL,
        PRIMARY KEY (kind, record_id)
    ) STRICT, WITHOUT ROWID
    """,
    # The day on which a record went into the trash, as `app.core.storage.running_days` counts.
    """
    CREATE TABLE trashed (
        kind TEXT NOT NULL,
        record_id TEXT NOT NULL,
        day INTEGER NOT NULL,
        PRIMARY KEY (kind, record_id)
    ) STRICT, WITHOUT ROWID
    """,
    *(
        f"INSERT INTO trashed SELECT '{table}', id, 0 FROM {table} WHERE deleted_at IS NOT NULL"
        for table in _TABLES
    ),
    *(statement for table in _TABLES for statement in _noted(table)),
    # Earlier texts of notes follow each other by their numbers, whatever the clock said.
    """
    CREATE TABLE note_text (
        note_id TEXT NOT NULL REFERENCES note (id) ON DELETE CASCADE,
        number INTEGER NOT NULL,
        saved_at TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (note_id, number)
    ) STRICT, WITHOUT ROWID
    """,
    """
    INSERT INTO note_text SELECT note_id, row_number() OVER
        (PARTITION BY note_id ORDER BY saved_at), saved_at, body FROM note_revision
    """,
    "DROP TABLE note_revision",
    "ALTER TABLE note_text RENAME TO note_revision",
)
