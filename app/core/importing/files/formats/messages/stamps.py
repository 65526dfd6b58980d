"""The stamps of chats: who wrote, on which day and at what time, however a program writes it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

# Marks of direction and other signs that cannot be seen, which phones set around numbers and names.
UNSEEN: Final = dict.fromkeys(
    [0x200B, 0x200E, 0x200F, *range(0x202A, 0x202F), 0x2060, *range(0x2066, 0x206A), 0xFEFF]
)
# What stands for an ASCII sign in a stamp: one for one, so that places in the line stay.
_PLAIN: Final = str.maketrans(
    "٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹،\xa0\u202f\u2009\u2010\u2011\u2044\u060d",
    "01234567890123456789,   --//",
)
# A stamp with its sender is not longer.
_HEAD: Final = 160
_DATE: Final = (
    r"(?:[^\W\d_]{2,10}[.,] ?)?"  # the day of the week
    r"(?:\d{1,4} ?[./-] ?\d{1,2} ?[./-] ?\d{1,4}(?!\d)\.?"
    r"|\d{1,2}(?:st|nd|rd|th)?\.?[ -](?:of |de )?[^\W\d_]{3,12}\.?,?[ -](?:de )?\d{2,4}(?!\d)"
    r"|[^\W\d_]{3,12}\.? \d{1,2}(?:st|nd|rd|th)?,? \d{4}(?!\d))"
)
_HALF_OF_DAY: Final = (
    r"(?:[ap]\. ?m\.|[ap] ?m\b|[صم]\b|[قب]\.? ?ظ\.?|(?:قبل|بعد) (?:دوپہر|از ظہر)|صبح|شام|دوپہر|رات)"
)
_TIME: Final = (
    rf"(?:{_HALF_OF_DAY} ?)?\d{{1,2}}[:.h]\d\d(?:[:.]\d\d)?(?:\.\d{{1,6}})?"
    rf"(?: ?{_HALF_OF_DAY})?(?: ?uhr\b)?(?:z\b| ?[+-]\d\d:?\d\d\b)?"
)
# `12/06/2025, 21:41`, `12.06.25 um 21:41`, `2025-06-12T21:41`.
_BETWEEN: Final = r"(?:, ?| |t(?=\d))(?:[^\W\d_]{1,6}\.? )?(?:las )?"
_MOMENT: Final = (
    rf"(?:(?P<date>{_DATE}){_BETWEEN}(?P<time>{_TIME})"
    rf"|(?P<time_first>{_TIME})(?:, ?| )(?:[^\W\d_]{{1,6}}\.? )?(?P<date_last>{_DATE}))"
)
# Android's dash, the brackets of iPhones and of WhatsApp's page, old exports with a colon or none.
_IN_BRACKETS: Final = re.compile(rf"\[ ?{_MOMENT} ?\] ?(?:[-–—:] )?", re.IGNORECASE)
_BARE: Final = re.compile(rf"{_MOMENT} ?(?P<parted>[-–—] ?|: )?", re.IGNORECASE)
# Telegram's program copies `Name, [12.06.2025 21:41]`, the words on the next line.
_NAME_FIRST: Final = re.compile(
    rf"(?P<name>[^\[\]\n]{{1,60}}), \[ ?{_MOMENT} ?\](?::|$) ?", re.IGNORECASE
)
_SENDER: Final = re.compile(r"[~ ]{0,4}(?P<name>[^\s:|•·*#“\"][^\n:]{0,59}?) ?:(?: |$)")
# What stands before a colon in the data of a post, and is nobody.
_NOBODY: Final = re.compile(
    r"(?:posted|written|published|updated|last updated|shared)(?: (?:by|on|in))?|by|category|tags?"
    r"|author|source|title|date|editorial|subjects?",
    re.IGNORECASE,
)
_SPACE_BESIDE: Final = re.compile(r"(?<=[./-]) | (?=[./-])")
_HOUR: Final = re.compile(r"(\d{1,2})[:.h](\d\d)", re.IGNORECASE)
_AFTER_NOON: Final = re.compile(r"p\.? ?m|م|ب\.? ?ظ|بعد|شام|رات", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stamp:
    """What stands above one message: its day and time as written (digits made plain), its sender.

    `sender` is empty where the program itself speaks; `sure`: brackets or a dash set it apart,
    `bracketed`: brackets. `words` is what follows on the same line; `marked`: behind a sign that
    cannot be seen, which iPhones set before what the program says itself.
    """

    day: str
    time: str
    sender: str
    words: str
    sure: bool
    bracketed: bool = False
    marked: bool = False

    @property
    def minute(self) -> int:
        """The minutes since midnight."""
        match = _HOUR.search(self.time)
        if match is None:
            return 0
        hour = int(match[1])
        if hour < 12 and _AFTER_NOON.search(self.time):
            hour += 12
        return hour * 60 + int(match[2])


@dataclass(frozen=True, slots=True)
class Message:
    """All that was written below a stamp; it is None for what stands above the first one."""

    stamp: Stamp | None
    text: str


def stamp_of(line: str) -> Stamp | None:
    """Return the stamp that a line begins with, None if it begins with none."""
    marked = ": \u200e" in line[:_HEAD]
    line = line.translate(UNSEEN).strip()
    head = line[:_HEAD].translate(_PLAIN)
    in_brackets = _IN_BRACKETS.match(head)
    bare = None if in_brackets else _BARE.match(head)
    match = in_brackets or bare
    if match is None:
        match = _NAME_FIRST.match(head)
        if match is None:
            return None
        name, words = match.span("name"), match.end()
    else:
        sender = _SENDER.match(head, match.end())
        if sender and _NOBODY.fullmatch(sender["name"]):
            return None
        name, words = (sender.span("name"), sender.end()) if sender else ((0, 0), match.end())
    return Stamp(
        day=_SPACE_BESIDE.sub("", match["date"] or match["date_last"]).rstrip("."),
        time=(match["time"] or match["time_first"]).strip(),
        sender=line[slice(*name)].strip(),
        words=line[words:].strip(),
        sure=bare is None or bare["parted"] is not None,
        bracketed=bare is None,
        marked=marked,
    )


def messages_of(text: str) -> Iterator[Message]:
    """Yield the messages of a chat in order; what stands above the first stamp has none."""
    lines = text.split("\n")
    stamps = [stamp_of(line) for line in lines]
    # Where brackets or dashes set stamps apart, a day and a time without them are words.
    sure = any(stamp.sure for stamp in stamps if stamp)
    current: Stamp | None = None
    said: list[str] = []
    for line, stamp in zip(lines, stamps, strict=True):
        if not _begins_message(stamp, sure=sure):
            said.append(line)
            continue
        yield Message(current, "\n".join(said).strip())
        current, said = stamp, [stamp.words if stamp else line]
    yield Message(current, "\n".join(said).strip())


def _begins_message(stamp: Stamp | None, *, sure: bool) -> bool:
    return stamp is not None and bool(stamp.sender or stamp.words) and (stamp.sure or not sure)
