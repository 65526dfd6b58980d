"""The time in all tests: a moment, its day, a zone, and a clock that is set by hand.

No test asks the machine which day it is or in which zone it stands.
"""

import os
import time
from datetime import UTC, date, datetime, timedelta

NOW = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
TODAY = date(2026, 11, 22)

# Rules instead of names, so that no database of zones is needed.
KARACHI = "PKT-5"
LOS_ANGELES = "PST8PDT,M3.2.0,M11.1.0"


class Clock:
    """A clock that moves on only when a test moves it."""

    def __init__(self, moment: datetime = NOW) -> None:
        self.moment = moment

    def __call__(self) -> datetime:
        return self.moment

    def forward(self, **span: float) -> None:
        self.moment += timedelta(**span)


def set_zone(zone: str) -> None:
    """Set the zone of this process and of those it starts; Windows keeps the machine's."""
    os.environ["TZ"] = zone
    if hasattr(time, "tzset"):
        time.tzset()
