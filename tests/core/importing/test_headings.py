"""Headings in all their spellings: of articles (V4, V6, V8) and of posts (V1, V2)."""

from datetime import date

import pytest

from app.core.importing.drafting.parse_text import parse_text, resolve_draft_dates
from app.core.importing.model import Draft
from app.core.importing.splitting.split import split_text
from app.core.library.model import SectionKind
from app.core.library.syllabus import load_syllabus
from tests.clock import TODAY

BODY = (
    "The article looks at the state of the economy and asks what the government should do about"
    " growth, debt and reform in the coming years before it is too late."
)
SENTENCE = "paragraph is long enough to be text, and ends as a sentence does."
SECTIONS = """The opening paragraph is long enough to be taken for prose and says what it is about.
Overview:
This article explores what has happened in the region and what follows from it.
Facts and Figures:
- 33 attacks
- 436 killed
To sum up, the article says that peace is a process and not an event at all."""


def drafts_of(text: str) -> tuple[Draft, ...]:
    return resolve_draft_dates(parse_text(text, load_syllabus()).drafts, TODAY)


ARTICLES = [
    (
        '*Detailed SUMMARY of the article "The new Great Game" by Dr. Maleeha Lodhi, Published in'
        " Dawn on June 11th, 2025*\n",
        ("The new Great Game", "Dr. Maleeha Lodhi", "Dawn", "2025-06-11"),
    ),
    (
        "# **Detailed SUMMARY of the article “Budget blues“ by Khurram Husain, Published in Dawn"
        " on June 12th, 2025:** ",
        ("Budget blues", "Khurram Husain", "Dawn", "2025-06-12"),
    ),
    (
        '*Detailed SUMMARY of the Editorial "Water woes", Published in Dawn on June 12th, 2025:*\n',
        ("Water woes", None, "Dawn", "2025-06-12"),
    ),
    (
        "SUMMARY of the Article “The Way Forward” by Jan-e-Alam Khaki, Dawn [Published on Dec 1st,"
        " 2023]\n\n",
        ("The Way Forward", "Jan-e-Alam Khaki", "Dawn", "2023-12-01"),
    ),
    (
        "SUMMARY of the Article “Power play,” Maleeha Lodhi, Dawn, September 9th, 2024\n\n",
        ("Power play", "Maleeha Lodhi", "Dawn", "2024-09-09"),
    ),
    (
        "SUMMARY of the Article “Power play,” Dawn Editorial, September 22nd, 2024\n\n",
        ("Power play", None, "Dawn", "2024-09-22"),
    ),
    (
        "SUMMARY of the Article ““Doubled“ by F.S. Aijazuddin, Dawn [Published on 20th December,"
        " 2023]\n\n",
        ("Doubled", "F.S. Aijazuddin", "Dawn", "2023-12-20"),
    ),
    (
        'SUMMARY of the Article "A "new" Middle East?" by Touqir Hussain, Dawn [Published on 20'
        " December 2023]\n\n",
        ('A "new" Middle East?', "Touqir Hussain", "Dawn", "2023-12-20"),
    ),
    (
        "SUMMARY of the Article “Death, by a thousand cuts,” by Arifa Noor, Dawn, Dec 20, 2023\n\n",
        ("Death, by a thousand cuts", "Arifa Noor", "Dawn", "2023-12-20"),
    ),
    (
        "SUMMARY of the Article “Pakistan`s dilemma” by Zahid Hussain, The Nation [Published on"
        " December 2nd, 2023]\n\n",
        ("Pakistan’s dilemma", "Zahid Hussain", "The Nation", "2023-12-02"),
    ),
    (
        "SUMMARY of the article “Facing it” by Faisal Bari and Umar Nadeem, published on November"
        " 4, 2023\n\n",
        ("Facing it", "Faisal Bari and Umar Nadeem", None, "2023-11-04"),
    ),
    (
        "# *Detailed SUMMARY of the article “Trump's tariffs...\" Editorial, Published in Dawn on"
        " June 10th, 2025:* ",
        ("Trump's tariffs...", None, "Dawn", "2025-06-10"),
    ),
    (
        "*Detailed SUMMARY of the article: “Colon: a subtitle” by Syed Akbar Zaidi; Published in"
        " Dawn on June 10th, 2025*:\n",
        ("Colon: a subtitle", "Syed Akbar Zaidi", "Dawn", "2025-06-10"),
    ),
    (
        'Detailed SUMMARY of the article "*Bold*" by *Bilal Ahmed*, Published in *Dawn* on'
        " *June 10th, 2025*: ",
        ("Bold", "Bilal Ahmed", "Dawn", "2025-06-10"),
    ),
    (
        "SUMMARY of the Article No Quotes Here by Bilal Ahmed, Dawn [Published on June 10th,"
        " 2025]\n",
        ("No Quotes Here", "Bilal Ahmed", "Dawn", "2025-06-10"),
    ),
    (
        "SUMMARY of the Article “Title” by Muhammad Ali | Published in Dawn | June 10, 2025\n",
        ("Title", "Muhammad Ali", "Dawn", "2025-06-10"),
    ),
    ("SUMMARY of the Article “Title,” by Khaled Ahmed, Dawn\n\n", ("Title", "Khaled Ahmed", "Dawn", None)),
    (
        "SUMMARY of the Article “Title,” by I.A. Rehman, Dawn, 9/20/2024\n\n",
        ("Title", "I.A. Rehman", "Dawn", "2024-09-20"),
    ),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "expected"), ARTICLES, ids=[a[0][:40] for a in ARTICLES])
def test_article_headings(heading: str, expected: tuple[str | None, ...]) -> None:
    (draft,) = drafts_of(heading + BODY)
    day = draft.published_on.isoformat() if draft.published_on else None
    assert (draft.title, draft.author, draft.publication, day) == expected
    assert draft.sections[0].markdown.startswith("The article looks")


def test_many_articles_in_one_text() -> None:
    drafts = drafts_of("\n\n".join(heading + BODY for heading, _ in ARTICLES))
    assert [draft.title for draft in drafts] == [expected[0] for _, expected in ARTICLES]


@pytest.mark.parametrize(
    ("line", "title", "author"),
    [
        ("IS-K in Balochistan _ Author – Muhammad Amir Rana", "IS-K in Balochistan", "Muhammad Amir Rana"),
        ("Killing the messengers Author: Zahid Hussain", "Killing the messengers", "Zahid Hussain"),
        ("Killing the messengers -Author – Zahid Hussain", "Killing the messengers", "Zahid Hussain"),
        ("Killing the messengers _ Author Zahid Hussain", "Killing the messengers", "Zahid Hussain"),
        ("Killing the messengers (Author: Dr. Niaz Murtaza)", "Killing the messengers", "Dr. Niaz Murtaza"),
        ("“Killing the messengers,” by Zahid Hussain", "Killing the messengers", "Zahid Hussain"),
        ("Killing the messengers By Zahid Hussain", "Killing the messengers", "Zahid Hussain"),
        ("Security threats By: Muhammad Amir Rana", "Security threats", "Muhammad Amir Rana"),
        ("Killing the messengers | Author: Editorial", "Killing the messengers", None),
        ("Death by a thousand cuts", "Death by a thousand cuts", None),
        ("Who is the author of terror?", "Who is the author of terror?", None),
        ("The way forward", "The way forward", None),
        ("Overview", "Overview", None),
        ("Behind the numbers...", "Behind the numbers...", None),
        ("Rs1.7tr gap: who pays? Author – F.S. Aijazuddin", "Rs1.7tr gap: who pays?", "F.S. Aijazuddin"),
        ("India–Pakistan: a cold peace – Author: Ashraf Qazi", "India–Pakistan: a cold peace", "Ashraf Qazi"),
    ],
)  # fmt: skip
@pytest.mark.parametrize(
    "form",
    [
        "Editorial Summary\n{}\n- 06/13/2025\n- Posted by: cssplatformbytha.com\n"
        "- Category: Dawn Editorial Summary\n\n",
        "{}\n- 06/13/2025\n- Posted by: cssplatformbytha.com\n"
        "- Category: Dawn Editorial Summary\n\n",
        "Editorial Summary\n\n{}\n\n06/13/2025\nPosted by: cssplatformbytha.com\n"
        "Category: Dawn Editorial Summary\n\n",
    ],
    ids=["marked", "unmarked", "bare"],
)
def test_post_headings(form: str, line: str, title: str, author: str | None) -> None:
    (draft,) = drafts_of(form.format(line) + SECTIONS)
    assert (draft.title, draft.author, draft.publication) == (title, author, "Dawn")
    assert draft.posted_on == date(2025, 6, 13)
    assert [section.kind.value for section in draft.sections] == [
        "summary", "overview", "facts", "conclusion",
    ]  # fmt: skip
    assert [fact.text for fact in draft.facts] == ["33 attacks", "436 killed"]


def test_author_on_a_line_of_its_own() -> None:
    (draft,) = drafts_of(
        "Editorial Summary\nA title\nAuthor – Zahid Hussain\n- 06/13/2025\n"
        f"- Posted by: x.com\n\n{SECTIONS}"
    )
    assert (draft.title, draft.author) == ("A title", "Zahid Hussain")


@pytest.mark.parametrize(
    "line",
    [
        "By Khurshid Anwar | Dawn | 3 June 2025",
        "by: Khurshid Anwar, Dawn, June 3, 2025",
        "Written by Khurshid Anwar – 3rd June 2025 – Dawn",
    ],
)
def test_a_line_of_credits_below_the_title(line: str) -> None:
    (draft,) = drafts_of(f"The water crisis\n{line}\n\n{SECTIONS}")
    assert (draft.title, draft.author, draft.publication) == (
        "The water crisis", "Khurshid Anwar", "Dawn",
    )  # fmt: skip
    assert draft.written_published is not None
    assert draft.written_published.chosen == date(2025, 6, 3)
    assert draft.warnings == ()


def test_a_line_that_only_begins_like_credits_stays() -> None:
    (draft,) = drafts_of(f"The water crisis\nBy the river, Dawn, 3 June 2025\n\n{SECTIONS}")
    assert draft.publication is None
    assert draft.author is None


def test_a_remark_among_credits_is_neither_title_nor_name() -> None:
    (draft,) = drafts_of(f"The water crisis\nBy Ali Raza, a poet, Dawn\n\n{SECTIONS}")
    assert (draft.title, draft.author) == ("The water crisis", "Ali Raza")
    assert draft.publication == "Dawn"


def test_a_capital_by_before_other_words_than_a_name_is_a_part_of_the_title() -> None:
    (draft,) = drafts_of(f"Editorial Summary\nDeath By Water Crisis\n- 06/13/2025\n\n{SECTIONS}")
    assert (draft.title, draft.author) == ("Death By Water Crisis", None)


def test_the_site_s_staff_never_become_the_author() -> None:
    (draft,) = drafts_of(
        "Editorial Summary\nA title\n- 06/13/2025\n- Posted by: Shahzad F. Malik\n"
        f"Written by Shahzad F. Malik\n{SECTIONS}"
    )
    assert draft.author is None
    assert all("Shahzad" not in section.markdown for section in draft.sections)


def test_a_channel_s_shell_is_not_part_of_the_text_before() -> None:
    text = (
        "CSS Dawn Editorials ✨\nJune 19, 2025 at 03:05 AM\n"
        f'# *Detailed SUMMARY of the article "One" by A. B. Shah, Published in Dawn on June 19th,'
        f" 2025:*\n{BODY}\n"
        "CSS Dawn Editorials ✨\nJune 10, 2025 at 05:57 AM\n"
        f'# *Detailed SUMMARY of the article "Two" Editorial, Published in Dawn on June 10th,'
        f" 2025:* {BODY}"
    )
    first, second = drafts_of(text)
    assert "Editorials" not in first.sections[0].markdown
    assert "05:57" not in first.sections[0].markdown
    assert (second.title, second.posted_on) == ("Two", date(2025, 6, 10))


def test_a_label_in_the_middle_of_a_line_opens_its_section() -> None:
    (draft,) = drafts_of(
        '# *Detailed SUMMARY of the article "One" by A. B. Shah, Published in Dawn on June 19th,'
        f" 2025:* {BODY} # *Easy/Short SUMMARY:* Debt is high and growth is low this year."
    )
    assert [section.heading for section in draft.sections] == [
        "Detailed SUMMARY",
        "Easy/Short SUMMARY",
    ]


def test_a_post_on_a_single_line_is_parted_at_its_labels() -> None:
    (draft,) = drafts_of(
        'SUMMARY of the article "One" by A. B. Shah, Dawn, June 19th, 2025: '
        f"{BODY} Overview: It says what is wrong and what to do about it now."
        " Notes for Beginners: A deficit is what is spent beyond what comes in."
    )
    kinds = [section.kind for section in draft.sections]
    assert kinds == [SectionKind.SUMMARY, SectionKind.OVERVIEW, SectionKind.BEGINNERS]


def test_the_worked_example_of_the_splitting_is_true() -> None:
    first, second, third = (f"{word} {SENTENCE}" for word in ("One", "Two", "Three"))
    text = "\n".join(
        (
            first,
            "CSS Summaries",
            "06/02/2025, 9:41 pm",
            "SUMMARY of the Article “Thirst,” by Jamil Ahmad, Dawn, June 1st, 2025",
            second,
            "Editorial Summary",
            "Debt",
            "06/02/2025",
            "Category: Dawn Editorials",
            third,
        )
    )
    found = split_text(text)
    assert [(one.heading.title, one.body.strip()) for one in found] == [
        (None, first),
        ("Thirst", second),
        ("Debt", third),
    ]
    posted = found[1].heading.posted
    assert posted
    assert posted.raw == "06/02/2025"
