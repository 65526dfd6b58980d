"""No text makes the import slow, whatever its patterns would do alone: the steps grow with it."""

import pytest

from app.core.importing.drafting.batch import drafts_from_text
from app.core.library.syllabus import load_syllabus
from tests.counting import assert_linear
from tests.torture.regex_figures import patterns, reading_times

SYLLABUS = load_syllabus()


def test_all_patterns_are_found() -> None:
    found = patterns()
    assert len(found) > 200
    assert {"app.core.markdown.pieces", "app.core.sharing.result_export"} <= set(found.values())


@pytest.mark.parametrize("unit", ["a", " ", "1", "(", "- ", "a\n", "— ", "q1. a) b) "])
def test_the_import_takes_steps_that_grow_with_the_text(unit: str) -> None:
    drafts_from_text("warm up", "x", SYLLABUS)
    assert_linear(lambda size: drafts_from_text(unit * size, "x.txt", SYLLABUS), 2_000)


def test_every_text_is_read() -> None:
    assert len(list(reading_times(["a" * 500, " " * 500]))) == 2
