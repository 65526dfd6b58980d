"""Which messages of a chat make one text: a summary sent in pieces, and where the next begins."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from app.core.importing.files.formats.messages.chatter import (
    bare,
    is_chatter,
    is_system,
    said_in,
    words_of,
)
from app.core.importing.files.formats.messages.stamps import Message, Stamp
from app.core.importing.lines.clean import ends_in_mid_sentence, strip_bullet
from app.core.importing.lines.labels import find_label
from app.core.importing.splitting.heading import read_heading
from app.core.library.model import SectionKind

# A message of so many words is a text; a shorter one needs a sign that it is part of one.
_TEXT: Final = 40
_REMARK: Final = 12
# Within so many minutes a sender goes on with what was begun.
_SOON: Final = 15
_DAY: Final = 24 * 60
# The lines of a heading, the longest of them in words, and the evidence by which it is one.
_HEADING_LINES: Final = 4
_LONGEST_HEADING: Final = 45
_HEADING: Final = 1.0
_FEWEST_WORDS: Final = 3
_LONGEST_TITLE: Final = 14
# `(2/3)`, `Part 2`, `contd.`
_PART: Final = re.compile(
    r"\(?(?:part|page|حصہ)? ?(?P<number>\d{1,2}) ?(?:/|of) ?\d{1,2}\)?|part[ -]?(?P<part>\d{1,2})\b"
    r"|\(?cont(?:d|inued|inue)?\b",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Text:
    """What one sender wrote of one text: its first stamp, the last one, and the messages."""

    stamp: Stamp | None
    last: Stamp | None
    pieces: list[str] = field(default_factory=list)
    words: int = 0

    def add(self, piece: str, stamp: Stamp | None) -> None:
        """Take in one more message."""
        self.pieces.append(piece)
        self.words += len(words_of(piece))
        self.last = stamp

    @property
    def whole(self) -> str:
        """The messages as one text; a sentence that a message's end cut is made whole."""
        joined = [self.pieces[0]]
        for before, piece in zip(self.pieces, self.pieces[1:], strict=False):
            line = _first_line(piece)
            if line[:1].islower() and ends_in_mid_sentence(bare(before[-200:])):
                joined.append(f" {piece}")
            else:
                joined.append(f"\n{piece}" if find_label(line) else f"\n\n{piece}")
        return "".join(joined)


def texts_of(messages: Sequence[Message]) -> list[Text]:
    """Return the texts of a chat in order, without chatter and what the program says.

    A chat that has nothing but chatter is one text, so that it can be set aside.
    """
    texts: list[Text] = []
    begun: dict[str, Text] = {}
    titles: dict[str, tuple[str, Stamp]] = {}
    talk: list[str] = []
    for message in messages:
        stamp = message.stamp
        if stamp and (not stamp.sender or is_system(message.text, marked=stamp.marked)):
            continue
        said = said_in(message.text)
        if not said:
            continue
        sender = stamp.sender if stamp else ""
        before, title = begun.get(sender), titles.pop(sender, None)
        if before and _goes_on(said, stamp, before):
            before.add(said, stamp)
        elif _is_text(said):
            if title and not _opens(said) and _gap(title[1], stamp) <= _SOON:
                said, stamp = f"{title[0]}\n{said}", title[1]
            begun[sender] = Text(stamp, stamp)
            begun[sender].add(said, stamp)
            texts.append(begun[sender])
        else:
            talk.append(said)
            if stamp and _may_be_title(said):
                titles[sender] = (said, stamp)
    if not texts and talk:
        first = messages[0].stamp or messages[-1].stamp
        texts.append(Text(first, first, ["\n".join(talk)]))
    return texts


def _is_text(said: str) -> bool:
    """Return whether a message may be a summary, or the heading of one."""
    return not is_chatter(said) and (len(words_of(said)) >= _REMARK or _opens(said))


def _may_be_title(said: str) -> bool:
    line = bare(said)
    return "\n" not in line and len(words_of(line)) <= _LONGEST_TITLE and not is_chatter(said)


def _opens(said: str) -> bool:
    """Return whether a message begins with the heading of a summary."""
    lines = [line for line in bare(said[:2_000]).split("\n") if line.strip()][:_HEADING_LINES]
    heading = [line for line in lines if len(words_of(line)) <= _LONGEST_HEADING]
    if not heading or heading[0] != lines[0] or len(words_of(said[:200])) < _FEWEST_WORDS:
        return False
    label = find_label(heading[0])
    if label and label.kind not in (SectionKind.SUMMARY, SectionKind.OTHER):
        return False
    return read_heading(heading).strength > _HEADING


def _goes_on(said: str, stamp: Stamp | None, before: Text) -> bool:
    """Return whether a message is the rest of the text that its sender began before."""
    line = _first_line(said)
    if is_chatter(said):
        return False
    count = len(words_of(said))
    gap = _gap(before.last, stamp)
    label = find_label(line)
    if label and label.kind not in (SectionKind.SUMMARY, SectionKind.OTHER):
        return True
    part = _PART.match(line)
    if part and (part["number"] or part["part"] or "2") != "1" and gap <= _DAY:
        return True
    if _opens(said) or gap > _SOON:
        return False
    if line[:1].islower() or strip_bullet(line)[1]:
        return True
    if count < _REMARK or _has_title(said):
        return False
    # A heading alone, or a sentence that breaks off, waits for its text.
    waits = before.words < _TEXT or ends_in_mid_sentence(bare(before.pieces[-1][-200:]))
    return waits or count >= _TEXT or _is_paragraph_of(before, count)


def _is_paragraph_of(before: Text, count: int) -> bool:
    """Return whether a message of some length comes behind one that was only the first part."""
    return count >= 2 * _REMARK and before.words < 4 * _TEXT


def _has_title(said: str) -> bool:
    """Return whether a short line without a full stop stands above longer ones."""
    lines = [line for line in bare(said[:2_000]).split("\n") if line.strip()]
    if len(lines) < 2 or len(words_of(lines[0])) > _LONGEST_TITLE:
        return False
    return lines[0][-1] not in ".!?:;,۔؟" and len(lines[1]) > len(lines[0])


def _first_line(said: str) -> str:
    return bare(said.split("\n", maxsplit=1)[0])


def _gap(before: Stamp | None, stamp: Stamp | None) -> int:
    """Return the minutes between two messages, more than a day where their days differ."""
    if before is None or stamp is None or before.day != stamp.day:
        return _DAY + 1
    return abs(stamp.minute - before.minute)
