"""What can be done with notes and highlights: each verb here is one transaction.

Overlaps follow one rule. A highlight laid over or right beside another of the same colour becomes
one with it: the older keeps its id, and the notes of both hang on it. Different colours lie over
one another, the newer on top. An underline is a colour of its own. What came in a pack joins only
what came from the same hand, never the reader's own.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Final

from app.core.clock import Clock, parse_stamp, stamp
from app.core.errors import EmptyNoteError, NotFoundError, PassageNotFoundError
from app.core.library.library import TRASH_KEPT_FOR, Library
from app.core.library.page import Page, build_page
from app.core.notes.anchoring import locate, make_anchor, occurrences
from app.core.notes.model import (
    Anchor,
    Colour,
    Highlight,
    HighlightChange,
    Link,
    LinkKind,
    MovedLink,
    Note,
)
from app.core.notes.reanchoring import TextChange
from app.core.notes.shared_annotations import ImportedAnnotations
from app.core.notes.store import HighlightStore, NoteStore
from app.core.storage.database import Database
from app.core.storage.ids import full_id, new_id

# An earlier text of a note is kept at most so often.
REVISION_EVERY: Final = timedelta(minutes=10)


class Notebook:
    """All notes and highlights."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._db = database
        self._library = library
        self._clock = clock
        self._notes = NoteStore(database)
        self._highlights = HighlightStore(database)

    # Notes

    def note(self, note_id: str) -> Note:
        """Return a note; raises NotFoundError."""
        return self._notes.note(note_id)

    def notes(self, *, trashed: bool = False) -> list[Note]:
        """Return all notes, the last changed first."""
        return self._notes.notes(trashed=trashed)

    def notes_of_subject(self, subject_id: str) -> list[Note]:
        """Return the notes linked to a subject or to one of its topics."""
        return self._notes.of_subject(subject_id)

    def notes_of_summary(self, summary_id: str) -> list[Note]:
        """Return the notes linked to a summary or to anything in it."""
        return self._notes.of_summary(summary_id)

    def backlinks(self, link: Link) -> list[Note]:
        """Return the notes linked to something."""
        return self._notes.backlinks(link)

    def earlier_texts(self, note_id: str) -> list[tuple[str, str]]:
        """Return what a note said before, as (time, text), the newest first."""
        return self._notes.revisions(note_id)

    def add_note(self, body: str, links: Iterable[Link] = ()) -> Note:
        """Store a new note.

        Raises EmptyNoteError, or NotFoundError when a link points at nothing.
        """
        moment = self._clock()
        note = Note(new_id(), _body(body), tuple(dict.fromkeys(links)), moment, moment)
        with self._db.transaction():
            self._check(note.links)
            self._notes.insert(note)
        return note

    def edit_note(self, note_id: str, body: str) -> Note:
        """Replace a note's text; every ten minutes what it said before is kept."""
        with self._db.transaction():
            note = self._notes.note(note_id)
            text = _body(body)
            if text == note.body:
                return note
            moment = self._clock()
            kept = self._notes.last_revision_at(note_id)
            if kept is None or moment - parse_stamp(kept) >= REVISION_EVERY:
                self._notes.keep_revision(note, stamp(moment))
            self._notes.update(note_id, text, stamp(moment))
            return replace(note, body=text, updated_at=moment)

    def link_note(self, note_id: str, links: Iterable[Link]) -> Note:
        """Replace what a note is linked to; raises NotFoundError when a link points at nothing."""
        with self._db.transaction():
            note = self._notes.note(note_id)
            linked = tuple(dict.fromkeys(links))
            self._check(set(linked) - set(note.links))
            self._notes.set_links(note_id, linked)
            return replace(note, links=linked)

    def trash_note(self, note_id: str) -> None:
        """Put a note into the trash."""
        with self._db.transaction():
            self._notes.set_deleted(note_id, stamp(self._clock()))

    def restore_note(self, note_id: str) -> Note:
        """Take a note out of the trash."""
        with self._db.transaction():
            self._notes.set_deleted(note_id, None)
            return self._notes.note(note_id)

    # Highlights

    def highlight(self, highlight_id: str) -> Highlight:
        """Return a highlight; raises NotFoundError."""
        return self._highlights.highlight(highlight_id)

    def highlights(self, *, trashed: bool = False) -> list[Highlight]:
        """Return all highlights, the newest first."""
        return self._highlights.highlights(trashed=trashed)

    def highlights_of(self, summary_id: str) -> list[Highlight]:
        """Return the highlights of a summary in the order of the text, orphans last."""
        return self._highlights.of_summary(summary_id)

    def add_highlight(
        self, summary_id: str, start: int, end: int, colour: Colour, page: Page | None = None
    ) -> HighlightChange:
        """Mark the passage from `start` to `end` of a page's text.

        `page` spares building it where the caller has it. Raises PassageNotFoundError when the
        passage is nothing but space.
        """
        summary = self._library.summary(summary_id)
        page = page or build_page(summary)
        anchor = make_anchor(page, summary.revision_id, start, end)
        if anchor is None:
            raise PassageNotFoundError(page.text[start:end], 0)
        moment = self._clock()
        highlight = Highlight(new_id(), summary_id, colour, anchor, moment, moment)
        with self._db.transaction():
            return self._merge(highlight, (), page)

    def add_highlight_of(self, summary_id: str, passage: str, colour: Colour) -> HighlightChange:
        """Mark the one place where a passage stands word for word.

        Raises PassageNotFoundError when it stands nowhere, or in several places.
        """
        page = build_page(self._library.summary(summary_id))
        places = occurrences(page.text, passage.strip())
        if len(places) != 1:
            raise PassageNotFoundError(passage, len(places))
        return self.add_highlight(
            summary_id, places[0], places[0] + len(passage.strip()), colour, page
        )

    def recolour(self, highlight_id: str, colour: Colour) -> HighlightChange:
        """Give a highlight another colour."""
        with self._db.transaction():
            before = self._highlights.highlight(highlight_id)
            after = replace(before, colour=colour, updated_at=self._clock())
            return self._merge(after, (before,))

    def trash_highlight(self, highlight_id: str) -> HighlightChange:
        """Put a highlight into the trash; notes linked to it stay."""
        with self._db.transaction():
            change = HighlightChange((self._highlights.highlight(highlight_id),))
            self._apply(change)
        return change

    def restore_highlight(self, highlight_id: str) -> HighlightChange:
        """Take a highlight out of the trash; raises NotFoundError when it is not there."""
        with self._db.transaction():
            for highlight in self._highlights.highlights(trashed=True):
                if highlight.id == highlight_id:
                    return self._merge(highlight, ())
        raise NotFoundError("highlight", highlight_id)

    def apply(self, change: HighlightChange) -> None:
        """Do a change again, or undo one by its reverse."""
        with self._db.transaction():
            self._apply(change)

    def resolve(self, summary_id: str, page: Page, revision_id: str) -> list[Highlight]:
        """Return the highlights of a summary that stand on its page, each confirmed by its words.

        One whose words are not where it says is looked for; it is never shown at a wrong place.
        """
        found: list[Highlight] = []
        for highlight in self._highlights.of_summary(summary_id):
            start = locate(highlight.anchor, page.text, revision_id)
            if start is not None:
                found.append(replace(highlight, anchor=replace(highlight.anchor, start=start)))
        return found

    def reanchor(self, summary_id: str, old_text: str, new_text: str, revision_id: str) -> None:
        """Let a summary's highlights follow their words into a corrected text of it.

        Those whose words are gone become orphans; nothing is lost and nothing guessed.
        """
        highlights = self._highlights.of_summary(summary_id)
        if not highlights:
            return
        change = TextChange(old_text, new_text)
        with self._db.transaction():
            for highlight in highlights:
                anchor = change.reanchor(highlight.anchor, revision_id)
                self._highlights.put(replace(highlight, anchor=anchor))

    # What comes in packs

    def trash_received(self, received: ImportedAnnotations) -> HighlightChange:
        """Put what came in a pack into the trash, as far as it is not there yet."""
        with self._db.transaction():
            moment = stamp(self._clock())
            found = [self._highlights.find(own_id) for own_id in received.highlights]
            gone = tuple(one for one, trashed in filter(None, found) if not trashed)
            self._apply(HighlightChange(gone))
            for note_id in received.notes:
                known = self._notes.find(note_id)
                if known is not None and not known[1]:
                    self._notes.set_deleted(note_id, moment)
            return HighlightChange(gone)

    def restore_received(self, received: ImportedAnnotations) -> HighlightChange:
        """Take what came in a pack out of the trash again."""
        with self._db.transaction():
            found = [self._highlights.find(own_id) for own_id in received.highlights]
            back = tuple(one for one, _ in filter(None, found))
            self._apply(HighlightChange((), back))
            for note_id in received.notes:
                if self._notes.find(note_id):
                    self._notes.set_deleted(note_id, None)
            return HighlightChange((), back)

    def count(self) -> int:
        """Return how many notes and highlights there are."""
        return self._notes.count() + self._highlights.count()

    # Colours, ids, trash

    def colour_names(self) -> dict[Colour, str]:
        """Return the names that the reader gave to colours."""
        return self._highlights.colour_names()

    def name_colour(self, colour: Colour, name: str) -> None:
        """Give a colour a name of the reader's; an empty one takes it back."""
        with self._db.transaction():
            self._highlights.set_colour_name(colour, name.strip())

    def full_id(self, kind: str, short: str) -> str:
        """Return the id of the `note` or `highlight` that begins with `short`."""
        return full_id(self._db, kind, short)

    def empty_old_trash(self) -> None:
        """Remove for good the notes and highlights that have lain in the trash for 30 days."""
        before = stamp(self._clock() - TRASH_KEPT_FOR)
        with self._db.transaction():
            self._notes.purge(before)
            self._highlights.purge(before)

    def _merge(
        self, highlight: Highlight, before: tuple[Highlight, ...], page: Page | None = None
    ) -> HighlightChange:
        """Store a highlight that was `before`, joined with those of its colour that it touches.

        The oldest of them lives on, with the notes of all.
        """
        anchor = highlight.anchor
        touching = [
            other
            for other in self._highlights.of_summary(highlight.summary_id)
            if other.id != highlight.id
            and other.colour is highlight.colour
            and other.origin == highlight.origin
            and _touches(other, anchor)
        ]
        joined = (*before, *touching)
        oldest = min(joined, key=lambda other: other.created_at, default=highlight)
        if touching and anchor.start is not None:
            summary = self._library.summary(highlight.summary_id)
            start = min(anchor.start, *(other.anchor.start or 0 for other in touching))
            end = max(anchor.end, *(other.anchor.end for other in touching))
            page = page or build_page(summary)
            anchor = make_anchor(page, summary.revision_id, start, end) or anchor
        kept = replace(highlight, id=oldest.id, created_at=oldest.created_at, anchor=anchor)
        moved = tuple(
            MovedLink(note.id, other.id, kept.id)
            for other in (highlight, *touching)
            if other.id != kept.id
            for note in self._notes.backlinks(Link(LinkKind.HIGHLIGHT, other.id))
        )
        change = HighlightChange(joined, (kept,), moved)
        self._apply(change)
        return change

    def _apply(self, change: HighlightChange) -> None:
        moment = stamp(self._clock())
        kept = {highlight.id for highlight in change.after}
        for highlight in change.before:
            if highlight.id not in kept:
                self._highlights.set_deleted(highlight.id, moment)
        for highlight in change.after:
            self._highlights.put(highlight)
        for moved in change.moved:
            self._highlights.move_link(moved)

    def _check(self, links: Iterable[Link]) -> None:
        """Raise NotFoundError for a link that points at nothing."""
        for link in links:
            match link.kind:
                case LinkKind.SUMMARY:
                    self._library.summary(link.id)
                case LinkKind.FACT:
                    self._library.fact(link.id)
                case LinkKind.HIGHLIGHT:
                    self._highlights.highlight(link.id)
                case LinkKind.NOTE:
                    self._notes.note(link.id)
                case LinkKind.SUBJECT:
                    self._library.syllabus.subject(link.id)
                case LinkKind.TOPIC:
                    self._library.register_topic(link.id)


def _body(text: str) -> str:
    body = text.replace("\r\n", "\n").strip()
    if not body:
        raise EmptyNoteError
    return body


def _touches(highlight: Highlight, passage: Anchor) -> bool:
    own = highlight.anchor
    if own.start is None or passage.start is None:
        return False
    return own.start <= passage.end and passage.start <= own.end
