"""Finding the summaries that a text may be a duplicate, a correction or an alternate of."""

from app.core.library.fingerprint import fingerprint
from app.core.library.stores.alternate_store import AlternateStore
from app.core.library.stores.revision_store import RevisionStore
from app.core.library.stores.summary_store import SummaryStore
from app.core.storage.database import Database


class Duplicates:
    """Finds summaries by the words of their text, or by their title.

    Questions do not count: the same text comes with them from one place and without from another.
    """

    def __init__(self, database: Database) -> None:
        self._summaries = SummaryStore(database)
        self._alternates = AlternateStore(database)
        self._revisions = RevisionStore(database)

    def of_text(self, text: str) -> str | None:
        """Return the id of the summary with the same words as a page's text, None if none has."""
        return self._summaries.with_fingerprint(fingerprint(text))

    def in_trash(self, text: str) -> str | None:
        """Return the id of a summary in the trash with the same words, None if none has."""
        return self._summaries.with_fingerprint(fingerprint(text), trashed=True)

    def texts_of(self, summary_id: str) -> list[str]:
        """Return every text that a summary has had, the newest first."""
        return self._revisions.texts(summary_id)

    def with_title(self, title: str) -> list[str]:
        """Return the ids of the summaries with a title, however it is spelled."""
        return self._alternates.with_title(title)
