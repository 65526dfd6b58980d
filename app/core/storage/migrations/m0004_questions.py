"""Version 4: multiple-choice questions as records of the summary near which they stand.

Until now they were left out with a warning; a stored text keeps that warning no longer, since the
questions come with the text when it is imported again.
"""

from typing import Final

STATEMENTS: Final = (
    # `options` is a JSON list in their order; `answer` the letter of the right one, A the first.
    """
    CREATE TABLE question (
        summary_id TEXT NOT NULL REFERENCES summary (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        options TEXT NOT NULL,
        answer TEXT,
        explanation TEXT,
        PRIMARY KEY (summary_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    """
    UPDATE summary SET warnings = (
        SELECT json_group_array(json(value)) FROM json_each(summary.warnings)
        WHERE json_extract(value, '$[0]') <> 'questions-left-out'
    ) WHERE warnings LIKE '%"questions-left-out"%'
    """,
)
