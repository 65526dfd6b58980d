"""Any arrangement of labels, separators, bullets, dates and noise that we know comes out the same."""

import json
from dataclasses import dataclass, replace
from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.core.importing.drafting.parse_text import parse_text, resolve_draft_dates
from app.core.library.model import Question, SectionKind
from app.core.library.syllabus import load_syllabus
from app.core.paths import bundled
from tests.clock import TODAY

SYLLABUS = load_syllabus()
LABELS = {
    kind: [name for name in names if name.isascii()]
    for kind, names in json.loads(
        (bundled("resources") / "labels.json").read_text(encoding="utf-8")
    ).items()
}
PROSE = (
    "The column asks what the government has done about water and what it should do before the next"
    " flood comes and takes the fields again.",
    "Reform would cost votes before it saves a rupee, and so the file travels from desk to desk until"
    " the season has passed.",
    "Those who live by the river know the price of delay, since they have paid it three times within"
    " a single generation.",
    "It is a matter of institutions that each hold a part of the map and have never been asked to lay"
    " the parts side by side.",
)
TITLES = ("The dry city", "Who owns the aquifer?", "A town, a river and a law", "Water: a warning",
          "Beyond the barrage...", "IS-K in Balochistan", "Pakistan’s thirst")  # fmt: skip
AUTHORS = (
    "Khurram Husain",
    "Dr Maleeha Lodhi",
    "F.S. Aijazuddin",
    "Jan-e-Alam Khaki",
    "Huma Yusuf",
)
SEPARATORS = (
    " _ Author – ",
    " Author: ",
    " Author – ",
    " -Author – ",
    " | Author: ",
    "\nAuthor – ",
)
# Months by their English names: `%B` would take them from the machine's locale.
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September",
          "October", "November", "December")  # fmt: skip
DATES = ("{0:%m/%d/%Y}", "{0:%d} {1} {0:%Y}", "{1} {0:%d}, {0:%Y}", "{0:%Y-%m-%d}")
BULLETS = ("- ", "• ", "▪ ", "👉 ", "* ", "– ")
FACTS = ("33 attacks since 2016", "1,800 tube wells are run by WASA", "40% of children are stunted",
         "Lahore has 14 million people", "The treaty of 1960 gave three rivers away")  # fmt: skip
SUBJECTS = {
    "Current Affairs": "current-affairs", "Pakistan Affairs": "pakistan-affairs",
    "International Relations": "international-relations", "Gender Studies": "gender-studies",
    "Environmental Science": "environmental-sciences", "Governance": "governance-public-policies",
}  # fmt: skip
TOPICS = ("Hydro politics", "Flood control", "Federal disputes")
NOISE = ("", "Share this:", "Loading...", "Like this", "Follow our WhatsApp channel", "12", "***",
         "https://example.org/post", "Leave a comment")  # fmt: skip
ASKED = (
    Question("Which river was given away in 1960?", ("Indus", "Ravi", "Jhelum", "Chenab"), "B"),
    Question("The barrage at Sukkur was opened in", ("1932", "1947", "1960"), "A"),
    Question("Who signed the treaty?", ("Ayub Khan", "Nobody"), "A", "It was signed at Karachi."),
    Question("Wells are run by ____.", ("the army", "WASA", "the court", "IRSA"), "B"),
)
QUESTION_MARKS = ("Q{}. ", "{}. ", "Q.{}: ", "MCQ {}: ", "Question {}: ", "{}) ", "Q{}) ")
OPTION_MARKS = ("({}) ", "{}) ", "[{}] ", "{}. ")
ANSWER_MARKS = (
    "Answer: {}",
    "Ans: ({})",
    "Correct Answer: {}",
    "Ans. {}",
    "*Answer:* {}",
    "Answer is {}",
)
ENDINGS = ("\n", "\r\n", "\r")


@dataclass
class Made:
    """A text, and what a careful person would understand from it."""

    text: str
    title: str
    author: str
    posted: date
    kinds: list[SectionKind]
    facts: list[str]
    subjects: list[str]
    questions: list[Question]


@st.composite
def posts(draw: st.DrawFn) -> Made:
    title, author = draw(st.sampled_from(TITLES)), draw(st.sampled_from(AUTHORS))
    posted = draw(st.dates(date(2019, 1, 1), date(2026, 11, 1)))
    lines = ["Editorial Summary", f"{title}{draw(st.sampled_from(SEPARATORS))}{author}"]
    bullet = draw(st.sampled_from(("- ", "• ", "")))
    lines += [
        f"{bullet}{draw(st.sampled_from(DATES)).format(posted, MONTHS[posted.month - 1])}",
        f"{bullet}Posted by: cssplatformbytha.com",
        f"{bullet}Category: Dawn Editorial Summary",
    ]
    kinds = [SectionKind.SUMMARY]
    lines += ["", draw(st.sampled_from(PROSE)), draw(st.sampled_from(PROSE))]
    facts = draw(st.lists(st.sampled_from(FACTS), min_size=1, unique=True))
    subjects = draw(st.lists(st.sampled_from(sorted(SUBJECTS)), min_size=1, unique=True))
    order = draw(st.permutations(["overview", "notes", "subjects", "beginners", "facts"]))
    chosen = order[: draw(st.integers(1, 5))]
    for kind in chosen:
        lines += draw(st.lists(st.sampled_from(NOISE), max_size=2))
        lines.append(draw(label(kind)))
        point = draw(st.sampled_from(BULLETS))
        if kind == "facts":
            lines += [f"{point}{fact}" for fact in facts]
        elif kind == "subjects":
            dash = draw(st.sampled_from((" – ", " - ", ": ", " — ")))
            lines += [f"{point}{name}{dash}{', '.join(TOPICS[:2])}" for name in subjects]
        else:
            lines.append(draw(st.sampled_from(PROSE)))
        kinds.append(SectionKind(kind))
    questions = draw(st.lists(st.sampled_from(ASKED), max_size=3, unique=True))
    asked = draw(block(questions))
    at_end = draw(st.booleans())
    if not at_end:
        lines += asked
    lines += draw(st.lists(st.sampled_from(NOISE), max_size=2))
    lines.append(
        "To sum up, what is not measured cannot be saved, and the bill comes due some day."
    )
    if at_end:
        lines += asked
    kinds.append(SectionKind.CONCLUSION)
    return Made(
        draw(st.sampled_from(ENDINGS)).join(lines),
        title,
        author,
        posted,
        kinds,
        facts if "facts" in chosen else [],
        [SUBJECTS[name] for name in subjects] if "subjects" in chosen else [],
        questions,
    )


@st.composite
def block(draw: st.DrawFn, questions: list[Question]) -> list[str]:
    """Questions one below the other, as sites and chats set them."""
    if not questions:
        return []
    lines = draw(st.sampled_from(([], [""], ["MCQs:"], ["MCQs from the article:"], ["*MCQs*", ""])))
    mark, option_mark = draw(st.sampled_from(QUESTION_MARKS)), draw(st.sampled_from(OPTION_MARKS))
    letters = draw(st.sampled_from(("ABCD", "abcd")))
    answer = draw(st.sampled_from((*ANSWER_MARKS, "key", "tick", "bold")))
    if answer == "key":
        questions[:] = [replace(question, explanation=None) for question in questions]
    one_line = draw(st.booleans()) and answer not in ("tick", "bold")
    made = list(lines)
    for number, question in enumerate(questions, 1):
        options = []
        for letter, text in zip(letters, question.options, strict=False):
            right = letter.upper() == question.answer
            option = f"{option_mark.format(letter)}{text}"
            option += " ✅" if right and answer == "tick" else ""
            options.append(f"**{option}**" if right and answer == "bold" else option)
        made.append(mark.format(number) + question.text)
        made += [" ".join(options)] if one_line else options
        said = letters["ABCD".index(question.answer or "A")]
        if answer in ANSWER_MARKS:
            made.append(answer.format(said))
        if question.explanation:
            made.append(f"Explanation: {question.explanation}")
        made += [""] * draw(st.integers(0, 1))
    if answer == "key":
        pairs = enumerate((question.answer for question in questions), 1)
        made.append("Answers: " + " ".join(f"{number}-{letter}" for number, letter in pairs))
    return made


@st.composite
def label(draw: st.DrawFn, kind: str) -> str:
    """A label of a kind in one of its spellings, as sites and chats set it."""
    name = draw(st.sampled_from(LABELS[kind]))
    name = draw(st.sampled_from((name, name.upper(), name.lower())))
    form = draw(st.sampled_from(("{}:", "{} :", "*{}:*", "**{}:**", "# {}:", "📌 {}:", "{}:-")))
    return form.format(name)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(posts())
def test_every_arrangement_of_a_post_is_understood(made: Made) -> None:
    drafts = resolve_draft_dates(parse_text(made.text, SYLLABUS).drafts, TODAY)
    assert len(drafts) == 1, made.text
    (draft,) = drafts
    assert (draft.title, draft.author) == (made.title, made.author), made.text
    assert draft.posted_on == made.posted, made.text
    assert draft.publication == "Dawn"
    assert [section.kind for section in draft.sections] == made.kinds, made.text
    assert [fact.text for fact in draft.facts] == made.facts, made.text
    assert [entry.subject_id for entry in draft.subjects] == made.subjects, made.text
    assert list(draft.questions) == made.questions, made.text


@settings(max_examples=200, deadline=None)
@given(st.text(), st.integers(0, 5))
def test_any_text_at_all_is_read_or_refused(text: str, at: int) -> None:
    frames = ("{}", "Editorial Summary\n{}", "SUMMARY of the Article “{}", "Facts and Figures:\n{}",
              "Vocabulary\n1. {} (noun)\n2. b (noun) c",
              "Editorial Summary\nMCQs:\nQ1. {}?\n(a) x\n(b) {}\nAnswer: {}\n1-B 2-{}")  # fmt: skip
    understanding = parse_text(frames[at].replace("{}", text), SYLLABUS)
    assert understanding.drafts or understanding.refusal
