"""Records to the plain documents that the index holds.

They cross a process border, so they are dictionaries of plain values. What changes together is
indexed together: an entry holds all documents of one owner and replaces those it had.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import TypedDict

from app.core.errors import NotFoundError
from app.core.library.library import Library
from app.core.library.model import Summary
from app.core.notes.model import Highlight, LinkKind, Note
from app.core.notes.notebook import Notebook
from app.core.storage.changes import Change


class HitKind(StrEnum):
    """What can be found."""

    SUMMARY = "summary"
    FACT = "fact"
    HIGHLIGHT = "highlight"
    NOTE = "note"


class Document(TypedDict):
    """One thing that can be found. `lead` is searched with `text` but never excerpted."""

    kind: str
    id: str
    summary_id: str
    title: str
    subjects: list[str]
    lead: str
    text: str


class Entry(TypedDict):
    """All documents of one record; none when it is gone."""

    owner: str
    documents: list[Document]


def entries_for(change: Change, library: Library, notebook: Notebook) -> Iterator[Entry]:
    """Yield what the index must be told of a changed record."""
    owner = f"{change.kind}:{change.record_id}"
    try:
        if change.kind == "summary":
            summary = library.summary(change.record_id)
            gone = summary.deleted_at is not None
            yield Entry(owner=owner, documents=[] if gone else _of_summary(summary, library))
            # A highlight shows its summary's title and serves its subjects.
            for highlight in notebook.highlights_of(change.record_id):
                yield _entry_of_highlight(highlight, library)
        elif change.kind == "highlight":
            yield _entry_of_highlight(notebook.highlight(change.record_id), library)
        else:
            note = notebook.note(change.record_id)
            yield Entry(owner=owner, documents=[_of_note(note, library)])
    except NotFoundError:
        yield Entry(owner=owner, documents=[])


def _of_summary(summary: Summary, library: Library) -> list[Document]:
    subjects = [entry.subject_id for entry in summary.subjects]
    credits_line = " ".join(filter(None, (summary.title, summary.author, summary.publication)))
    documents = [
        Document(
            kind=HitKind.SUMMARY,
            id=summary.id,
            summary_id=summary.id,
            title=summary.title or "",
            subjects=subjects,
            lead=credits_line,
            text=library.text_of(summary),
        )
    ]
    documents += [
        Document(
            kind=HitKind.FACT,
            id=fact.id,
            summary_id=summary.id,
            title=summary.title or "",
            subjects=subjects,
            lead=fact.source or "",
            text=fact.text,
        )
        for fact in summary.facts
    ]
    return documents


def _entry_of_highlight(highlight: Highlight, library: Library) -> Entry:
    summary = library.find(highlight.summary_id)
    document = Document(
        kind=HitKind.HIGHLIGHT,
        id=highlight.id,
        summary_id=highlight.summary_id,
        title=(summary.title if summary else None) or "",
        subjects=[entry.subject_id for entry in summary.subjects] if summary else [],
        lead="",
        text=highlight.anchor.quote,
    )
    return Entry(owner=f"highlight:{highlight.id}", documents=[document])


def _of_note(note: Note, library: Library) -> Document:
    return Document(
        kind=HitKind.NOTE,
        id=note.id,
        summary_id=_summary_of(note, library),
        title=note.body.partition("\n")[0],
        subjects=list(note.subjects),
        lead="",
        text=note.body,
    )


def _summary_of(note: Note, library: Library) -> str:
    """Return the summary where a note is at home: one it is linked to, or that of a fact."""
    for summary_id in note.linked(LinkKind.SUMMARY):
        return summary_id
    for fact_id in note.linked(LinkKind.FACT):
        try:
            return library.fact(fact_id).summary_id
        except NotFoundError:
            continue
    return ""
