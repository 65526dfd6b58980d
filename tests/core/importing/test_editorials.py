"""Whole editorials and word lists in the shapes in which newspapers and sites give them."""

from datetime import date

import pytest

from app.core.importing.drafting.batch import drafts_from_text
from app.core.importing.drafting.parse_text import parse_text, resolve_draft_dates
from app.core.importing.model import Draft
from app.core.importing.splitting.editorial import find_editorials
from app.core.library.syllabus import load_syllabus
from tests.clock import TODAY

WORDS = (
    " minister has no map of the wells that drink from under the city, and those who hold one will"
    " not show it. The file travels from desk to desk while the table falls by a metre each year,"
    " and the bill is left to those who come after."
)
BODY = f"THE{WORDS}\n\nReform would cost votes before it saves water.{WORDS}"


def drafts_of(text: str) -> tuple[Draft, ...]:
    return resolve_draft_dates(parse_text(text, load_syllabus()).drafts, TODAY)


@pytest.mark.parametrize(
    ("head", "title", "author", "day"),
    [
        ("Taps and votes\nKhurram Husain\nPublished June 1, 2025", "Taps and votes",
         "Khurram Husain", "2025-06-01"),
        ("Taps and votes\nKhurram HusainPublished June 1, 2025 Updated June 1, 2025 08:04am",
         "Taps and votes", "Khurram Husain", "2025-06-01"),
        ("Taps and votes\nEditorial Published May 31, 2025 Updated about 7 hours ago",
         "Taps and votes", None, "2025-05-31"),
        ("Taps and votes\nBY K H U R R A M  H U S A I N", "Taps and votes", "Khurram Husain",
         "2025-06-02"),
        ("Taps and votes\nB Y  K H U R R A M  H U S A I N", "Taps and votes", "Khurram Husain",
         "2025-06-02"),
    ],
    ids=range(5),
)  # fmt: skip
def test_a_page_of_the_newspaper_itself(
    head: str, title: str, author: str | None, day: str
) -> None:
    closing = "Published in Dawn, June 2nd, 2025\nLatest Stories\nBulldozed bill\n22 May, 2024"
    teaser = "Out of the abyss\n22 May, 2024\nENFORCED silence has a long history in this land..."
    (draft,) = drafts_of(f"{head}\n\n{BODY}\n{closing}\n{teaser}\n")
    assert (draft.title, draft.author, draft.publication) == (title, author, "Dawn")
    assert day <= str(draft.published_on) <= "2025-06-02"
    assert "Bulldozed" not in draft.sections[-1].markdown
    assert draft.sections[0].markdown.startswith("THE minister")


@pytest.mark.parametrize(
    "head",
    ["Dawn Editorial 27th August 2023", "DAWN EDITORIALS\n\nAugust 27th, 2023",
     "27 August 2023\nDawn Editorials", "27 - August - 2023 - Dawn Editorials & Opinion",
     "DAWN, August 27th, 2023"],
)  # fmt: skip
def test_all_editorials_of_a_day(head: str) -> None:
    titles = ("LSM growth", "A new intifada?", "Deadly journey")
    text = head + "".join(f"\n\n{title}\nTHE{WORDS}" for title in titles)
    drafts = drafts_of(text)
    assert tuple(draft.title for draft in drafts) == titles
    assert {draft.published_on for draft in drafts} == {date(2023, 8, 27)}
    assert {draft.publication for draft in drafts} == {"Dawn"}


def test_titles_that_run_into_the_words() -> None:
    titles = ("LSM growth", "IMF deal", "A new intifada?", "Privatising PIA", "A life cut short")
    text = "Dawn Editorial 27th August 2023\n" + "\n".join(f"{t} THE{WORDS}" for t in titles)
    assert tuple(draft.title for draft in drafts_of(text)) == titles


@pytest.mark.parametrize(
    ("line", "word", "pos", "urdu", "meaning"),
    [
        ("1. **Precarious** (adjective) (غیر یقینی): Not secure", "Precarious", "adjective",
         "غیر یقینی", "Not secure"),
        ("Precarious (غیر یقینی) (adjective): Not secure", "Precarious", "adjective", "غیر یقینی",
         "Not secure"),
        ("2. Brazen – بے شرم – bold", "Brazen", None, "بے شرم", "bold"),
    ],
    ids=range(3),
)  # fmt: skip
def test_forms_of_an_entry(line: str, word: str, pos: str | None, urdu: str, meaning: str) -> None:
    text = (
        f"VOCABULARY:\n{line}\n3. Acute (شدید): Strong\n4. Agenda (مقاصد): Points of a meeting, or"
    )
    (draft,) = drafts_of(f"{text} the aims of a group that it does not tell anybody outside of it")
    first = draft.vocabulary[0]
    assert (first.word, first.part_of_speech, first.urdu, first.meaning) == (
        word,
        pos,
        urdu,
        meaning,
    )
    assert len(draft.vocabulary) == 3
    assert draft.title is None


def test_a_channels_page_with_stamps_is_no_exported_chat() -> None:
    post = (
        "CSS Dawn Editorials ✨\n6/{}/2025, 4:21:09 AM\n\n# *Detailed SUMMARY of the article “T{}”"
    )
    post += " by Ali Khan, Published in Dawn on June {}th, 2025:*\nThe" + WORDS
    text = "\n\n".join(post.format(day, day, day) for day in (11, 12))
    batch = drafts_from_text(text, "t", load_syllabus())
    assert [sourced.draft.title for sourced in batch.drafts] == ["T11", "T12"]


def test_titles_and_options_are_not_run_together() -> None:
    options = "\n".join(f"{letter}. option {letter}" for letter in "ABCD")
    text = (
        "SUMMARY of the Article “T” by Ali Khan, Dawn, June 1, 2025\n\n"
        f"The{WORDS}\nSOLUTIONS:\nMetering the Aquifer\n\nEvery tube well needs a meter.\nMCQs:\n"
        f"1. What falls each year?\n{options}\n"
    )
    (draft,) = drafts_of(text)
    assert "Metering the Aquifer\n\nEvery" in draft.sections[-1].markdown
    (question,) = draft.questions
    assert question.options == ("option A", "option B", "option C", "option D")


def test_a_column_without_capitals_is_known_by_its_closing_line() -> None:
    body = BODY.replace("THE minister", "The minister", 1)
    text = f"Taps and votes\nKhurram Husain\nPublished June 1, 2025\n\n{body}\n"
    (draft,) = drafts_of(text + "Published in Dawn, June 1st, 2025\n")
    assert (draft.title, draft.author) == ("Taps and votes", "Khurram Husain")
    assert (draft.publication, draft.published_on) == ("Dawn", date(2025, 6, 1))
    (bare,) = drafts_of(text)
    assert (bare.title, bare.author, bare.publication) == ("Taps and votes", "Khurram Husain", None)


def test_the_worked_example_of_the_editorials_is_true() -> None:
    lines = [
        "Dawn Editorials",
        "27 August 2023",
        "Thirst of a city",
        "By Jamil Ahmad",
        f"THE{WORDS}",
        "Reform would cost votes before it saves water.",
        "Published in Dawn, August 28th, 2023",
    ]
    (found,) = find_editorials(lines)
    assert (found.start, found.words_at, found.end) == (2, 4, 6)
    heading = found.heading
    assert (heading.title, heading.author, heading.publication) == (
        "Thirst of a city",
        "Jamil Ahmad",
        "Dawn",
    )
    assert heading.published
    assert heading.published.chosen == date(2023, 8, 28)
