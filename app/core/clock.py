"""The time and the reader's zone: the one module that asks the machine for either.

Whoever needs the time is given a `Clock`, so that tests can set it; what is stored is in UTC, what
is shown or counted in days is in the reader's zone.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the present moment as an aware time in UTC."""
    return datetime.now(UTC)


def local_time(moment: datetime) -> datetime:
    """Return an aware time as the reader's own clock shows it."""
    return moment.astimezone()


def local_day(moment: datetime) -> date:
    """Return the day that it is for the reader at an aware time.

    In Karachi a note written at half past midnight belongs to the day that has just begun, not to
    the one that UTC is still in.
    """
    return local_time(moment).date()


def stamp(moment: datetime) -> str:
    """Return `moment` as stored: ISO 8601 in UTC with microseconds, so that text order is time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def parse_stamp(text: str) -> datetime:
    """Return the time that `stamp` wrote; raises ValueError for any other text."""
    return datetime.fromisoformat(text)


def parse_date(text: str | None) -> date | None:
    """Return the date of an ISO text, None for None; raises ValueError."""
    return date.fromisoformat(text) if text else None
