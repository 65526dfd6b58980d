"""Persons' names are told from titles, places and desks, in English and in Urdu.

The names and the other words are in two halves: `worked` was at hand while the weights and the lists
were made, `held_out` was not looked at.
"""

import json
from functools import cache
from pathlib import Path

import pytest

from app.core.importing.lines.people import is_nobody, is_person, read_people

DATA = Path(__file__).with_name("data") / "people"
HALVES = ("worked", "held_out")


@cache
def half(name: str) -> dict[str, list[str]]:
    """Return the four lists of a half."""
    stored: dict[str, list[str]] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return stored


def likely(texts: list[str], least: float) -> int:
    """Return how many texts are read as persons with some confidence or more."""
    people = [read_people(text) for text in texts]
    return sum(one is not None and one.confidence >= least and " " in one.name for one in people)


@pytest.mark.parametrize("name", HALVES)
@pytest.mark.parametrize(
    ("language", "precision", "recall"), [("english", 0.98, 0.96), ("urdu", 0.97, 0.95)]
)
def test_names_are_told_from_other_words(
    name: str, language: str, precision: float, recall: float
) -> None:
    """Half as sure or more: few titles are taken for names, and few names are missed."""
    names, others = half(name)[f"{language}_names"], half(name)[f"{language}_others"]
    right, wrong = likely(names, 0.5), likely(others, 0.5)
    assert right / (right + wrong) >= precision
    assert right / len(names) >= recall


@pytest.mark.parametrize("name", HALVES)
@pytest.mark.parametrize("language", ["english", "urdu"])
def test_what_is_sure_is_right(name: str, language: str) -> None:
    """Of what is 0.9 sure or more, 98 in 100 are names; and most names are so sure."""
    names, others = half(name)[f"{language}_names"], half(name)[f"{language}_others"]
    right, wrong = likely(names, 0.9), likely(others, 0.9)
    assert right / (right + wrong) >= 0.98
    assert right / len(names) >= 0.85


@pytest.mark.parametrize("name", HALVES)
def test_the_sets_are_large_and_apart(name: str) -> None:
    """The figures mean something: enough of each kind, and no text in both halves."""
    least = {"english_names": 250, "english_others": 400, "urdu_names": 120, "urdu_others": 250}
    assert {kind: len(set(texts)) >= least[kind] for kind, texts in half(name).items()} == (
        dict.fromkeys(least, True)
    )
    for kind in least:
        assert not set(half("worked")[kind]) & set(half("held_out")[kind])


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("NAJMUDDIN A. SHAIKH", "Najmuddin A. Shaikh"),
        ("LT GEN (RETD) GHULAM MUSTAFA", "Lt Gen (retd) Ghulam Mustafa"),
        ("Z A H I D H U S S A I N", "Zahid Hussain"),
        ("R a f i a Z a k a r i a", "Rafia Zakaria"),
        ("mohsin dawar", "Mohsin Dawar"),
        ("JOSEPH S. NYE, JR", "Joseph S. Nye Jr"),
        ("Sana Tariq & Ali Raza", "Sana Tariq and Ali Raza"),
        ("احمد نورانی، عمر چیمہ", "احمد نورانی and عمر چیمہ"),
        ("Ata-ur-Rahman", "Ata-ur-Rahman"),
    ],
)
def test_a_name_comes_back_as_names_are_written(written: str, name: str) -> None:
    """Capitals, small letters, spaced letters and joined names."""
    people = read_people(written)
    assert people is not None
    assert people.name == name


@pytest.mark.parametrize(
    ("one", "other"),
    [("هارون الرشید", "ہارون الرشید"), ("ھارون الرشید", "ہارون الرشید"), ("علي رضا", "علی رضا")],
)
def test_urdu_letters_of_any_keyboard_are_read(one: str, other: str) -> None:
    """A letter that is written in two or three ways makes no difference."""
    spelled, usual = read_people(one), read_people(other)
    assert spelled is not None
    assert usual is not None
    assert spelled.confidence == usual.confidence >= 0.9


def test_what_a_word_says_depends_on_the_words_beside_it() -> None:
    """A surname that is an everyday word needs a first name; a subject named after a man has none."""
    assert is_person("Richard Reed")
    assert not is_person("Joe Biden Speaks")
    assert is_person("Will Hutton")
    assert not is_person("Trump Card")
    assert not is_person("Iqbal Day")
    assert not is_person("Jinnah’s Pakistan")
    assert not is_person("Dera Ghazi Khan")
    assert not is_person("نواب شاہ")


def test_unknown_words_are_less_sure_than_known_names() -> None:
    """Words in no list may be a name in English script; in Urdu, which has no capitals, hardly."""
    known, unknown = read_people("Zahid Hussain"), read_people("Vorel Tamsin")
    assert known is not None
    assert unknown is not None
    assert 0.5 <= unknown.confidence < 0.9 < known.confidence
    assert not is_person("ژغدب پھسرق")
    assert is_person("ڈاکٹر ژغدب پھسرق")


def test_desks_are_nobody() -> None:
    """What stands where a name would but names no person."""
    assert is_nobody("Staff Reporter")
    assert is_nobody("ویب ڈیسک")
    assert not is_nobody("Zahid Hussain")
    assert read_people("Staff Reporter") is None
    assert read_people("The Express Tribune") is None


@pytest.mark.parametrize(
    "text",
    [
        *("", " ", ".", "()", "-", "؟", "A", "A B C", "and", "،", "1984", "Zahid Hussain?"),
        *(
            "a" * 1_000_000,
            "Ali " * 300_000,
            "A-" * 60,
            "A." * 60,
            "’" * 120,
            "ا" * 121,
            "Ali, " * 20,
        ),
        *("(r)" * 40, "- " * 60, "K a " * 30, "al-" * 40),
    ],
)
def test_anything_may_be_asked(text: str) -> None:
    """No text is too long or too odd; what cannot be a name is none."""
    people = read_people(text)
    assert people is None or people.confidence < 0.5
    assert not is_person(text)
