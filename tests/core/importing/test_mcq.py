"""Multiple-choice questions: known in all their shapes, kept as records, and nothing else taken."""

import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from app.core.importing.drafting.parse_text import parse_text, resolve_draft_dates
from app.core.importing.drafting.review import ReviewItem, merge_drafts, split_draft
from app.core.importing.mcq.extract import extract_questions
from app.core.importing.model import Draft
from app.core.importing.outcome import Outcome
from app.core.importing.refusal import Refusal
from app.core.library.model import Question, SectionKind, WarningKind
from app.core.library.page import build_page, page_text
from app.core.library.syllabus import load_syllabus
from app.core.notes.model import Colour
from app.core.paths import DataFolder
from app.core.sharing.pack import write_pack
from app.core.storage.database import APPLICATION_ID, Database
from app.core.storage.migrations import MIGRATIONS
from app.core.workspace import Workspace
from tests.clock import TODAY, Clock
from tests.conftest import DATA
from tests.counting import assert_linear

SYLLABUS = load_syllabus()
OPENING = (
    "The water table under Lahore falls by nearly a metre each year, and the city has begun to feel"
    " it in its taps and in its fields. Tube wells run day and night while the old canals lose half"
    " of what they carry before it reaches a single acre of land that was promised water."
)
ARTICLE = (
    f"SUMMARY of the Article “Thirst,” by Dr Ishrat Husain, Dawn, June 19th, 2025\n\n{OPENING}\n"
)
OTHER = ARTICLE.replace("Thirst", "Debt").replace("water table", "public debt")
CITIES = ("London", "Paris", "Rome")
STEM = "What is the capital of France?"


def drafts_of(text: str) -> tuple[Draft, ...]:
    return resolve_draft_dates(parse_text(text, SYLLABUS).drafts, TODAY)


def one(text: str) -> Draft:
    (draft,) = drafts_of(text)
    return draft


SHAPES = {
    "numbered": "1. What is the capital of France?\n(a) London\n(b) Paris\n(c) Rome\nAnswer: B",
    "Q with number": "Q1. What is the capital of France?\na) London\nb) Paris\nc) Rome\nAns: (b)",
    "Q alone": "Q. What is the capital of France?\nA. London\nB. Paris\nC. Rome\nCorrect: B. Paris",
    "MCQ": "MCQ: What is the capital of France?\nA) London\nB) Paris\nC) Rome\nCorrect Answer: Paris",
    "roman": "Q2) What is the capital of France?\ni) London\nii) Paris\niii) Rome\nAnswer: ii",
    "roman brackets": "3. What is the capital of France?\n(i) London\n(ii) Paris\n(iii) Rome\nAns. (ii)",
    "one line of options": "1. What is the capital of France?\n(a) London (b) Paris (c) Rome\nAnswer: b",
    "all on one line": "Q1. What is the capital of France? (a) London (b) Paris (c) Rome Answer: (b)",
    "dots on one line": "What is the capital of France? A. London B. Paris C. Rome Ans: B",
    "two a line": "1. What is the capital of France?\nA. London B. Paris\nC. Rome\nAnswer: B",
    "tick": "1. What is the capital of France?\nA) London\nB) Paris ✅\nC) Rome",
    "tick before": "1. What is the capital of France?\nA) London\n✓ B) Paris\nC) Rome",
    "tick in words": "1. What is the capital of France?\nA) London\nB) Paris (correct)\nC) Rome",
    "bold": "1. What is the capital of France?\nA) London\n**B) Paris**\nC) Rome",
    "bold of a chat": "*Q1. What is the capital of France?*\n(a) London\n*(b) Paris*\n(c) Rome",
    "bold words": "1. What is the capital of France?\n(a) London\n(b) **Paris**\n(c) Rome",
    "bold within the line": "1. What is the capital of France?\n(a) London **(b) Paris** (c) Rome",
    "key": "1. What is the capital of France?\n(a) London\n(b) Paris\n(c) Rome\n\nAnswer key: 1-B",
    "key below": "1. What is the capital of France?\n(a) London\n(b) Paris\n(c) Rome\nAnswers:\n1. B",
    "no letters": "What is the capital of France?\nLondon\nParis\nRome\nCorrect Answer: Paris",
    "button": "What is the capital of France?\nLondon\nParis\nRome\nShow Answer…\nAnswer: Paris",
    "bullets": "What is the capital of France?\n- London\n- Paris\n- Rome\nAnswer: Paris",
    "apart": "1. What is the capital of France?\n\n(a) London\n\n(b) Paris\n\n(c) Rome\n\nAnswer: B",
    "numbers": "Q1. What is the capital of France?\n1) London\n2) Paris\n3) Rome\nAnswer: 2",
    "wrapped": "1. What is the capital\nof France?\n(a) London\n(b) Paris\n(c) Rome\nAnswer: B",
    "full word": "Question 1: What is the capital of France?\nA: London\nB: Paris\nC: Rome\nAnswer B",
    "square": "1) What is the capital of France?\n[a] London\n[b] Paris\n[c] Rome\n[Answer: b]",
    "small": "q1: What is the capital of France?\na. London\nb. Paris\nc. Rome\nans- b",
}  # fmt: skip


@pytest.mark.parametrize("shape", SHAPES)
def test_a_question_is_known_in_every_shape(shape: str) -> None:
    draft = one(ARTICLE + "\n" + SHAPES[shape] + "\n\nOverview:\nThe column asks who pays for it.")
    assert draft.questions == (Question(STEM, CITIES, "B"),)
    assert [section.kind for section in draft.sections] == [
        SectionKind.SUMMARY,
        SectionKind.OVERVIEW,
    ]
    assert draft.sections[0].markdown == OPENING
    assert draft.warnings == ()


@pytest.mark.parametrize(
    ("text", "question"),
    [
        (
            "1. When did it begin? (CSS 2019)\n(a) 1947\n(b) 1948\nAnswer: A",
            Question("When did it begin? (CSS 2019)", ("1947", "1948"), "A"),
        ),
        (
            "1. When did it begin?\n(a) 1947\n(b) 1948 (CSS 2019)\nAnswer: A",
            Question("When did it begin? (CSS 2019)", ("1947", "1948"), "A"),
        ),
        (
            "Q. It began in:\n(a) 1947\n(b) 1948\nAnswer: A\nExplanation: The state was new then.",
            Question("It began in:", ("1947", "1948"), "A", "The state was new then."),
        ),
        (
            "Q. It began in ____.\n(a) 1947\n(b) 1948\nAns: (a) 1947 (the state was new)",
            Question("It began in ____.", ("1947", "1948"), "A", "the state was new"),
        ),
        (
            "Q5. Which of the following began it?\n(a) War\n(b) Famine\n(c) Trade\n(d) None of these",
            Question("Which of the following began it?",
                     ("War", "Famine", "Trade", "None of these"), None),
        ),
        (
            "سوال 1: پاکستان کا دارالحکومت کیا ہے؟\n(الف) لاہور\n(ب) اسلام آباد\nجواب: ب",
            Question("پاکستان کا دارالحکومت کیا ہے؟", ("لاہور", "اسلام آباد"), "B"),
        ),
        (
            "Q1. Consider two statements:\n1. Wells fall.\n2. Canals leak.\nWhich is right?\n"
            "(a) Only 1\n(b) Only 2\n(c) Both\n(d) Neither\nAnswer: c",
            Question("Consider two statements: 1. Wells fall. 2. Canals leak. Which is right?",
                     ("Only 1", "Only 2", "Both", "Neither"), "C"),
        ),
    ],
    ids=range(7),
)  # fmt: skip
def test_what_a_question_holds(text: str, question: Question) -> None:
    assert extract_questions([OPENING, *text.split("\n")]).questions == (question,)
    assert extract_questions([OPENING, *text.split("\n")]).lines == [OPENING]


def test_several_with_one_key_and_on_one_line() -> None:
    key = (
        "MCQs\n1. Who pays?\n(a) You\n(b) We\n2. Who gains?\n(a) You\n(b) We\n(c) They\n"
        "\nAnswers: 1-B, 2-C"
    )
    line = "Q1. Who pays? (a) You (b) We Answer: B Q2. Who gains? (a) You (b) We (c) They Answer: C"
    wanted = (
        Question("Who pays?", ("You", "We"), "B"),
        Question("Who gains?", ("You", "We", "They"), "C"),
    )
    for text in (key, line):
        draft = one(f"{ARTICLE}\n{text}")
        assert draft.questions == wanted
        assert [section.kind for section in draft.sections] == [SectionKind.SUMMARY]


def test_bare_lists_of_questions_in_a_row() -> None:
    row = "\n".join(
        f"{n}. What is {n} of this?\n(a) w{n}\n(b) x{n}\n(c) y{n}\n(d) z{n}" for n in (1, 2, 3)
    )
    assert [q.answer for q in one(f"{ARTICLE}\n{row}").questions] == [None, None, None]


@pytest.mark.parametrize(
    "text",
    [
        "1. 33 attacks were counted since 2016.\n2. 436 people died in them.\n3. 691 were hurt.",
        "The law does three things:\n(a) it taxes wells\n(b) it meters canals\n(c) it fines waste",
        "What should be done? Meter the wells, tax the water and fine those who waste it.",
        "What should be done?\n(a) Meter the wells\n(b) Tax the water\n(c) Fine the waste",
        "What should be done?\n- Meter the wells\n- Tax the water\nThe answer is political will.",
        "1. Causes of terrorism\na) Poverty\nb) War\n2. Effects of terrorism\na) Fear\nb) Flight",
        "1. What is terrorism?\na) Meaning\nb) Kinds\n2. Why does it last?\na) Money\nb) Faith",
        "The bill has (a) a clause on water and (b) a clause on power. The answer: neither.",
        "Who pays the price? (a) the farmer, (b) the city and (c) the state that looks away.",
        "Q1. Discuss the causes of the water crisis.\n(a) political\n(b) economic\n(c) social",
        "Q1. What is to be done?\nQ2. Who will do it?\nQ3. Who pays for it?",
        "The U.S. A. Smith and B. Jones agreed that the wells of the city would be closed soon.",
        "Notes:\n(i) wells are deep\n(ii) canals leak\n(iii) the table falls by a metre a year",
        "The treaty gave India three rivers.\nAnswer: nobody knows what the third one is worth.",
        "1. Ravi\n2. Sutlej\n3. Beas\nThe three were given away in 1960 and dams came instead.",
        "Survey:\n(a) wells ✅\n(b) canals\n(c) fields ✅\nTwo of three are done, says the state.",
    ],
)
def test_what_only_looks_like_a_question_stays_text(text: str) -> None:
    lines = [OPENING, "", *text.split("\n"), "", OPENING]
    taken = extract_questions(lines)
    assert taken.questions == ()
    assert taken.lines == lines


def test_nothing_of_the_next_summary_is_swallowed() -> None:
    question = "The capital of Mongolia is?\n(A) Ulaanbaatar\n(B) Astana\n(C) Baku\nAnswer: A\n"
    first, second = drafts_of(ARTICLE + question + OTHER)
    assert [q.text for q in first.questions] == ["The capital of Mongolia is?"]
    assert (second.title, second.questions, second.warnings) == ("Debt", (), ())
    assert second.sections[0].markdown.startswith("The public debt")
    (warning,) = first.warnings
    assert (warning.kind, warning.found) == (WarningKind.QUESTIONS_BETWEEN, "1")


def test_questions_behind_read_more_stay_with_the_summary_before() -> None:
    (path,) = (DATA / "inputs").glob("025*.txt")
    first, second = drafts_of(path.read_text(encoding="utf-8"))
    (question,) = first.questions
    assert question.text.startswith("‘Her eyes were diamond’")
    assert question.options == ("Alliteration", "Metaphor", "Personification", "Simile")
    assert question.answer == "B"
    assert WarningKind.QUESTIONS_BETWEEN in {warning.kind for warning in first.warnings}
    assert second.questions == ()


def test_questions_above_the_first_summary_go_with_it() -> None:
    draft = one(f"{SHAPES['numbered']}\n\n{ARTICLE}")
    assert draft.questions == (Question(STEM, CITIES, "B"),)
    assert [w.kind for w in draft.warnings] == [WarningKind.QUESTIONS_BETWEEN]


def test_a_remark_on_questions_is_no_doubt(workspace: Workspace) -> None:
    drafts = workspace.importer.read_text(f"{ARTICLE}{SHAPES['Q alone']}\n{OTHER}", "t").drafts
    assert [ReviewItem(sourced).certain for sourced in drafts] == [True, True]


def test_words_behind_an_answer_on_its_line_are_kept() -> None:
    line = f"Q1. Who pays? (a) You (b) We Answer: B {OPENING}"
    taken = extract_questions([line])
    assert [q.answer for q in taken.questions] == ["B"]
    assert taken.lines == [OPENING]


def stored(workspace: Workspace, text: str) -> tuple[Outcome, str]:
    (sourced,) = workspace.importer.read_text(text, "t").drafts
    accepted = workspace.importer.accept(sourced)
    return accepted.outcome, accepted.summary_id


TWO = (
    f"{ARTICLE}\nMCQs:\n{SHAPES['numbered']}\nExplanation: Since 987.\n{SHAPES['tick']}".replace(
        "1. What is the capital of France?\nA)", "2. What was the capital of Gaul?\nA)"
    )
    + "\n"
)


def test_questions_are_stored_and_stand_on_the_page(workspace: Workspace) -> None:
    _, summary_id = stored(workspace, TWO)
    summary = workspace.library.summary(summary_id)
    assert summary.questions == (
        Question(STEM, CITIES, "B", "Since 987."),
        Question("What was the capital of Gaul?", CITIES, "B"),
    )
    page = build_page(summary)
    assert page.text == workspace.library.text_of(summary)
    assert workspace.library.body_of(summary) == OPENING
    asked = page.sections[-1]
    assert asked.kind is SectionKind.QUESTIONS
    assert [placed.block.marker for placed in asked.blocks[:5]] == ["1.", "A.", "B.", "C.", ""]
    assert [placed.answer for placed in asked.blocks[:5]] == [None, None, None, "B", None]
    for placed in asked.blocks:
        assert page.text[placed.start : placed.end] == placed.block.text


def test_a_highlight_and_a_search_reach_them(workspace: Workspace) -> None:
    _, summary_id = stored(workspace, TWO)
    change = workspace.notebook.add_highlight_of(summary_id, "capital of Gaul", Colour.PINK)
    assert change.after[0].anchor.heading == "questions"


def test_the_same_text_with_and_without_its_questions(workspace: Workspace) -> None:
    _, summary_id = stored(workspace, ARTICLE)
    assert stored(workspace, TWO) == (Outcome.CORRECTED, summary_id)
    assert len(workspace.library.summary(summary_id).questions) == 2
    assert stored(workspace, ARTICLE) == (Outcome.DUPLICATE, summary_id)
    assert stored(workspace, TWO) == (Outcome.DUPLICATE, summary_id)
    mended = TWO.replace("Answer: B", "Answer: C")
    assert stored(workspace, mended) == (Outcome.CORRECTED, summary_id)
    asked = workspace.library.summary(summary_id).questions
    assert [question.answer for question in asked] == ["C", "B"]


def test_a_corrected_text_keeps_questions_it_comes_without(workspace: Workspace) -> None:
    _, summary_id = stored(workspace, TWO)
    assert stored(workspace, ARTICLE.replace("a metre", "two metres")) == (
        Outcome.CORRECTED,
        summary_id,
    )
    summary = workspace.library.summary(summary_id)
    assert len(summary.questions) == 2
    text = page_text(summary.sections, summary.facts, summary.questions)
    assert workspace.library.text_of(summary) == text


def test_a_pack_brings_them_whole(workspace: Workspace, tmp_path: Path, clock: Clock) -> None:
    _, summary_id = stored(workspace, TWO)
    summary = workspace.library.summary(summary_id)
    write_pack(tmp_path / "p.bayaz", [summary], workspace.syllabus, "Sana", clock())
    (again,) = workspace.importer.read_files([tmp_path / "p.bayaz"]).drafts
    assert again.draft.questions == summary.questions
    assert workspace.importer.accept(again).outcome is Outcome.DUPLICATE
    with Workspace(DataFolder(tmp_path / "other"), clock) as other:
        (sourced,) = other.importer.read_files([tmp_path / "p.bayaz"]).drafts
        other.importer.accept(sourced)
        there = other.library.summary(summary_id)
        assert (there.questions, there.sections) == (summary.questions, summary.sections)


def test_markdown_written_by_hand_may_hold_them(workspace: Workspace) -> None:
    text = f"---\ntitle: T\n---\n\n{OPENING}\n\n## MCQs\n\n{SHAPES['numbered']}\n"
    (sourced,) = workspace.importer.read_text(text, "t.md").drafts
    assert sourced.draft.questions == (Question(STEM, CITIES, "B"),)
    assert len(sourced.draft.sections) == 1


def test_joining_and_parting_keep_them(workspace: Workspace) -> None:
    items = [
        ReviewItem(sourced) for sourced in workspace.importer.read_text(TWO + OTHER, "t").drafts
    ]
    both = merge_drafts(*items)
    assert len(both.draft.questions) == 2
    halves = split_draft(items[0], items[0].draft.source_text.index("MCQs:"), SYLLABUS)
    assert halves is not None
    assert [len(half.draft.questions) for half in halves] == [0, 2]


# The schema's version before questions were kept in a table of their own.
_BEFORE_QUESTIONS = 3


def test_a_library_of_before_gains_the_table_and_loses_the_old_warning(tmp_path: Path) -> None:
    path = tmp_path / "bayaz.sqlite3"
    connection = sqlite3.connect(path)
    for statements in MIGRATIONS[:_BEFORE_QUESTIONS]:
        for statement in statements:
            connection.execute(statement)
    connection.execute(
        "INSERT INTO summary (id, source, fingerprint, warnings, revision_id, imported_at) VALUES"
        """ ('s', '', '', '[["no-title","",""],["questions-left-out","2",""]]', 'r', '')"""
    )
    connection.execute("INSERT INTO revision VALUES ('r', 's', 1, '', '', '', '')")
    connection.execute(f"PRAGMA user_version={_BEFORE_QUESTIONS}")
    connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
    connection.commit()
    connection.close()
    database = Database(path)
    assert database.value("SELECT count(*) FROM question") == 0
    assert database.value("SELECT warnings FROM summary") == '[["no-title","",""]]'
    database.close()


def test_an_answer_that_names_no_option_is_kept_as_words() -> None:
    text = "Q1. Who pays for water?\n(a) You\n(b) We\nAnswer: Nobody yet"
    (question,) = extract_questions(text.split("\n")).questions
    assert question == replace(
        Question("Who pays for water?", ("You", "We")), explanation="Nobody yet"
    )


def test_an_answer_of_a_pack_that_is_no_option_s_letter_is_none(workspace: Workspace) -> None:
    text = (
        "---\ntitle: T\nquestions:\n- {text: Who, options: [a, b], answer: Z, explanation: null}\n"
        f"---\n\n{OPENING}\n"
    )
    (sourced,) = workspace.importer.read_text(text, "t.md").drafts
    assert sourced.draft.questions == (Question("Who", ("a", "b")),)


@pytest.mark.parametrize("questions", ["[1]", "{a: 1}", "x", "- {text: '', options: []}"])
def test_broken_questions_of_a_pack_are_refused(workspace: Workspace, questions: str) -> None:
    text = f"---\ntitle: T\nquestions: {questions}\n---\n\n{OPENING}\n"
    assert not workspace.importer.read_text(text, "t.md").drafts


@pytest.mark.parametrize(
    ("repeated", "count"),
    [("a) x\n", 9000), ("Answer: B\n", 9000), ("(a) x (b) y ", 4000),
     ("1. a?\n(a) x\n(b) y\n", 4000), ("MCQs\n1. a?\n(a) x\n(b) y\nAnswer: a\n", 3000),
     ("1. a?\n(a) x\n(b) y\n1-B 2-C\n", 3000), ("Q1. a? (a) x (b) y Answer: B ", 2000),
     ("x\nAnswer: x\n", 5000), ("MCQs\n\n", 9000)],
    ids=range(9),
)  # fmt: skip
def test_endless_questions_are_read_in_steps_that_grow_with_them(repeated: str, count: int) -> None:
    """All of them are read, too: what a single step does is no slower for it."""
    assert_linear(lambda size: extract_questions((repeated * size).split("\n")), count // 16)
    extract_questions((repeated * count).split("\n"))


def test_a_text_of_nothing_but_questions_is_refused_by_name() -> None:
    text = f"{SHAPES['numbered']}\n\n{SHAPES['Q alone']}\n\n{SHAPES['bold']}"
    understanding = parse_text(text, SYLLABUS)
    assert (understanding.drafts, understanding.refusal) == ((), Refusal.QUESTIONS)


def test_the_worked_example_of_the_extraction_is_true() -> None:
    lines = [
        "MCQs:",
        "Q1. The capital of France is",
        "(a) London (b) Paris",
        "Answer: b. It is on the Seine",
        "",
        "The city has grown since.",
    ]
    taken = extract_questions(lines)
    assert taken.lines == ["", "The city has grown since."]
    assert taken.questions == (
        Question("The capital of France is", ("London", "Paris"), "B", "It is on the Seine"),
    )
    assert taken.trailing_unlabelled == 0
