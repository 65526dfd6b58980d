"""Dates as untidy texts write them, each with the two readings that a numeric one can have."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Final


class DateOrder(StrEnum):
    """Which number comes first in a date such as 06/02/2025."""

    MDY = "mdy"
    DMY = "dmy"


class DateBasis(StrEnum):
    """Why a date was read as it was."""

    CERTAIN = "certain"
    EVIDENCE = "evidence"
    GUESSED = "guessed"
    NO_YEAR = "no-year"


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A date as written and as it can be read.

    `month_first` and `day_first` are the two readings of a numeric date; an impossible one is
    None, and where the month has its name both are the same. `chosen` is the reading decided on,
    None so far. `american`: an American time of day (2:05:00 PM) follows it.
    """

    raw: str
    month_first: date | None
    day_first: date | None
    chosen: date | None = None
    basis: DateBasis = DateBasis.CERTAIN
    american: bool = False

    @property
    def unambiguous(self) -> bool:
        """Whether both readings are the same, so that there is nothing to decide."""
        return self.month_first == self.day_first

    @property
    def implied_order(self) -> DateOrder | None:
        """The order that this date shows, having only one possible reading; else None."""
        if self.month_first and not self.day_first:
            return DateOrder.MDY
        if self.day_first and not self.month_first:
            return DateOrder.DMY
        return None

    def read_as(self, order: DateOrder, basis: DateBasis) -> "ParsedDate":
        """Return the date read in this order, or in the other if that is the only possible one."""
        first, second = self.month_first, self.day_first
        if order is DateOrder.DMY:
            first, second = second, first
        if first is None or second is None or first == second:
            basis = DateBasis.CERTAIN
        return replace(self, chosen=first or second, basis=basis)


_MONTHS: Final = {
    name: number
    for number, names in enumerate(
        (
            "jan january جنوری جنوري", "feb february فروری فروري", "mar march مارچ",
            "apr april اپریل اپريل", "may مئی مئي", "jun june جون", "jul july جولائی جولائي",
            "aug august اگست", "sep sept september ستمبر", "oct october اکتوبر اكتوبر",
            "nov november نومبر",
            "dec december دسمبر",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\b\.?"
_GAP = r"[\s,،۔.]*(?:[-–/]\s*)?"
# `13-Jun-25`: without a sign before it, two figures are no year.
_SHORT_YEAR = r"(?:[-/]|\s?[’'])"

_PATTERN = re.compile(
    rf"""
    (?P<iso>\b(?P<iy>\d{{4}})[-/._](?P<im>\d{{1,2}})[-/._](?P<id>\d{{1,2}})\b)
    | (?P<dmy>\b(?P<dd>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?\b{_GAP}(?:of\s+)?(?P<dm>{_MONTH})
        (?:{_GAP}(?:سنہ\s{{1,3}})?(?P<dy>\d{{4}})(?!\d)|{_SHORT_YEAR}(?P<dyy>\d{{2}})(?!\d))?)
    | (?P<mdy>\b(?P<mm>{_MONTH}){_GAP}(?:the\s+)?(?P<md>\d{{1,2}})(?:\s?(?:st|nd|rd|th))?\b
        (?:{_GAP}(?P<my>\d{{4}})(?!\d)|{_SHORT_YEAR}(?P<myy>\d{{2}})(?!\d))?)
    | (?P<numeric>(?<![\d/.,-])(?P<a>\d{{1,2}})(?P<s>[-/._])(?P<b>\d{{1,2}})(?P=s)
        (?P<y>\d{{4}}|\d{{2}})(?![\d/-]))
      (?P<us>,\s*\d{{1,2}}:\d\d:\d\d\s*[AP]M\b)?
    """,
    re.IGNORECASE | re.VERBOSE,
)

# A time of day, as chats write it behind a date.
TIME_OF_DAY: Final = re.compile(
    r"\s{0,3}(?:,|at|\s)\s{0,3}\d{1,2}:\d\d(?::\d\d)?\s*(?:[AaPp]\.?[Mm]\.?)?", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a text, from character `start` up to `end`."""

    written: ParsedDate
    start: int
    end: int


def find_dates(text: str) -> Iterator[FoundDate]:
    """Yield the dates written in a text, in order; impossible ones are left out."""
    for match in _PATTERN.finditer(text):
        written = _read(match)
        if written is not None:
            yield FoundDate(written, match.start(), match.end())


def first_date(text: str) -> ParsedDate | None:
    """Return the first date written in a text, None if there is none."""
    return next((found.written for found in find_dates(text)), None)


# Dates as programs store them, which in a text would be mere figures.
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d\d)(?P<day>\d\d)(?:\.0|T?\d{4}(?:\d\d)?Z?)?")
_SERIAL = re.compile(r"(?P<days>[2-6]\d{4})(?:\.\d+)?")
_EPOCH = re.compile(r"(?P<seconds>\d{9,10})(?:\d{3}){0,2}(?:\.\d+)?")
# The day from which spreadsheets count, 30 December 1899, and that from which computers do, the
# first of 1970: as Python numbers days.
_SERIAL_ZERO: Final = 693_594
_EPOCH_ZERO: Final = 719_163
_SECONDS_A_DAY: Final = 86_400
# Seconds say no place: the midnight of a day in Pakistan is still the day before in Greenwich.
_PAKISTAN: Final = 5 * 3600
# What in a text may be a day and a figure, and how it is written there: `12 Jun 25`,
# `2025-Jun-12`, `Jun 12 09:41:00 2025`, `12. June 2025`, `2025-06-12T00:00:00+05:00`.
_AS_IN_A_TEXT: Final = (
    (re.compile(r"^(\d{1,2}\s+[^\W\d]{3,9})\.?,?\s+(\d\d)$"), r"\1 ’\2"),
    (re.compile(r"^(\d{4})[-/ ]([^\W\d]{3,9})[-/ ](\d{1,2})$"), r"\3 \2 \1"),
    (
        re.compile(
            r"\b([^\W\d]{3,9}\s+\d{1,2})\s{1,3}[\d:]{5,8}\s{1,3}(?:[A-Z]{2,4}\s{1,3})?(\d{4})$"
        ),
        r"\1 \2",
    ),
    (re.compile(r"^(\d{1,2})\.\s*(?=[^\W\d])"), r"\1 "),
    (re.compile(r"^(\d{4}-\d\d-\d\d)T"), r"\1 "),
)


def read_date_field(text: str) -> ParsedDate | None:
    """Return the date in a column or a file's own data, in any form in which programs store one.

    Beside what `find_dates` finds: `20250613`, a spreadsheet's 45821, seconds since 1970, ISO
    times, `12 Jun 25`.
    """
    bare = text.strip().strip("\"'")
    if match := _COMPACT.fullmatch(bare):
        return _certain(bare, _date(int(match["year"]), int(match["month"]), int(match["day"])))
    if match := _SERIAL.fullmatch(bare):
        return _certain(bare, date.fromordinal(_SERIAL_ZERO + int(match["days"])))
    if match := _EPOCH.fullmatch(bare):
        days = (int(match["seconds"]) + _PAKISTAN) // _SECONDS_A_DAY
        return _certain(bare, date.fromordinal(_EPOCH_ZERO + days))
    for pattern, written in _AS_IN_A_TEXT:
        bare = pattern.sub(written, bare)
    return first_date(bare)


def _certain(raw: str, day: date | None) -> ParsedDate | None:
    return ParsedDate(raw, day, day, day) if day else None


def _read(match: re.Match[str]) -> ParsedDate | None:
    raw = match[0].strip(" ,")
    if match["iso"]:
        day = _date(int(match["iy"]), int(match["im"]), int(match["id"]))
        return ParsedDate(raw, day, day, day) if day else None
    if match["numeric"]:
        first, second, year = int(match["a"]), int(match["b"]), _full_year(match["y"])
        month_first, day_first = _date(year, first, second), _date(year, second, first)
        if month_first is None and day_first is None:
            return None
        only = month_first or day_first
        unambiguous = None in (month_first, day_first) or month_first == day_first
        return ParsedDate(
            match["numeric"], month_first, day_first, only if unambiguous else None,
            american=bool(match["us"]),
        )  # fmt: skip
    named = "d" if match["dmy"] else "m"
    day_number = int(match[f"{named}d"])
    month = _MONTHS[match[f"{named}m"].rstrip(".").lower()]
    written_year = match[f"{named}y"] or match[f"{named}yy"]
    if not written_year:
        # 29 February exists in some year: leap years are no reason to drop a date.
        if _date(2000, month, day_number) is None:
            return None
        return ParsedDate(raw, None, None, None, DateBasis.NO_YEAR)
    day = _date(_full_year(written_year), month, day_number)
    return ParsedDate(raw, day, day, day) if day else None


def _full_year(digits: str) -> int:
    year = int(digits)
    return year if len(digits) == 4 else 2000 + year if year < 70 else 1900 + year


def _date(year: int, month: int, day: int) -> date | None:
    # Newspapers of interest are no older than the country; years beyond are figures, not dates.
    if not 1940 <= year <= 2100:
        return None
    with suppress(ValueError):
        return date(year, month, day)
    return None
