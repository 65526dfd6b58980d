"""Which summaries a list shows, and in what order."""

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


@dataclass(frozen=True, slots=True)
class LibraryFilter:
    """Which summaries to list; every condition that is set must hold.

    `words` must each occur in the title, author or publication. `ids` is a list put together by
    hand, which may hold several summaries of one article. `as_it_is` are those whose form was not
    recognised, `no_subject` those that serve none.
    """

    state: ReadingState | None = None
    starred: bool = False
    subject_id: str | None = None
    topic_id: str | None = None
    words: str = ""
    trashed: bool = False
    order: Order = Order.NEWEST
    ids: tuple[str, ...] = ()
    as_it_is: bool = False
    no_subject: bool = False

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
            or self.as_it_is
            or self.no_subject
        )
