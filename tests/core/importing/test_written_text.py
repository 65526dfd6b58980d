"""A summary's sections and facts as one text: written, edited, read back; then stored."""

from dataclasses import replace

import pytest

from app.core.errors import EmptySummaryError
from app.core.importing.body.vocabulary import write_words
from app.core.importing.body.written_text import read_text, write_text
from app.core.library.model import Fact, Section, SectionKind, Summary, Word
from app.core.library.page import build_page
from app.core.notes.model import Colour, Link, LinkKind
from app.core.workspace import Workspace
from app.messages import SECTION_NAMES
from tests.compilation import compilation
from tests.conftest import DATA


def written(summary: Summary) -> str:
    return write_text(summary, SECTION_NAMES)


def read(text: str, summary: Summary) -> Summary:
    return read_text(text, summary, SECTION_NAMES)


def stored(workspace: Workspace, text: str) -> Summary:
    (sourced,) = workspace.importer.read_text(text, "t").drafts
    return workspace.library.summary(workspace.importer.accept(sourced).summary_id)


@pytest.fixture
def summary(workspace: Workspace, seed: str) -> Summary:
    return workspace.library.summary(seed)


def test_what_was_not_touched_reads_back_exactly(workspace: Workspace, summary: Summary) -> None:
    assert read(written(summary), summary) == summary
    for article in compilation(6):
        other = stored(workspace, article.text())
        assert read(written(other), other) == other
        assert read(written(other).replace("\n", "\r\n"), other) == other


def test_every_input_that_is_understood_reads_back_exactly(workspace: Workspace) -> None:
    count = 0
    for path in sorted((DATA / "inputs").glob("*.txt")):
        for sourced in workspace.importer.read_text(path.read_text(encoding="utf-8"), "t").drafts:
            accepted = workspace.importer.accept(sourced)
            known = workspace.library.summary(accepted.summary_id)
            assert read(written(known), known) == known, path.name
            count += 1
    assert count > 10


def test_the_form_is_plain(summary: Summary) -> None:
    text = written(summary)
    assert not text.startswith("#")
    assert "\n\n## Overview\n\n" in text
    assert f"\n- {summary.facts[0].text}" in text


@pytest.mark.parametrize(
    "markdown",
    [
        "## looks like a heading",
        "\\## has a backslash",
        "one\n\n## two\n\\\\## three",
        "- a\n  - b\n\n> quoted\n\n| a | b |\n|---|---|\n| 1 | 2 |",
        "  odd  \n\n\n\nspaces  ",
        "سیلاب سے ہزاروں بے گھر ہوئے۔",
    ],
)
def test_odd_lines_come_back(summary: Summary, markdown: str) -> None:
    odd = Section(SectionKind.NOTES, "Notes", markdown)
    other = replace(summary, sections=(odd, *summary.sections[1:]))
    assert read(written(other), other) == other
    changed = read(written(other).replace("33 attacks", "34 attacks"), other)
    assert changed.sections[0] == odd


def test_odd_lines_in_an_edited_section_come_back_too(summary: Summary) -> None:
    odd = Section(SectionKind.NOTES, "Notes", "first\n\n## second\n\\## third")
    other = replace(summary, sections=(odd, *summary.sections[1:]))
    changed = read(written(other).replace("first", "First of all"), other)
    assert changed.sections[0].markdown == odd.markdown.replace("first", "First of all")


def test_facts_keep_their_ids_when_they_are_corrected_moved_and_joined(summary: Summary) -> None:
    ids = {fact.text: fact.id for fact in summary.facts}
    first, second, *_, last = summary.facts
    text = written(summary)
    text = text.replace(f"- {last.text}\n", "").replace(
        f"- {first.text}", f"- {last.text}\n- {first.text} and more\n- A fact that is all new"
    )
    made = read(text, summary)
    assert [fact.text for fact in made.facts[:4]] == [
        last.text, f"{first.text} and more", "A fact that is all new", second.text,
    ]  # fmt: skip
    assert made.facts[0].id == ids[last.text]
    assert made.facts[1].id == first.id
    assert made.facts[2].id not in ids.values()
    assert made.facts[3].id == second.id
    assert len(made.facts) == len(summary.facts) + 1


def test_a_fact_that_goes_on_below_is_one_fact(summary: Summary) -> None:
    first = summary.facts[0]
    text = written(summary).replace(f"- {first.text}", f"- {first.text},\n  says the ministry")
    made = read(text, summary)
    assert made.facts[0].text == f"{first.text}, says the ministry"
    assert made.facts[0].id == first.id
    assert len(made.facts) == len(summary.facts)


def test_source_and_date_of_a_fact_are_kept_and_corrected(summary: Summary) -> None:
    fact = Fact("f", summary.id, "The table falls by a metre", "WAPDA", "2023", starred=True)
    twin = replace(fact, id="g", starred=False, text="Ten million wells draw on it")
    other = replace(summary, facts=(fact, twin))
    text = written(other)
    assert "- The table falls by a metre (Source: WAPDA; as of 2023)" in text
    assert read(text, other) == other
    made = read(text.replace("as of 2023", "as of 2024", 1), other)
    assert {(one.id, one.as_of) for one in made.facts} == {("f", "2024"), ("g", "2023")}
    assert {one.id for one in made.facts if one.starred} == {"f"}
    undated = replace(summary, facts=(replace(fact, source=None),))
    made = read(written(undated).replace("a metre", "two metres"), undated)
    assert (made.facts[0].id, made.facts[0].as_of) == ("f", "2023")


def test_sections_come_go_move_and_are_renamed(summary: Summary) -> None:
    text = written(summary)
    assert summary.sections[1].heading
    heading = f"## {summary.sections[1].heading}"
    added = read(text.replace(heading, f"## A section of mine\n\nWords.\n\n{heading}"), summary)
    assert added.sections[1] == Section(SectionKind.OTHER, "A section of mine", "Words.")
    assert added.sections[2:] == summary.sections[1:]
    renamed = read(text.replace(heading, "## In other words"), summary)
    assert renamed.sections[1] == replace(summary.sections[1], heading="In other words")
    assert (renamed.sections[2:], renamed.facts) == (summary.sections[2:], summary.facts)
    labelled = read(text.replace(heading, "## Vocabulary"), summary)
    assert labelled.sections[1].kind is SectionKind.VOCABULARY
    start = text.index(heading)
    end = text.index("\n## ", start) + 1
    assert read(text[:start] + text[end:], summary).sections == (
        summary.sections[0], *summary.sections[2:],
    )  # fmt: skip
    moved = read(f"{text[:start]}{text[end:]}\n{text[start:end]}", summary)
    assert moved.sections == (
        summary.sections[0], *summary.sections[2:], summary.sections[1],
    )  # fmt: skip
    assert moved.facts == summary.facts


def test_facts_without_a_section_and_questions_stay(summary: Summary) -> None:
    hidden = replace(
        summary, sections=tuple(s for s in summary.sections if s.kind is not SectionKind.FACTS)
    )
    made = read(written(hidden).replace("Balochistan", "Punjab"), hidden)
    assert made.facts == summary.facts
    assert made.questions == summary.questions


def test_two_sections_of_facts_are_one(summary: Summary) -> None:
    made = read(f"{written(summary)}\n\n## Facts and figures\n\n- One fact more\n", summary)
    assert sum(section.kind is SectionKind.FACTS for section in made.sections) == 1
    assert made.facts[:-1] == summary.facts
    assert made.facts[-1].text == "One fact more"


def test_words_of_a_vocabulary_follow_its_lines(summary: Summary) -> None:
    words = (
        Word("Brazen", "adjective", "بے شرم", "bold", ("shameless",), ("shy",), "A brazen lie."),
        Word("Mire", None, None, "a bog"),
    )
    section = Section(SectionKind.VOCABULARY, "Vocabulary", write_words(words))
    other = replace(summary, sections=(*summary.sections, section), vocabulary=words)
    assert read(written(other), other) == other
    made = read(written(other).replace(": bold", ": without shame").replace("a bog", "mud"), other)
    assert made.vocabulary == (
        replace(words[0], meaning="without shame"), replace(words[1], meaning="mud"),
    )  # fmt: skip


def test_an_edited_text_is_a_revision_that_marks_and_notes_survive(
    workspace: Workspace, summary: Summary
) -> None:
    notebook, corrector = workspace.notebook, workspace.importer.corrector
    kept = notebook.add_highlight_of(summary.id, "Mastung, Kalat and Bolan", Colour.YELLOW).after[0]
    lost = notebook.add_highlight_of(summary.id, summary.facts[2].text, Colour.PINK).after[0]
    note = notebook.add_note("mine", [Link(LinkKind.FACT, summary.facts[1].id)])
    text = written(summary).replace(f"- {summary.facts[2].text}\n", "")
    correction = corrector.edit_text(summary.id, f"Put before it all. {text}", SECTION_NAMES)
    assert correction is not None
    assert correction.changes_text
    assert correction.lost == 1
    after = workspace.library.summary(summary.id)
    assert after.revision_id != summary.revision_id
    assert len(after.facts) == len(summary.facts) - 1
    page = build_page(after).text
    place = notebook.highlight(kept.id).anchor
    assert place.start is not None
    assert page.startswith("Mastung, Kalat and Bolan", place.start)
    assert notebook.highlight(lost.id).anchor.start is None
    corrector.undo(correction)
    assert workspace.library.summary(summary.id) == summary
    assert notebook.highlight(kept.id).anchor == kept.anchor
    assert notebook.highlight(lost.id).anchor == lost.anchor
    assert [one.id for one in notebook.backlinks(note.links[0])] == [note.id]
    corrector.redo(correction)
    assert workspace.library.summary(summary.id) == after
    assert notebook.highlight(lost.id).anchor.start is None


def test_a_text_as_it_was_makes_no_revision_and_an_empty_one_is_refused(
    workspace: Workspace, summary: Summary
) -> None:
    corrector, number = workspace.importer.corrector, workspace.last_change()
    assert corrector.edit_text(summary.id, written(summary), SECTION_NAMES) is None
    assert workspace.last_change() == number
    with pytest.raises(EmptySummaryError):
        corrector.edit_text(summary.id, " \n\n", SECTION_NAMES)
    assert workspace.library.summary(summary.id) == summary
