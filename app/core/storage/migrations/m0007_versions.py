"""Version 7: which records were touched, and which versions of a record there are.

Triggers write down what is touched, in the transaction that touches it, whoever writes. From that
follow the journal, from which a library can be rebuilt, and the merge of two libraries.
"""

from typing import Final

# What says how far a summary was read is a record of its own, `reading`: who reads on one machine
# and corrects on another has touched two things.
_READING: Final = "reading_state, starred, read_position, last_read_at"
_SUMMARY: Final = (
    "title, author, publication, category, published_on, posted_on, source, fingerprint, warnings,"
    " revision_id, imported_at, deleted_at, telling_of, title_key, form, by_reader"
)
_FACT: Final = "position, text, source, as_of, retired_at"


def _touch(table: str, event: str, kind: str, record: str, when: str = "1") -> str:
    """Return a trigger that notes that a record was touched; `record` is an expression."""
    name = f"{table}_{event.split(maxsplit=1)[0].lower()}_touches_{kind}"
    return f"""
    CREATE TRIGGER {name} AFTER {event} ON {table} WHEN {when} BEGIN
        INSERT INTO touched (kind, record_id) SELECT '{kind}', {record} WHERE NOT EXISTS
            (SELECT 1 FROM touched WHERE kind = '{kind}' AND record_id = {record});
    END
    """


def _part(table: str, kind: str, record: str, when: str = "1") -> tuple[str, ...]:
    """Return the triggers of a table all of whose rows belong to records of one kind.

    `record` and `when` name the row as ROW.
    """
    return tuple(
        _touch(table, event, kind, record.replace("ROW", row), when.replace("ROW", row))
        for event, row in (("INSERT", "NEW"), ("UPDATE", "NEW"), ("DELETE", "OLD"))
    )


STATEMENTS: Final = (
    """
    CREATE TABLE touched (
        kind TEXT NOT NULL,
        record_id TEXT NOT NULL,
        PRIMARY KEY (kind, record_id)
    ) STRICT, WITHOUT ROWID
    """,
    # `seen` is a JSON object, device to number: which changes of each device the record contains.
    # `siblings` is a JSON list of the versions of which none contains the other, mostly one;
    # `digest` that of the record as it stands in the tables. A record that was deleted keeps its
    # row, so that its deletion is known elsewhere.
    """
    CREATE TABLE version (
        kind TEXT NOT NULL,
        record_id TEXT NOT NULL,
        seen TEXT NOT NULL,
        siblings TEXT NOT NULL,
        digest TEXT NOT NULL,
        PRIMARY KEY (kind, record_id)
    ) STRICT, WITHOUT ROWID
    """,
    _touch("summary", "INSERT", "summary", "NEW.id"),
    _touch("summary", f"UPDATE OF {_SUMMARY}", "summary", "NEW.id"),
    _touch("summary", "DELETE", "summary", "OLD.id"),
    _touch("summary", "INSERT", "reading", "NEW.id"),
    _touch("summary", f"UPDATE OF {_READING}", "reading", "NEW.id"),
    _touch("summary", "DELETE", "reading", "OLD.id"),
    _touch("fact", "INSERT", "summary", "NEW.summary_id"),
    _touch("fact", f"UPDATE OF {_FACT}", "summary", "NEW.summary_id"),
    _touch("fact", "DELETE", "summary", "OLD.summary_id"),
    _touch("fact", "UPDATE OF starred", "reading", "NEW.summary_id"),
    *_part("revision", "summary", "ROW.summary_id"),
    *_part("section", "summary", "ROW.summary_id"),
    *_part("summary_subject", "summary", "ROW.summary_id"),
    *_part("summary_topic", "summary", "ROW.summary_id"),
    *_part("word", "summary", "ROW.summary_id"),
    *_part("question", "summary", "ROW.summary_id"),
    *_part("highlight", "highlight", "ROW.id"),
    *_part("note", "note", "ROW.id"),
    *_part("note_revision", "note", "ROW.note_id"),
    *_part("link", "note", "ROW.source_id", "ROW.source_kind = 'note'"),
    *_part("tag", "note", "ROW.target_id", "ROW.target_kind = 'note'"),
    *_part("tag", "highlight", "ROW.target_id", "ROW.target_kind = 'highlight'"),
    *_part("colour_name", "colour_name", "ROW.colour"),
    *_part("learned_spelling", "learned_spelling", "ROW.field || '/' || ROW.found_key"),
    # What there is already.
    "INSERT INTO touched SELECT 'summary', id FROM summary",
    "INSERT INTO touched SELECT 'reading', id FROM summary",
    "INSERT INTO touched SELECT 'highlight', id FROM highlight",
    "INSERT INTO touched SELECT 'note', id FROM note",
    "INSERT INTO touched SELECT 'colour_name', colour FROM colour_name",
    (
        "INSERT INTO touched SELECT 'learned_spelling', field || '/' || found_key"
        " FROM learned_spelling"
    ),
)
