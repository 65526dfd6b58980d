"""Moments, days and zones: what is stored is in UTC, and a day is the reader's own."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

import pytest

from app.cli.indexing import open_searcher
from app.core.clock import local_day, local_time, parse_stamp, stamp
from app.core.date_format import long_date, short_date
from app.core.paths import DataFolder
from app.core.search.query.query import parse_query
from app.core.workspace import Workspace
from tests.clock import KARACHI, LOS_ANGELES, Clock


class Case(NamedTuple):
    """A moment, the zone of a reader, and what the reader's own clock and calendar say then."""

    zone: str
    moment: datetime
    shown: str
    day: date


def case(zone: str, moment: str, shown: str, day: str) -> Case:
    return Case(zone, datetime.fromisoformat(moment), shown, date.fromisoformat(day))


# Half past midnight and twenty to midnight, when UTC may be in another day: east and west of
# Greenwich, at the turn of a year, on a leap day, and in summer time.
CASES = [
    case(KARACHI, "2026-12-31T19:30+00:00", "00:30", "2027-01-01"),
    case(KARACHI, "2027-01-01T18:40+00:00", "23:40", "2027-01-01"),
    case(KARACHI, "2028-02-29T18:40+00:00", "23:40", "2028-02-29"),
    case(LOS_ANGELES, "2027-01-01T08:30+00:00", "00:30", "2027-01-01"),
    case(LOS_ANGELES, "2028-03-01T07:40+00:00", "23:40", "2028-02-29"),
    case(LOS_ANGELES, "2027-07-02T06:40+00:00", "23:40", "2027-07-01"),
]


@pytest.fixture(params=CASES, ids=lambda case: f"{case.zone[:3]} {case.day} {case.shown}")
def there(request: pytest.FixtureRequest, zone: Callable[[str], None]) -> Case:
    """Each case, with its zone set."""
    found: Case = request.param
    zone(found.zone)
    return found


def test_a_moment_has_the_time_and_the_day_of_the_reader_s_zone(there: Case) -> None:
    assert f"{local_time(there.moment):%H:%M}" == there.shown
    assert local_day(there.moment) == there.day


def test_what_is_stored_is_in_utc_in_every_zone(there: Case) -> None:
    stored = stamp(local_time(there.moment))
    assert stored == f"{there.moment:%Y-%m-%dT%H:%M}:00.000000+00:00"
    assert parse_stamp(stored) == there.moment


def test_an_import_counts_its_dates_by_the_reader_s_today(there: Case, folder: DataFolder) -> None:
    with Workspace(folder, Clock(there.moment)) as workspace:
        assert workspace.importer.today == there.day


def test_a_note_is_found_by_the_reader_s_own_day(there: Case, folder: DataFolder) -> None:
    with Workspace(folder, Clock(there.moment)) as workspace:
        workspace.notebook.add_note("A treaty is a promise between states")
        searcher = open_searcher(workspace)
        days = (there.day - timedelta(days=1), there.day, there.day + timedelta(days=1))
        asked = [parse_query(f"treaty date:{day}", workspace.syllabus) for day in days]
        found = [searcher.search(query, 5).total for query in asked]
        searcher.close()
    assert found == [0, 1, 0]


def test_months_have_english_names_whatever_the_locale() -> None:
    assert [short_date(date(2025, month, 2)) for month in (1, 6, 9)] == [
        "2 Jan 2025", "2 Jun 2025", "2 Sep 2025",
    ]  # fmt: skip
    assert long_date(date(2024, 2, 29)) == "29 February 2024"
    assert long_date(datetime(2026, 12, 31, tzinfo=UTC).date()) == "31 December 2026"
    assert (short_date(None), long_date(None)) == (None, None)
