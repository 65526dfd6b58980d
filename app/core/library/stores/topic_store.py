"""The SQL of topics: those of the syllabus or of a text that something is or was linked to."""

from app.core.library.syllabus import Topic
from app.core.storage.database import Database


class TopicStore:
    """Reads and adds topics. Writes join the transaction that the caller opened."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def topic(self, topic_id: str) -> Topic | None:
        """Return a registered topic, None when there is none with this id."""
        row = self._db.one("SELECT * FROM topic WHERE id = ?", (topic_id,))
        return Topic(row["id"], row["subject_id"], row["name"]) if row else None

    def register(self, topic: Topic) -> None:
        """Keep a topic; one that is known keeps the name of its first use."""
        self._db.write(
            "INSERT OR IGNORE INTO topic (id, subject_id, name) VALUES (?, ?, ?)",
            (topic.id, topic.subject_id, topic.name),
        )

    def with_counts(self) -> list[tuple[Topic, int]]:
        """Return the topics that live summaries name, each with how many do, by name."""
        rows = self._db.all(
            "SELECT topic.id, topic.subject_id, topic.name, count(*) AS total"
            " FROM summary_topic JOIN topic ON topic.id = topic_id"
            " JOIN summary ON summary.id = summary_id WHERE deleted_at IS NULL"
            " AND telling_of IS NULL GROUP BY topic.id ORDER BY topic.name COLLATE NOCASE"
        )
        return [(Topic(row["id"], row["subject_id"], row["name"]), row["total"]) for row in rows]
