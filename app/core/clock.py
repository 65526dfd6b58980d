"""The current time, read in one place so that tests can set it."""

from collections.abc import Callable
from datetime import UTC, date, datetime

Clock = Callable[[], datetime]


def now() -> datetime:
    """Return the present moment as an aware time in UTC."""
    return datetime.now(UTC)


def stamp(moment: datetime) -> str:
    """Return `moment` as stored: ISO 8601 in UTC with microseconds, so that text order is time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")


def parse_stamp(text: str) -> datetime:
    """Return the time that `stamp` wrote; raises ValueError for any other text."""
    return datetime.fromisoformat(text)


def parse_date(text: str | None) -> date | None:
    """Return the date of an ISO text, None for None; raises ValueError."""
    return date.fromisoformat(text) if text else None
