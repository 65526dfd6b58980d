"""The order of day and month in a chat's stamps, by the evidence of all of them together."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from app.core.importing.lines.dates import DateBasis, DateOrder, ParsedDate

# A chat has messages on days that follow each other: read wrongly, they lie months apart.
_FEWEST_DAYS: Final = 3
_TIMES_CLOSER: Final = 4


def in_order(days: Sequence[ParsedDate | None]) -> list[ParsedDate | None]:
    """Return the days of a chat's stamps, each read in the order that all of them show."""
    order = _order(list(dict.fromkeys(day for day in days if day)))
    if order is None:
        return list(days)
    return [
        day.read_as(order, DateBasis.EVIDENCE)
        if day and day.chosen is None and day.basis is not DateBasis.NO_YEAR
        else day
        for day in days
    ]


def _order(days: list[ParsedDate]) -> DateOrder | None:
    """Return the order that a number above 12 shows, or in which alone the days follow closely."""
    shown = {day.implied_order for day in days} - {None}
    if shown:
        return shown.pop() if len(shown) == 1 else None
    numeric = [day for day in days if not day.unambiguous]
    if any("." in day.raw for day in numeric):
        # No country writes month.day.year with full stops.
        return DateOrder.DMY
    day_first = [day.day_first for day in numeric if day.day_first]
    month_first = [day.month_first for day in numeric if day.month_first]
    if _rises(day_first) != _rises(month_first):
        return DateOrder.DMY if _rises(day_first) else DateOrder.MDY
    if len(numeric) < _FEWEST_DAYS:
        return None
    spans = _span(day_first), _span(month_first)
    if spans[0] * _TIMES_CLOSER <= spans[1]:
        return DateOrder.DMY
    return DateOrder.MDY if spans[1] * _TIMES_CLOSER <= spans[0] else None


def _rises(days: Iterable[date]) -> bool:
    return all(first <= second for first, second in pairwise(days))


def _span(days: Sequence[date]) -> int:
    return (max(days) - min(days)).days
