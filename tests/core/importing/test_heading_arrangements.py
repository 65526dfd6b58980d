"""Headings of all parts in all orders: their values come out, nothing is refused or torn in two."""

import pytest

from app.core.library.syllabus import load_syllabus
from tests.core.importing.heading_generator import HELD_OUT, WORKED, Wordings, generate
from tests.core.importing.score_headings import wrong_values

SEEDS = range(150)


@pytest.mark.parametrize(
    ("wordings", "share"), [(WORKED, 0.98), (HELD_OUT, 0.95)], ids=["worked", "other"]
)
def test_headings_in_any_order_are_understood(wordings: Wordings, share: float) -> None:
    syllabus = load_syllabus()
    results = [wrong_values(generate(seed, wordings), syllabus) for seed in SEEDS]
    assert {drafts for _, _, drafts in results} == {1}
    values = sum(count for _, count, _ in results)
    wrong = [name for names, _, _ in results for name in names]
    assert len(wrong) <= values * (1 - share), wrong
