"""Bodies of summaries: labels in all spellings, facts, endings, noise, and no text that breaks it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.core.importing.body.facts import read_fact, read_facts, write_fact
from app.core.importing.body.sections import read_body
from app.core.importing.drafting.parse_text import parse_text
from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.clean import clean, strip_bullet, strip_emphasis
from app.core.importing.lines.labels import find_label
from app.core.library.model import FactText, SectionKind, WarningKind
from app.core.library.syllabus import load_syllabus

SYLLABUS = load_syllabus()
PROSE = "This is a sentence of prose that is long enough to be one."


def kinds(text: str) -> list[SectionKind]:
    return [section.kind for section in read_body(text, SYLLABUS).sections]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Overview:", SectionKind.OVERVIEW),
        ("OVERVIEW", SectionKind.OVERVIEW),
        ("Overveiw:", SectionKind.OVERVIEW),
        ("NOTES:", SectionKind.NOTES),
        ("Notes For Beginners", SectionKind.BEGINNERS),
        ("Note for Beginner's:", SectionKind.BEGINNERS),
        ("Relevant CSS Subjects and Topics:", SectionKind.SUBJECTS),
        ("Relevant CSS Subjects & Topics", SectionKind.SUBJECTS),
        ("Facts & Figures –", SectionKind.FACTS),
        ("📌 Facts and Figures:", SectionKind.FACTS),
        ("Fact and Figures:", SectionKind.FACTS),
        ("Important Facts and Figures:", SectionKind.FACTS),
        ("1. Conclusion:", SectionKind.CONCLUSION),
        ("Easy/Short SUMMARY:", SectionKind.SUMMARY),
        ("Main Points:", SectionKind.MAIN_POINTS),
        ("VOCABULARY", SectionKind.VOCABULARY),
        ("Way Forward:", SectionKind.OTHER),
        ("Regional Consequences:", SectionKind.OTHER),
    ],
)
def test_labels(line: str, kind: SectionKind) -> None:
    label = find_label(line)
    assert label is not None
    assert (label.kind, label.rest) == (kind, "")


@pytest.mark.parametrize(
    "line",
    [
        "The notes of the diplomat were published",
        "The plan has three parts:",
        "Facts and figures show that growth is low.",
        "Overview of a decade",
        "436 killed:",
        "",
    ],
)
def test_what_is_no_label(line: str) -> None:
    assert find_label(line) is None


def test_words_after_a_label_belong_to_its_section() -> None:
    (section,) = read_body(f"Overview: {PROSE}", SYLLABUS).sections
    assert (section.kind, section.heading, section.markdown) == (
        SectionKind.OVERVIEW,
        "Overview",
        PROSE,
    )


def test_the_unlabelled_ending_follows_the_facts() -> None:
    body = read_body(
        f"{PROSE}\nFacts:\n- one fact\n- another\nTo sum up, this ends the text.", SYLLABUS
    )
    assert [section.kind for section in body.sections] == ["summary", "facts", "conclusion"]
    assert body.sections[-1].heading is None
    assert [fact.text for fact in body.facts] == ["one fact", "another"]


def test_prose_after_points_ends_the_facts_without_saying_so() -> None:
    ending = "The story of the province is one of missed chances and of people who paid for them."
    body = read_body(f"Facts:\n- one fact\n- another\n{ending}", SYLLABUS)
    assert [section.kind for section in body.sections] == ["facts", "conclusion"]


def test_facts_without_bullets() -> None:
    body = read_body(
        "Facts and Figures:\n33 attacks since 2016\n436 people killed\nIn conclusion, it is bad.",
        SYLLABUS,
    )
    assert [fact.text for fact in body.facts] == ["33 attacks since 2016", "436 people killed"]
    assert body.sections[-1].kind is SectionKind.CONCLUSION


def test_hard_wrapped_lines_are_joined() -> None:
    body = read_body(
        "The first line of the text goes on\nin the second one, and\nthe third.", SYLLABUS
    )
    assert body.sections[0].markdown == (
        "The first line of the text goes on in the second one, and the third."
    )


def test_facts_on_one_line() -> None:
    facts, _ = read_facts(["• 33 attacks • 436 killed • 12 in Mastung"])
    assert [fact.text for fact in facts] == ["33 attacks", "436 killed", "12 in Mastung"]


@pytest.mark.parametrize(
    ("line", "fact"),
    [
        ("Signed in 1960 (Source: Treaty, Article I; as of 1960)", FactText("Signed in 1960", "Treaty, Article I", "1960")),
        ("Growth is 2.7% (Source: Survey)", FactText("Growth is 2.7%", "Survey")),
        ("X (Source: PLD (2015) SC 401; as of 2015-08-05)", FactText("X", "PLD (2015) SC 401", "2015-08-05")),
        ("No source here (1960)", FactText("No source here (1960)")),
    ],
)  # fmt: skip
def test_a_fact_s_source_and_date(line: str, fact: FactText) -> None:
    assert read_fact(line) == fact
    assert read_fact(write_fact(fact)) == fact


@pytest.mark.parametrize(
    "line",
    [
        "https://example.org/a", "Share this:", "Leave a Reply", "Posted in: Dawn X 0",
        "You are on page 1of 91", "17", "6 min read", "29.2K subscribers", "* * *",
        "Follow the CSS channel on WhatsApp", "Written by Shahzad Malik", "top of page",
    ],
)  # fmt: skip
def test_noise_is_known(line: str) -> None:
    assert is_boilerplate(line)


@pytest.mark.parametrize(
    "line",
    [
        "Pakistan is to join the group of states that follow the convention",
        "436 people killed, 691 injured",
        "Subscribers to the fund lost 40 per cent",
        "The page of history turned",
    ],
)
def test_what_is_no_noise(line: str) -> None:
    assert not is_boilerplate(line)


@pytest.mark.parametrize(
    ("line", "bare"),
    [
        ("- text", "text"), ("• text", "text"), ("▪text", "text"), ("👉 text", "text"),
        ("1. text", "text"), ("12) text", "text"), ("(a) text", "text"), ("➤ text", "text"),
        ("\uf0b7 text", "text"), ("1973. A year", "1973. A year"), ("-5 degrees", "-5 degrees"),
        ("plain", "plain"), ("–", "–"),
    ],
)  # fmt: skip
def test_bullets(line: str, bare: str) -> None:
    assert strip_bullet(clean(line))[0] == bare


def test_odd_characters_are_set_right() -> None:
    assert clean("𝐄𝐱𝐜𝐥𝐮𝐬𝐢𝐯𝐞\u00a0 offer\u200b 2̶0̶") == "Exclusive offer 20"
    assert clean("Pakistan`s") == "Pakistan’s"
    assert strip_emphasis("# *Detailed* **SUMMARY** of _it_ 5 * 3 snake_case") == (
        "Detailed SUMMARY of it 5 * 3 snake_case"
    )


def test_an_unfinished_text_is_said_to_be_so() -> None:
    body = read_body("The article says that the country will soon", SYLLABUS)
    assert [warning.kind for warning in body.warnings] == [WarningKind.CUT_OFF]


FIELDS = st.sampled_from(
    ["Editorial Summary", "SUMMARY of the Article “T,” by A B, Dawn, June 1, 2025", "Overview:",
     "NOTES:", "Facts and Figures:", "- 33 attacks", "Relevant CSS Subjects and Topics:", "- PA – x",
     "- 06/02/2025", "- Posted by: a.com", "» Read More…", "# *Easy/Short SUMMARY:*", "To sum up, x.",
     PROSE, "", "\x00\ufeff", "اردو خلاصہ", "---", "*", "“", "Title _ Author – X"]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(FIELDS, max_size=14).map("\n".join))
def test_any_arrangement_of_known_parts_is_read_without_failing(text: str) -> None:
    parse_text(text, SYLLABUS)


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400))
def test_any_text_at_all_is_read_without_failing(text: str) -> None:
    understanding = parse_text(text, SYLLABUS)
    assert understanding.drafts or understanding.refusal
