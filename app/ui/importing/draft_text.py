"""A draft in words: what it is, what it contains beside its fields, and what a pack brings along.

And how much of a batch waits for the reader.
"""

from collections.abc import Iterator
from textwrap import shorten
from typing import Final

from app.core.importing.model import Draft
from app.core.importing.outcome import Waiting
from app.core.importing.refusal import Refusal
from app.core.library.model import Form
from app.core.notes.shared_annotations import SharedAnnotations
from app.messages import along_words, counted, origin_words, refusal_words, section_name

# How many of the shared highlights and notes are shown.
_MOST_SHOWN: Final = 8


def shared_lines(shared_annotations: SharedAnnotations | None) -> Iterator[str]:
    """Yield what a pack brings along with a draft, line by line."""
    if shared_annotations is None:
        return
    counted = along_words(len(shared_annotations.highlights), len(shared_annotations.notes))
    yield f"Comes with {counted} {origin_words(shared_annotations.sender)}:"
    lines = [
        *(f"✎ {note.body.strip()}" for note in shared_annotations.notes),
        *(f"▍{highlight.quote}" for highlight in shared_annotations.highlights),
    ]
    yield from (shorten(line, 90, placeholder="…") for line in lines[:_MOST_SHOWN])
    if len(lines) > _MOST_SHOWN:
        yield f"and {len(lines) - _MOST_SHOWN} more"


def contents_text(draft: Draft) -> str:
    """Return in words what the draft contains besides its fields."""
    names = [section_name(section.kind, section.heading) for section in draft.sections]
    count = len(draft.facts)
    facts = f"{count} fact{'s' if count != 1 else ''}"
    words = f"\nVocabulary: {len(draft.vocabulary)} words." if draft.vocabulary else ""
    asked = f"\nQuestions: {len(draft.questions)}." if draft.questions else ""
    return f"Sections: {', '.join(names)}.\nFacts and figures: {facts}.{words}{asked}"


def form_text(draft: Draft, aside: Refusal | None) -> str:
    """Return what it means that a draft is taken as it is; empty for one that was understood.

    `aside` is why it was set aside, if it was.
    """
    if draft.form is not Form.AS_IT_IS:
        return ""
    if aside is None:
        return "Taken as it is: no summary’s form was recognised. Check the title."
    return f"{refusal_words(aside)} If you add it, it is taken as it is: check the title."


def waiting_text(waiting: Waiting) -> str:
    """Return how much of a batch waits for the reader, and as what; empty for nothing."""
    correcting = _listed((waiting.corrections, "correcting a text you have"))
    parts = (doubtful_text(waiting), correcting, beside_text(waiting))
    return ", ".join(filter(None, parts))


def doubtful_text(waiting: Waiting) -> str:
    """Return how many drafts wait for the reader, and why; empty for none."""
    as_it_is = "as it is" if waiting.as_it_is == 1 else "as they are"
    return _listed((waiting.doubtful, "with doubts"), (waiting.as_it_is, as_it_is))


def beside_text(waiting: Waiting) -> str:
    """Return how much of a batch is no draft; empty for nothing."""
    return _listed((waiting.set_aside, "set aside"), (waiting.refused, "not imported"))


def _listed(*parts: tuple[int, str]) -> str:
    return ", ".join(f"{count} {words}" for count, words in parts if count)


def given_words(count: int, bare: int) -> str:
    """Return to how many drafts suggested subjects were given, and for how many there were none."""
    if not count:
        return "No subjects are suggested for these drafts."
    rest = f"; for {bare} none are suggested" if bare else ""
    return f"Subjects added to {counted(count, 'draft')}{rest}. Ctrl+Z undoes that."
