"""Building the cards of notes and highlights."""

from textwrap import shorten

from app.core.library.model import SectionKind
from app.core.markdown.blocks import plain_text
from app.core.notes.model import Highlight, LinkKind, Note
from app.messages import SECTION_NAMES, origin_words
from app.ui.notes.card_list import NoteCard
from app.ui.session.session import Session

_SIGNS = {
    LinkKind.SUMMARY: "",
    LinkKind.FACT: "◆ ",
    LinkKind.HIGHLIGHT: "▍",
    LinkKind.SUBJECT: "",
    LinkKind.TOPIC: "",
    LinkKind.NOTE: "✎ ",
}


def note_card(note: Note, session: Session) -> NoteCard:
    """Return the card of a note: its words without Markdown's marks, and what it is linked to."""
    names: list[str] = []
    summary_id = ""
    for link in note.links:
        target = session.workspace.targets.describe(link)
        if target is not None:
            names.append(_SIGNS[link.kind] + shorten(target.name, 40, placeholder="…"))
            summary_id = summary_id or target.summary_id
    from app.core.markdown.parser import parse

    text = plain_text(parse(note.body, keep_breaks=True))
    meta = " · ".join(filter(None, (origin_words(note.origin), *names)))
    return NoteCard(LinkKind.NOTE, note.id, text, meta, None, summary_id)


def highlight_card(highlight: Highlight, session: Session, *, with_title: bool) -> NoteCard:
    """Return the card of a highlight: its passage, what its colour means, and where it is."""
    anchor = highlight.anchor
    where = session.title_of(highlight.summary_id) if with_title else _heading(anchor.heading)
    if anchor.start is None:
        where = "Not placed: its passage is gone"
    origin = origin_words(highlight.origin)
    meta = " · ".join(filter(None, (origin, session.colour_name(highlight.colour), where)))
    return NoteCard(
        LinkKind.HIGHLIGHT, highlight.id, anchor.quote, meta, highlight.colour, highlight.summary_id
    )


def _heading(heading: str | None) -> str:
    """Return the name of a section, by its kind if it has no heading of its own."""
    if heading in set(SectionKind):
        return SECTION_NAMES[SectionKind(heading)]
    return heading or ""
