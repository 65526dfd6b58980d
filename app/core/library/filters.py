"""Which summaries a list shows and in what order, as a value and as SQL."""

import json
from dataclasses import dataclass
from enum import StrEnum

from app.core.library.model import ReadingState


class Order(StrEnum):
    """How a list of summaries is sorted."""

    NEWEST = "newest"
    TITLE = "title"
    AUTHOR = "author"
    LAST_READ = "last-read"
    LAST_ADDED = "last-added"


_ORDER_SQL = {
    Order.NEWEST: "coalesce(published_on, posted_on, '') DESC, imported_at DESC, title, id",
    Order.TITLE: "title IS NULL, title COLLATE NOCASE, id",
    Order.AUTHOR: "author IS NULL, author COLLATE NOCASE, title COLLATE NOCASE, id",
    Order.LAST_READ: "coalesce(last_read_at, '') DESC, title, id",
    Order.LAST_ADDED: "imported_at DESC, title, id",
}


@dataclass(frozen=True, slots=True)
class LibraryFilter:
    """Which summaries to list; every condition that is set must hold.

    `words` must each occur in the title, author or publication. `ids` is a list put together by
    hand, which may hold several summaries of one article.
    """

    state: ReadingState | None = None
    starred: bool = False
    subject_id: str | None = None
    topic_id: str | None = None
    words: str = ""
    trashed: bool = False
    order: Order = Order.NEWEST
    ids: tuple[str, ...] = ()

    @property
    def narrows(self) -> bool:
        """Whether anything but the trash is left out."""
        return bool(
            self.state
            or self.starred
            or self.subject_id
            or self.topic_id
            or self.words.strip()
            or self.ids
        )


def filter_sql(chosen: LibraryFilter) -> tuple[str, str, list[str]]:
    """Return the WHERE condition, the ORDER BY terms and the parameters of a filter."""
    conditions = [f"deleted_at IS {'NOT NULL' if chosen.trashed else 'NULL'}"]
    if not chosen.trashed and not chosen.ids:
        # Of several summaries of one article one is listed, unless that one is in the trash.
        conditions.append(
            "(telling_of IS NULL OR telling_of IN"
            " (SELECT id FROM summary AS leader WHERE leader.deleted_at IS NOT NULL))"
        )
    parameters: list[str] = []
    if chosen.ids:
        conditions.append("id IN (SELECT value FROM json_each(?))")
        parameters.append(json.dumps(chosen.ids))
    if chosen.state:
        conditions.append("reading_state = ?")
        parameters.append(chosen.state)
    if chosen.starred:
        conditions.append("starred = 1")
    if chosen.subject_id:
        conditions.append("id IN (SELECT summary_id FROM summary_subject WHERE subject_id = ?)")
        parameters.append(chosen.subject_id)
    if chosen.topic_id:
        conditions.append("id IN (SELECT summary_id FROM summary_topic WHERE topic_id = ?)")
        parameters.append(chosen.topic_id)
    for word in chosen.words.split():
        conditions.append(
            "coalesce(title, '') || ' ' || coalesce(author, '') || ' '"
            " || coalesce(publication, '') LIKE ? ESCAPE '\\'"
        )
        escaped = word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
        parameters.append(f"%{escaped}%")
    return " AND ".join(conditions), _ORDER_SQL[chosen.order], parameters
