"""Texts that mix forms, or that only look like what they are not: nothing lost, nothing invented."""

from datetime import date
from pathlib import Path

import pytest

from app.core.importing.drafting.parse_text import parse_text, resolve_draft_dates
from app.core.importing.files.encodings import decode
from app.core.importing.model import Draft
from app.core.importing.refusal import Refusal
from app.core.library.model import Form, SectionKind, WarningKind
from app.core.library.syllabus import load_syllabus
from app.core.workspace import Workspace
from tests.clock import TODAY
from tests.counting import assert_linear

SYLLABUS = load_syllabus()
OPENING = (
    "The water table under Lahore falls by nearly a metre each year, and the city has begun to feel"
    " it in its taps and in its fields. Tube wells run day and night while the old canals lose half"
    " of what they carry before it reaches a single acre of land that was promised water."
)
POST = f"""Editorial Summary
The dry city _ Author – Khurram Husain
- 06/02/2025
- Posted by: cssplatformbytha.com
- Category: Dawn Editorial Summary

{OPENING}
Overview:
This article looks at groundwater and who pays for it in the end.
Facts and Figures:
- 1,800 tube wells are run by WASA
- Punjab has 1.2 million private tube wells
To sum up, this article shows that what is not measured cannot be saved by anybody.
"""
ARTICLE = (
    f"SUMMARY of the Article “Thirst,” by Dr Ishrat Husain, Dawn, June 19th, 2025\n\n{OPENING}\n"
)
BARE = f"""{OPENING}
Relevant CSS Subjects and Topics:
- Pakistan Affairs – Hydro politics
Notes for Beginners:
An aquifer is a layer of rock that holds water for those who can pump it.
"""


def drafts_of(text: str) -> tuple[Draft, ...]:
    return resolve_draft_dates(parse_text(text, SYLLABUS).drafts, TODAY)


def one(text: str) -> Draft:
    (draft,) = drafts_of(text)
    return draft


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        (POST + "\n" + ARTICLE, ["The dry city", "Thirst"]),
        (ARTICLE + "\n" + POST, ["Thirst", "The dry city"]),
        (BARE + "\n" + ARTICLE, [None, "Thirst"]),
        (ARTICLE + "\n\n" + ARTICLE.replace("Thirst", "Debt"), ["Thirst", "Debt"]),
    ],
)
def test_forms_are_mixed_in_one_text(text: str, titles: list[str | None]) -> None:
    assert [draft.title for draft in drafts_of(text)] == titles


def test_a_second_summary_of_the_same_article_is_a_section() -> None:
    again = ARTICLE + f"\nEasy/Short SUMMARY of the article “Thirst”:\n{OPENING}\n"
    assert [s.heading for s in one(again).sections] == [None, "Easy/Short SUMMARY"]


@pytest.mark.parametrize(
    "line",
    ["- Challenges: 23 million are out of school", "Background: a treaty of 1960",
     "- Statistics: 40 per cent are stunted", "- Effects: 40% stunting"],
)  # fmt: skip
def test_a_fact_that_looks_like_a_label_is_a_fact(line: str) -> None:
    draft = one(POST.replace("- Punjab has", f"{line}\n- Punjab has"))
    assert len(draft.facts) == 3


def test_headings_among_the_facts_only_lead_up_to_them() -> None:
    text = POST.replace("- 1,800", "Wells:\n- 1,800").replace(
        "- Punjab has", "*Farms:*\n- Punjab has"
    )
    draft = one(text)
    assert len(draft.facts) == 2
    assert draft.sections[-2].kind is SectionKind.FACTS
    assert "Wells:" in draft.sections[-2].markdown


def test_subjects_as_headings_of_their_topics() -> None:
    named = "Current Affairs:\n- Climate change\nStatistics:\n- Sampling"
    draft = one(BARE.replace("- Pakistan Affairs – Hydro politics", named))
    assert {s.subject_id: s.topics for s in draft.subjects} == {
        "current-affairs": ("Climate change",), "statistics": ("Sampling",),
    }  # fmt: skip


def test_a_section_in_urdu_is_a_section() -> None:
    draft = one(POST.replace("To sum up", "اردو خلاصہ:\nلاہور میں پانی کم ہو رہا ہے۔\nTo sum up"))
    assert len(draft.facts) == 2
    assert any(section.heading == "اردو خلاصہ" for section in draft.sections)


def test_questions_between_summaries_are_kept_apart_and_said() -> None:
    question = "The capital of Mongolia is?\n(A) Ulaanbaatar\n(B) Astana\n(C) Baku\nAnswer: A\n"
    first, second = drafts_of(ARTICLE + question + "\n" + ARTICLE.replace("Thirst", "Debt"))
    assert "Mongolia" not in first.sections[0].markdown
    assert [w.kind for w in first.warnings] == [WarningKind.QUESTIONS_BETWEEN]
    assert second.title == "Debt"


@pytest.mark.parametrize(
    "line",
    [
        "- Follow-up talks used a back channel",
        "Copyright law is not the answer, and all that was said about it is wrong.",
        "- 33 attacks since 2016 were counted (see https://whatsapp.com/channel/0029 for the list of"
        " every one of them by district and by year)",
    ],
)
def test_words_like_those_of_a_site_are_not_thrown_away(line: str) -> None:
    words = line.removeprefix("- ")[:25]
    draft = one(POST.replace("Overview:", f"Overview:\n{line}"))
    assert words in draft.sections[1].markdown


@pytest.mark.parametrize(
    ("line", "title", "author"),
    [
        ("The dry city by Khurram Husain", "The dry city", "Khurram Husain"),
        ("The dry city | Khurram Husain | Dawn", "The dry city", "Khurram Husain"),
        ("The dry city _Author_ Khurram Husain", "The dry city", "Khurram Husain"),
        ("The dry city _ Authors – Ali Khan, Sana Mir", "The dry city", "Ali Khan and Sana Mir"),
        ("The dry city _ Dawn Editorial", "The dry city", None),
        ("Arms _ Author – Lt Gen (retd) Talat Masood", "Arms", "Lt Gen (retd) Talat Masood"),
        ("Us _ Author – Maleeha Lodhi (former ambassador)", "Us", "Maleeha Lodhi"),
        ("Step by step", "Step by step", None),
        ("2025", "2025", None),
        ("May 9", "May 9", None),
    ],
)
def test_title_lines(line: str, title: str, author: str | None) -> None:
    draft = one(POST.replace("The dry city _ Author – Khurram Husain", line))
    assert (draft.title, draft.author) == (title, author)
    assert draft.posted_on == date(2025, 6, 2)


def test_an_apostrophe_does_not_end_a_title_in_single_quotes() -> None:
    draft = one(ARTICLE.replace("“Thirst,”", "‘Pakistan’s Thirst’"))
    assert (draft.title, draft.author) == ("Pakistan’s Thirst", "Dr Ishrat Husain")


@pytest.mark.parametrize(
    "data",
    [
        "06/02/2025 | Posted by: cssplatformbytha.com | Category: Dawn Editorial Summary",
        "- 06/02/2025\n- Posted by:\ncssplatformbytha.com\n- Category:\nDawn Editorial Summary",
    ],
)
def test_data_in_other_shapes(data: str) -> None:
    lines = POST.split("\n")
    draft = one("\n".join([*lines[:2], data, *lines[5:]]))
    assert (draft.title, draft.posted_on) == ("The dry city", date(2025, 6, 2))
    assert (draft.site, draft.publication) == ("cssplatformbytha.com", "Dawn")


@pytest.mark.parametrize("sign", ["", "📌 ", "🔴 *"])
def test_a_stamp_stands_above_a_heading_with_signs(sign: str) -> None:
    chat = f"CSS Dawn Editorials ✨\nJune 19, 2025 at 03:05 AM\n{sign}{ARTICLE}"
    first, second = drafts_of(chat + "\n" + chat.replace("Thirst", "Debt"))
    assert first.posted_on == second.posted_on == date(2025, 6, 19)
    assert "Editorials" not in first.sections[-1].markdown


@pytest.mark.parametrize(
    "text",
    [
        "Introduction:\nJoin our academy for the best teachers.\nConclusion:\nCall us now to register.",
        "Recipe of the day for a quick dinner at home\nNotes:\nUse fresh water.\nConclusion:\nServe hot"
        " with bread and a salad of the season for four persons or more.",
        "---\ntitle: x\n---\n",
    ],
)
def test_what_has_everyday_labels_is_no_summary(text: str, workspace: Workspace) -> None:
    batch = workspace.importer.read_text(text, "t")
    assert not batch.drafts
    refused = {rejected.reason for rejected in batch.rejected}
    assert refused <= {Refusal.NO_SUMMARY, Refusal.ADVERT, Refusal.NOTHING_BELOW}


def test_a_text_below_front_matter_that_says_nothing_is_read(workspace: Workspace) -> None:
    text = "---\ntitle: 0x" + "f" * 6000 + "\n---\n" + OPENING
    (sourced,) = workspace.importer.read_text(text, "t").drafts
    assert sourced.draft.form is Form.AS_IT_IS
    assert "0x" not in (sourced.draft.title or "")


def test_half_a_character_can_be_pasted(workspace: Workspace) -> None:
    (sourced,) = workspace.importer.read_text(POST.replace("dry", "d\ud83dry"), "t").drafts
    assert workspace.importer.accept(sourced).is_new


def test_a_broken_byte_does_not_spoil_a_file() -> None:
    whole = POST.replace("Lahore", "لاہور").encode()
    for data in (whole + b"\xff\xfe\xe9", whole[:-1] + b"\xd9", whole.replace(b"feel", b"f\xe9el")):
        assert "_ Author – Khurram" in decode(data)


def test_devices_and_pipes_are_not_read(tmp_path: Path, workspace: Workspace) -> None:
    named = [Path("/dev/zero"), tmp_path / ("x" * 300), tmp_path]
    batch = workspace.importer.read_files(named)
    assert [rejected.reason for rejected in batch.rejected] == [
        Refusal.UNREADABLE, Refusal.UNREADABLE, Refusal.EMPTY_FOLDER,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "repeated", "count", "after"),
    [("", "*", 20_000, ""), (POST, "\n", 100_000, ""),
     ("Relevant CSS Subjects:\n", " – x", 20_000, ""),
     ("Relevant CSS Subjects:\nEconomics – ", "a, ", 40_000, "("),
     (POST, "Odd Label Line:\n", 10_000, ""), (POST, "Overveiww:\n", 5_000, ""),
     ("", "# ", 20_000, ""), ("", "“", 50_000, ""), ("", "SUMMARY of the Article “", 2_000, "")],
    ids=range(9),
)  # fmt: skip
def test_the_work_grows_with_the_text_and_no_faster(
    before: str, repeated: str, count: int, after: str
) -> None:
    """All of it is read, too: a pattern that tries every way would never finish here."""
    assert_linear(lambda size: parse_text(before + repeated * size + after, SYLLABUS), count // 16)
    parse_text(before + repeated * count + after, SYLLABUS)
