"""The SQL of which subjects and topics a summary serves."""

from collections.abc import Iterable

from app.core.library.model import SubjectTopics
from app.core.library.stores.topic_store import TopicStore
from app.core.library.syllabus import Topic
from app.core.storage.database import Database


class SubjectStore:
    """Reads and changes the subjects of summaries. Writes join the transaction of the caller."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._topics = TopicStore(database)

    def of_summary(self, summary_id: str) -> tuple[SubjectTopics, ...]:
        """Return the subjects of a summary with their topics, in the order of the text."""
        topics: dict[str, list[str]] = {
            row["subject_id"]: []
            for row in self._db.all(
                "SELECT subject_id FROM summary_subject WHERE summary_id = ? ORDER BY position",
                (summary_id,),
            )
        }
        for row in self._db.all(
            "SELECT subject_id, summary_topic.name FROM summary_topic"
            " JOIN topic ON topic.id = topic_id WHERE summary_id = ? ORDER BY position",
            (summary_id,),
        ):
            topics.setdefault(row["subject_id"], []).append(row["name"])
        return tuple(SubjectTopics(subject, tuple(names)) for subject, names in topics.items())

    def counts(self) -> dict[str, int]:
        """Return the number of live summaries of each subject that has any."""
        rows = self._db.all(
            "SELECT subject_id, count(*) AS total FROM summary_subject"
            " JOIN summary ON summary.id = summary_id WHERE deleted_at IS NULL"
            " AND telling_of IS NULL GROUP BY subject_id"
        )
        return {row["subject_id"]: row["total"] for row in rows}

    def replace(
        self, summary_id: str, subjects: Iterable[tuple[str, Iterable[tuple[Topic, str]]]]
    ) -> None:
        """Give a summary these subjects and no others.

        Each comes with its topics as pairs: the topic, and its name as the text spells it.
        """
        self._db.rewrite("summary", summary_id)
        self._db.write("DELETE FROM summary_topic WHERE summary_id = ?", (summary_id,))
        self._db.write("DELETE FROM summary_subject WHERE summary_id = ?", (summary_id,))
        position = 0
        for place, (subject_id, topics) in enumerate(subjects):
            self._db.write(
                "INSERT OR IGNORE INTO summary_subject (summary_id, subject_id, position)"
                " VALUES (?, ?, ?)",
                (summary_id, subject_id, place),
            )
            for topic, name in topics:
                self._topics.register(topic)
                self._db.write(
                    "INSERT OR IGNORE INTO summary_topic (summary_id, topic_id, name, position)"
                    " VALUES (?, ?, ?, ?)",
                    (summary_id, topic.id, name, position),
                )
                position += 1

    def add(self, summary_id: str, subject_id: str) -> None:
        """Add a subject after those that a summary has; one that it has stays where it is."""
        self._db.rewrite("summary", summary_id)
        self._db.write(
            "INSERT OR IGNORE INTO summary_subject (summary_id, subject_id, position)"
            " SELECT :id, :subject, coalesce(max(position) + 1, 0) FROM summary_subject"
            " WHERE summary_id = :id",
            {"id": summary_id, "subject": subject_id},
        )

    def remove(self, summary_id: str, subject_id: str) -> None:
        """Take a subject away, and the topics of it that the summary names."""
        self._db.rewrite("summary", summary_id)
        self._db.write(
            "DELETE FROM summary_topic WHERE summary_id = ? AND topic_id IN"
            " (SELECT id FROM topic WHERE subject_id = ?)",
            (summary_id, subject_id),
        )
        self._db.write(
            "DELETE FROM summary_subject WHERE summary_id = ? AND subject_id = ?",
            (summary_id, subject_id),
        )
