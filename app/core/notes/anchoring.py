"""Anchors made and found again: by position where the text is unchanged, else never by guess."""

from app.core.library.page import Page
from app.core.notes.model import CONTEXT_LENGTH, Anchor


def make_anchor(page: Page, revision_id: str, start: int, end: int) -> Anchor | None:
    """Return the anchor of a passage, None if nothing but space lies between `start` and `end`.

    Space at either end of the passage is left out.
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
    """Return where an anchor's passage begins in a text, None when it is not there for sure.

    In its own revision that is its position, confirmed by the words themselves. Elsewhere the
    words must stand exactly once together with what stood around them.
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
    """Return every place at which a passage stands in a text."""
    places: list[int] = []
    place = text.find(passage)
    while passage and place >= 0:
        places.append(place)
        place = text.find(passage, place + 1)
    return places
