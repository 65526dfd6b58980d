"""Finding a name by a few letters: forgiving, and the likeliest first."""

import pytest

from app.core.search.name_matcher import Name, NameMatcher

NAMES = [
    Name("IS-K in Balochistan"),
    Name("The Constitution of Pakistan, 1973"),
    Name("Pakistan Affairs", ("PA", "Pak Affairs")),
    Name("International Relations", ("IR",)),
    Name("Water and the Indus", ("Rafia Zakaria",)),
    Name("آئین کی کِتاب"),
    Name("Café culture in Lahore"),
    Name("Irrigation in Sindh"),
    Name("The U.N. Charter", near=True),
    Name("Untitled: the price of wheat…"),
]
MATCHER = NameMatcher(NAMES)


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("balo", ["IS-K in Balochistan"]),
        ("balo is", ["IS-K in Balochistan"]),
        ("isk", ["IS-K in Balochistan"]),
        ("isb", ["IS-K in Balochistan"]),
        ("IS-K", ["IS-K in Balochistan"]),
        ("pak", ["Pakistan Affairs", "The Constitution of Pakistan, 1973"]),
        ("1973 const", ["The Constitution of Pakistan, 1973"]),
        ("ir", ["International Relations", "Irrigation in Sindh"]),
        ("zakaria water", ["Water and the Indus"]),
        ("كتاب", ["آئین کی کِتاب"]),
        ("کتاب آئین", ["آئین کی کِتاب"]),
        ("cafe", ["Café culture in Lahore"]),
        ("un", ["Untitled: the price of wheat…", "The U.N. Charter"]),
        ("price wheat", ["Untitled: the price of wheat…"]),
        ("balohcis", ["IS-K in Balochistan"]),
        ("constitutoin of", ["The Constitution of Pakistan, 1973"]),
        ("wxyz", []),
        ("  ", []),
        ("…", []),
    ],
)
def test_a_few_letters_find_a_name(typed: str, expected: list[str]) -> None:
    assert [NAMES[number].text for number in MATCHER.find(typed, 10)] == expected


def test_no_more_than_wanted_come() -> None:
    assert len(MATCHER.find("i", 2)) == 2
