"""Dates as people type them into a field, and why some are none."""

from datetime import date

import pytest

from app.core.importing.lines.typed_date import DateProblem, TypedDate, read_typed_date

JUNE = date(2025, 6, 13)


@pytest.mark.parametrize(
    "text",
    [
        "2025-06-13", "2025/6/13", "20250613", "2025-06-13T09:30Z", "2025-06-13 09:30:00+05:00",
        "13/06/2025", "06/13/2025", "13.6.25", "13-06-25", "13–06–2025", "13-Jun-25", "13 Jun '25",
        "13 June 25", "June 13, 25", "13 June 2025", "13th June, 2025", "13th of June 2025",
        "June 13th, 2025", " Friday, 13 June 2025 ", "Dated: 13 June 2025",
        "Fri 13 Jun 2025 at 9:41 pm", "13 جون 2025", "۱۳ جون، ۲۰۲۵", "١٣/٠٦/٢٠٢٥",
    ],
)  # fmt: skip
def test_usual_ways_of_writing(text: str) -> None:
    assert read_typed_date(text) == TypedDate(JUNE)


def test_the_day_comes_first_where_both_orders_are_possible() -> None:
    assert read_typed_date("1/6/2025") == TypedDate(date(2025, 6, 1), other=date(2025, 1, 6))
    assert read_typed_date("6/6/2025") == TypedDate(date(2025, 6, 6))
    assert read_typed_date("  ") == TypedDate()


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("13 June", DateProblem.NO_YEAR),
        ("June 13", DateProblem.NO_YEAR),
        ("June 2025", DateProblem.NO_DAY),
        ("2025", DateProblem.NO_DAY),
        ("6/2025", DateProblem.NO_DAY),
        ("31/02/2025", DateProblem.NO_SUCH_DAY),
        ("31 February 2025", DateProblem.NO_SUCH_DAY),
        ("20251332", DateProblem.NO_SUCH_DAY),
        ("1 January 1820", DateProblem.NO_SUCH_DAY),
        ("yesterday", DateProblem.NO_DATE),
        ("13 June 2025 or later", DateProblem.NO_DATE),
        ("1/6/2025 and 2/6/2025", DateProblem.NO_DATE),
        ("9" * 5_000, DateProblem.NO_DATE),
        ("13 " * 5_000, DateProblem.NO_DATE),
    ],
)
def test_what_is_no_date_has_a_reason(text: str, problem: DateProblem) -> None:
    assert read_typed_date(text) == TypedDate(problem=problem)
