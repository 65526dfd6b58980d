"""The highlights and notes that come with a summary in a pack, independent of any library.

A record that breaks its limits cannot be made, wherever its values come from: every one of them
raises ValueError.
"""

import re
from dataclasses import dataclass, replace
from typing import Final

from app.core.notes.model import CONTEXT_LENGTH, Colour, LinkKind

# More than any reader writes on one summary, and few enough to be stored at once.
MOST_HIGHLIGHTS: Final = 2_000
MOST_NOTES: Final = 500
MOST_LINKS: Final = 200
LONGEST_TEXT: Final = 100_000
# Enough of a fact to recognise it by.
FACT_LENGTH: Final = 500
HEADING_LENGTH: Final = 300
NAME_LENGTH: Final = 80
_FARTHEST: Final = 100_000_000
_ID: Final = re.compile(r"[A-Za-z0-9-]{1,64}")
_UNSTORABLE: Final = re.compile("[\x00\ud800-\udfff]")


def clean_name(name: str) -> str:
    """Return a sender's name as it can be shown: one line, nothing unprintable, not too long."""
    words = "".join(char if char.isprintable() else " " for char in name).split()
    return " ".join(words)[:NAME_LENGTH].strip()


@dataclass(frozen=True, slots=True)
class SharedHighlight:
    """A highlighted passage. `start` counts code points of the summary's text in the pack.

    `origin` names the author when the sender had received it from somebody else.
    """

    id: str
    colour: Colour
    start: int | None
    quote: str
    prefix: str
    suffix: str
    heading: str | None
    origin: str | None

    def __post_init__(self) -> None:
        """Refuse what no Bayaz writes."""
        _check_id(self.id)
        _check_text(self.quote, LONGEST_TEXT)
        for around in (self.prefix, self.suffix):
            _check_text(around, CONTEXT_LENGTH, may_be_empty=True)
        _check_text(self.heading or "", HEADING_LENGTH, may_be_empty=True)
        _check_name(self.origin)
        if self.start is not None and not 0 <= self.start <= _FARTHEST:
            raise ValueError(self.start)


@dataclass(frozen=True, slots=True)
class SharedLink:
    """What a shared note is linked to, without the ids of the sender's library.

    SUMMARY is the one that it comes with; FACT is given by position and first words, TOPIC by its
    subject's `id` and its name in `text`; HIGHLIGHT and NOTE name another record of the pack.
    """

    kind: LinkKind
    id: str = ""
    text: str = ""
    position: int = 0

    def __post_init__(self) -> None:
        """Refuse what no Bayaz writes."""
        if self.id:
            _check_id(self.id)
        _check_text(self.text, FACT_LENGTH, may_be_empty=True)
        if not 0 <= self.position <= _FARTHEST:
            raise ValueError(self.position)


@dataclass(frozen=True, slots=True)
class SharedNote:
    """A note with its links in order; `origin` as in SharedHighlight."""

    id: str
    body: str
    links: tuple[SharedLink, ...]
    origin: str | None

    def __post_init__(self) -> None:
        """Refuse what no Bayaz writes."""
        _check_id(self.id)
        _check_text(self.body, LONGEST_TEXT)
        _check_name(self.origin)
        if len(self.links) > MOST_LINKS:
            raise ValueError(len(self.links))


@dataclass(frozen=True, slots=True)
class SharedAnnotations:
    """The highlights and notes that come with one summary, and who sends them."""

    sender: str
    highlights: tuple[SharedHighlight, ...] = ()
    notes: tuple[SharedNote, ...] = ()

    def __post_init__(self) -> None:
        """Refuse what no Bayaz writes."""
        _check_name(self.sender)
        if len(self.highlights) > MOST_HIGHLIGHTS or len(self.notes) > MOST_NOTES:
            raise ValueError(len(self.highlights), len(self.notes))

    def origin_of(self, named: str | None) -> str:
        """Return who a record is from: whom it names, else the sender."""
        return self.sender if named is None else named

    def __add__(self, other: "SharedAnnotations") -> "SharedAnnotations":
        """Return both as one, for two summaries that become one; each record is in it once."""
        highlights = {one.id: one for one in (*other.highlights, *self.highlights)}
        notes = {one.id: one for one in other.notes}
        for note in self.notes:
            links = (*note.links, *(notes[note.id].links if note.id in notes else ()))
            notes[note.id] = replace(note, links=tuple(dict.fromkeys(links))[:MOST_LINKS])
        return SharedAnnotations(
            self.sender,
            tuple(highlights.values())[-MOST_HIGHLIGHTS:],
            tuple(notes.values())[-MOST_NOTES:],
        )


def _check_id(value: str) -> None:
    if not _ID.fullmatch(value):
        raise ValueError(value[:64])


def _check_text(value: str, longest: int, *, may_be_empty: bool = False) -> None:
    if len(value) > longest or _UNSTORABLE.search(value):
        raise ValueError(value[:64])
    if not may_be_empty and not value.strip():
        raise ValueError(value[:64])


def _check_name(value: str | None) -> None:
    if value and value != clean_name(value):
        raise ValueError(value[:64])
