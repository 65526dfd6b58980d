"""Find in one text: folded as in the search or letter for letter, the same in pieces as at once."""

import random

import pytest

from app.core.search import page_find as find
from app.core.search.page_find import FindableText, Wanted


def found(text: str, words: str, *, whole: bool = False, case: bool = False) -> list[str]:
    pieces = FindableText(text).matches(Wanted(words, whole, case))
    return [text[start:end] for piece in pieces for start, end in piece]


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("Café cafe CAFE", "cafe", ["Café", "cafe", "CAFE"]),
        ("said “so” and “So”", '"so"', ["“so”", "“So”"]),
        ("it’s, it's", "it's", ["it’s", "it's"]),
        ("کِتابِ, كتاب", "کتاب", ["کِتابِ", "كتاب"]),
        ("کتاب", "كِتاب", ["کتاب"]),
        ("۱۹۷۳ and 1973", "1973", ["۱۹۷۳", "1973"]),
        ("straße", "strasse", ["straße"]),
        ("one\u00a0word", "one word", ["one\u00a0word"]),
        ("aaaa", "aa", ["aa", "aa"]),
        ("anything", "  ", []),
        ("anything", "\u064e", []),
    ],
)
def test_what_is_typed_is_found_as_the_search_would(
    text: str, words: str, expected: list[str]
) -> None:
    assert found(text, words) == expected


def test_case_and_whole_words() -> None:
    text = "Pakistan's Pakistani, pakistan; کتابیں کتاب"
    assert found(text, "pakistan") == ["Pakistan", "Pakistan", "pakistan"]
    assert found(text, "pakistan", whole=True) == ["Pakistan", "pakistan"]
    assert found(text, "Pakistan", case=True) == ["Pakistan", "Pakistan"]
    assert found(text, "pakistan", whole=True, case=True) == ["pakistan"]
    assert found(text, "کتاب", whole=True) == ["کتاب"]
    assert found("resume résumé", "resume", case=True) == ["resume"]
    assert found("“so” it", '"so"', case=True) == ["“so”"]


def test_pieces_find_what_the_whole_finds(monkeypatch: pytest.MonkeyPatch) -> None:
    dice = random.Random(7)
    for _ in range(300):
        text = "".join(dice.choice("abé cß \u064e") for _ in range(200))
        words = "".join(dice.choice("ab cs") for _ in range(dice.choice((1, 2, 3))))
        whole = dice.random() < 0.3
        monkeypatch.setattr(find, "PIECE", 10**6)
        expected = found(text, words, whole=whole)
        monkeypatch.setattr(find, "PIECE", dice.choice((7, 16, 50)))
        assert found(text, words, whole=whole) == expected


def test_a_match_across_pieces_is_found_once() -> None:
    text = "x" * (find.PIECE - 4) + " needle in " + "é" * find.PIECE + " needle"
    assert found(text, "needle in") == ["needle in"]
    assert found(text, "needle", whole=True) == ["needle", "needle"]
