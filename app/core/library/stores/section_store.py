"""The SQL of sections: those of a summary's current text, in order."""

from collections.abc import Iterable

from app.core.library.model import Section, SectionKind
from app.core.storage import tolerant
from app.core.storage.database import Database


class SectionStore:
    """Reads and writes sections. Writes join the transaction that the caller opened."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of_summary(self, summary_id: str) -> tuple[Section, ...]:
        """Return the sections of a summary."""
        rows = self._db.all(
            "SELECT kind, heading, markdown FROM section WHERE summary_id = ? ORDER BY position",
            (summary_id,),
        )
        return tuple(
            Section(
                tolerant.choice(row["kind"], SectionKind.OTHER),
                tolerant.text_or_none(row["heading"]),
                tolerant.text(row["markdown"]),
            )
            for row in rows
        )

    def replace(self, summary_id: str, sections: Iterable[Section]) -> None:
        """Give a summary these sections and no others."""
        self._db.write("DELETE FROM section WHERE summary_id = ?", (summary_id,))
        self._db.write_many(
            "INSERT INTO section (summary_id, position, kind, heading, markdown)"
            " VALUES (?, ?, ?, ?, ?)",
            [
                (summary_id, position, section.kind, section.heading, section.markdown)
                for position, section in enumerate(sections)
            ],
        )
