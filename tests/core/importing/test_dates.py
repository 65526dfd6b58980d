"""Dates as written, and the order of day and month by evidence."""

from datetime import date

import pytest

from app.core.importing.drafting.date_order import DatedPost, DateOrderResolver
from app.core.importing.lines.dates import DateBasis, DateOrder, ParsedDate, find_dates, first_date
from tests.clock import TODAY


def written(text: str) -> ParsedDate:
    found = first_date(text)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Published on December 20th, 2023", date(2023, 12, 20)),
        ("27th August 2023", date(2023, 8, 27)),
        ("30th Dec 2022", date(2022, 12, 30)),
        ("03 December 2021", date(2021, 12, 3)),
        ("04 August, 2020", date(2020, 8, 4)),
        ("20 - October - 2023", date(2023, 10, 20)),
        ("2025-06-01", date(2025, 6, 1)),
        ("21-02-2022", date(2022, 2, 21)),
        ("6/19/2025, 3:05:32 AM", date(2025, 6, 19)),
        ("June 19, 2025 at 03:05 AM", date(2025, 6, 19)),
        ("06/06/2025", date(2025, 6, 6)),
        ("Sept. 9, 2024", date(2024, 9, 9)),
        ("24/12/23", date(2023, 12, 24)),
    ],
)
def test_dates_with_one_reading(text: str, day: date) -> None:
    assert written(text).chosen == day


@pytest.mark.parametrize(
    "text", ["Article 2023 of 1999", "45/13/2025", "31/02/2025", "3.14 per cent", "10,11,2025", "x"]
)
def test_figures_are_no_dates(text: str) -> None:
    assert list(find_dates(text)) == []


def test_a_date_without_a_year_is_left_open() -> None:
    assert written("24th August").basis is DateBasis.NO_YEAR


def judge(
    *texts: str, site: str | None = None, order: DateOrder | None = None
) -> DateOrderResolver:
    return DateOrderResolver([DatedPost(written(text), site) for text in texts], TODAY, order)


def test_the_site_s_habit_decides() -> None:
    post = DatedPost(written("06/02/2025"), "cssplatformbytha.com")
    settled = judge().resolve_dates(post)
    assert (settled.chosen, settled.basis) == (date(2025, 6, 2), DateBasis.EVIDENCE)


def test_the_article_s_date_decides_before_the_site() -> None:
    post = DatedPost(written("06/02/2025"), "cssplatformbytha.com", article=date(2025, 2, 5))
    assert judge().resolve_dates(post).chosen == date(2025, 2, 6)


def test_another_date_of_the_batch_decides() -> None:
    settled = judge("05/24/2025", site="x.com").resolve_dates(
        DatedPost(written("06/02/2025"), "x.com")
    )
    assert (settled.chosen, settled.basis) == (date(2025, 6, 2), DateBasis.EVIDENCE)
    settled = judge("24/05/2025", site="x.com").resolve_dates(
        DatedPost(written("06/02/2025"), "x.com")
    )
    assert settled.chosen == date(2025, 2, 6)


def test_a_batch_that_contradicts_itself_decides_nothing() -> None:
    settled = judge("05/24/2025", "24/05/2025").resolve_dates(DatedPost(written("06/02/2025")))
    assert settled.basis is DateBasis.GUESSED


def test_what_lies_in_the_future_is_not_chosen() -> None:
    settled = judge().resolve_dates(DatedPost(written("11/12/2026")))
    assert (settled.chosen, settled.basis) == (date(2026, 11, 12), DateBasis.GUESSED)


def test_the_site_does_not_win_against_the_calendar() -> None:
    settled = judge().resolve_dates(DatedPost(written("12/11/2026"), "cssplatformbytha.com"))
    assert (settled.chosen, settled.basis) == (date(2026, 11, 12), DateBasis.GUESSED)


def test_without_evidence_the_day_comes_first_and_it_is_said() -> None:
    settled = judge().resolve_dates(DatedPost(written("02/03/2024")))
    assert (settled.chosen, settled.basis) == (date(2024, 3, 2), DateBasis.GUESSED)


def test_the_reader_s_word_is_law() -> None:
    post = DatedPost(written("06/02/2025"), "cssplatformbytha.com")
    assert judge(order=DateOrder.DMY).resolve_dates(post).chosen == date(2025, 2, 6)


def test_an_impossible_reading_is_never_chosen() -> None:
    settled = judge(order=DateOrder.DMY).resolve_dates(DatedPost(written("05/24/2025")))
    assert (settled.chosen, settled.basis) == (date(2025, 5, 24), DateBasis.CERTAIN)
