"""Chats, exported or copied, to text: one part for each text that was sent, with its day."""

from typing import Final

from app.core.importing.files.formats.messages.joining import texts_of
from app.core.importing.files.formats.messages.order import in_order
from app.core.importing.files.formats.messages.stamps import Stamp, messages_of, stamp_of
from app.core.importing.lines.dates import ParsedDate, first_date
from app.core.importing.model import Document, Part

# So many stamps make a chat, among so many lines from its top.
_FEWEST_STAMPS: Final = 2
_LINES_SEARCHED: Final = 4_000
_LETTERS_SEARCHED: Final = 400_000
# Stamps that neither brackets nor a dash set apart must begin this near the top.
_TOP: Final = 5


def is_chat(text: str) -> bool:
    """Return whether a text is a chat: stamps with senders, or one such stamp at the very top."""
    lines = text[:_LETTERS_SEARCHED].lstrip().split("\n", maxsplit=_LINES_SEARCHED)
    found = [
        (number, stamp)
        for number, stamp in enumerate(map(stamp_of, lines[:_LINES_SEARCHED]))
        if stamp and (stamp.sender or stamp.words)
    ]
    # A channel's page has stamps too, on lines of their own, with no sender behind them.
    sent = [(number, stamp) for number, stamp in found if stamp.sender]
    if not sent:
        return False
    if sent[0][0] == 0 and sent[0][1].bracketed:
        return True
    sure = sum(stamp.sure for _, stamp in sent)
    return len(found) >= _FEWEST_STAMPS and (sure >= _FEWEST_STAMPS or found[0][0] < _TOP)


def read(text: str) -> Document:
    """Return the texts sent in a chat: without the talk, the program's lines, notes of media."""
    messages = list(messages_of(text))
    stamps = [message.stamp for message in messages if message.stamp]
    days = dict(zip(stamps, in_order([first_date(stamp.day) for stamp in stamps]), strict=True))
    return Document(tuple(
        Part(found.whole, *_place(found.stamp, days)) for found in texts_of(messages)
    ))  # fmt: skip


def _place(
    stamp: Stamp | None, days: dict[Stamp, ParsedDate | None]
) -> tuple[str, ParsedDate | None]:
    return (f"{stamp.day}, {stamp.time}", days[stamp]) if stamp else ("", None)
