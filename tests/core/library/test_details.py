"""Correcting the details of a summary in the library: one act, which imports respect."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.errors import ChangedSinceError, NotFoundError
from app.core.importing.outcome import Correction, Outcome
from app.core.library.details import Details, details_of
from app.core.library.filters import LibraryFilter
from app.core.library.model import (
    DraftWarning,
    ReadingState,
    SubjectTopics,
    Summary,
    WarningKind,
)
from app.core.notes.model import Colour
from app.core.workspace import Workspace

URDU = "بلوچستان میں داعش"


def edit(workspace: Workspace, summary_id: str, **changes: object) -> Correction | None:
    details = details_of(workspace.library.summary(summary_id))
    corrected: Details = replace(details, **changes)  # type: ignore[arg-type]
    return workspace.importer.corrector.edit_details(summary_id, corrected)


def test_all_details_are_corrected_at_once_and_brought_back_at_once(
    workspace: Workspace, seed: str
) -> None:
    before = workspace.library.summary(seed)
    correction = edit(
        workspace,
        seed,
        title=URDU,
        author=None,
        publication="The News",
        category="Terrorism",
        published_on=date(2025, 6, 1),
        posted_on=None,
        subjects=(SubjectTopics("pakistan-affairs", ("Balochistan",)),),
        state=ReadingState.DONE,
    )
    assert correction is not None
    assert not correction.changes_text
    after = workspace.library.summary(seed)
    assert (after.title, after.author, after.publication) == (URDU, None, "The News")
    assert (after.category, after.published_on, after.posted_on) == (
        "Terrorism", date(2025, 6, 1), None,
    )  # fmt: skip
    assert after.subjects == (SubjectTopics("pakistan-affairs", ("Balochistan",)),)
    assert after.state is ReadingState.DONE
    assert (after.sections, after.facts, after.revision_id) == (
        before.sections, before.facts, before.revision_id,
    )  # fmt: skip
    assert workspace.library.rows(LibraryFilter(words="داعش"))[0].id == seed
    assert workspace.library.duplicates.with_title(URDU) == [seed]
    corrector = workspace.importer.corrector
    corrector.undo(correction)
    assert workspace.library.summary(seed) == before
    corrector.redo(correction)
    assert workspace.library.summary(seed) == after


def test_the_index_hears_of_it(workspace: Workspace, seed: str) -> None:
    number = workspace.last_change()
    edit(workspace, seed, title="Another title")
    (entry,) = workspace.pending(number).entries
    assert {document["title"] for document in entry["documents"]} == {"Another title"}


def test_without_a_change_nothing_is_stored(workspace: Workspace, seed: str) -> None:
    number = workspace.last_change()
    assert edit(workspace, seed) is None
    assert workspace.last_change() == number
    with pytest.raises(NotFoundError):
        workspace.importer.corrector.edit_details("gone", details_of(_seed(workspace, seed)))


def test_a_doubt_is_settled_by_the_reader(workspace: Workspace, seed: str) -> None:
    doubt = DraftWarning(WarningKind.TITLE_UNSURE, "IS-K in Balochistan", "IS-K in Balochistan")
    other = DraftWarning(WarningKind.CUT_OFF, "and so on")
    workspace.library.revise(replace(_seed(workspace, seed), warnings=(doubt, other)))
    edit(workspace, seed, author="Another Author")
    assert doubt in _seed(workspace, seed).warnings
    correction = edit(workspace, seed, title="The right title")
    assert _seed(workspace, seed).warnings == (other,)
    assert correction is not None
    workspace.importer.corrector.undo(correction)
    assert _seed(workspace, seed).warnings == (doubt, other)


def test_reading_on_is_no_part_of_what_is_undone(workspace: Workspace, seed: str) -> None:
    correction = edit(workspace, seed, title="Another title")
    assert correction is not None
    workspace.library.set_state(seed, ReadingState.READING)
    workspace.importer.corrector.undo(correction)
    assert _seed(workspace, seed).state is ReadingState.READING


def test_the_same_text_again_changes_nothing_that_was_corrected(
    workspace: Workspace, seed: str, seed_text: str
) -> None:
    edit(workspace, seed, title="Mine", subjects=())
    (sourced,) = workspace.importer.read_text(seed_text, "again").drafts
    assert workspace.importer.find_match(sourced.draft).relation == "duplicate"
    accepted = workspace.importer.accept(sourced, update_details=True)
    assert accepted.outcome is Outcome.DUPLICATE
    assert _seed(workspace, seed).title == "Mine"


def test_a_corrected_text_leaves_the_readers_details_alone(
    workspace: Workspace, seed: str, seed_text: str
) -> None:
    edit(workspace, seed, author="M. A. Rana", category="Mine")
    better = seed_text.replace("Facts and Figures", "One more sentence.\n\nFacts and Figures", 1)
    (sourced,) = workspace.importer.read_text(better, "again").drafts
    assert workspace.importer.accept(sourced).outcome is Outcome.CORRECTED
    after = _seed(workspace, seed)
    assert (after.author, after.category) == ("M. A. Rana", "Mine")
    assert after.title == "IS-K in Balochistan"


def test_what_has_another_text_by_now_is_not_undone(
    workspace: Workspace, seed: str, seed_text: str
) -> None:
    workspace.notebook.add_highlight_of(seed, "Mastung, Kalat and Bolan", Colour.YELLOW)
    correction = edit(workspace, seed, title="Another title")
    assert correction is not None
    better = seed_text.replace("Facts and Figures", "One more sentence.\n\nFacts and Figures", 1)
    (sourced,) = workspace.importer.read_text(better, "again").drafts
    sourced = replace(sourced, draft=replace(sourced.draft, summary_id=seed))
    workspace.importer.accept(sourced)
    with pytest.raises(ChangedSinceError):
        workspace.importer.corrector.undo(correction)
    assert _seed(workspace, seed).title == "Another title"


def _seed(workspace: Workspace, seed: str) -> Summary:
    return workspace.library.summary(seed)
