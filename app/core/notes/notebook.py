"""What can be done with notes and highlights: each verb here is one transaction.

`highlight_merging` explains how overlapping highlights become one, `reanchoring` how highlights
follow a corrected text.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from app.core.clock import Clock, stamp
from app.core.errors import EmptyNoteError, NotFoundError, PassageNotFoundError
from app.core.library.library import Library
from app.core.library.page import Page, build_page
from app.core.notes.anchoring import locate, make_anchor, occurrences
from app.core.notes.annotation_trash import AnnotationTrash
from app.core.notes.highlight_merging import HighlightMerger
from app.core.notes.link_check import check_links
from app.core.notes.model import Colour, Highlight, HighlightChange, Link, Note
from app.core.notes.reanchoring import TextChange
from app.core.notes.stores.highlight_store import HighlightStore
from app.core.notes.stores.note_store import NoteStore
from app.core.storage import tolerant
from app.core.storage.database import Database
from app.core.storage.ids import new_id

# An earlier text of a note is kept at most this often.
REVISION_EVERY: Final = timedelta(minutes=10)


class Notebook:
    """All notes and highlights; `trash` deals with whole batches of them."""

    def __init__(self, database: Database, library: Library, clock: Clock) -> None:
        self._db = database
        self._library = library
        self._clock = clock
        self._notes = NoteStore(database)
        self._highlights = HighlightStore(database)
        self._merger = HighlightMerger(library, self._notes, self._highlights)
        self.trash = AnnotationTrash(database, clock)

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

    def earlier_texts(self, note_id: str) -> list[tuple[datetime, str]]:
        """Return what a note said before, as (until when, text), the newest first."""
        return [(tolerant.moment(until), text) for until, text in self._notes.revisions(note_id)]

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

    def edit_note(self, note_id: str, body: str, links: Iterable[Link] | None = None) -> Note:
        """Replace a note's text, and what it is linked to if `links` are given.

        What it said before is kept every ten minutes. Raises NotFoundError or EmptyNoteError.
        """
        with self._db.transaction():
            note = self._notes.note(note_id)
            text = _body(body)
            if text != note.body:
                moment = self._clock()
                kept = self._notes.last_revision_at(note_id)
                # A clock that was set back says nothing about how long ago that was.
                since = None if kept is None else moment - tolerant.moment(kept)
                if since is None or not timedelta(0) <= since < REVISION_EVERY:
                    self._notes.keep_revision(note, stamp(moment))
                self._notes.update(note_id, text, stamp(moment))
                note = replace(note, body=text, updated_at=moment)
            if links is None or (linked := tuple(dict.fromkeys(links))) == note.links:
                return note
            return self.link_note(note_id, linked)

    def keep_text(self, note_id: str) -> None:
        """Keep what a note says among its earlier texts; raises NotFoundError."""
        with self._db.transaction():
            note = self._notes.note(note_id)
            if not any(text == note.body for _, text in self._notes.revisions(note_id)[:1]):
                self._notes.keep_revision(note, stamp(self._clock()))

    def link_note(self, note_id: str, links: Iterable[Link]) -> Note:
        """Replace what a note is linked to; raises NotFoundError when a link points at nothing."""
        with self._db.transaction():
            note = self._notes.note(note_id)
            linked = tuple(dict.fromkeys(links))
            self._check(set(linked) - set(note.links))
            self._notes.set_links(note_id, linked)
            return replace(note, links=linked)

    def trash_note(self, note_id: str) -> None:
        """Put a note into the trash; raises NotFoundError."""
        with self._db.transaction():
            self._notes.set_deleted(note_id, stamp(self._clock()))

    def restore_note(self, note_id: str) -> Note:
        """Take a note out of the trash; raises NotFoundError."""
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
        """Highlight the passage from `start` to `end` (code points) of a summary's page.

        `page` saves building it where the caller has it. Raises NotFoundError, or
        PassageNotFoundError when the passage is nothing but space.
        """
        summary = self._library.summary(summary_id)
        page = page or build_page(summary)
        anchor = make_anchor(page, summary.revision_id, start, end)
        if anchor is None:
            raise PassageNotFoundError(page.text[start:end], 0)
        moment = self._clock()
        highlight = Highlight(new_id(), summary_id, colour, anchor, moment, moment)
        with self._db.transaction():
            return self._store(highlight, (), page)

    def add_highlight_of(self, summary_id: str, passage: str, colour: Colour) -> HighlightChange:
        """Highlight a passage that occurs in a summary exactly once, word for word.

        Raises NotFoundError, or PassageNotFoundError when it occurs nowhere or several times.
        """
        page = build_page(self._library.summary(summary_id))
        places = occurrences(page.text, passage.strip())
        if len(places) != 1:
            raise PassageNotFoundError(passage, len(places))
        return self.add_highlight(
            summary_id, places[0], places[0] + len(passage.strip()), colour, page
        )

    def recolour(self, highlight_id: str, colour: Colour) -> HighlightChange:
        """Give a highlight another colour; raises NotFoundError."""
        with self._db.transaction():
            before = self._highlights.highlight(highlight_id)
            after = replace(before, colour=colour, updated_at=self._clock())
            return self._store(after, (before,))

    def trash_highlight(self, highlight_id: str) -> HighlightChange:
        """Put a highlight into the trash; notes linked to it stay. Raises NotFoundError."""
        with self._db.transaction():
            change = HighlightChange((self._highlights.highlight(highlight_id),))
            self._highlights.apply(change, stamp(self._clock()))
        return change

    def restore_highlight(self, highlight_id: str) -> HighlightChange:
        """Take a highlight out of the trash; raises NotFoundError when it is not there."""
        with self._db.transaction():
            highlight, trashed = self._highlights.find(highlight_id) or (None, False)
            if highlight is None or not trashed:
                raise NotFoundError("highlight", highlight_id)
            return self._store(highlight, ())

    def apply(self, change: HighlightChange) -> None:
        """Make a change again, or undo one by its reverse."""
        with self._db.transaction():
            self._highlights.apply(change, stamp(self._clock()))

    def resolve(self, summary_id: str, page: Page, revision_id: str) -> list[Highlight]:
        """Return the highlights of a summary at their places on its page, confirmed by their words.

        One whose words have moved is looked for, and left out when its place is not certain.
        """
        found: list[Highlight] = []
        for highlight in self._highlights.of_summary(summary_id):
            start = locate(highlight.anchor, page.text, revision_id)
            if start is not None:
                found.append(replace(highlight, anchor=replace(highlight.anchor, start=start)))
        return found

    def reanchor(self, summary_id: str, old_text: str, new_text: str, revision_id: str) -> None:
        """Move a summary's highlights to where their words are in a corrected text of it.

        Those whose words are gone become orphans; nothing is lost and nothing is guessed.
        """
        highlights = self._highlights.of_summary(summary_id)
        if not highlights:
            return
        change = TextChange(old_text, new_text)
        with self._db.transaction():
            for highlight in highlights:
                anchor = change.reanchor(highlight.anchor, revision_id)
                self._highlights.put(replace(highlight, anchor=anchor))

    # Both

    def count(self) -> int:
        """Return how many notes and highlights there are outside the trash."""
        return self._notes.count() + self._highlights.count()

    def colour_names(self) -> dict[Colour, str]:
        """Return the names that the reader gave to colours."""
        return self._highlights.colour_names()

    def name_colour(self, colour: Colour, name: str) -> None:
        """Give a colour the reader's own name; an empty one removes it."""
        with self._db.transaction():
            self._highlights.set_colour_name(colour, name.strip())

    def _store(
        self, highlight: Highlight, before: tuple[Highlight, ...], page: Page | None = None
    ) -> HighlightChange:
        """Store a highlight that was `before`, merged with those that it touches."""
        change = self._merger.merge(highlight, before, page)
        self._highlights.apply(change, stamp(self._clock()))
        return change

    def _check(self, links: Iterable[Link]) -> None:
        check_links(links, self._library, self._notes, self._highlights)


def _body(text: str) -> str:
    body = text.replace("\r\n", "\n").strip()
    if not body:
        raise EmptyNoteError
    return body
