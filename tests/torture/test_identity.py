"""A foreign file names a summary of the reader's by its id: it never takes that summary's place."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.core.importing.outcome import Accepted, Outcome
from app.core.library.filters import LibraryFilter
from app.core.library.library import Library
from app.core.library.model import Summary
from app.core.workspace import Workspace

MINE = """---
id: {id}
title: Rivers in dispute
author: Zahid Hussain
publication: Dawn
---

The river carries less water each year, and each province says that another takes it. Nobody has
counted what reaches the sea, though the law has asked for it since 1991.

## Facts and figures

- The treaty of 1960 gave three rivers to each side
- Losses in canals are put at 40 per cent
"""
OTHER = """---
id: {id}
title: {title}
author: Zahid Hussain
publication: Dawn
---

Entirely other words that a stranger wrote to take the place of what stood here: prices, elections
and the weather, long enough to be a summary of something else altogether.

## Facts and figures

- Seven of nine
"""
ID = "d8b9c3a0-4f64-4a36-9a57-1d0f6b1b8a01"


def own(workspace: Workspace) -> Summary:
    return workspace.library.summary(bring(workspace, MINE.format(id=ID)).summary_id)


def bring(workspace: Workspace, text: str, *, by_itself: bool = False) -> Accepted:
    (sourced,) = workspace.importer.read_text(text, "foreign.md").drafts
    return workspace.importer.accept(sourced, may_change=set() if by_itself else None)


def untouched(library: Library, before: Summary) -> bool:
    return library.summary(before.id) == before


@pytest.mark.parametrize("title", ["Rivers in dispute", "Another matter"])
@pytest.mark.parametrize("by_itself", [True, False])
def test_other_words_under_a_known_id_are_a_summary_of_their_own(
    workspace: Workspace, title: str, by_itself: bool
) -> None:
    before = own(workspace)
    came = bring(workspace, OTHER.format(id=ID, title=title), by_itself=by_itself)
    assert came.outcome is Outcome.ADDED
    assert came.summary_id != ID
    assert workspace.library.summary(ID).facts == before.facts
    assert workspace.library.summary(ID).sections == before.sections
    again = bring(workspace, OTHER.format(id=ID, title=title), by_itself=by_itself)
    assert (again.outcome, again.summary_id) == (Outcome.DUPLICATE, came.summary_id)


def test_other_words_under_an_id_in_the_trash_bring_nothing_back(workspace: Workspace) -> None:
    own(workspace)
    workspace.library.trash(ID)
    trashed = workspace.library.summary(ID)
    came = bring(workspace, OTHER.format(id=ID, title="Another matter"))
    assert (came.outcome, came.summary_id == ID) == (Outcome.ADDED, False)
    assert untouched(workspace.library, trashed)


def test_one_altered_fact_is_offered_and_stored_only_by_the_reader(workspace: Workspace) -> None:
    before = own(workspace)
    altered = MINE.format(id=ID).replace("40 per cent", "4 per cent")
    assert bring(workspace, altered, by_itself=True) == Accepted(Outcome.OFFERED, ID)
    assert untouched(workspace.library, before)
    assert bring(workspace, altered).outcome is Outcome.CORRECTED
    assert workspace.library.summary(ID).facts[1].text.endswith("4 per cent")


def test_what_comes_back_by_itself_brings_no_other_title(workspace: Workspace) -> None:
    own(workspace)
    workspace.library.trash(ID)
    renamed = MINE.format(id=ID).replace("Rivers in dispute", "A stranger’s title")
    assert bring(workspace, renamed, by_itself=True).outcome is Outcome.RESTORED
    assert workspace.library.summary(ID).title == "Rivers in dispute"


def test_a_text_that_the_reader_rewrote_is_still_known_by_its_first_one(
    workspace: Workspace,
) -> None:
    own(workspace)
    bring(workspace, MINE.format(id=ID))
    workspace.importer.corrector.edit_text(ID, "Not one word of before, but mine, all of it.", {})
    came = bring(workspace, MINE.format(id=ID), by_itself=True)
    assert came == Accepted(Outcome.OFFERED, ID)
    assert workspace.library.count(LibraryFilter()) == 1


def test_a_fuller_telling_stays_behind_the_one_that_was_there(workspace: Workspace) -> None:
    own(workspace)
    fuller = OTHER.format(id=ID, title="Rivers in dispute") + "\n- Eight of ten\n- Nine of ten\n"
    came = bring(workspace, fuller, by_itself=True)
    assert workspace.library.summary(came.summary_id).alternate_of == ID
    assert [row.id for row in workspace.library.rows(LibraryFilter())] == [ID]


def test_one_batch_may_correct_what_came_in_with_it(workspace: Workspace) -> None:
    came = bring(workspace, MINE.format(id=ID), by_itself=True)
    together = {came.summary_id}
    altered = MINE.format(id=ID).replace("40 per cent", "4 per cent")
    (sourced,) = workspace.importer.read_text(altered, "t").drafts
    assert workspace.importer.accept(sourced, may_change=together).outcome is Outcome.CORRECTED


def test_the_command_line_leaves_a_correction_until_it_is_asked_for(
    bayaz: Callable[..., Any],
    tmp_path: Path,
) -> None:
    file = tmp_path / "summary.md"
    file.write_text(MINE.format(id=ID), encoding="utf-8")
    bayaz("import", str(file))
    shown = bayaz("show", ID).out
    file.write_text(MINE.format(id=ID).replace("40 per", "4 per"), encoding="utf-8")
    for words in (("--dry-run",), ()):
        answer = bayaz("import", str(file), "--json", *words)
        assert answer.code == 1
        assert answer.json["corrections"] == [{"source": str(file), "of": ID}]
        assert bayaz("show", ID).out == shown
    assert "add --corrections" in bayaz("import", str(file)).err
    assert bayaz("import", str(file), "--corrections").code == 0
    assert "4 per cent" in bayaz("show", ID).out != shown
