"""What is painted over the page, without showing one: the focus on facts, and the matches."""

import pytest
from PySide6.QtGui import QTextDocument

from app.core.notes.model import Colour
from app.ui.reader.page.column_layout import ColumnLayout
from app.ui.reader.page.fact_focus import FactFocus
from app.ui.reader.page.page_document import FactPlace, PageDocument
from app.ui.reader.page.page_overlay import PageOverlay
from app.ui.reader.page.page_painter import FactMark, Mark


def page_of(*starts: int) -> PageDocument:
    facts = [FactPlace(f"f{n}", n, start, start + 5) for n, start in enumerate(starts, start=1)]
    return PageDocument(QTextDocument(), facts=facts)


@pytest.mark.parametrize(
    ("focused", "step", "position", "neighbour"),
    [
        ("f2", 1, 0, "f3"),
        ("f2", -1, 0, "f1"),
        ("f3", 1, 0, "f3"),
        ("f1", -1, 0, "f1"),
        (None, 1, 0, "f1"),
        (None, -1, 15, "f2"),
        (None, 1, 99, "f3"),
        ("of another page", 1, 15, "f2"),
    ],
)
def test_the_focus_goes_from_fact_to_fact(
    focused: str | None, step: int, position: int, neighbour: str
) -> None:
    focus = FactFocus(page_of(10, 20, 30), focused)
    assert focus.neighbour(step, position) == neighbour


def test_a_page_without_facts_has_none_to_focus() -> None:
    assert FactFocus(page_of()).neighbour(1, 0) is None
    assert FactFocus().neighbour(1, 0) is None
    assert FactFocus(page_of(10), "f2").place is None


def test_of_many_matches_only_those_in_sight_are_painted() -> None:
    overlay = PageOverlay(matches=[(0, 4), (10, 14), (20, 24), (30, 34)])
    assert overlay.matches_between(12, 30) == [(10, 14), (20, 24)]
    assert overlay.matches_between(24, 26) == [(20, 24)]
    assert overlay.matches_between(40, 50) == []


def test_where_highlights_overlap_the_newest_is_meant() -> None:
    below = Mark("below", Colour.BLUE, ((0, 20),), noted=False)
    above = Mark("above", Colour.PINK, ((10, 15),), noted=False)
    overlay = PageOverlay(marks=[below, above])
    assert overlay.mark_at(12) is above
    assert overlay.mark_at(15) is below
    assert overlay.mark_at(20) is None


def test_another_page_begins_without_marks_but_as_the_reader_set_it() -> None:
    overlay = PageOverlay(
        FactFocus(page_of(10), "f1", "f1"),
        [Mark("mark", Colour.BLUE, ((0, 20),), noted=False)],
        {"f1": FactMark(starred=True)},
        "mark",
        [(0, 4)],
        (0, 4),
        [(0, 4)],
        shows_highlights=False,
    )
    other = page_of(30)
    overlay.reset(other)
    assert (overlay.marks, overlay.matches, overlay.flash) == ([], [], [])
    assert (overlay.selected_mark, overlay.current_match) == (None, None)
    assert (overlay.focus.page, overlay.focus.focused) == (other, None)
    assert not overlay.shows_highlights


def test_the_column_is_centred_and_never_wider_than_the_page() -> None:
    column = ColumnLayout(measure=60, text_size=20)
    assert column.left(1000) == pytest.approx((1000 - 570) / 2)
    assert column.left(400) == 32
    document = QTextDocument("text")
    column.apply(document, 1000)
    form = document.rootFrame().frameFormat()
    assert (form.leftMargin(), form.rightMargin()) == (215, 215)
    before = document.revision()
    column.apply(document, 1000)
    assert document.revision() == before
