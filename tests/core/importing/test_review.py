"""A review from its batch to its end: read, reviewed, corrected, accepted, skipped."""

from dataclasses import replace
from datetime import date

import pytest

from app.core.importing.drafting.batch import Batch
from app.core.importing.drafting.review_state import Review
from app.core.importing.lines.dates import DateOrder
from app.core.importing.model import Draft
from app.core.importing.outcome import Waiting
from app.core.notes.shared_annotations import SharedAnnotations
from app.core.workspace import Workspace
from tests.clock import TODAY
from tests.compilation import Telling, compilation


def text_of(telling: Telling, *, doubtful: bool = False) -> str:
    """Return a summary posted on a day that can be read both ways; doubtful on an unknown site."""
    text = telling.text().replace(f"{telling.posted:%m/%d/%Y}", "03/04/2025")
    return text.replace("cssplatformbytha.com", "example.org") if doubtful else text


def batch_of(workspace: Workspace, *doubtful: bool) -> Batch:
    """Return a batch of this many drafts, each certain or in doubt."""
    together = Batch()
    for number, (telling, doubt) in enumerate(
        zip(compilation(len(doubtful)), doubtful, strict=True)
    ):
        read = workspace.importer.read_text(text_of(telling, doubtful=doubt), f"{number}.txt")
        assert len(read.drafts) == 1
        together += read
    return together


def review_of(workspace: Workspace, *doubtful: bool, live: bool = False) -> Review:
    review = Review(workspace.syllabus)
    review.begin(live=live)
    review.take(batch_of(workspace, *doubtful))
    return review


def titles(review: Review) -> list[str | None]:
    return [item.draft.title for item in review.items]


def current(review: Review) -> Draft:
    assert review.current is not None
    return review.current.draft


def test_drafts_of_files_are_looked_through_with_the_doubtful_first(workspace: Workspace) -> None:
    review = review_of(workspace, False, False, True)
    first, second, third = (telling.title for telling in compilation(3))
    assert titles(review) == [third, first, second]
    assert (len(review.certain), len(review.doubtful)) == (2, 1)
    assert (review.number, review.has_next) == (0, True)


def test_a_review_without_drafts_allows_nothing(workspace: Workspace) -> None:
    review = Review(workspace.syllabus)
    review.begin(live=True)
    review.take(workspace.importer.read_text("436 – 691 …", "list"))
    assert (len(review.refused), len(review.aside.waiting)) == (1, 0)
    assert review.current is None
    assert not review.has_next
    assert not review.merge_next()
    assert not review.split("some text", 4)
    assert review.to_store(with_annotations=True) is None
    assert review.take_certain(with_annotations=True) == []
    review.skip()
    review.read_dates(TODAY, DateOrder.DMY)
    assert review.finish() == []


def test_a_text_that_is_still_typed_keeps_its_current_draft(workspace: Workspace) -> None:
    review = review_of(workspace, False, True, live=True)
    assert titles(review) == [telling.title for telling in compilation(2)]
    review.show(1)
    assert review.take(batch_of(workspace, False, False))
    assert review.number == 1
    assert not review.take(batch_of(workspace, False, False, False))
    assert review.number == 0
    # Files are read once: another batch is another batch.
    review.begin(live=False)
    review.take(batch_of(workspace, False, True))
    assert not review.take(batch_of(workspace, False, True))


def test_the_current_draft_never_leaves_the_batch(workspace: Workspace) -> None:
    review = review_of(workspace, False, False, False)
    review.show(7)
    assert (review.number, review.has_next) == (2, False)
    review.skip()
    assert review.number == 1
    review.show(-1)
    assert review.number == 0


def test_what_was_accepted_and_what_was_skipped_leaves_the_review(workspace: Workspace) -> None:
    review = review_of(workspace, False, False)
    first, second = titles(review)
    sourced = review.to_store(with_annotations=True)
    assert sourced is not None
    assert sourced.draft.title == first
    accepted = workspace.importer.accept(sourced)
    review.accept([accepted])
    assert titles(review) == [second]
    review.skip()
    assert review.current is None
    assert review.finish() == [accepted]
    assert review.finish() == []


def test_all_that_is_certain_is_stored_together_and_the_doubtful_stay(
    workspace: Workspace,
) -> None:
    review = review_of(workspace, False, True, False)
    review.show(2)
    chosen = review.take_certain(with_annotations=True)
    first, second, third = (telling.title for telling in compilation(3))
    assert [sourced.draft.title for sourced in chosen] == [first, third]
    assert (titles(review), review.number) == ([second], 0)
    assert [sourced.draft.title for sourced in review.take_certain(with_annotations=True)] == [
        second
    ]
    assert review.items == []


def test_a_correction_stays_when_all_dates_are_read_in_another_order(
    workspace: Workspace,
) -> None:
    review = review_of(workspace, True, True)
    assert current(review).posted_on == date(2025, 4, 3)
    review.correct(replace(current(review), title="Mine"))
    review.read_dates(TODAY, DateOrder.MDY)
    assert review.items[0].edited
    assert [item.draft.posted_on for item in review.items] == [date(2025, 4, 3), date(2025, 3, 4)]
    assert current(review).title == "Mine"
    assert review.items[1].certain
    review.read_dates(TODAY, None)
    assert not review.items[1].certain


def test_two_drafts_are_merged_and_split_again(workspace: Workspace) -> None:
    review = review_of(workspace, False, False, False)
    one, other, last = (item.draft for item in review.items)
    assert review.merge_next()
    assert titles(review) == [one.title, last.title]
    assert len(current(review).facts) == len(one.facts) + len(other.facts)
    text = current(review).source_text
    assert review.split(text, text.index(other.source_text))
    assert [item.draft.facts for item in review.items] == [one.facts, other.facts, last.facts]
    assert review.number == 1
    review.show(2)
    assert not review.merge_next()


def test_a_cut_with_nothing_before_it_changes_nothing(workspace: Workspace) -> None:
    review = review_of(workspace, False, live=True)
    before = list(review.items)
    assert not review.split(current(review).source_text, 0)
    assert (list(review.items), review.live) == (before, True)


def test_a_draft_of_a_pasted_text_is_cut_where_the_cursor_is_in_the_whole(
    workspace: Workspace,
) -> None:
    one, other = compilation(2)
    review = Review(workspace.syllabus)
    review.begin(live=True)
    review.take(workspace.importer.read_text(text_of(one), "pasted"))
    second = text_of(other)
    draft = current(review)
    review.correct(replace(draft, source_text=f"{draft.source_text}\n\n{second}"))
    pasted = f"Forwarded many times\n\n{draft.source_text}\n\n{second}"
    assert review.split(pasted, pasted.index(second))
    assert not review.live
    assert titles(review) == [one.title, other.title]


@pytest.mark.parametrize("with_annotations", [True, False])
def test_what_came_with_a_draft_is_left_behind_if_not_wanted(
    workspace: Workspace, *, with_annotations: bool
) -> None:
    review = review_of(workspace, False)
    review.correct(replace(current(review), shared_annotations=SharedAnnotations("Sana")))
    sourced = review.to_store(with_annotations=with_annotations)
    assert sourced is not None
    assert (sourced.draft.shared_annotations is not None) is with_annotations
    (sourced,) = review.take_certain(with_annotations=with_annotations)
    assert (sourced.draft.shared_annotations is not None) is with_annotations


def test_what_is_dropped_is_gone_and_what_was_accepted_is_not(workspace: Workspace) -> None:
    review = review_of(workspace, False, False)
    sourced = review.to_store(with_annotations=True)
    assert sourced is not None
    accepted = workspace.importer.accept(sourced)
    review.accept([accepted])
    review.drop()
    assert review.items == []
    assert (review.refused, review.waiting) == ((), Waiting())
    assert review.finish() == [accepted]
    review.begin(live=True)
    assert review.finish() == []
