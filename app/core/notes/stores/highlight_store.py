"""The SQL of highlights and of the names that the reader gave to colours."""

from app.core.clock import stamp
from app.core.errors import NotFoundError
from app.core.notes.model import Anchor, Colour, Highlight, HighlightChange, MovedLink
from app.core.storage import tolerant
from app.core.storage.database import Database, Row


class HighlightStore:
    """Reads and writes highlights and colour names. Writes join the caller's transaction."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def highlight(self, highlight_id: str) -> Highlight:
        """Return a live highlight; raises NotFoundError."""
        row = self._db.one(
            "SELECT * FROM highlight WHERE id = ? AND deleted_at IS NULL", (highlight_id,)
        )
        if row is None:
            raise NotFoundError("highlight", highlight_id)
        return _highlight(row)

    def find(self, highlight_id: str) -> tuple[Highlight, bool] | None:
        """Return a highlight and whether it is in the trash, None when there never was one."""
        row = self._db.one("SELECT * FROM highlight WHERE id = ?", (highlight_id,))
        return (_highlight(row), row["deleted_at"] is not None) if row else None

    def highlights(self, *, trashed: bool = False) -> list[Highlight]:
        """Return all highlights, the newest first: the live ones, or those in the trash."""
        rows = self._db.all(
            f"SELECT * FROM highlight WHERE deleted_at IS {'NOT NULL' if trashed else 'NULL'}"
            " ORDER BY created_at DESC, id"
        )
        return [_highlight(row) for row in rows]

    def of_summary(self, summary_id: str) -> list[Highlight]:
        """Return the highlights of a summary in the order of the text, orphans last."""
        rows = self._db.all(
            "SELECT * FROM highlight WHERE summary_id = ? AND deleted_at IS NULL"
            " ORDER BY start IS NULL, start, created_at",
            (summary_id,),
        )
        return [_highlight(row) for row in rows]

    def count(self) -> int:
        """Return how many live highlights there are."""
        total: int = self._db.value("SELECT count(*) FROM highlight WHERE deleted_at IS NULL")
        return total

    def summaries(self) -> frozenset[str]:
        """Return the ids of the summaries that hold a live highlight."""
        rows = self._db.all("SELECT DISTINCT summary_id FROM highlight WHERE deleted_at IS NULL")
        return frozenset(row["summary_id"] for row in rows)

    def put(self, highlight: Highlight) -> None:
        """Store a highlight as it is here, new or not, and out of the trash."""
        anchor = highlight.anchor
        self._db.rewrite("highlight", highlight.id)
        self._db.write(
            "INSERT INTO highlight (id, summary_id, revision_id, colour, quote, prefix, suffix,"
            " start, heading, fact_id, created_at, updated_at, origin)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET revision_id = excluded.revision_id,"
            " colour = excluded.colour, quote = excluded.quote, prefix = excluded.prefix,"
            " suffix = excluded.suffix, start = excluded.start, heading = excluded.heading,"
            " fact_id = excluded.fact_id, updated_at = excluded.updated_at, deleted_at = NULL",
            (
                highlight.id,
                highlight.summary_id,
                anchor.revision_id,
                highlight.colour,
                anchor.quote,
                anchor.prefix,
                anchor.suffix,
                anchor.start,
                anchor.heading,
                anchor.fact_id,
                stamp(highlight.created_at),
                stamp(highlight.updated_at),
                highlight.origin,
            ),
        )

    def apply(self, change: HighlightChange, moment: str) -> None:
        """Make a change: trash what it removes, store what it keeps, move the links of notes."""
        kept = {highlight.id for highlight in change.after}
        for highlight in change.before:
            if highlight.id not in kept:
                self.set_deleted(highlight.id, moment)
        for highlight in change.after:
            self.put(highlight)
        for moved in change.moved:
            self._move_link(moved)

    def set_deleted(self, highlight_id: str, moment: str | None) -> None:
        """Put a highlight into the trash, or take it out with None."""
        self._db.write("UPDATE highlight SET deleted_at = ? WHERE id = ?", (moment, highlight_id))

    def purge(self, day: int) -> None:
        """Remove for good the highlights in the trash since a running day or longer."""
        self._db.write(
            "DELETE FROM highlight WHERE deleted_at IS NOT NULL AND id IN"
            " (SELECT record_id FROM trashed WHERE kind = 'highlight' AND day <= ?)",
            (day,),
        )

    def delete_of(self, summary_id: str) -> None:
        """Remove all highlights of a summary for good."""
        self._db.write("DELETE FROM highlight WHERE summary_id = ?", (summary_id,))

    def colour_names(self) -> dict[Colour, str]:
        """Return the names that the reader gave to colours."""
        known = set(Colour)
        rows = self._db.all("SELECT colour, name FROM colour_name")
        return {Colour(row["colour"]): row["name"] for row in rows if row["colour"] in known}

    def set_colour_name(self, colour: Colour, name: str) -> None:
        """Give a colour a name; an empty one gives back the name that Bayaz has for it."""
        if name:
            self._db.write(
                "INSERT OR REPLACE INTO colour_name (colour, name) VALUES (?, ?)", (colour, name)
            )
        else:
            self._db.write("DELETE FROM colour_name WHERE colour = ?", (colour,))

    def _move_link(self, moved: MovedLink) -> None:
        self._db.rewrite("note", moved.note_id)
        self._db.write(
            "UPDATE OR IGNORE link SET target_id = ? WHERE source_kind = 'note' AND source_id = ?"
            " AND target_kind = 'highlight' AND target_id = ?",
            (moved.target, moved.note_id, moved.source),
        )


def _highlight(row: Row) -> Highlight:
    return Highlight(
        row["id"],
        row["summary_id"],
        tolerant.choice(row["colour"], Colour.YELLOW),
        Anchor(
            tolerant.text(row["revision_id"]),
            None if row["start"] is None else tolerant.number(row["start"]),
            tolerant.text(row["quote"]),
            tolerant.text(row["prefix"]),
            tolerant.text(row["suffix"]),
            tolerant.text_or_none(row["heading"]),
            tolerant.text_or_none(row["fact_id"]),
        ),
        tolerant.moment(row["created_at"]),
        tolerant.moment(row["updated_at"]),
        tolerant.text_or_none(row["origin"]),
    )
