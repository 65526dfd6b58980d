"""Real forms of summaries, each with the values that a careful person would extract."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.core.importing.drafting.parse_text import parse_text, resolve_draft_dates
from app.core.importing.model import Draft
from app.core.importing.refusal import Refusal
from app.core.library.model import SectionKind, WarningKind
from app.core.library.syllabus import load_syllabus
from tests.clock import TODAY

INPUTS = Path(__file__).parents[1] / "data" / "inputs"

UNDERSTOOD = ("001", "004", "006", "011", "018", "021", "025", "031", "033", "034", "037", "043",
              "051", "053", "057", "060", "064")  # fmt: skip
REFUSED = {
    "015": Refusal.TEASER_LIST,
    "030": Refusal.ADVERT,
    "067": Refusal.PAGE_SOURCE,
    "068": Refusal.ADVICE,
}
# When the post appeared, where the text has a time stamp; the expected values name it in words.
STAMPS = {"033": "2025-06-19", "034": "2025-06-19", "037": "2025-06-10", "043": "2025-06-01"}


def read(number: str) -> tuple[str, dict[str, Any]]:
    (path,) = INPUTS.glob(f"{number}_*.txt")
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    return path.read_text(encoding="utf-8"), expected["expected"]


def drafts_of(text: str) -> tuple[Draft, ...]:
    return resolve_draft_dates(parse_text(text, load_syllabus()).drafts, TODAY)


@pytest.mark.parametrize("number", UNDERSTOOD)
def test_fields_are_those_a_careful_person_extracts(number: str) -> None:
    text, expected = read(number)
    drafts = drafts_of(text)
    assert len(drafts) == expected["n_items"]
    for draft, item in zip(drafts, expected["items"], strict=True):
        role = item["date_role"] or ""
        posted = STAMPS.get(number) or (item["date_iso"] if "posted" in role else None)
        found = {
            "title": draft.title,
            "author": draft.author,
            "publication": draft.publication,
            "published": draft.published_on and draft.published_on.isoformat(),
            "posted": draft.posted_on and draft.posted_on.isoformat(),
        }
        assert found == {
            "title": item["title"],
            "author": item["author"],
            "publication": item["publication"],
            "published": None if "posted" in role or role == "posted" else item["date_iso"],
            "posted": posted,
        }


@pytest.mark.parametrize(("number", "reason"), REFUSED.items())
def test_what_is_no_summary_is_refused_with_its_reason(number: str, reason: Refusal) -> None:
    text, _ = read(number)
    understanding = parse_text(text, load_syllabus())
    assert understanding.drafts == ()
    assert understanding.refusal is reason


def test_the_full_form_is_understood_whole(seed_text: str) -> None:
    (draft,) = drafts_of(seed_text)
    assert (draft.title, draft.author) == ("IS-K in Balochistan", "Muhammad Amir Rana")
    assert (draft.publication, draft.category) == ("Dawn", "Dawn Editorial Summary")
    assert (draft.published_on, draft.posted_on) == (None, date(2025, 6, 2))
    assert [section.kind for section in draft.sections] == [
        SectionKind.SUMMARY,
        SectionKind.OVERVIEW,
        SectionKind.NOTES,
        SectionKind.SUBJECTS,
        SectionKind.BEGINNERS,
        SectionKind.FACTS,
        SectionKind.CONCLUSION,
    ]
    assert len(draft.facts) == 7
    assert draft.facts[1].text == "436 people died in them and 691 were hurt"
    assert {entry.subject_id: entry.topics for entry in draft.subjects} == {
        "current-affairs": ("Non-State Actors", "Internal Security"),
        "pakistan-affairs": ("Balochistan Insurgency", "Religious Extremism"),
        "international-relations": ("Cross-border Terrorism", "ISIS-Afghanistan Nexus"),
        "political-science": ("Ideological Conflicts and Political Violence",),
        "governance-public-policies": ("Counter-terrorism Strategies",),
    }
    assert draft.warnings == ()


def test_an_mcq_between_two_summaries_is_not_swallowed() -> None:
    text, _ = read("025")
    first, second = drafts_of(text)
    words = first.sections[0].markdown + second.sections[0].markdown
    assert "Alliteration" not in words
    assert "Read More" not in words


def test_a_text_that_breaks_off_is_said_to() -> None:
    text, _ = read("037")
    (draft,) = drafts_of(text)
    assert WarningKind.CUT_OFF in {warning.kind for warning in draft.warnings}
    assert "Easy/Sh" not in draft.sections[-1].markdown


def test_a_channel_s_bold_marks_do_not_reach_the_page() -> None:
    text, _ = read("034")
    (draft,) = drafts_of(text)
    assert "*" not in draft.sections[0].markdown
    assert "United States" in draft.sections[0].markdown


def test_a_missing_title_is_said_and_not_invented() -> None:
    text, _ = read("011")
    (draft,) = drafts_of(text)
    assert draft.title is None
    assert WarningKind.NO_TITLE in {warning.kind for warning in draft.warnings}
