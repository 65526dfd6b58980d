"""Version 1: summaries with their facts and revisions, highlights, notes, links, changes.

Conventions: ids of records are UUIDs, so that libraries from two machines never clash; times are
ISO texts in UTC; `deleted_at` puts a record into the trash; a position counts from 0.
"""

from typing import Final

_TABLES: Final = (
    "CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    # One editorial summary. `fingerprint` is that of its words, by which a double is known;
    # `warnings` is a JSON list of what its understanding left in doubt; `read_position` an offset
    # into the text of its revision.
    """
    CREATE TABLE summary (
        id TEXT PRIMARY KEY,
        title TEXT,
        author TEXT,
        publication TEXT,
        category TEXT,
        published_on TEXT,
        posted_on TEXT,
        source TEXT NOT NULL,
        fingerprint TEXT NOT NULL,
        warnings TEXT NOT NULL DEFAULT '[]',
        revision_id TEXT NOT NULL REFERENCES revision (id) DEFERRABLE INITIALLY DEFERRED,
        reading_state TEXT NOT NULL DEFAULT 'unread'
            CHECK (reading_state IN ('unread', 'reading', 'done')),
        starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
        read_position INTEGER NOT NULL DEFAULT 0,
        last_read_at TEXT,
        imported_at TEXT NOT NULL,
        deleted_at TEXT
    ) STRICT
    """,
    "CREATE INDEX summary_by_fingerprint ON summary (fingerprint)",
    # Every text a summary ever had. `text` is the plain text that anchors count in;
    # `text_hash` its SHA-256, by which silent damage is found; `source_text` what was imported.
    """
    CREATE TABLE revision (
        id TEXT PRIMARY KEY,
        summary_id TEXT NOT NULL REFERENCES summary (id) ON DELETE CASCADE
            DEFERRABLE INITIALLY DEFERRED,
        number INTEGER NOT NULL,
        text TEXT NOT NULL,
        text_hash TEXT NOT NULL,
        source_text TEXT NOT NULL,
        created_at TEXT NOT NULL,
        UNIQUE (summary_id, number)
    ) STRICT
    """,
    # The sections of the current revision. That of the facts holds only the words around them.
    """
    CREATE TABLE section (
        summary_id TEXT NOT NULL REFERENCES summary (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        kind TEXT NOT NULL,
        heading TEXT,
        markdown TEXT NOT NULL,
        PRIMARY KEY (summary_id, position)
    ) STRICT, WITHOUT ROWID
    """,
    # A fact outlives a revision that drops it: `retired_at` hides it, its id and links remain.
    """
    CREATE TABLE fact (
        id TEXT PRIMARY KEY,
        summary_id TEXT NOT NULL REFERENCES summary (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        text TEXT NOT NULL,
        source TEXT,
        as_of TEXT,
        starred INTEGER NOT NULL DEFAULT 0 CHECK (starred IN (0, 1)),
        retired_at TEXT
    ) STRICT
    """,
    "CREATE INDEX fact_by_summary ON fact (summary_id, position)",
    # Topics that are in use: FPSC's headings and those that texts name. The id is
    # 'subject/slug'; subjects themselves ship with the program. `summary_topic.name` is the
    # spelling of the text.
    """
    CREATE TABLE topic (
        id TEXT PRIMARY KEY,
        subject_id TEXT NOT NULL,
        name TEXT NOT NULL
    ) STRICT
    """,
    """
    CREATE TABLE summary_subject (
        summary_id TEXT NOT NULL REFERENCES summary (id) ON DELETE CASCADE,
        subject_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (summary_id, subject_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX summary_subject_by_subject ON summary_subject (subject_id)",
    """
    CREATE TABLE summary_topic (
        summary_id TEXT NOT NULL REFERENCES summary (id) ON DELETE CASCADE,
        topic_id TEXT NOT NULL REFERENCES topic (id),
        name TEXT NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (summary_id, topic_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX summary_topic_by_topic ON summary_topic (topic_id)",
    # A coloured passage. No foreign key to the summary: a highlight outlives it. `start` is an
    # offset into the text of its revision, NULL for an orphan, whose passage is gone; `heading`
    # is that of its section. `fact_id` is set when the passage lies inside one fact.
    """
    CREATE TABLE highlight (
        id TEXT PRIMARY KEY,
        summary_id TEXT NOT NULL,
        revision_id TEXT NOT NULL,
        colour TEXT NOT NULL,
        quote TEXT NOT NULL,
        prefix TEXT NOT NULL,
        suffix TEXT NOT NULL,
        start INTEGER,
        heading TEXT,
        fact_id TEXT,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        deleted_at TEXT
    ) STRICT
    """,
    "CREATE INDEX highlight_by_summary ON highlight (summary_id)",
    # The reader's own names for the colours; one without a row has the name Bayaz gives it.
    "CREATE TABLE colour_name (colour TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID",
    """
    CREATE TABLE note (
        id TEXT PRIMARY KEY,
        body TEXT NOT NULL,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        deleted_at TEXT
    ) STRICT
    """,
    # What a note said before, kept at most once in ten minutes.
    """
    CREATE TABLE note_revision (
        note_id TEXT NOT NULL REFERENCES note (id) ON DELETE CASCADE,
        saved_at TEXT NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (note_id, saved_at)
    ) STRICT, WITHOUT ROWID
    """,
    # From a note (later also from a highlight or a fact) to a summary, highlight, fact, subject,
    # topic or note. No foreign keys: a link survives while its target is in the trash.
    """
    CREATE TABLE link (
        source_kind TEXT NOT NULL,
        source_id TEXT NOT NULL,
        target_kind TEXT NOT NULL,
        target_id TEXT NOT NULL,
        position INTEGER NOT NULL,
        PRIMARY KEY (source_kind, source_id, target_kind, target_id)
    ) STRICT, WITHOUT ROWID
    """,
    "CREATE INDEX link_by_target ON link (target_kind, target_id)",
    # The reader's free words on notes and highlights.
    """
    CREATE TABLE tag (
        name TEXT NOT NULL,
        target_kind TEXT NOT NULL,
        target_id TEXT NOT NULL,
        PRIMARY KEY (name, target_kind, target_id)
    ) STRICT, WITHOUT ROWID
    """,
    # What the search index has yet to hear of. One row a record: a newer change replaces the
    # older one and takes a higher number, so the table never grows beyond the records.
    """
    CREATE TABLE change (
        number INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        record_id TEXT NOT NULL,
        UNIQUE (kind, record_id)
    ) STRICT
    """,
)


def _noted(table: str, event: str, kind: str, record: str, when: str = "1") -> str:
    """Return a trigger that notes a change in the same transaction, whoever writes.

    It deletes and inserts, for OR REPLACE would give way to the outer statement's own OR clause.
    """
    name = f"{table}_{event.split(maxsplit=1)[0].lower()}_noted"
    return f"""
    CREATE TRIGGER {name} AFTER {event} ON {table} WHEN {when} BEGIN
        DELETE FROM change WHERE kind = '{kind}' AND record_id = {record};
        INSERT INTO change (kind, record_id) VALUES ('{kind}', {record});
    END
    """


# Reading (state, star, position) is left out: it changes nothing that is searched for.
_SEARCHED: Final = (
    "UPDATE OF title, author, publication, published_on, posted_on, revision_id, deleted_at"
)

_TRIGGERS: Final = (
    _noted("summary", "INSERT", "summary", "NEW.id"),
    _noted("summary", _SEARCHED, "summary", "NEW.id"),
    _noted("summary", "DELETE", "summary", "OLD.id"),
    _noted("fact", "UPDATE OF text, source, as_of, retired_at", "summary", "NEW.summary_id"),
    _noted("summary_subject", "INSERT", "summary", "NEW.summary_id"),
    _noted("summary_subject", "DELETE", "summary", "OLD.summary_id"),
    _noted("highlight", "INSERT", "highlight", "NEW.id"),
    _noted("highlight", "UPDATE", "highlight", "NEW.id"),
    _noted("highlight", "DELETE", "highlight", "OLD.id"),
    _noted("note", "INSERT", "note", "NEW.id"),
    _noted("note", "UPDATE", "note", "NEW.id"),
    _noted("note", "DELETE", "note", "OLD.id"),
    _noted("link", "INSERT", "note", "NEW.source_id", when="NEW.source_kind = 'note'"),
    _noted("link", "DELETE", "note", "OLD.source_id", when="OLD.source_kind = 'note'"),
)

STATEMENTS: Final = (*_TABLES, *_TRIGGERS)
