"""The SQL of giving a stored summary one subject more, or one less."""

from app.core.storage.database import Database


class SubjectStore:
    """Changes which subjects a summary serves. Writes join the transaction of the caller."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def add(self, summary_id: str, subject_id: str) -> None:
        """Add a subject behind those that a summary has."""
        self._db.write(
            "INSERT OR IGNORE INTO summary_subject (summary_id, subject_id, position)"
            " SELECT :id, :subject, coalesce(max(position) + 1, 0) FROM summary_subject"
            " WHERE summary_id = :id",
            {"id": summary_id, "subject": subject_id},
        )

    def remove(self, summary_id: str, subject_id: str) -> None:
        """Take a subject away, and the topics of it that the summary names."""
        self._db.write(
            "DELETE FROM summary_topic WHERE summary_id = ? AND topic_id IN"
            " (SELECT id FROM topic WHERE subject_id = ?)",
            (summary_id, subject_id),
        )
        self._db.write(
            "DELETE FROM summary_subject WHERE summary_id = ? AND subject_id = ?",
            (summary_id, subject_id),
        )
