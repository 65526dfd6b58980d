"""A date that somebody types into a field, in any usual way of writing, or why it is none."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Final

from app.core.importing.lines.dates import DateOrder, ParsedDate, find_dates


class DateProblem(StrEnum):
    """Why what was typed is no date."""

    NO_DATE = "no-date"
    NO_YEAR = "no-year"
    NO_DAY = "no-day"
    NO_SUCH_DAY = "no-such-day"


@dataclass(frozen=True, slots=True)
class TypedDate:
    """The day that was typed, None for an empty field; `problem` says why there is none otherwise.

    `other` is the day that the same numbers mean with the month first.
    """

    day: date | None = None
    problem: DateProblem | None = None
    other: date | None = None


_URDU_MONTHS: Final = {
    "جنوری": "January", "فروری": "February", "مارچ": "March", "اپریل": "April", "مئی": "May",
    "جون": "June", "جولائی": "July", "اگست": "August", "ستمبر": "September", "اکتوبر": "October",
    "نومبر": "November", "دسمبر": "December",
}  # fmt: skip
_LONGEST: Final = 80
_AROUND: Final = re.compile(
    r"^(?:(?:dated|date|on|published|posted)\b\s*:?\s*)?"
    r"(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]{0,6}\b\.?,?\s*)?",
    re.IGNORECASE,
)
_TIME: Final = re.compile(
    r"(?:T|,?\s+(?:at\s+)?)\d{1,2}:\d\d(?::\d\d(?:\.\d{1,9})?)?\s*(?:[ap]\.?m\.?)?"
    r"\s*(?:Z|UTC|PKT|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_EIGHT_DIGITS: Final = re.compile(r"^(\d{4})(\d\d)(\d\d)$")
_GLUED: Final = re.compile(r"(?<=\d)[-./](?=[a-z])|(?<=[a-z])[-./](?=\d)", re.IGNORECASE)
_MONTH: Final = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
# `13 Jun 25` and `June 13, 25`, but not `June 13`.
_SHORT_YEAR: Final = re.compile(
    rf"^(\d{{1,2}}(?:st|nd|rd|th)?(?:\sof)?\s{_MONTH}|{_MONTH}\s\d{{1,2}}(?:st|nd|rd|th)?)"
    r"[\s,’'.-]{1,3}(\d\d)$",
    re.IGNORECASE,
)
_NO_DAY: Final = re.compile(rf"{_MONTH},?\s+\d{{4}}|\d{{1,2}}[-/.]\d{{4}}|\d{{4}}", re.IGNORECASE)
_LIKE_A_DATE: Final = re.compile(
    rf"\d{{1,4}}[-/. ]\d{{1,2}}[-/. ]\d{{1,4}}|\d{{8}}"
    rf"|\d{{1,2}}\s{_MONTH},?\s\d{{4}}|{_MONTH}\s\d{{1,2}},?\s\d{{4}}",
    re.IGNORECASE,
)


def read_typed_date(text: str) -> TypedDate:
    """Return the date that a field holds; day first where both orders are possible.

    The whole of the text must be the date: `13-Jun-25`, `1/6/2025`, `June 1st, 2025`, `20250601`,
    `2025-06-01T09:30Z`, `۱ جون ۲۰۲۵`.
    """
    if not text.strip():
        return TypedDate()
    plain = _plain(text.strip()[:_LONGEST])
    found = next(find_dates(plain), None)
    if found is not None and found.start == 0 and found.end == len(plain):
        return _read(found.written)
    if _NO_DAY.fullmatch(plain):
        return TypedDate(problem=DateProblem.NO_DAY)
    if found is None and _LIKE_A_DATE.fullmatch(plain):
        return TypedDate(problem=DateProblem.NO_SUCH_DAY)
    return TypedDate(problem=DateProblem.NO_DATE)


def _read(written: ParsedDate) -> TypedDate:
    day = written.read_as(DateOrder.DMY, written.basis).chosen
    if day is None:
        return TypedDate(problem=DateProblem.NO_YEAR)
    other = written.month_first
    return TypedDate(day, other=None if other == day else other)


def _plain(text: str) -> str:
    """Return a text with Latin digits and months, without weekday and time, years in full."""
    plain = "".join(_latin_digit(char) for char in text).replace("،", ",").replace("–", "-")
    for urdu, english in _URDU_MONTHS.items():
        plain = plain.replace(urdu, english)
    plain = _TIME.sub("", _AROUND.sub("", plain)).strip(" ,.")
    plain = _EIGHT_DIGITS.sub(r"\1-\2-\3", _GLUED.sub(" ", plain))
    return _SHORT_YEAR.sub(r"\1 20\2", plain)


def _latin_digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)
