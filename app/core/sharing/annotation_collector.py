"""The highlights and notes that belong to summaries, made ready for a pack."""

from collections.abc import Iterable, Iterator

from app.core.errors import NotFoundError
from app.core.library.library import Library
from app.core.library.model import Summary
from app.core.library.page import build_page
from app.core.notes.anchoring import locate
from app.core.notes.model import CONTEXT_LENGTH, Highlight, Link, LinkKind, Note
from app.core.notes.notebook import Notebook
from app.core.notes.shared_annotations import (
    FACT_LENGTH,
    HEADING_LENGTH,
    SharedAnnotations,
    SharedHighlight,
    SharedLink,
    SharedNote,
)


class AnnotationCollector:
    """The highlights and notes of some summaries; `collect_annotations` chooses what is shared."""

    def __init__(self, summary_ids: Iterable[str], library: Library, notebook: Notebook) -> None:
        self._library = library
        self._highlights: dict[str, list[Highlight]] = {own_id: [] for own_id in summary_ids}
        self._notes: dict[str, list[Note]] = {own_id: [] for own_id in self._highlights}
        self._home_of: dict[str, str] = {}
        for highlight in notebook.highlights():
            if highlight.summary_id in self._highlights:
                self._highlights[highlight.summary_id].append(highlight)
                self._home_of[highlight.id] = highlight.summary_id
        self._by_id: dict[str, Note] = {}
        for note in notebook.notes():
            for summary_id in dict.fromkeys(self._homes(note)):
                self._notes[summary_id].append(note)
                self._by_id[note.id] = note

    @property
    def highlight_count(self) -> int:
        """How many highlights the summaries have."""
        return len(self._home_of)

    @property
    def note_count(self) -> int:
        """How many notes are linked to the summaries, to their facts or to their highlights."""
        return len(self._by_id)

    def collect_annotations(self, *, highlights: bool, notes: bool) -> dict[str, SharedAnnotations]:
        """Return what is shared with each summary, by its id; nothing for one without any.

        Raises ValueError when it is more than a pack may hold.
        """
        found: dict[str, SharedAnnotations] = {}
        for summary_id in self._highlights:
            marks = self._highlights[summary_id] if highlights else []
            written = self._notes[summary_id] if notes else []
            if marks or written:
                summary = self._library.summary(summary_id)
                marked = tuple(self._shared_highlights(marks, summary))
                found[summary_id] = SharedAnnotations(
                    "", marked, tuple(self._shared_notes(written, marked, summary))
                )
        return found

    def _homes(self, note: Note) -> Iterator[str]:
        """Yield those of the summaries that a note is linked to, or to something in them."""
        for link in note.links:
            home = self._home(link)
            if home in self._highlights:
                yield home

    def _home(self, link: Link) -> str | None:
        """Return the summary that a link leads into, None if it leads into none."""
        match link.kind:
            case LinkKind.SUMMARY:
                return link.id
            case LinkKind.HIGHLIGHT:
                return self._home_of.get(link.id)
            case LinkKind.FACT:
                try:
                    return self._library.fact(link.id).summary_id
                except NotFoundError:
                    return None
            case _:
                return None

    def _shared_highlights(
        self, marks: list[Highlight], summary: Summary
    ) -> Iterator[SharedHighlight]:
        text = build_page(summary).text
        for mark in reversed(marks):
            anchor = mark.anchor
            start = locate(anchor, text, summary.revision_id)
            prefix, suffix = anchor.prefix, anchor.suffix
            if start is not None:
                end = start + len(anchor.quote)
                prefix = text[max(0, start - CONTEXT_LENGTH) : start]
                suffix = text[end : end + CONTEXT_LENGTH]
            heading = anchor.heading[:HEADING_LENGTH] if anchor.heading else None
            yield SharedHighlight(
                mark.id, mark.colour, start, anchor.quote, prefix, suffix, heading, mark.origin
            )

    def _shared_notes(
        self, notes: list[Note], marked: tuple[SharedHighlight, ...], summary: Summary
    ) -> Iterator[SharedNote]:
        """Yield the notes of a summary, and the notes of the other summaries that they link to."""
        further = (
            self._by_id[note_id]
            for note in notes
            for note_id in note.linked(LinkKind.NOTE)
            if note_id in self._by_id
        )
        going = {note.id: note for note in (*notes, *further)}
        marks = {mark.id for mark in marked}
        facts = {fact.id: position for position, fact in enumerate(summary.facts)}
        for note in going.values():
            links = [
                enclosed
                for link in note.links
                if (enclosed := self._shared_link(link, summary, facts, marks, going))
            ]
            yield SharedNote(note.id, note.body, tuple(dict.fromkeys(links)), note.origin)

    def _shared_link(
        self,
        link: Link,
        summary: Summary,
        facts: dict[str, int],
        marks: set[str],
        notes: dict[str, Note],
    ) -> SharedLink | None:
        """Return a link as it is shared with one summary; None when it leads elsewhere."""
        match link.kind:
            case LinkKind.SUBJECT:
                return SharedLink(link.kind, link.id)
            case LinkKind.TOPIC:
                try:
                    topic = self._library.topics.topic(link.id)
                except NotFoundError:
                    return None
                return SharedLink(link.kind, topic.subject_id, topic.name[:FACT_LENGTH])
            case LinkKind.NOTE:
                return SharedLink(link.kind, link.id) if link.id in notes else None
            case LinkKind.FACT if link.id in facts:
                position = facts[link.id]
                text = summary.facts[position].text[:FACT_LENGTH]
                return SharedLink(link.kind, "", text, position)
            case LinkKind.HIGHLIGHT if link.id in marks:
                return SharedLink(link.kind, link.id)
            case _:
                # A link to what is not shared leads to its summary instead.
                home = self._home(link)
                return SharedLink(LinkKind.SUMMARY) if home == summary.id else None
