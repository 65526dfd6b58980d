"""The topics that something is linked to: FPSC's own, and those that texts name."""

from app.core.errors import NotFoundError
from app.core.library.stores.topic_store import TopicStore
from app.core.library.syllabus import Syllabus, Topic
from app.core.storage.database import Database


class Topics:
    """The topics of the syllabus and of the library. Each verb that writes is one transaction."""

    def __init__(self, database: Database, syllabus: Syllabus) -> None:
        self._db = database
        self._store = TopicStore(database)
        self._syllabus = syllabus

    def topic(self, topic_id: str) -> Topic:
        """Return a topic of the syllabus or of a text; raises NotFoundError."""
        known = self._store.topic(topic_id)
        if known:
            return known
        subject_id, _, _ = topic_id.partition("/")
        if self._syllabus.has(subject_id):
            for topic in self._syllabus.subject(subject_id).topics:
                if topic.id == topic_id:
                    return topic
        raise NotFoundError("topic", topic_id)

    def with_counts(self) -> list[tuple[Topic, int]]:
        """Return the topics that summaries name, each with how many do, by name."""
        return self._store.with_counts()

    def register(self, topic_id: str) -> Topic:
        """Keep a topic that something is linked to; raises NotFoundError if there is none."""
        topic = self.topic(topic_id)
        with self._db.transaction():
            self._store.register(topic)
        return topic

    def ensure(self, subject_id: str, name: str) -> Topic:
        """Return the topic of this name, made if it is new; raises NotFoundError for the subject.

        FPSC's own topic is meant if the name is that of one.
        """
        topic = self._syllabus.topic(subject_id, name)
        with self._db.transaction():
            self._store.register(topic)
        return topic
