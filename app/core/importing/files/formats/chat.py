"""Chats, exported or copied, to text: one part for each summary that was sent, with its day."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from app.core.importing.lines.clean import clean, strip_bullet, strip_emphasis
from app.core.importing.lines.dates import DateBasis, DateOrder, ParsedDate, first_date
from app.core.importing.lines.labels import find_label
from app.core.importing.model import Document, Part
from app.core.importing.splitting.heading import read_heading
from app.core.library.model import SectionKind

_MARKS = "\u200e\u200f\u202a-\u202e\u2066-\u2069"
_MONTH = r"[^\W\d_]{3,10}\.?"
_DATE = (
    r"(?:\d{1,4}[./-]\d{1,2}[./-]\d{2,4}"
    rf"|\d{{1,2}}\.?[ -]{_MONTH},?[ -]\d{{2,4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
)
_TIME = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:[\s\u202f]?(?:[AaPp]\.?\s?[Mm]\b\.?|ص|م|Uhr))?"
_JOINT = rf"[,،]?\s*(?:um|at|à|بوقت)?[\s{_MARKS}]+"
# Every program and language has its own order: `12/06/2025, 9:41 pm - `, `[21:41, 12/06/2025] `.
_STAMP = re.compile(
    rf"^[{_MARKS}]*\[?[{_MARKS}]*(?:(?P<date>{_DATE}){_JOINT}{_TIME}|{_TIME}{_JOINT}(?P<day>{_DATE})"
    rf"|(?P<iso>\d{{4}}-\d\d-\d\dT)\d\d:\d\d(?::\d\d)?Z?)"
    rf"[{_MARKS}]*\]?[{_MARKS}]*\s*(?:[-–:]\s+)?",
    re.MULTILINE,
)
# Telegram puts the name first: `Rabiya, [12.06.2025 21:41]`.
_NAME_FIRST = re.compile(
    rf"^(?P<name>[^\n:,\[\]]{{1,60}}),? \[(?P<date>{_DATE}),?\s+{_TIME}\]:?[^\S\n]*$", re.MULTILINE
)
_SENDER = re.compile(rf"[{_MARKS}~ ]*(?P<name>[^\n:]{{1,60}}):[ {_MARKS}]*")
_NOTE = re.compile(
    rf"[{_MARKS}\s]*(?:<[^<>\n]{{0,60}}>"
    r"|(?:image|video|audio|sticker|gif|document|contact card)"
    r"\s+omitted|\S{1,80}\.\w{3,4}\s+\([^()\n]{3,30}\)"
    r"|\W{0,3}forwarded(?: many times)?\W{0,3})[.\s]*",
    re.IGNORECASE,
)
_EDITED = re.compile(r"\s*<[^<>\n]{3,40}>\s*$")
# So many stamps at the starts of lines, the first of them this near the top, make a chat.
_FEWEST_STAMPS: Final = 2
_TOP: Final = 400
# A message of fewer words is talk, unless it is the heading or a section of a summary.
_TALK: Final = 40
# The evidence by which a short message is a heading whose text follows in the next one.
_HEADING: Final = 1.0


@dataclass(frozen=True, slots=True)
class _Message:
    """Who said what, and on which day as the chat writes it."""

    sender: str
    date: str
    said: str

    @property
    def words(self) -> int:
        return len(self.said.split())


def is_chat(text: str) -> bool:
    """Return whether a text is an exported or a copied chat."""
    if _NAME_FIRST.search(text[:_TOP]):
        return True
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
    """Return the summaries sent in a chat: without the talk, the system's lines, notes of media."""
    messages = list(_messages(text))
    order = _order([first_date(message.date) for message in messages])
    parts: list[Part] = []
    # Where the last part of each sender is, and the heading that waits for its text.
    last: dict[str, int] = {}
    waiting: dict[str, _Message] = {}
    for message in messages:
        heading = waiting.pop(message.sender, None)
        at = last.get(message.sender)
        if at is not None and _goes_on(message.said):
            parts[at] = replace(parts[at], text=f"{parts[at].text}\n{message.said}")
            continue
        if message.words < _TALK:
            if _strength(message.said) >= _HEADING:
                waiting[message.sender] = message
            continue
        said = message.said
        if heading and _strength("\n".join(said.split("\n")[:4])) < _HEADING:
            said = f"{heading.said}\n\n{said}"
        last[message.sender] = len(parts)
        posted = first_date(message.date)
        parts.append(Part(said, message.date, _read_as(posted, order)))
    if not parts and messages:
        # Nothing but talk: all of it, so that it can be set aside.
        talk = "\n".join(message.said for message in messages)
        return Document((Part(talk, messages[0].date, first_date(messages[0].date)),))
    return Document(tuple(parts))


def _messages(text: str) -> Iterator[_Message]:
    """Yield the messages of persons, each without notes of media and the like."""
    stamps = [*_STAMP.finditer(text), *_NAME_FIRST.finditer(text)]
    stamps.sort(key=re.Match.start)
    ends = [match.start() for match in stamps[1:]] + [len(text)]
    for stamp, end in zip(stamps, ends, strict=True):
        words = text[stamp.end() : end]
        groups = stamp.groupdict()
        date = groups.get("date") or groups.get("day") or (groups.get("iso") or "").rstrip("T")
        name = groups.get("name")
        if name is None:
            named = _SENDER.match(words)
            if named is None:
                continue
            name, words = named["name"], words[named.end() :]
        lines = (line for line in words.split("\n") if not _NOTE.fullmatch(line[:200]))
        said = _EDITED.sub("", "\n".join(lines)).strip()
        if said:
            yield _Message(name.strip(), date or "", said)


def _goes_on(said: str) -> bool:
    """Return whether a message is the rest of the one before: a section, or a list of points."""
    lines = [line for line in strip_emphasis(clean(said)).split("\n") if line.strip()]
    label = find_label(lines[0]) if lines else None
    if label and label.kind not in (SectionKind.SUMMARY, SectionKind.OTHER):
        return True
    return len(lines) >= 2 and all(strip_bullet(line)[1] for line in lines)


def _strength(said: str) -> float:
    lines = strip_emphasis(clean(said)).split("\n")
    return read_heading(lines).strength if len(lines) <= 8 else 0.0


def _order(dates: Sequence[ParsedDate | None]) -> DateOrder | None:
    """Return in which order a chat writes its dates: one above 12 shows it, or their sequence."""
    written = [one for one in dates if one]
    shown = {one.implied_order for one in written} - {None}
    if len(shown) == 1:
        return shown.pop()
    rising = [
        order for order in DateOrder
        if all(_day(a, order) <= _day(b, order) for a, b in pairwise(written))
    ]  # fmt: skip
    return rising[0] if len(rising) == 1 else None


def _day(written: ParsedDate, order: DateOrder) -> int:
    chosen = written.read_as(order, DateBasis.EVIDENCE).chosen
    return chosen.toordinal() if chosen else 0


def _read_as(written: ParsedDate | None, order: DateOrder | None) -> ParsedDate | None:
    if written is None or order is None or written.basis is DateBasis.NO_YEAR:
        return written
    return written.read_as(order, DateBasis.EVIDENCE)
