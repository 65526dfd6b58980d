"""Turning records into the plain documents that are indexed.

They cross a process border, so they are dictionaries of plain values. What changes together is
indexed together: an entry holds all documents of one owner and replaces those it had.
"""

from collections.abc import Iterator
from datetime import date
from typing import TypedDict

from app.core.clock import local_day
from app.core.errors import NotFoundError
from app.core.library.library import Library
from app.core.library.model import Summary, Word
from app.core.library.stores.header_store import SummaryHeader
from app.core.library.syllabus import topic_id
from app.core.notes.model import Highlight, LinkKind, Note
from app.core.notes.notebook import Notebook
from app.core.search.kinds import HitKind
from app.core.storage.changes import Change


class IndexDocument(TypedDict):
    """One thing that can be found. `lead` is searched with `text` but never excerpted.

    `day` is YYYYMMDD, 0 for none; `topics` are `subject id/topic`, `colour` that of a highlight.
    """

    kind: str
    id: str
    summary_id: str
    title: str
    subjects: list[str]
    topics: list[str]
    paper: str
    author: str
    day: int
    colour: str
    lead: str
    text: str


def fallback_excerpt(document: IndexDocument) -> str:
    """Return the part of the lead that an excerpt shows when a query matches nothing else.

    The title is left out: results show it anyway.
    """
    if document["kind"] == HitKind.SUMMARY:
        return " · ".join(filter(None, (document["author"], document["paper"])))
    return document["lead"] if document["kind"] == HitKind.FACT else ""


class IndexEntry(TypedDict):
    """All documents of one record (`owner`: `kind:id`); none when it is gone."""

    owner: str
    documents: list[IndexDocument]


def entries_for(change: Change, library: Library, notebook: Notebook) -> Iterator[IndexEntry]:
    """Yield the entries that a changed record has in the index."""
    owner = f"{change.kind}:{change.record_id}"
    try:
        if change.kind == "summary":
            summary = library.summary(change.record_id)
            gone = summary.deleted_at is not None
            yield IndexEntry(
                owner=owner, documents=[] if gone else list(_of_summary(summary, library))
            )
            # A highlight shows the title and subjects of its summary, so it changes with it.
            for highlight in notebook.highlights_of(change.record_id):
                yield _entry_of_highlight(highlight, library)
        elif change.kind == "highlight":
            yield _entry_of_highlight(notebook.highlight(change.record_id), library)
        else:
            note = notebook.note(change.record_id)
            yield IndexEntry(owner=owner, documents=[_of_note(note, library, notebook)])
    except NotFoundError:
        yield IndexEntry(owner=owner, documents=[])


def _of_summary(summary: Summary, library: Library) -> Iterator[IndexDocument]:
    shared = _summary_fields(summary)
    credits_line = " ".join(filter(None, (summary.title, summary.author, summary.publication)))
    yield IndexDocument(
        **shared,
        kind=HitKind.SUMMARY,
        id=summary.id,
        colour="",
        lead=credits_line,
        text=library.text_of(summary),
    )
    for fact in summary.facts:
        yield IndexDocument(
            **shared,
            kind=HitKind.FACT,
            id=fact.id,
            colour="",
            lead=fact.source or "",
            text=fact.text,
        )
    for position, word in enumerate(summary.vocabulary):
        yield IndexDocument(
            **shared,
            kind=HitKind.VOCABULARY,
            id=f"{summary.id}/{position}",
            colour="",
            lead=" ".join(filter(None, (word.word, word.urdu))),
            text=_line_of(word),
        )


def _line_of(word: Word) -> str:
    """Return an entry of a vocabulary in one line."""
    head = f"{word.word} ({word.part_of_speech})" if word.part_of_speech else word.word
    likes = ", ".join((*word.synonyms, *word.antonyms))
    return " · ".join(filter(None, (head, word.urdu, word.meaning, likes, word.example)))


def _entry_of_highlight(highlight: Highlight, library: Library) -> IndexEntry:
    document = IndexDocument(
        **_summary_fields(library.heading(highlight.summary_id), highlight.summary_id),
        kind=HitKind.HIGHLIGHT,
        id=highlight.id,
        colour=highlight.colour.value,
        lead="",
        text=highlight.anchor.quote,
    )
    return IndexEntry(owner=f"highlight:{highlight.id}", documents=[document])


def _of_note(note: Note, library: Library, notebook: Notebook) -> IndexDocument:
    summary_id = _summary_of(note, library, notebook)
    shared = _summary_fields(library.heading(summary_id) if summary_id else None, summary_id)
    shared["title"] = note.body.partition("\n")[0]
    shared["subjects"] = list(note.subjects)
    shared["topics"] = list(note.linked(LinkKind.TOPIC))
    shared["day"] = shared["day"] or _number(local_day(note.created_at))
    return IndexDocument(
        **shared, kind=HitKind.NOTE, id=note.id, colour="", lead="", text=note.body
    )


def _summary_fields(
    summary: Summary | SummaryHeader | None, summary_id: str = ""
) -> "_SummaryFields":
    """Return the fields that a document takes from the summary that it belongs to."""
    if summary is None:
        return _SummaryFields(
            summary_id=summary_id, title="", subjects=[], topics=[], paper="", author="", day=0
        )
    return _SummaryFields(
        summary_id=summary.id,
        title=summary.title or "",
        subjects=[entry.subject_id for entry in summary.subjects],
        topics=[
            topic_id(entry.subject_id, topic)
            for entry in summary.subjects
            for topic in entry.topics
        ],
        paper=summary.publication or "",
        author=summary.author or "",
        day=_number(summary.date),
    )


def _number(day: date | None) -> int:
    return day.year * 10_000 + day.month * 100 + day.day if day else 0


class _SummaryFields(TypedDict):
    summary_id: str
    title: str
    subjects: list[str]
    topics: list[str]
    paper: str
    author: str
    day: int


def _summary_of(note: Note, library: Library, notebook: Notebook) -> str:
    """Return the id of the first summary that a note is linked to, directly or not, else ''."""
    for summary_id in note.linked(LinkKind.SUMMARY):
        return summary_id
    for fact_id in note.linked(LinkKind.FACT):
        try:
            return library.fact(fact_id).summary_id
        except NotFoundError:
            continue
    for highlight_id in note.linked(LinkKind.HIGHLIGHT):
        try:
            return notebook.highlight(highlight_id).summary_id
        except NotFoundError:
            continue
    return ""
