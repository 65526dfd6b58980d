"""Dates as the reader sees them, with English month names whatever the machine's language.

`strftime` takes the names from the machine's locale as soon as Qt has started.
"""

from datetime import date
from typing import Final

_MONTHS: Final = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip


def long_date(day: date | None) -> str | None:
    """Return a date like `2 June 2025`, None for None."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}" if day else None


def short_date(day: date | None) -> str | None:
    """Return a date like `2 Jun 2025`, None for None."""
    return f"{day.day} {_MONTHS[day.month - 1][:3]} {day.year}" if day else None
