"""Overgrown texts and pages: the work grows with them and no faster, and none is refused."""

import pytest

from app.core.importing.drafting.batch import drafts_from_text
from app.core.importing.drafting.parse_text import parse_text
from app.core.importing.files.formats.html import text_of_html
from app.core.importing.files.formats.web.overgrown import is_overgrown, plain_text_of
from app.core.importing.files.formats.web.page import read_page
from app.core.importing.files.formats.web.raised import settle_raised
from app.core.importing.files.formats.web.tree import parse, words_of
from app.core.library.model import Form
from app.core.library.syllabus import load_syllabus
from tests.compilation import compilation
from tests.counting import assert_linear

SYLLABUS = load_syllabus()
PROSE = "The province asks for a larger share of the water that the canals carry in the summer, "
OVERGROWN = 30_000


def numbered(part: str, times: int) -> str:
    """Return a part so many times, `@` its number, so that no line is like another."""
    return "".join(part.replace("@", str(number)) for number in range(times))


@pytest.mark.parametrize(
    "part",
    ["- Canal @ is dry\n", "The Dry Canal @\n\n", "By X @\n", "Odd Label @:\n", f"{PROSE}@.\n\n"],
)
def test_lines_that_differ_are_read_in_steps_that_grow_with_their_number(part: str) -> None:
    assert_linear(lambda size: parse_text(numbered(part, size), SYLLABUS), 50)


@pytest.mark.parametrize(
    "part",
    [
        "<p>Canal @ is dry</p>",
        "<span>canal @ </span>",
        "<b>canal @</b> ",
        "<tr><td>canal<td>@",
        "m<sup>2</sup> @ ",
        "<p hidden>canal @</p>",
        "<button>canal @</button>",
        f"<article><h2>Canal @</h2><p>{PROSE * 4}</article>",
    ],
    ids=range(8),
)
def test_a_page_is_read_in_steps_that_grow_with_its_tags(part: str) -> None:
    def read(size: int) -> None:
        read_page(f"<html><body>{'<table>' * ('<tr>' in part)}{numbered(part, size)}")

    assert_linear(read, 40)


def test_a_text_of_too_many_lines_is_taken_as_it_is() -> None:
    beginning = compilation(1)[0].text()
    (draft,) = parse_text(beginning + "\nDry" * OVERGROWN, SYLLABUS).drafts
    assert draft.form is Form.AS_IT_IS
    assert draft.source_text.count("\nDry") == OVERGROWN
    assert draft.title

    (understood,) = parse_text(beginning + "\n" * OVERGROWN * 2, SYLLABUS).drafts
    assert understood.form is not Form.AS_IT_IS


def test_a_list_of_too_many_lines_is_set_aside_whole() -> None:
    found = parse_text("Dry\n" * (OVERGROWN + 1), SYLLABUS)
    assert not found.drafts
    assert found.aside
    assert found.aside.source_text.count("Dry") == OVERGROWN + 1


def test_a_page_of_too_many_tags_keeps_all_that_it_shows() -> None:
    page = (
        "<html><head><title>The Dry Canal</title><style>p {}</style></head><body><nav>Menu</nav>"
        f"<h1>The  Dry\nCanal</h1><script>run()</script><p>{PROSE}<b>now</b>.</p><ul><li>One</ul>"
        "<table><tr><td>Sindh<td>5</table>first<br>second" + "<i></i>" * OVERGROWN + "last"
    )
    root = parse(page)
    assert is_overgrown(root)
    assert not is_overgrown(parse(page.replace("<i></i>", "", 100)))
    assert plain_text_of(root).split("\n") == [
        "# The Dry Canal", f"{PROSE}now.", "- One", "- Sindh 5", "first", "secondlast",
    ]  # fmt: skip

    batch = drafts_from_text(page, "page", SYLLABUS)
    (draft,) = [*(one.draft for one in batch.drafts), *(one.draft for one in batch.rejected)]
    assert draft
    assert draft.title == "The Dry Canal"


def test_a_page_nested_too_deeply_is_read_all_the_same() -> None:
    sentence = f"{PROSE}and more of it in the winter than the other provinces want to give."
    page = f"<html><body><h1>The Dry Canal</h1>{'<div>' * 1_500}{sentence}{'</div>' * 1_500}"
    (draft,) = (one.draft for one in drafts_from_text(page, "page", SYLLABUS).drafts)
    assert draft.title == "The Dry Canal"
    assert sentence in draft.sections[0].markdown
    assert text_of_html(page).endswith(sentence)


def test_the_depth_of_a_page_costs_no_more_than_its_length() -> None:
    assert_linear(lambda size: read_page("<html><body>" + "<div>" * size), 2_000)


def test_raised_letters_stay_where_they_are() -> None:
    """Joining each to the words before it would copy the paragraph as often as there are any."""
    root = parse("<p>" + "m<sup>2</sup> and <b>5</b><sup>[1]</sup> " * 3 + "</p>")
    settle_raised(root)
    assert next(root.iter("sup"), None) is None
    assert len([*root.iter("span")]) == 6
    assert words_of(root) == "m² and 5 m² and 5 m² and 5"
