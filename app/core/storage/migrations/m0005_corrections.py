"""Version 5: what the reader corrected, what that teaches, and texts taken as they are."""

from typing import Final

STATEMENTS: Final = (
    # Whether the form of a text was recognised, or it was taken as running text.
    """
    ALTER TABLE summary ADD COLUMN form TEXT NOT NULL DEFAULT 'understood'
        CHECK (form IN ('understood', 'as-it-is'))
    """,
    # A JSON list of the fields whose values are the reader's: no import replaces them.
    "ALTER TABLE summary ADD COLUMN by_reader TEXT NOT NULL DEFAULT '[]'",
    # `found_key` is a spelling as it is compared (see `app.core.text_key`) that imports find in
    # texts, `corrected` what the reader made of it.
    """
    CREATE TABLE learned_spelling (
        field TEXT NOT NULL CHECK (field IN ('author', 'publication')),
        found_key TEXT NOT NULL,
        corrected TEXT NOT NULL,
        PRIMARY KEY (field, found_key)
    ) STRICT, WITHOUT ROWID
    """,
)
