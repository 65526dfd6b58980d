"""Texts whose form a site, a chat or a converter changed: tables, lost breaks, forums, debris."""

from datetime import date

import pytest

from app.core.importing.drafting.parse_text import parse_text, resolve_draft_dates
from app.core.importing.files.formats import html
from app.core.importing.lines.author_note import is_writer_line
from app.core.importing.model import Draft
from app.core.importing.refusal import Refusal
from app.core.importing.repair.inline_lists import points_of
from app.core.library.model import SectionKind, WarningKind
from app.core.library.syllabus import load_syllabus
from tests.clock import TODAY

SYLLABUS = load_syllabus()
FIRST = (
    "THE ferry at the old crossing has been out of repair since spring, and those who used it now"
    " walk nine miles to a bridge that was built for carts. Nobody has been told when it will run."
)
SECOND = (
    "The department answers that a tender is under way, as it has been for three years, and that a"
    " committee will look at the tender when the committee has been appointed by another one. Until"
    " then the villages pay a boatman who has no licence and asks for no votes."
)
BODY = f"{FIRST}\n\n{SECOND}"
WRITER = "The writer is a former secretary of the river department."
POST = f"""Editorial Summary
The last ferry _ Author – Khurram Husain
- 06/13/2025
- Posted by: cssplatformbytha.com
- Category: Dawn Editorial Summary

{SECOND}
Overview:
The article asks who is to repair a ferry that nobody owns and everybody needs.
"""


def drafts_of(text: str) -> tuple[Draft, ...]:
    return resolve_draft_dates(parse_text(text, SYLLABUS).drafts, TODAY)


def one(text: str) -> Draft:
    (draft,) = drafts_of(text)
    return draft


# Word lists


TABLES = {
    "markdown": "| Word | Urdu | Meaning | Synonyms |\n|---|:--|---|---|\n"
    "| Ferry | کشتی | a boat that crosses a river | boat, craft |\n"
    "| Tender | ٹینڈر | an offer to do work for a price | bid, offer |\n",
    "plain": "Word | Urdu | Meaning | Synonyms\n"
    "Ferry | کشتی | a boat that crosses a river | boat, craft\n"
    "Tender | ٹینڈر | an offer to do work for a price | bid, offer\n",
    "numbered, empty head": "| | | | | |\n|---|---|---|---|---|\n"
    "| Sr. No. | Words | Urdu Meaning | Definition | Synonym |\n"
    "| 1 | **Ferry** | کشتی | a boat that crosses a river | boat, craft |\n"
    "| 2 | **Tender** | ٹینڈر | an offer to do work for a price | bid, offer |\n",
}


@pytest.mark.parametrize("name", TABLES)
def test_a_table_of_words_is_a_vocabulary(name: str) -> None:
    for text in (
        f"Dawn Vocabulary 3 June 2024\n\n{TABLES[name]}",
        f"{POST}Vocabulary:\n{TABLES[name]}",
    ):
        draft = one(text)
        assert [word.word for word in draft.vocabulary] == ["Ferry", "Tender"]
        ferry = draft.vocabulary[0]
        assert (ferry.urdu, ferry.meaning) == ("کشتی", "a boat that crosses a river")
        assert ferry.synonyms == ("boat", "craft")


def test_a_short_list_of_words_with_urdu_alone_is_one() -> None:
    draft = one("Dawn Vocabulary\nWord | Urdu\nFerry | کشتی\nTender | ٹینڈر\nCart | گاڑی\n")
    assert [word.urdu for word in draft.vocabulary] == ["کشتی", "ٹینڈر", "گاڑی"]


def test_another_table_stays_as_it_is() -> None:
    draft = one(f"{POST}NOTES:\n| River | Ferries |\n| Word of mouth | 3 |\n")
    assert not draft.vocabulary
    assert "Word of mouth" in draft.sections[-1].markdown


def test_words_on_lines_of_their_own_with_their_meaning_below() -> None:
    text = (
        "Dawn Vocabulary (3 June 2024)\n\nFerry\nMeaning: a boat that crosses a river\n"
        "Synonyms: boat, craft\n\nConclusion\nExplanation: the end of a thing\n\n2. Tender\n"
        "Definition: an offer to do work\nAntonyms: refusal\n"
    )
    draft = one(text)
    assert draft.title == "Dawn Vocabulary"
    assert [(word.word, word.meaning) for word in draft.vocabulary] == [
        ("Ferry", "a boat that crosses a river"),
        ("Conclusion", "the end of a thing"),
        ("Tender", "an offer to do work"),
    ]
    assert draft.vocabulary[2].antonyms == ("refusal",)


def test_a_meaning_on_its_own_line_is_no_word() -> None:
    entry = "{} (noun) کشتی\n\nA boat for crossing\nExample: “it came late”\nSynonyms: boat\n\n"
    draft = one("Dawn Vocabulary 3 June 2024\n\n" + entry.format("Ferry") + entry.format("Barge"))
    assert [(word.word, word.meaning) for word in draft.vocabulary] == [
        ("Ferry", "A boat for crossing"),
        ("Barge", "A boat for crossing"),
    ]


def test_questions_with_explanations_are_no_words() -> None:
    question = "What crosses a river?\nA) Ferry\nB) Train\nC) Cart\nExplanation: it floats\n"
    assert not parse_text(question * 3, SYLLABUS).drafts


# Lists on one line


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("1. Nine miles to the bridge 2. Three years of tenders 3. One ferry in repair", 3),
        ("1) Nine miles to the bridge. 2) Three years of tenders.", 2),
        ("• Nine miles • Three years • One ferry", 3),
        ("👉 Nine miles 👉 Three years 👉 One ferry", 3),
        ("1. The bridge opened on May 2. Nobody came to see it", 1),
        ("It rose in three steps: 1. first 2. second 3. third", 1),
        ("• Nine miles • three years", 1),
        ("1. Nine miles 3. Three years 4. One ferry", 1),
        ("1. Nine miles 2) Three years 3. One ferry", 1),
        ("2. Nine miles 3. Three years 4. One ferry", 1),
    ],
)
def test_points_on_one_line(line: str, count: int) -> None:
    points = points_of(line)
    assert len(points) == count
    assert " ".join(points) == line


@pytest.mark.parametrize(
    "facts",
    [
        "\n1. The bridge is 9 miles away 2. The tender took 3 years 3. It served 40 villages",
        " 1) The bridge is 9 miles away 2) The tender took 3 years 3) It served 40 villages",
        " • The bridge is 9 miles away • The tender took 3 years • It served 40 villages",
    ],
)
def test_facts_that_stand_on_one_line(facts: str) -> None:
    draft = one(f"{POST}Facts and Figures:{facts}\n")
    assert [fact.text for fact in draft.facts] == [
        "The bridge is 9 miles away", "The tender took 3 years", "It served 40 villages",
    ]  # fmt: skip


def test_words_that_stand_on_one_line() -> None:
    line = "1. **Ferry** (noun) (کشتی): a boat 2. **Tender** (noun) (ٹینڈر): an offer 3. **Cart** (noun)"
    for text in (
        f"Dawn Vocabulary 3 June 2024\n{line} (گاڑی): a waggon",
        f"{POST}VOCABULARY: {line}",
    ):
        assert [word.word for word in one(text).vocabulary] == ["Ferry", "Tender", "Cart"]


# Who the writer is


@pytest.mark.parametrize(
    "text",
    [
        f"The last ferry\nBy Khurram Husain\n{WRITER}\n\n{BODY}\n\nPublished in Dawn, June 3rd, 2025\n",
        f"The last ferry\nKhurram Husain Published June 3, 2025\n\n{WRITER}\n\n{BODY}\n\n"
        "Published in Dawn, June 3rd, 2025\n",
        POST.replace(SECOND, f"{WRITER}\n\n{FIRST}"),
        POST.replace("- 06/13", f"{WRITER}\n- 06/13"),
        f"SUMMARY of the Article “The last ferry” by Khurram Husain, Dawn, June 3, 2025\n{WRITER}\n{BODY}",
    ],
    ids=range(5),
)
def test_who_the_writer_is_stands_below_the_text(text: str) -> None:
    draft = one(text)
    assert (draft.title, draft.author) == ("The last ferry", "Khurram Husain")
    opening = draft.sections[0].markdown
    assert opening.endswith(WRITER)
    assert opening.count(WRITER) == 1


def test_who_the_writer_is_is_no_title() -> None:
    text = f"{WRITER}\n\n{BODY}\nRelevant CSS Subjects and Topics:\n- Pakistan Affairs – Rivers\n"
    draft = one(text)
    assert (draft.title, draft.author) == (None, None)
    assert WarningKind.NO_TITLE in {warning.kind for warning in draft.warnings}


@pytest.mark.parametrize(
    ("line", "is_one"),
    [
        ("The author teaches economics at a university in Karachi.", True),
        ("The writers are members of a council on rivers.", True),
        ("The writer is a firm believer in ferries and in the men who row them.", False),
        ("The writer argues that the ferry should run.", False),
        ("The author is right about the bridge.", False),
    ],
)
def test_only_what_tells_of_the_writer_is_such_a_line(line: str, is_one: bool) -> None:
    assert is_writer_line(line) is is_one


# Debris, forums, menus


def test_letters_that_a_font_joined_come_apart_and_debris_goes() -> None:
    text = (
        f"ﬁ\nﬂ ﬀ\nŁ\n11 - March - 2024 - Dawn Editorials & Opinion\n\nThe oﬃcial ﬁgures\n{BODY}\n"
    )
    draft = one(text.replace("ferry", "ﬂoating bridge"))
    assert draft.title == "The official figures"
    assert "floating bridge" in draft.sections[0].markdown


FORUM = f"""  #12
Old Tuesday, June 3, 2025
river_man
Senior Member

Join Date: Jan 2019
Location: Sukkur
Posts: 412
Thanks: 31
Thanked 87 Times in 55 Posts

Default Dawn Editorial 3rd June 2025

The last ferry
{BODY}

Reply With Quote
The Following 3 Users Say Thank You to river_man For This Useful Post:
asma (Tuesday, June 3, 2025), kashif (Friday, June 6, 2025)
__________________
A river never asks where it came from, nor who has drunk of it on its way.
  #13
Old Wednesday, June 4, 2025
asma
Junior Member

Join Date: May 2020
Posts: 3
"""


def test_what_a_forum_sets_around_a_post_is_left_out() -> None:
    draft = one(FORUM)
    assert (draft.title, draft.publication) == ("The last ferry", "Dawn")
    assert draft.published_on == date(2025, 6, 3)
    (section,) = draft.sections
    assert section.markdown.startswith("THE ferry")
    assert section.markdown.endswith("asks for no votes.")


def test_a_rule_in_another_text_is_no_signature() -> None:
    draft = one(
        POST.replace("Overview:", "Overview:\n__________\nJoin Date: the day of joining.\n")
    )
    assert "who is to repair" in draft.sections[1].markdown


MENU = "Home\nCSS\nPast Papers\nAbout Us\nContact\n\n"
WORDS = "Ferry (noun) کشتی\n\na boat that crosses.\nSynonyms: boat\n\nTender (noun) ٹینڈر\n\nan offer.\n"


@pytest.mark.parametrize(
    ("top", "title", "day"),
    [
        ("Daily Dawn Vocabulary (21 March 2022)\n", "Daily Dawn Vocabulary", "2022-03-21"),
        ("https://www.csstimes.pk/dawn-vocabulary-21-mar-2022/\n", "Dawn vocabulary", "2022-03-21"),
        ("https://www.csstimes.pk/?p=8841\n", None, None),
        ("", None, None),
    ],
)
def test_an_entry_of_a_menu_is_never_a_title(top: str, title: str | None, day: str | None) -> None:
    draft = one(f"{MENU}Dawn Vocabulary\nMCQs\nJobs\n\n{top}\n{WORDS}")
    assert draft.title == title
    assert draft.published_on == (date.fromisoformat(day) if day else None)
    kinds = {warning.kind for warning in draft.warnings}
    assert title or WarningKind.NO_TITLE in kinds
    bare = one(f"{MENU}{FIRST}\nRelevant CSS Subjects and Topics:\n- Economics – Trade\n")
    assert bare.title is None
    assert "Past Papers" not in bare.sections[0].markdown


def test_a_page_s_own_heading_outside_of_its_article_is_its_title() -> None:
    words = WORDS.replace("\n", "<br>")
    for head in ("<h1>Dawn Vocabulary 21 March 2022</h1>",
                 "<title>Dawn Vocabulary 21 March 2022 | CSS Times</title>"):  # fmt: skip
        page = f"<html>{head}<ul><li>Home<li>Vocabulary<li>Jobs</ul><article><p>{words}</article></html>"
        (part,) = html.read(page.encode()).parts
        draft = one(part.text)
        assert (draft.title, draft.published_on) == ("Dawn Vocabulary", date(2022, 3, 21))


# Pages of other shapes


def test_a_magazine_s_page_with_a_byline_and_no_capitals() -> None:
    text = "ICEP DAWN DECONSTRUCTION\n04 August, 2020\n\nThe last ferry\nBy Khurram Husain\n\n"
    draft = one(text + BODY.replace("THE", "The") + "\n\nVocabulary\n1. Ferry: a boat\n")
    assert (draft.title, draft.author) == ("The last ferry", "Khurram Husain")
    assert (draft.publication, draft.published_on) == ("Dawn", date(2020, 8, 4))
    assert [section.kind for section in draft.sections] == [
        SectionKind.SUMMARY, SectionKind.VOCABULARY,
    ]  # fmt: skip


def test_the_paper_s_line_above_an_article_names_the_paper() -> None:
    draft = one(f"The last ferry\nBy Khurram Husain\nPublished in Dawn, June 3rd, 2025\n\n{BODY}\n")
    assert (draft.publication, draft.published_on) == ("Dawn", date(2025, 6, 3))


def test_the_end_of_a_sentence_is_no_title() -> None:
    text = f"Dawn Editorial 3rd June 2025\n\nThe last ferry\n{FIRST}\n\nNobody rows. A bridge is no ferry"
    assert [
        draft.title for draft in drafts_of(f"{text}, and never was one for those who live here.")
    ] == ["The last ferry"]


PAGERS = ("Dawn Editorial Summary\n\nPosts navigation\n« Previous\n1\n2\n3\n…\n14\nNext »\n",
          "Older Posts\nNewer Posts\n", "Page 3 of 12\n1 2 3 4 5 Next\n")  # fmt: skip


@pytest.mark.parametrize("text", PAGERS)
def test_a_page_with_only_a_pager_is_a_list_of_teasers(text: str) -> None:
    assert parse_text(text, SYLLABUS).refusal is Refusal.TEASER_LIST


def test_teasers_without_an_end_are_no_hard_wrapped_paragraph() -> None:
    lines = [f"{word} ferries have been out of repair since the spring of last year and nobody knows"
             for word in ("Nine", "Ten", "Eleven", "Twelve", "Thirteen", "Fourteen", "Fifteen")]  # fmt: skip
    understanding = parse_text("\n".join(["Dawn Editorial Summary", *lines]), SYLLABUS)
    assert understanding.refusal is Refusal.TEASER_LIST


ENTRY = "SUMMARY of the article “The ferry {}” by Khurram Husain, Dawn, May {}, 2024 ..... {}-{}\n"
CONTENTS = "TABLE OF CONTENTS\n\nDAWN\n" + "".join(
    ENTRY.format(n, n, 3 * n, 3 * n + 2) for n in range(1, 8)
)


def test_a_table_of_contents_is_refused_by_name() -> None:
    cut = CONTENTS.replace("DAWN\n", f"DAWN\n{SECOND[:70]}\n")
    for text in (CONTENTS, cut, CONTENTS + "Compiled for aspirants of the coming examination.\n"):
        understanding = parse_text(text, SYLLABUS)
        assert not understanding.drafts
        assert understanding.refusal is Refusal.CONTENTS


def test_what_follows_a_table_of_contents_is_read() -> None:
    article = "SUMMARY of the article “The ferry 1” by Khurram Husain, Dawn, May 1, 2024\n\n"
    text = CONTENTS + f"Welcome to our reader. {SECOND}\n\n{article}{BODY}\n{SECOND}"
    assert [draft.title for draft in drafts_of(text)][-1] == "The ferry 1"
    assert "The ferry 7" not in [draft.title for draft in drafts_of(text)]


def test_facts_that_end_in_numbers_are_no_table_of_contents() -> None:
    facts = "".join(f"- Ferries in district {n} number {10 * n}\n" for n in range(1, 7))
    assert len(one(f"{POST}Facts and Figures:\n{facts}").facts) == 6


def test_a_line_break_of_a_web_page_ends_a_line() -> None:
    (part,) = html.read(b"<html><p>The last ferry<br/>By Khurram Husain<br>Dawn</html>").parts
    assert part.text.split() == ["The", "last", "ferry", "By", "Khurram", "Husain", "Dawn"]
    assert part.text.count("\n") >= 2
