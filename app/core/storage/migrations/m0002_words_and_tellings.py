"""Version 2: the words of a vocabulary as records, and several tellings of one article.

`telling_of` is NULL for a summary that stands for itself, or for its article; the other tellings
point at that one. `title_key` is the title as it is compared (see `app.core.text_key`).
"""

from typing import Final

STATEMENTS: Final = (
    "ALTER TABLE summary ADD COLUMN telling_of TEXT",
    "ALTER TABLE summary ADD COLUMN title_key TEXT NOT NULL DEFAULT ''",
    "UPDATE summary SET title_key = lower(trim(coalesce(title, '')))",
    "CREATE INDEX summary_by_title ON summary (title_key) WHERE title_key <> ''",
    "CREATE INDEX summary_by_telling ON summary (telling_of) WHERE telling_of IS NOT NULL",
    # `synonyms` and `antonyms` are JSON lists.
    """
    CREATE TABLE word (
        summary_id TEXT NOT NULL REFERENCES summary (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        word TEXT NOT NULL,
        part_of_speech TEXT,
        urdu TEXT,
        meaning TEXT,
        synonyms TEXT NOT NULL DEFAULT '[]',
        antonyms TEXT NOT NULL DEFAULT '[]',
        example TEXT,
        PRIMARY KEY (summary_id, position)
    ) STRICT, WITHOUT ROWID
    """,
)
