"""Which notes and highlights the notebook shows: by kind, subject, colour and words."""

from dataclasses import dataclass

from app.core.errors import NotFoundError
from app.core.library.library import Library
from app.core.notes.model import Colour, Highlight, LinkKind, Note
from app.core.notes.notebook import Notebook
from app.core.text_key import text_key


@dataclass(frozen=True, slots=True)
class NotebookFilter:
    """Which notes and highlights to list; every condition that is set must hold.

    `kind` is NOTE, HIGHLIGHT or None for both; colours leave out notes, which have none.
    """

    kind: LinkKind | None = None
    subject_id: str | None = None
    colours: frozenset[Colour] = frozenset()
    words: str = ""
    trashed: bool = False

    @property
    def narrows(self) -> bool:
        """Whether anything is left out."""
        return bool(self.kind or self.subject_id or self.colours or self.words.strip())


def chosen_notes(notebook: Notebook, library: Library, chosen: NotebookFilter) -> list[Note]:
    """Return the notes that a filter lets through, the last changed first."""
    if chosen.kind is LinkKind.HIGHLIGHT or chosen.colours:
        return []
    notes = notebook.notes(trashed=chosen.trashed)
    wanted = text_key(chosen.words).split()
    return [
        note
        for note in notes
        if _has_words(note.body, wanted)
        and (
            chosen.subject_id is None
            or chosen.subject_id in subjects_served(note, notebook, library)
        )
    ]


def chosen_highlights(
    notebook: Notebook, library: Library, chosen: NotebookFilter
) -> list[Highlight]:
    """Return the highlights that a filter lets through, the newest first.

    A highlight serves the subjects of its summary.
    """
    if chosen.kind is LinkKind.NOTE:
        return []
    wanted = text_key(chosen.words).split()
    return [
        highlight
        for highlight in notebook.highlights(trashed=chosen.trashed)
        if (not chosen.colours or highlight.colour in chosen.colours)
        and _has_words(highlight.anchor.quote, wanted)
        and (
            chosen.subject_id is None
            or chosen.subject_id in _subjects_of_summary(highlight.summary_id, library)
        )
    ]


def subjects_served(note: Note, notebook: Notebook, library: Library) -> frozenset[str]:
    """Return the subjects of a note: those it is linked to, else those of its linked records."""
    if note.subjects:
        return frozenset(note.subjects)
    served: set[str] = set()
    for link in note.links:
        try:
            if link.kind is LinkKind.SUMMARY:
                served |= _subjects_of_summary(link.id, library)
            elif link.kind is LinkKind.FACT:
                served |= _subjects_of_summary(library.fact(link.id).summary_id, library)
            elif link.kind is LinkKind.HIGHLIGHT:
                served |= _subjects_of_summary(notebook.highlight(link.id).summary_id, library)
        except NotFoundError:
            continue
    return frozenset(served)


def _subjects_of_summary(summary_id: str, library: Library) -> frozenset[str]:
    return frozenset(library.subjects_of(summary_id))


def _has_words(text: str, wanted: list[str]) -> bool:
    if not wanted:
        return True
    key = text_key(text)
    return all(word in key for word in wanted)
