"""Days that pass while Bayaz is used, counted one by one; what is kept for days is kept for these.

A clock may be wrong by years, for one start or for good. So it is only asked whether the day is
another one than at the last look: that is one more day, however far the two are apart.
"""

from datetime import UTC, datetime
from typing import Final

from app.core.storage.database import Database

# How many of these days the trash keeps what is put into it.
DAYS_IN_TRASH: Final = 30


def running_day(database: Database) -> int:
    """Return the number of the present day."""
    return int(_value(database, "running_day") or 0)


def look(database: Database, moment: datetime) -> int:
    """Count a day if it is another one than at the last look; return the number of the day."""
    # In UTC: at the ends of the calendar there is no local day.
    today = moment.astimezone(UTC).date().isoformat()
    day = running_day(database)
    if _value(database, "last_day") == today:
        return day
    with database.transaction():
        for key, value in (("last_day", today), ("running_day", str(day + 1))):
            database.write(
                "INSERT INTO meta (key, value) VALUES (?, ?)"
                " ON CONFLICT (key) DO UPDATE SET value = excluded.value",
                (key, value),
            )
    return day + 1


def _value(database: Database, key: str) -> str | None:
    found: str | None = database.value("SELECT value FROM meta WHERE key = ?", (key,))
    return found
