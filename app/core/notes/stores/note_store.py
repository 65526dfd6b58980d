"""The SQL of notes, their links and their earlier texts."""

from collections.abc import Iterable

from app.core.clock import stamp
from app.core.errors import NotFoundError
from app.core.notes.model import Link, LinkKind, Note
from app.core.storage import tolerant
from app.core.storage.database import Database, Row


class NoteStore:
    """Reads and writes notes with their links. Writes join the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def note(self, note_id: str) -> Note:
        """Return a live note; raises NotFoundError."""
        found = self._notes("note.id = ? AND deleted_at IS NULL", (note_id,))
        if not found:
            raise NotFoundError("note", note_id)
        return found[0]

    def find(self, note_id: str) -> tuple[Note, bool] | None:
        """Return a note and whether it is in the trash, None when there never was one."""
        for trashed in (False, True):
            state = "NOT NULL" if trashed else "NULL"
            found = self._notes(f"note.id = ? AND deleted_at IS {state}", (note_id,))
            if found:
                return found[0], trashed
        return None

    def notes(self, *, trashed: bool = False) -> list[Note]:
        """Return all notes, the last changed first: the live ones, or those in the trash."""
        return self._notes(f"deleted_at IS {'NOT NULL' if trashed else 'NULL'}")

    def count(self) -> int:
        """Return how many live notes there are."""
        total: int = self._db.value("SELECT count(*) FROM note WHERE deleted_at IS NULL")
        return total

    def of_subject(self, subject_id: str) -> list[Note]:
        """Return the notes linked to a subject or to a topic of it."""
        return self._notes(
            "deleted_at IS NULL AND id IN (SELECT source_id FROM link WHERE source_kind = 'note'"
            " AND (target_kind = 'subject' AND target_id = ?"
            "  OR target_kind = 'topic' AND substr(target_id, 1, ?) = ?))",
            (subject_id, len(subject_id) + 1, f"{subject_id}/"),
        )

    def backlinks(self, link: Link) -> list[Note]:
        """Return the notes that are linked to something."""
        return self._notes(
            "deleted_at IS NULL AND id IN (SELECT source_id FROM link"
            " WHERE source_kind = 'note' AND target_kind = ? AND target_id = ?)",
            (link.kind, link.id),
        )

    def of_summary(self, summary_id: str) -> list[Note]:
        """Return the notes linked to a summary, a fact in it or a highlight of it."""
        return self._notes(
            "deleted_at IS NULL AND id IN (SELECT source_id FROM link WHERE source_kind = 'note'"
            " AND (target_kind = 'summary' AND target_id = :id"
            "  OR target_kind = 'fact' AND target_id IN"
            "   (SELECT id FROM fact WHERE summary_id = :id)"
            "  OR target_kind = 'highlight' AND target_id IN"
            "   (SELECT id FROM highlight WHERE summary_id = :id)))",
            {"id": summary_id},
        )

    def summaries(self) -> frozenset[str]:
        """Return the ids of the summaries with a live note linked to them or to a part of them."""
        rows = self._db.all("""
            WITH linked AS (
                SELECT target_kind AS kind, target_id AS id FROM link
                JOIN note ON source_kind = 'note' AND note.id = source_id
                    AND note.deleted_at IS NULL
            )
            SELECT id FROM linked WHERE kind = 'summary'
            UNION SELECT summary_id FROM fact JOIN linked ON kind = 'fact' AND linked.id = fact.id
            UNION SELECT summary_id FROM highlight
                JOIN linked ON kind = 'highlight' AND linked.id = highlight.id
        """)
        return frozenset(row["id"] for row in rows)

    def insert(self, note: Note) -> None:
        """Store a new note with its links."""
        self._db.rewrite("note", note.id)
        self._db.write(
            "INSERT INTO note (id, body, created_at, updated_at, origin) VALUES (?, ?, ?, ?, ?)",
            (note.id, note.body, stamp(note.created_at), stamp(note.updated_at), note.origin),
        )
        self.set_links(note.id, note.links)

    def update(self, note_id: str, body: str, moment: str) -> None:
        """Replace a note's text; raises NotFoundError."""
        self._db.rewrite("note", note_id)
        changed = self._db.write(
            "UPDATE note SET body = ?, updated_at = ? WHERE id = ?", (body, moment, note_id)
        )
        if not changed:
            raise NotFoundError("note", note_id)

    def keep_revision(self, note: Note, moment: str) -> None:
        """Keep what a note said until this moment."""
        self._db.rewrite("note", note.id)
        self._db.write(
            "INSERT INTO note_revision (note_id, number, saved_at, body) VALUES (:id,"
            " (SELECT coalesce(max(number), 0) + 1 FROM note_revision WHERE note_id = :id),"
            " :moment, :body)",
            {"id": note.id, "moment": moment, "body": note.body},
        )

    def last_revision_at(self, note_id: str) -> str | None:
        """Return when an earlier text of a note was last kept, None if none was."""
        kept: str | None = self._db.value(
            "SELECT saved_at FROM note_revision WHERE note_id = ? ORDER BY number DESC LIMIT 1",
            (note_id,),
        )
        return kept

    def revisions(self, note_id: str) -> list[tuple[str, str]]:
        """Return the earlier texts of a note as (time, text), the newest first."""
        rows = self._db.all(
            "SELECT saved_at, body FROM note_revision WHERE note_id = ? ORDER BY number DESC",
            (note_id,),
        )
        return [(row["saved_at"], row["body"]) for row in rows]

    def set_links(self, note_id: str, links: Iterable[Link]) -> None:
        """Replace what a note is linked to."""
        self._db.rewrite("note", note_id)
        self._db.write("DELETE FROM link WHERE source_kind = 'note' AND source_id = ?", (note_id,))
        self._db.write_many(
            "INSERT OR IGNORE INTO link (source_kind, source_id, target_kind, target_id, position)"
            " VALUES ('note', ?, ?, ?, ?)",
            [(note_id, link.kind, link.id, place) for place, link in enumerate(links)],
        )

    def unlink_summary(self, summary_id: str) -> None:
        """Remove the links of notes to a summary, its facts and its highlights; the notes stay."""
        inside = (
            "target_kind = 'summary' AND target_id = :id"
            " OR target_kind = 'fact' AND target_id IN"
            "  (SELECT id FROM fact WHERE summary_id = :id)"
            " OR target_kind = 'highlight' AND target_id IN"
            "  (SELECT id FROM highlight WHERE summary_id = :id)"
        )
        linked = f"SELECT DISTINCT source_id FROM link WHERE source_kind = 'note' AND ({inside})"
        for row in self._db.all(linked, {"id": summary_id}):
            self._db.rewrite("note", row["source_id"])
        self._db.write(f"DELETE FROM link WHERE {inside}", {"id": summary_id})

    def set_deleted(self, note_id: str, moment: str | None) -> None:
        """Put a note into the trash, or take it out with None; raises NotFoundError."""
        if not self._db.write("UPDATE note SET deleted_at = ? WHERE id = ?", (moment, note_id)):
            raise NotFoundError("note", note_id)

    def purge(self, day: int) -> None:
        """Remove for good the notes that have been in the trash since a running day or longer."""
        old = (
            "SELECT id FROM note JOIN trashed ON kind = 'note' AND record_id = id"
            " WHERE deleted_at IS NOT NULL AND day <= ?"
        )
        self._db.write(
            f"DELETE FROM link WHERE source_kind = 'note' AND source_id IN ({old})", (day,)
        )
        self._db.write(f"DELETE FROM note WHERE id IN ({old})", (day,))

    def _notes(
        self, where: str, parameters: tuple[str | int, ...] | dict[str, str] = ()
    ) -> list[Note]:
        rows = self._db.all(
            f"SELECT * FROM note WHERE {where} ORDER BY updated_at DESC, id",
            parameters,
        )
        links: dict[str, list[Link]] = {row["id"]: [] for row in rows}
        for link in self._links_of(list(links)):
            kind = tolerant.choice(link["target_kind"], LinkKind.SUMMARY)
            links[link["source_id"]].append(Link(kind, tolerant.text(link["target_id"])))
        return [
            Note(
                row["id"],
                tolerant.text(row["body"]),
                tuple(links[row["id"]]),
                tolerant.moment(row["created_at"]),
                tolerant.moment(row["updated_at"]),
                tolerant.text_or_none(row["origin"]),
            )
            for row in rows
        ]

    def _links_of(self, note_ids: list[str]) -> list[Row]:
        if len(note_ids) == 1:
            return self._db.all(
                "SELECT * FROM link WHERE source_kind = 'note' AND source_id = ? ORDER BY position",
                (note_ids[0],),
            )
        wanted = set(note_ids)
        rows = self._db.all("SELECT * FROM link WHERE source_kind = 'note' ORDER BY position")
        return [row for row in rows if row["source_id"] in wanted]
