"""What corrections teach, and how the next import shows that it was learned."""

from dataclasses import replace
from pathlib import Path

import pytest

from app.core.importing.drafting.batch import SourcedDraft
from app.core.importing.drafting.review_state import Review
from app.core.importing.model import Basis, Draft, FieldBasis
from app.core.importing.outcome import Accepted, Outcome
from app.core.importing.storing.matching import Relation
from app.core.importing.storing.same_name import is_same_author, is_same_paper
from app.core.library.details import details_of
from app.core.library.model import DraftWarning, SubjectTopics, Summary, WarningKind
from app.core.workspace import Workspace
from tests.compilation import compilation

FIRST, SECOND, THIRD = compilation(3)


def credited(text: str, author: str, publication: str = "Dawn") -> str:
    """Return a text as a table's row would have it, with its author and paper named outright."""
    return f"---\ntitle: A title\nauthor: {author}\npublication: {publication}\n---\n{text}\n"


def understood(workspace: Workspace, text: str) -> SourcedDraft:
    (sourced,) = workspace.importer.read_text(text, "t").drafts
    return sourced


def corrected(workspace: Workspace, text: str, **changes: object) -> Accepted:
    """Import a text, corrected in the review."""
    review = Review(workspace.syllabus)
    review.begin(live=False)
    review.take(workspace.importer.read_text(text, "t"))
    assert review.current is not None
    review.correct(replace(review.current.draft, **changes))  # type: ignore[arg-type]
    sourced = review.to_store(with_annotations=True)
    assert sourced is not None
    return workspace.importer.accept(sourced, update_details=True)


def summary_of(workspace: Workspace, accepted: Accepted) -> Summary:
    return workspace.library.summary(accepted.summary_id)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ("M Amir Rana", "Muhammad Amir Rana"),
        ("M.A. Rana", "Muhammad Amir Rana"),
        ("Zahid Husain", "Zahid Hussain"),
        ("ZAHID HUSSAIN", "Zahid Hussain"),
        ("Amir Rana", "Muhammad Amir Rana"),
        ("Dr. Maleeha Lodhi", "Maleeha Lodhi"),
        ("زاہد حسین", "Zahid Hussain"),
    ],
)
def test_spellings_of_one_person(found: str, right: str) -> None:
    assert is_same_author(found, right)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ("Zahid Hussain", "Rafia Zakaria"),
        ("Zahid Hussain", "Mushahid Hussain Syed"),
        ("Staff Reporter", "Zahid Hussain"),
        ("Editorial", "Zahid Hussain"),
        ("Khan", "Imran Khan"),
        ("...", "Imran Khan"),
    ],
)
def test_names_of_two(found: str, right: str) -> None:
    assert not is_same_author(found, right)


@pytest.mark.parametrize(
    ("found", "right"),
    [
        ("Daily Dwn", "Dawn"), ("Dawn.com Karachi", "Dawn"), ("Nawa i Waqt", "Nawaiwaqt"),
        ("ET", "Express Tribune"), ("Khabrain Lahore", "Khabrain"), ("ڈان", "Dawn"),
    ],
)  # fmt: skip
def test_spellings_of_one_paper(found: str, right: str) -> None:
    assert is_same_paper(found, right)


@pytest.mark.parametrize(
    ("found", "right"),
    [("Dawn", "The News"), ("The News", "The Nation"), ("Daily Times", "Khyber Times"),
     ("Opinion", "Dawn")],
)  # fmt: skip
def test_names_of_two_papers(found: str, right: str) -> None:
    assert not is_same_paper(found, right)


def test_a_correction_at_the_review_is_known_at_the_next_import(workspace: Workspace) -> None:
    text = credited(FIRST.text(), "M Amir Rana", "Daily Dwn")
    accepted = corrected(workspace, text, author="Muhammad Amir Rana", publication="Dawn")
    assert summary_of(workspace, accepted).by_reader == ("author", "publication")
    assert len(accepted.lessons) == 2
    other = credited(SECOND.text(), "M. Amir Rana", "daily dwn")
    draft = understood(workspace, other).draft
    assert (draft.author, draft.publication) == ("Muhammad Amir Rana", "Dawn")
    assert FieldBasis("author", Basis.READER) in draft.bases
    assert FieldBasis("publication", Basis.READER) in draft.bases


def test_files_read_in_their_own_process_are_corrected_too(
    workspace: Workspace, tmp_path: Path
) -> None:
    corrected(workspace, credited(FIRST.text(), "M Amir Rana"), author="Muhammad Amir Rana")
    path = tmp_path / "next.md"
    path.write_text(credited(SECOND.text(), "M Amir Rana"), encoding="utf-8")
    (sourced,) = workspace.importer.read_files([path]).drafts
    assert sourced.draft.author == "Muhammad Amir Rana"


def test_a_correction_in_the_library_teaches_until_it_is_undone(workspace: Workspace) -> None:
    accepted = workspace.importer.accept(
        understood(workspace, credited(FIRST.text(), "M Amir Rana"))
    )
    details = details_of(summary_of(workspace, accepted))
    corrector = workspace.importer.corrector
    correction = corrector.edit_details(
        accepted.summary_id, replace(details, author="Muhammad Amir Rana")
    )
    assert correction is not None
    other = credited(SECOND.text(), "M Amir Rana")
    assert understood(workspace, other).draft.author == "Muhammad Amir Rana"
    corrector.undo(correction)
    assert understood(workspace, other).draft.author == "M Amir Rana"
    corrector.redo(correction)
    assert understood(workspace, other).draft.author == "Muhammad Amir Rana"
    workspace.importer.spellings.forget_all()
    assert len(workspace.importer.spellings) == 0
    assert understood(workspace, other).draft.author == "M Amir Rana"


def test_nothing_is_learned_from_a_name_that_was_missing_or_anothers(workspace: Workspace) -> None:
    text = FIRST.text().replace(FIRST.author, "")
    corrected(workspace, text, author="Zahid Hussain", publication="The News")
    corrected(workspace, credited(SECOND.text(), "Rafia Zakaria"), author="Zahid Hussain")
    corrected(workspace, credited(THIRD.text(), "Rafia Zakaria"), author=None)
    assert len(workspace.importer.spellings) == 0


def test_one_correction_follows_another_and_may_be_taken_back(workspace: Workspace) -> None:
    spellings = workspace.importer.spellings

    def learn(found: str, right: str) -> None:
        draft = understood(workspace, credited(FIRST.text(), found)).draft
        spellings.learn(replace(draft, author=found), replace(draft, author=right))

    learn("M Amir Rana", "Muhammad Amir Rana")
    learn("Muhammad Amir Rana", "Muhammad Aamir Rana")
    text = credited(SECOND.text(), "M Amir Rana")
    assert understood(workspace, text).draft.author == "Muhammad Aamir Rana"
    learn("Muhammad Aamir Rana", "Muhammad Amir Rana")
    assert understood(workspace, text).draft.author == "Muhammad Amir Rana"
    learn("MUHAMMAD AMIR RANA", "Muhammad Amir Rana")
    shouted = credited(SECOND.text(), "MUHAMMAD AMIR RANA")
    assert understood(workspace, shouted).draft.author == "Muhammad Amir Rana"


def test_a_doubt_about_a_learned_author_is_settled(workspace: Workspace) -> None:
    draft = understood(workspace, credited(FIRST.text(), "M Amir Rana")).draft
    workspace.importer.spellings.learn(draft, replace(draft, author="Muhammad Amir Rana"))
    doubt = DraftWarning(WarningKind.AUTHOR_UNSURE, "M Amir Rana", "M Amir Rana")
    batch = workspace.importer.read_text(SECOND.text(), "t")
    unsure = replace(draft, warnings=(doubt,))
    batch = replace(batch, drafts=(SourcedDraft("t", unsure),))
    (sourced,) = workspace.importer.apply_learned(batch).drafts
    assert sourced.draft.warnings == ()


# The same text again


def match(workspace: Workspace, draft: Draft) -> tuple[Relation, tuple[str, ...]]:
    found = workspace.importer.find_match(draft)
    return found.relation, found.changed


def test_the_same_text_with_other_details_is_told_apart(workspace: Workspace) -> None:
    sourced = understood(workspace, FIRST.text())
    accepted = workspace.importer.accept(sourced)
    draft = sourced.draft
    assert match(workspace, draft) == (Relation.DUPLICATE, ())
    better = replace(draft, author="Somebody Else", category="Water")
    assert match(workspace, better) == (Relation.DETAILS, ("author", "category"))
    # What the draft does not say is no news.
    assert match(workspace, replace(draft, author=None)) == (Relation.DUPLICATE, ())
    again = replace(sourced, draft=better)
    assert workspace.importer.accept(again).outcome is Outcome.DUPLICATE
    assert summary_of(workspace, accepted).author == draft.author
    updated = workspace.importer.accept(again, update_details=True)
    assert (updated.outcome, updated.summary_id) == (Outcome.UPDATED, accepted.summary_id)
    after = summary_of(workspace, accepted)
    assert (after.author, after.category, after.by_reader) == ("Somebody Else", "Water", ())
    assert updated.correction is not None
    workspace.importer.corrector.undo(updated.correction)
    assert summary_of(workspace, accepted).author == draft.author


def test_what_the_reader_empties_in_the_review_is_news(workspace: Workspace) -> None:
    accepted = workspace.importer.accept(understood(workspace, FIRST.text()))
    updated = corrected(workspace, FIRST.text(), author=None, subjects=())
    assert updated.outcome is Outcome.UPDATED
    after = summary_of(workspace, accepted)
    assert (after.author, after.subjects, after.title) == (None, (), FIRST.title)


def test_from_the_trash_it_comes_back_with_the_details_of_the_draft(workspace: Workspace) -> None:
    sourced = understood(workspace, FIRST.text())
    accepted = workspace.importer.accept(sourced)
    workspace.library.add_subject([accepted.summary_id], "sociology")
    before = summary_of(workspace, accepted)
    workspace.library.trash(accepted.summary_id)
    subjects = (SubjectTopics("pakistan-affairs"),)
    better = replace(sourced.draft, title="A better title", category="Water", subjects=subjects)
    back = workspace.importer.accept(replace(sourced, draft=better))
    assert back.outcome is Outcome.RESTORED
    after = summary_of(workspace, accepted)
    assert after.deleted_at is None
    assert (after.title, after.category) == ("A better title", "Water")
    # These are the reader's.
    assert after.subjects == before.subjects
