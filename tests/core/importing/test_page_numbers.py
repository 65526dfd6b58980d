"""Page numbers and lines of scanned text: the numbers go, and the paragraphs are whole again."""

import pytest

from app.core.importing.body.sections import paragraphs
from app.core.importing.drafting.as_it_is import take_as_it_is
from app.core.importing.drafting.refusal_reason import classify_refusal
from app.core.importing.refusal import Refusal
from app.core.importing.repair.page_numbers import without_page_numbers

PAGE = "\n".join(
    f"Line {word} of a page that was scanned" for word in ("one", "two", "three", "four")
)


def pages(*numbers: str, between: str = PAGE) -> str:
    return f"{between}\n\n" + "".join(f"{number}\n\n{between}\n\n" for number in numbers)


@pytest.mark.parametrize(
    "numbers",
    [
        ("- 17 -", "- 18 -"),
        ("– 9 –", "– 10 –", "– 11 –"),
        ("[3]", "[4]"),
        ("Page 1 of 9", "Page 2 of 9"),
        ("p. 41", "p. 42"),
        ("7 | Page", "8 | Page"),
        ("17", "18"),
    ],
)
def test_page_numbers_are_left_out(numbers: tuple[str, ...]) -> None:
    left = without_page_numbers(pages(*numbers)).split("\n")
    assert [line for line in left if line] == PAGE.split("\n") * (len(numbers) + 1)
    assert "\n\n\n" not in without_page_numbers(pages(*numbers))


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        pages("- 17 -"),
        pages("1947", "1971"),
        pages("1", "2"),
        pages("- 17 -", "- 18 -", between="Point one"),
        pages("17", "19"),
    ],
)
def test_other_numbers_stay(text: str) -> None:
    assert without_page_numbers(text) == text


def test_a_sentence_over_the_end_of_a_page_stays_one() -> None:
    text = f"{PAGE}\nand its sum\n\n- 4 -\n\ngrows with the harvest\n{PAGE}\n\n- 5 -\n\n{PAGE}"
    assert "and its sum\ngrows with the harvest\n" in without_page_numbers(text)


def test_full_lines_that_end_a_sentence_part_no_paragraph() -> None:
    first = (
        "She asks for a register in each village, kept",
        "by the school, in which lender and borrower",
        "both sign. It would not forbid a single loan.",
        "It would only make the count public, and that",
        "alone has lowered the price of money there.",
    )
    second = (
        "Nobody in the ministry has an answer to that.",
        "The reports speak of banks and of companies,",
        "not of a sack of seed, and what is not in a",
        "report is not in the budget either, as ever.",
    )
    lines = [*first, "", *second, "", "That is all."]
    assert [text for text, _ in paragraphs(lines)] == [
        " ".join(first), " ".join(second), "That is all.",
    ]  # fmt: skip
    # A short last line ends a paragraph where no blank line does.
    short = [*first[:2], "both sign.", *first[3:], "", *second, "", "That is all."]
    assert next(text for text, _ in paragraphs(short)).endswith("both sign.")


def test_the_first_line_of_a_narrow_column_is_no_title() -> None:
    column = (
        "A village of ninety houses borrows eleven\nmillion rupees in a year, and most of it is\n"
        "owed to four men. The loans are small, a sack\nof seed or of flour.\n\n"
        "What is not written cannot be disputed, so the\nsum grows."
    )
    draft = take_as_it_is(column)
    assert draft is not None
    assert draft.title == "A village of ninety houses borrows eleven million rupees…"
    assert draft.sections[0].markdown.startswith(
        "A village of ninety houses borrows eleven million"
    )
    titled = take_as_it_is(f"The weight of small debts\n\n{column}")
    assert titled is not None
    assert titled.title == "The weight of small debts"


def test_the_lines_of_a_narrow_column_are_no_teasers() -> None:
    column = (
        "The river moved four hundred metres to the\neast in one night, and the town has talked of\n"
        "the old bank ever since. Nobody had a map of\nthe new one until the spring.\n\n"
        "What can be learned from both is that a bank\nis an agreement between water and people, and\n"
        "that one of them may leave it in one night."
    )
    assert classify_refusal(column) is Refusal.NO_SUMMARY
    openings = (
        column.replace("east", "East").replace("the old", "The old").replace("the new", "The new")
    )
    teasers = openings.replace("is an", "Is an").replace("that one", "That one").replace(".", "")
    assert classify_refusal(teasers) is Refusal.TEASER_LIST
