"""Going back to an earlier text of a summary: its words, and what is known of their form."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.importing.body.vocabulary import write_words
from app.core.importing.storing.earlier_text import with_text
from app.core.library.model import Section, SectionKind, Summary, Word
from app.core.library.page import page_text
from app.core.notes.model import Colour
from app.core.paths import DataFolder
from app.core.storage.ids import new_id
from app.core.workspace import Workspace
from app.messages import SECTION_NAMES
from tests.clock import Clock

TEXT = """---
title: Thirst
---

The **water table** of Lahore falls by a metre a year, and nobody counts the wells.

## Overview

- Wells are not counted.
- Canals leak a third.

## Facts and figures

- It falls by a metre a year. (Source: WAPDA; as of 2023)
- Canals lose a third of their water. (Source: IRSA)

## Conclusion

Meters would help more than another dam.
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return Workspace(DataFolder(tmp_path), Clock())


def add(workspace: Workspace, text: str = TEXT) -> Summary:
    (draft,) = workspace.importer.read_text(text, "thirst.md").drafts
    return workspace.library.summary(workspace.importer.accept(draft).summary_id)


def edit(workspace: Workspace, summary: Summary, *changes: tuple[str, str]) -> Summary:
    from app.core.importing.body.written_text import write_text

    text = write_text(summary, SECTION_NAMES)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    workspace.importer.corrector.edit_text(summary.id, text, SECTION_NAMES)
    return workspace.library.summary(summary.id)


def revisions(workspace: Workspace, summary: Summary) -> list[str]:
    return [one.id for one in workspace.library.revisions.of_summary(summary.id)]


def test_what_was_imported_comes_back_as_it_was(workspace: Workspace) -> None:
    first = add(workspace)
    edit(
        workspace,
        first,
        ("**water table**", "table"),
        ("## Conclusion\n\nMeters would help more than another dam.", ""),
        ("- Canals lose a third of their water. (Source: IRSA)\n", ""),
    )
    workspace.importer.go_back(first.id, first.revision_id)
    back = workspace.library.summary(first.id)
    assert back.sections == first.sections
    assert [(one.text, one.source) for one in back.facts] == [
        (one.text, one.source) for one in first.facts
    ]
    assert back.facts[0].id == first.facts[0].id
    # The text in between is not lost either.
    assert len(revisions(workspace, first)) == 3


def test_an_edited_text_comes_back_with_its_form(workspace: Workspace) -> None:
    first = add(workspace)
    second = edit(
        workspace, first, ("nobody counts", "few count"), ("Canals leak a third.", "Canals leak.")
    )
    edit(
        workspace,
        second,
        ("few count", "all count"),
        ("- Wells are not counted.\n", ""),
        ("by a metre a year. (Source", "by two metres a year. (Source"),
    )
    workspace.importer.go_back(first.id, second.revision_id)
    back = workspace.library.summary(first.id)
    assert page_text(back.sections, back.facts) == page_text(second.sections, second.facts)
    assert [one.kind for one in back.sections] == [one.kind for one in second.sections]
    assert "- Wells are not counted.\n- Canals leak." in back.sections[1].markdown
    assert [one.id for one in back.facts] == [one.id for one in first.facts]
    assert [one.source for one in back.facts] == ["WAPDA", "IRSA"]


def test_highlights_follow_and_all_is_undone_as_one(workspace: Workspace) -> None:
    first = add(workspace)
    start = workspace.library.text_of(first).index("water table")
    made = workspace.notebook.add_highlight(first.id, start, start + 11, Colour.GREEN)
    edited = edit(workspace, first, ("The **water table** of Lahore falls", "Lahore’s wells fall"))
    (orphan,) = workspace.notebook.highlights_of(first.id)
    assert orphan.anchor.start is None
    correction = workspace.importer.go_back(first.id, first.revision_id)
    assert correction is not None
    (mark,) = workspace.notebook.highlights_of(first.id)
    assert mark.anchor.quote == "water table"
    assert mark.anchor.start == start
    workspace.importer.corrector.undo(correction)
    assert workspace.library.summary(first.id) == edited
    (again,) = workspace.notebook.highlights_of(first.id)
    assert again.anchor.start is None
    workspace.importer.corrector.redo(correction)
    assert workspace.library.text_of(workspace.library.summary(first.id))[start:].startswith(
        "water"
    )
    assert made.after[0].id == mark.id
    assert workspace.checks.run().whole


def test_the_vocabulary_and_the_source_come_back_too(workspace: Workspace) -> None:
    first = add(workspace)
    words = (Word("canal", meaning="a channel"), Word("well", meaning="a shaft"))
    listed = Section(SectionKind.VOCABULARY, None, write_words(words))
    second = replace(
        first,
        sections=(*first.sections, listed),
        vocabulary=words,
        revision_id=new_id(),
    )
    workspace.importer.corrector.store(second)
    edit(workspace, second, (write_words(words[1:]), ""))
    workspace.importer.go_back(first.id, second.revision_id)
    back = workspace.library.summary(first.id)
    assert [one.word for one in back.vocabulary] == ["canal", "well"]
    kept = workspace.library.revisions.source_text(first.revision_id)
    assert workspace.library.source_text_of(back) == kept


def test_going_back_to_the_present_text_does_nothing(workspace: Workspace) -> None:
    first = add(workspace)
    assert workspace.importer.go_back(first.id, first.revision_id) is None
    assert len(revisions(workspace, first)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Another text altogether.\nIn *two* lines, with [brackets](and more).",
        "- no list\n# no heading\n1. no number",
        "one\ttwo\nthree\tfour",
        "x",
    ],
)
def test_any_words_come_back(workspace: Workspace, text: str) -> None:
    made = with_text(add(workspace), text)
    assert page_text(made.sections, made.facts).split() == text.split()


def test_the_rest_of_a_section_keeps_its_form(workspace: Workspace) -> None:
    table = "| Year | Water |\n|---|---|\n| 2020 | **30** |"
    rest = f"### Figures\n\n1. Wells are not counted.\n2. Canals leak a third.\n\n{table}"
    first = add(workspace, TEXT.replace("- Wells are not counted.\n- Canals leak a third.", rest))
    second = edit(workspace, first, ("leak a third", "leak a half"), ("nobody", "hardly anybody"))
    edit(workspace, second, ("leak a half", "leak a quarter"))
    workspace.importer.go_back(first.id, second.revision_id)
    back = workspace.library.summary(first.id)
    assert back.sections[1].markdown == second.sections[1].markdown
    assert "**water table**" in back.sections[0].markdown


def test_a_table_that_did_not_change_stays_one(workspace: Workspace) -> None:
    table = "| Year | Water |\n|---|---|\n| 2020 | 30 |"
    first = add(workspace, TEXT.replace("## Facts", f"{table}\n\n## Facts"))
    second = edit(workspace, first, ("another dam", "a new dam"))
    edit(workspace, second, ("a new dam", "new dams"))
    workspace.importer.go_back(first.id, second.revision_id)
    back = workspace.library.summary(first.id)
    assert any(table in one.markdown for one in back.sections)
    assert back.sections[-1].kind is SectionKind.CONCLUSION
    assert back.sections[-1].markdown.endswith("a new dam.")
