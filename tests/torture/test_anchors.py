"""A short form of the figures of highlights, and a few edits in words."""

import unicodedata
from random import Random

import pytest

from app.core.notes.model import Anchor
from app.core.notes.reanchoring import TextChange
from tests.torture.anchor_figures import TRIALS, case, judge, positions
from tests.torture.anchor_texts import ARTICLES, EDITORIALS, Corpus
from tests.torture.anchor_unseen import UNSEEN
from tests.torture.figures import Table

_FIRST = "Water is stored for thirty days only, and the canals lose a third of it on the way."
_SECOND = "Half of all children of school age learn little, though spending on schools has doubled."
_THIRD = "Exports rest on cotton alone, which is why each flood in Sindh is felt in Faisalabad."


@pytest.mark.parametrize("corpus", [ARTICLES, EDITORIALS, *UNSEEN], ids=lambda corpus: corpus.name)
def test_highlights_stay_on_their_words(corpus: Corpus) -> None:
    """Of 30 highlights for each kind of edit at most two are elsewhere, and none is lost."""
    for trial in TRIALS:
        chance = Random(f"{corpus.seed} {trial.what}")
        wrong = 0
        for _ in range(30):
            tried = case(chance, corpus, trial, corpus.make(chance, 30))
            found = TextChange(tried.old, tried.new).reanchor(tried.anchor, "2")
            wrong += judge(found, tried) == "wrong"
            if found.start is None:
                assert found.quote == tried.anchor.quote
            else:
                assert tried.new.startswith(found.quote, found.start)
        assert wrong <= 2, trial.what


def test_positions_of_qt_are_those_of_the_text() -> None:
    table = Table()
    positions(table, 60)
    assert table.holds


def _anchor(text: str, quote: str) -> Anchor:
    start = text.index(quote)
    return Anchor(
        "1", start, quote, text[max(0, start - 48) : start], text[start + len(quote) :][:48]
    )


def test_a_copy_is_not_taken_for_the_passage() -> None:
    old = "\n\n".join((_FIRST, _SECOND, _THIRD))
    new = "\n\n".join((_SECOND, _FIRST, _SECOND, _THIRD))
    found = TextChange(old, new).reanchor(_anchor(old, "children of school age"), "2")
    assert found.start == new.rindex("children of school age")


def test_a_moved_paragraph_takes_its_highlight_along_to_the_letter() -> None:
    long = f"{_SECOND} {_SECOND.replace('schools', 'colleges')}"
    old = "\n\n".join((_FIRST, long, _THIRD))
    new = "\n\n".join((_FIRST, _THIRD, long))
    found = TextChange(old, new).reanchor(_anchor(old, "ending on coll"), "2")
    assert (found.start, found.quote) == (new.index("ending on coll"), "ending on coll")


def test_words_with_typos_are_the_same_words() -> None:
    old = "\n\n".join((_FIRST, _SECOND, _THIRD))
    new = old.replace("children of school age", "childen of schooll agee")
    found = TextChange(old, new).reanchor(_anchor(old, "children of school age"), "2")
    assert found.quote == "childen of schooll agee"


def test_an_orphan_returns_to_its_own_place_though_its_words_occur_twice() -> None:
    twice = _SECOND.replace("Half", "A third")
    old = "\n\n".join((_FIRST, _SECOND, _THIRD, twice))
    new = "\n\n".join((_FIRST, _THIRD, twice))
    anchor = _anchor(old, "children of school age")
    orphan = TextChange(old, new).reanchor(anchor, "2")
    assert orphan.start is None
    assert orphan.quote == anchor.quote
    assert TextChange(new, old).reanchor(orphan, "3").start == anchor.start


def test_of_two_copies_in_new_surroundings_neither_is_taken() -> None:
    def strange(letter: str) -> str:
        return " ".join(f"{letter}{number}" for number in range(45))

    old = "\n".join((_FIRST, _SECOND, strange("o"), _THIRD))
    around = [strange(letter) for letter in "abcd"]
    new = "\n".join((_FIRST, around[0], _SECOND, around[1], _THIRD, around[2], _SECOND, around[3]))
    anchor = _anchor(old, "children of school age")
    assert TextChange(old, new).reanchor(anchor, "2").start is None


def test_a_short_line_that_moved_is_not_taken_for_one_that_begins_alike() -> None:
    lines = [f"Exports of {what} rose by a tenth." for what in ("rice", "cotton", "steel", "fruit")]
    old, new = "\n".join(lines), "\n".join((lines[1], lines[2], lines[3], lines[0]))
    for line in lines:
        found = TextChange(old, new).reanchor(_anchor(old, line), "2")
        assert (found.start, found.quote) == (new.index(line), line)


def test_letters_and_accents_taken_apart_are_the_same_word() -> None:
    line = "वह क़लम से लिखता है, the café “Zero” – open."
    apart = unicodedata.normalize("NFD", line.replace("“", '"').replace("”", '"'))
    for silent in ("", "\u00ad", "\u200d"):
        set_otherwise = silent.join(apart)
        old, new = (f"{_FIRST}\n{text}\n{_THIRD}" for text in (line, set_otherwise))
        found = TextChange(old, new).reanchor(_anchor(old, line), "2")
        assert found.quote == set_otherwise


def test_words_that_two_paragraphs_begin_with_stay_with_theirs() -> None:
    parts = [
        f"Article {number} provides that {_FIRST} {number} {_SECOND} {number} {_THIRD}"
        for number in (11, 12, 13, 14)
    ]
    edited = [part.replace("in Faisalabad", "there") for part in parts[1:]]
    old = "\n".join(parts)
    new = "\n".join((parts[0], edited[1], edited[2], edited[0]))
    found = TextChange(old, new).reanchor(_anchor(old, "Article 12 provides"), "2")
    assert (found.start, found.quote) == (new.index("Article 12"), "Article 12 provides")


def test_an_orphan_returns_with_its_line_though_the_line_now_there_has_its_words() -> None:
    fell = "• The trade deficit fell to $44.6 billion in 2008; a "
    line = "• In 2015, circular debt stood at $40.6 billion (13.2 % of the target).\n"
    bank = "to $67.5 billion in 2018, according to the World Bank."
    old = f"{fell}year earlier: 6.1 % more.\n{line}• Foreign reserves rose by 2.5 % {bank}"
    new = (
        f"{fell}Remittances rose by 14.2 % to $3.2 billion in 2018, according to the State Bank."
        " year earlier: 6.1 % more.\n"
        "• Imports of oil rose by 13.8 % to $32.7 billion in 2009, according to the World Bank."
    )
    orphan = TextChange(old, new).reanchor(_anchor(old, "2015, circular deb"), "2")
    assert orphan.start is None
    back = TextChange(new, old).reanchor(orphan, "3")
    assert back.start == old.index("2015, circular deb")


def test_a_passage_torn_apart_by_more_than_itself_is_an_orphan_until_it_is_whole() -> None:
    passage = "rose by 19.8 % to $39.1 billion in 2020, according to the World Bank."
    old = f"{_FIRST}\nExports {passage}\n{_THIRD}"
    between = ", to which the Ministry of Finance adds what was sold by barter across the border,"
    new = old.replace("19.8 %", f"19.8 %{between}").replace("2020,", f"2020{between}")
    torn = TextChange(old, new).reanchor(_anchor(old, passage), "2")
    assert (torn.start, torn.quote) == (None, passage)
    assert TextChange(new, old).reanchor(torn, "3").start == old.index(passage)
    # A clause put into it stays within it.
    new = old.replace("billion in", "billion and more than that in")
    kept = TextChange(old, new).reanchor(_anchor(old, passage), "2")
    assert kept.quote == passage.replace("billion in", "billion and more than that in")
