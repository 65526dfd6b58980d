"""Chats exported from WhatsApp to text: one part for each message, with the day it was sent."""

import re
from dataclasses import replace
from typing import Final

from app.core.importing.lines.clean import clean, strip_emphasis
from app.core.importing.lines.dates import first_date
from app.core.importing.lines.labels import find_label
from app.core.importing.model import Document, Part
from app.core.library.model import SectionKind

# Android: «12/06/2025, 9:41 pm - Name: words»; iPhones: «[12/06/2025, 9:41:03 PM] Name: words».
_STAMP = re.compile(
    r"^[\u200e\u200f\u202a-\u202e]*\[?(?P<date>\d{1,4}[./-]\d{1,2}[./-]\d{2,4}),?\s+"
    r"(?P<time>\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s?[AaPp]\.?\s?[Mm]\.?)?)\]?\s*(?:[-–]\s+)?",
    re.MULTILINE,
)
_SENDER = re.compile(r"[\u200e\u200f\u202a-\u202e~ ]*(?P<name>[^\n:]{1,60}):[ \u200e]*")
_LEFT_OUT = re.compile(
    r"[\u200e\s]*(?:<[^<>\n]{0,40}omitted>|(?:image|video|audio|sticker|gif|document|contact card)"
    r"\s+omitted|<attached:[^>\n]*>|this message was deleted|you deleted this message|null|"
    r"\S+\.\w{3,4}\s+\(file attached\))[.\s]*",
    re.IGNORECASE,
)
_EDITED = re.compile(r"\s*<This message was edited>\s*$")
# So many stamps at the starts of lines, the first of them this near the top, make a chat.
_FEWEST_STAMPS: Final = 2
_TOP: Final = 400


def is_chat(text: str) -> bool:
    """Return whether a text is an exported chat."""
    first = _STAMP.search(text[:_TOP])
    if first is None:
        return False
    # A channel's page has stamps too, on lines of their own, with no sender behind them.
    stamped = [
        match
        for match in _STAMP.finditer(text[:200_000])
        if not match[0].endswith("\n") and text[match.end() : match.end() + 1].strip()
    ]
    return len(stamped) >= _FEWEST_STAMPS


def read(text: str) -> Document:
    """Return the messages of a chat, without the system's own lines and notes of media left out."""
    stamps = list(_STAMP.finditer(text))
    ends = [match.start() for match in stamps[1:]] + [len(text)]
    parts: list[Part] = []
    sender = ""
    for stamp, end in zip(stamps, ends, strict=True):
        words = text[stamp.end() : end]
        named = _SENDER.match(words)
        if named is None:
            continue
        said = _EDITED.sub("", words[named.end() :]).strip()
        if not said or _LEFT_OUT.fullmatch(said):
            continue
        place = f"{stamp['date']}, {stamp['time']}"
        part = Part(said, place, first_date(stamp["date"]))
        if parts and named["name"] == sender and _goes_on(said):
            parts[-1] = replace(parts[-1], text=f"{parts[-1].text}\n{said}")
        else:
            parts.append(part)
        sender = named["name"]
    return Document(tuple(parts))


def _goes_on(said: str) -> bool:
    """Return whether a message is the rest of the one before: it begins with a section's label."""
    first = strip_emphasis(clean(said)).strip().split("\n", maxsplit=1)[0]
    label = find_label(first)
    return label is not None and label.kind not in (SectionKind.SUMMARY, SectionKind.OTHER)
