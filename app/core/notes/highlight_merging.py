"""How highlights that overlap become one.

A highlight laid over or right beside another of the same colour is merged with it: the older keeps
its id, and the notes of both are linked to it. Different colours overlap, the newer on top. An
underline is a colour of its own. A highlight that came in a pack is merged only with those of the
same sender, never with the reader's own.

    Cotton output [fell by a] third.        there, yellow, made on Monday
    Cotton output fell [by a third].        new, yellow, made on Tuesday
    Cotton output [fell by a third].        what is kept: the id and day of Monday
"""

from dataclasses import replace

from app.core.library.library import Library
from app.core.library.page import Page, build_page
from app.core.notes.anchoring import make_anchor
from app.core.notes.model import (
    Anchor,
    Highlight,
    HighlightChange,
    Link,
    LinkKind,
    MovedLink,
)
from app.core.notes.stores.highlight_store import HighlightStore
from app.core.notes.stores.note_store import NoteStore


class HighlightMerger:
    """Works out which highlights a new or changed one is merged with. Reads only."""

    def __init__(self, library: Library, notes: NoteStore, highlights: HighlightStore) -> None:
        self._library = library
        self._notes = notes
        self._highlights = highlights

    def merge(
        self, highlight: Highlight, before: tuple[Highlight, ...], page: Page | None = None
    ) -> HighlightChange:
        """Return the change that stores a highlight, merged with those that it touches.

        `before` is how it was, empty for a new one. `page` saves building the summary's page
        where the caller has it.
        """
        touching = self._touching(highlight)
        replaced = (*before, *touching)
        oldest = min(replaced, key=lambda other: other.created_at, default=highlight)
        kept = replace(
            highlight,
            id=oldest.id,
            created_at=oldest.created_at,
            anchor=self._spanning(highlight, touching, page),
        )
        moved = tuple(
            MovedLink(note.id, other.id, kept.id)
            for other in (highlight, *touching)
            if other.id != kept.id
            for note in self._notes.backlinks(Link(LinkKind.HIGHLIGHT, other.id))
        )
        return HighlightChange(replaced, (kept,), moved)

    def _touching(self, highlight: Highlight) -> list[Highlight]:
        """Return the other highlights of its colour and sender that overlap or adjoin it."""
        return [
            other
            for other in self._highlights.of_summary(highlight.summary_id)
            if other.id != highlight.id
            and other.colour is highlight.colour
            and other.origin == highlight.origin
            and _touch(other.anchor, highlight.anchor)
        ]

    def _spanning(
        self, highlight: Highlight, touching: list[Highlight], page: Page | None
    ) -> Anchor:
        """Return the anchor of the whole passage, from the first start to the last end."""
        anchor = highlight.anchor
        if not touching or anchor.start is None:
            return anchor
        summary = self._library.summary(highlight.summary_id)
        start = min(anchor.start, *(other.anchor.start or 0 for other in touching))
        end = max(anchor.end, *(other.anchor.end for other in touching))
        page = page or build_page(summary)
        return make_anchor(page, summary.revision_id, start, end) or anchor


def _touch(one: Anchor, other: Anchor) -> bool:
    """Whether two passages overlap or adjoin; an orphan touches nothing."""
    if one.start is None or other.start is None:
        return False
    return one.start <= other.end and other.start <= one.end
