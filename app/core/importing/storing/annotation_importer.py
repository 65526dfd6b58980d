"""Enclosed highlights and notes into the library: anchored by the stored text, each only once.

What the reader has is never replaced. An id that belongs to another record here is left to it, and
what came under it gets one of its own, the same at every import.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from functools import cached_property
from typing import Final

from app.core.importing.model import Draft
from app.core.library.library import Library
from app.core.library.page import build_page, page_text
from app.core.library.similarity import match_facts
from app.core.notes.anchoring import locate, make_anchor
from app.core.notes.model import Anchor, Highlight, Link, LinkKind, Note
from app.core.notes.reanchoring import TextChange
from app.core.notes.shared_annotations import (
    FACT_LENGTH,
    ImportedAnnotations,
    SharedAnnotations,
    SharedHighlight,
    SharedLink,
    SharedNote,
)
from app.core.notes.stores.highlight_store import HighlightStore
from app.core.notes.stores.note_store import NoteStore
from app.core.storage.database import Database
from app.core.storage.ids import derived_id
from app.core.text_key import text_key

# So many pairs of facts are compared at most; beyond it only equal ones are the same.
_MOST_PAIRS: Final = 100_000


class AnnotationImporter:
    """Stores the enclosure of one accepted draft. Writes join the caller's transaction."""

    def __init__(
        self,
        draft: Draft,
        summary_id: str,
        library: Library,
        database: Database,
        moment: datetime,
    ) -> None:
        self._shared_annotations = draft.shared_annotations or SharedAnnotations("")
        self._text = page_text(draft.sections, draft.facts)
        self._drafted = draft.facts
        self._summary = library.summary(summary_id)
        self._page = build_page(self._summary)
        self._library = library
        self._notes = NoteStore(database)
        self._highlights = HighlightStore(database)
        self._moment = moment
        self._here = self._highlights.of_summary(summary_id)

    def receive(self) -> ImportedAnnotations:
        """Store what is not here yet, bring back what lies in the trash, and return both."""
        highlights: list[str] = []
        marked: dict[str, str] = {}
        for highlight in self._shared_annotations.highlights:
            own_id, came = self._take_highlight(highlight)
            if own_id:
                marked[highlight.id] = own_id
            if came:
                highlights.append(own_id)
        enclosed = self._shared_annotations.notes
        written = {note.id: own for note in enclosed if (own := self._note_id(note))}
        notes = [
            written[note.id]
            for note in enclosed
            if note.id in written and self._take_note(note, marked, written)
        ]
        return ImportedAnnotations(tuple(dict.fromkeys(highlights)), tuple(dict.fromkeys(notes)))

    # Highlights

    def _take_highlight(self, enclosed: SharedHighlight) -> tuple[str, bool]:
        """Return the id that a highlight has here, '' for none, and whether it came now."""
        origin = self._origin(enclosed.origin)
        second = derived_id(
            enclosed.id, self._summary.id, enclosed.colour, str(enclosed.start), enclosed.quote
        )
        for own_id in (enclosed.id, second):
            known, trashed = self._highlights.find(own_id) or (None, False)
            if known is None:
                return self._add_highlight(own_id, enclosed, origin)
            same = origin == known.origin or enclosed.quote == known.anchor.quote
            if same and known.summary_id == self._summary.id:
                if trashed:
                    self._highlights.set_deleted(own_id, None)
                return own_id, trashed
        return "", False

    def _add_highlight(
        self, own_id: str, enclosed: SharedHighlight, origin: str
    ) -> tuple[str, bool]:
        anchor = self._anchor(enclosed)
        for other in self._here:
            if other.colour is enclosed.colour and _covers(other.anchor, anchor):
                return other.id, False
        moment = self._moment
        highlight = Highlight(
            own_id, self._summary.id, enclosed.colour, anchor, moment, moment, origin
        )
        self._highlights.put(highlight)
        self._here.append(highlight)
        return own_id, True

    def _anchor(self, enclosed: SharedHighlight) -> Anchor:
        """Return the anchor of a passage in the stored text, an orphan where it is not for sure."""
        revision_id = self._summary.revision_id
        there = Anchor(
            "",
            self._start_there(enclosed),
            enclosed.quote,
            enclosed.prefix,
            enclosed.suffix,
            enclosed.heading,
        )
        here = there
        if self._change is not None:
            here = self._change.reanchor(there, revision_id)
            if here.start is None:
                here = replace(there, start=locate(there, self._page.text, revision_id))
        if here.start is not None:
            made = make_anchor(self._page, revision_id, here.start, here.end)
            if made is not None:
                return made
        return Anchor(
            revision_id,
            None,
            enclosed.quote,
            enclosed.prefix,
            enclosed.suffix,
            enclosed.heading,
        )

    def _start_there(self, enclosed: SharedHighlight) -> int | None:
        """Return where a passage begins in the pack's text: by place, surroundings, or words."""
        text = self._text
        if enclosed.start is not None:
            begin = enclosed.start - len(enclosed.prefix)
            around = enclosed.prefix + enclosed.quote + enclosed.suffix
            if begin >= 0 and text.startswith(around, begin):
                return enclosed.start
        nowhere = Anchor("", None, enclosed.quote, enclosed.prefix, enclosed.suffix)
        start = locate(nowhere, text, self._summary.revision_id)
        if start is None and text.count(enclosed.quote) == 1:
            # Drafts that were joined or parted have other surroundings.
            return text.index(enclosed.quote)
        return start

    @cached_property
    def _change(self) -> TextChange | None:
        """What lies between the pack's text and the stored one, None when they are the same."""
        if self._text == self._page.text:
            return None
        return TextChange(self._text, self._page.text)

    # Notes

    def _note_id(self, enclosed: SharedNote) -> str | None:
        """Return the id under which a note is stored here, or is to be."""
        for own_id in (enclosed.id, derived_id(enclosed.id, enclosed.body)):
            known, _ = self._notes.find(own_id) or (None, False)
            if known is None or known.origin == self._origin(enclosed.origin):
                return own_id
            if known.body == enclosed.body.strip():
                return own_id
        return None

    def _take_note(
        self, enclosed: SharedNote, marked: dict[str, str], written: dict[str, str]
    ) -> bool:
        """Store a note, or link the one that is here already; say whether it came now."""
        own_id = written[enclosed.id]
        links = self._links(enclosed, marked, written)
        known, trashed = self._notes.find(own_id) or (None, False)
        if known is None:
            body = enclosed.body.replace("\r\n", "\n").strip()
            origin = self._origin(enclosed.origin)
            self._notes.insert(Note(own_id, body, links, self._moment, self._moment, origin))
            return True
        if trashed:
            self._notes.set_deleted(own_id, None)
        # It came with another summary before; one that the reader wrote stays as it is.
        new_here = self._is_linked(links) and not self._is_linked(known.links)
        if known.origin is not None and new_here:
            self._notes.set_links(own_id, dict.fromkeys((*known.links, *links)))
        return trashed

    def _links(
        self, enclosed: SharedNote, marked: dict[str, str], written: dict[str, str]
    ) -> tuple[Link, ...]:
        """Return what a note is linked to here; what is not found leads to the summary.

        One without links belongs to another summary of the pack, and only a note leads to it.
        """
        found: dict[Link, None] = {}
        for link in enclosed.links:
            target = self._target(link, marked, written)
            if target is not None and target != Link(LinkKind.NOTE, written[enclosed.id]):
                found[target] = None
        return tuple(found) or ((self._home,) if enclosed.links else ())

    def _target(
        self, link: SharedLink, marked: dict[str, str], written: dict[str, str]
    ) -> Link | None:
        syllabus = self._library.syllabus
        match link.kind:
            case LinkKind.SUMMARY:
                return self._home
            case LinkKind.FACT:
                fact_id = self._fact(link)
                return Link(LinkKind.FACT, fact_id) if fact_id else self._home
            case LinkKind.HIGHLIGHT:
                own_id = marked.get(link.id)
                return Link(LinkKind.HIGHLIGHT, own_id) if own_id else self._home
            case LinkKind.NOTE:
                return Link(LinkKind.NOTE, written[link.id]) if link.id in written else None
            case LinkKind.SUBJECT:
                return Link(LinkKind.SUBJECT, link.id) if syllabus.has(link.id) else None
            case LinkKind.TOPIC:
                name = " ".join(link.text.split())
                if not syllabus.has(link.id) or not text_key(name):
                    return None
                return Link(LinkKind.TOPIC, self._library.topics.ensure(link.id, name).id)

    def _fact(self, link: SharedLink) -> str | None:
        """Return the id of the fact that a link means: by place and words, else by words alone."""
        saying = self._saying.get(link.text, [])
        if link.position in saying:
            return self._facts.get(link.position)
        return self._facts.get(saying[0]) if len(saying) == 1 else None

    @cached_property
    def _saying(self) -> dict[str, list[int]]:
        """Which facts of the pack, by position, begin with these words."""
        found: dict[str, list[int]] = {}
        for position, fact in enumerate(self._drafted):
            found.setdefault(fact.text[:FACT_LENGTH], []).append(position)
        return found

    @cached_property
    def _facts(self) -> dict[int, str]:
        """Which fact of the pack, by position, is which one here."""
        here, there = self._summary.facts, self._drafted
        if [fact.text for fact in here] == [fact.text for fact in there]:
            return {position: fact.id for position, fact in enumerate(here)}
        if len(here) * len(there) <= _MOST_PAIRS:
            return match_facts(here, there)
        by_text = {fact.text: fact.id for fact in here}
        return {
            position: by_text[fact.text]
            for position, fact in enumerate(there)
            if fact.text in by_text
        }

    @property
    def _home(self) -> Link:
        return Link(LinkKind.SUMMARY, self._summary.id)

    def _is_linked(self, links: Sequence[Link]) -> bool:
        """Say whether any of these leads to the summary or to something in it."""
        return any(link.id in self._inside for link in links)

    @cached_property
    def _inside(self) -> frozenset[str]:
        marks = self._highlights.of_summary(self._summary.id)
        facts = self._summary.facts
        ids = {mark.id for mark in marks} | {fact.id for fact in facts}
        return frozenset(ids | {self._summary.id})

    def _origin(self, told: str | None) -> str:
        return self._shared_annotations.sender if told is None else told


def _covers(other: Anchor, passage: Anchor) -> bool:
    if other.start is None or passage.start is None:
        # Orphans are known by their words.
        return other.start is passage.start and other.quote == passage.quote
    return other.start <= passage.start and passage.end <= other.end
