"""Making anchors and finding their passages again: by position, else by words, never by guess."""

from app.core.library.page import Page
from app.core.notes.model import CONTEXT_LENGTH, Anchor


def make_anchor(page: Page, revision_id: str, start: int, end: int) -> Anchor | None:
    """Return the anchor of the passage from `start` to `end`, None if that is only space.

    Both count code points of the page's text. Space at either end of the passage is left out.
    """
    start, end = max(start, 0), min(end, len(page.text))
    while start < end and page.text[start].isspace():
        start += 1
    while end > start and page.text[end - 1].isspace():
        end -= 1
    if start >= end:
        return None
    section = page.section_at(start)
    return Anchor(
        revision_id,
        start,
        page.text[start:end],
        page.text[max(0, start - CONTEXT_LENGTH) : start],
        page.text[end : end + CONTEXT_LENGTH],
        (section.heading or section.kind.value) if section else None,
        page.fact_at(start, end),
    )


def locate(anchor: Anchor, text: str, revision_id: str) -> int | None:
    """Return where an anchor's passage begins in a text, None when that is not certain.

    In its own revision that is its position, confirmed by the words themselves. Elsewhere the
    words must occur exactly once together with the text before and after them.
    """
    if anchor.revision_id == revision_id and anchor.start is not None:
        in_place = text.startswith(anchor.quote, anchor.start)
        if in_place:
            return anchor.start
    around = anchor.prefix + anchor.quote + anchor.suffix
    first = text.find(around)
    if first >= 0 and text.find(around, first + 1) < 0:
        return first + len(anchor.prefix)
    return None


def occurrences(text: str, passage: str) -> list[int]:
    """Return every position at which a passage occurs in a text."""
    places: list[int] = []
    place = text.find(passage)
    while passage and place >= 0:
        places.append(place)
        place = text.find(passage, place + 1)
    return places
