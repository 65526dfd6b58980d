"""Summaries stored, listed, starred, trashed, duplicated, and the page they make."""

from dataclasses import replace

import pytest

from app.core.errors import AmbiguousIdError, NotFoundError
from app.core.importing.outcome import Outcome
from app.core.library.filters import LibraryFilter, Order
from app.core.library.model import Form, ReadingState
from app.core.library.page import build_page
from app.core.notes.model import Colour, Link, LinkKind
from app.core.storage.ids import new_id
from app.core.workspace import Workspace
from tests.clock import Clock
from tests.compilation import compilation
from tests.running_days import pass_days


def accept_text(workspace: Workspace, text: str) -> list[tuple[Outcome, str]]:
    drafts = workspace.importer.read_text(text, "test").drafts
    return [(a.outcome, a.summary_id) for a in map(workspace.importer.accept, drafts)]


def test_a_summary_comes_back_as_it_went_in(workspace: Workspace, seed: str) -> None:
    summary = workspace.library.summary(seed)
    assert (summary.title, summary.author) == ("IS-K in Balochistan", "Muhammad Amir Rana")
    assert (summary.publication, str(summary.posted_on)) == ("Dawn", "2025-06-02")
    assert [section.kind for section in summary.sections] == [
        "summary", "overview", "notes", "subjects", "beginners", "facts", "conclusion",
    ]  # fmt: skip
    assert len(summary.facts) == 7
    assert next(entry.subject_id for entry in summary.subjects) == "current-affairs"
    assert summary.subjects[3].topics == ("Ideological Conflicts and Political Violence",)
    assert (summary.state, summary.starred) == (ReadingState.UNREAD, False)


def test_a_row_is_the_same_alone_and_in_a_list(workspace: Workspace, seed: str) -> None:
    library = workspace.library
    titled = library.summary(seed)
    untitled = replace(titled, id=new_id(), revision_id=new_id(), title=None, facts=())
    library.add(untitled, "")
    rows = library.rows(LibraryFilter())
    assert [library.row(row.id) for row in rows] == rows
    assert {row.opening for row in rows} == {"", library.text_of(untitled)[:80]}
    with pytest.raises(NotFoundError):
        library.row("gone")


def test_it_is_kept_whether_the_form_of_a_text_was_recognised(
    workspace: Workspace, seed: str
) -> None:
    library = workspace.library
    plain = replace(library.summary(seed), id=new_id(), revision_id=new_id(), facts=())
    library.add(replace(plain, form=Form.AS_IT_IS), "")
    assert library.summary(plain.id).form is library.row(plain.id).form is Form.AS_IT_IS
    assert library.row(seed).form is Form.UNDERSTOOD
    library.revise(replace(plain, revision_id=new_id(), form=Form.UNDERSTOOD), "")
    assert library.row(plain.id).form is Form.UNDERSTOOD


def test_the_same_text_is_a_double_whatever_its_shell(
    workspace: Workspace, seed: str, seed_text: str
) -> None:
    assert accept_text(workspace, seed_text) == [(Outcome.DUPLICATE, seed)]
    shell = seed_text.replace("Editorial Summary\n", "\n\nEditorial Summary\n", 1).upper()
    assert accept_text(workspace, shell.replace("- 06/02/2025", "- 06/05/2025"))[0][0] in (
        Outcome.DUPLICATE, Outcome.ADDED,
    )  # fmt: skip
    assert accept_text(workspace, seed_text.replace("’", "'").replace("  ", " ")) == [
        (Outcome.DUPLICATE, seed)
    ]


def test_what_lies_in_the_trash_is_brought_back_with_its_highlights(
    workspace: Workspace, seed: str, seed_text: str
) -> None:
    workspace.notebook.add_highlight_of(seed, "Mastung, Kalat and Bolan", Colour.YELLOW)
    workspace.library.trash(seed)
    assert workspace.library.rows(LibraryFilter()) == []
    assert accept_text(workspace, seed_text) == [(Outcome.RESTORED, seed)]
    assert len(workspace.notebook.highlights_of(seed)) == 1


def test_filters(workspace: Workspace, seed: str) -> None:
    library = workspace.library
    library.set_starred(seed, starred=True)
    library.set_state(seed, ReadingState.READING)

    def found(**conditions: object) -> int:
        return len(library.rows(LibraryFilter(**conditions)))  # type: ignore[arg-type]

    assert found(starred=True) == found(state=ReadingState.READING) == 1
    assert found(state=ReadingState.DONE) == found(trashed=True) == 0
    assert found(subject_id="current-affairs") == 1
    assert found(subject_id="law") == 0
    assert found(topic_id="pakistan-affairs/religious-extremism") == 1
    assert found(words="rana bAlOch") == 1
    assert found(words="100% _") == 0
    for order in Order:
        assert found(order=order) == 1


def test_counts_beside_the_syllabus(workspace: Workspace, seed: str) -> None:
    assert workspace.library.counts_by_subject()["political-science"] == 1
    topics = {topic.id: count for topic, count in workspace.library.topics.with_counts()}
    assert topics["current-affairs/internal-security"] == 1
    workspace.library.trash(seed)
    assert workspace.library.counts_by_subject() == {}
    assert workspace.library.topics.with_counts() == []


def test_the_place_of_reading_is_kept(workspace: Workspace, seed: str) -> None:
    workspace.library.remember_position(seed, 420)
    assert workspace.library.summary(seed).read_position == 420


def test_shortened_ids(workspace: Workspace, seed: str) -> None:
    assert workspace.library.full_id("summary", seed[:8]) == seed
    with pytest.raises(NotFoundError):
        workspace.library.full_id("summary", "")
    with pytest.raises(NotFoundError):
        workspace.library.full_id("summary", "zzz")
    facts = workspace.library.summary(seed).facts
    shared = {fact.id[0] for fact in facts if sum(f.id[0] == fact.id[0] for f in facts) > 1}
    for first in shared:
        with pytest.raises(AmbiguousIdError):
            workspace.library.full_id("fact", first)


def test_the_page_s_text_holds_the_words_and_nothing_else(workspace: Workspace, seed: str) -> None:
    summary = workspace.library.summary(seed)
    page = build_page(summary)
    assert "Overview" not in page.text.split("\n")
    assert page.text.startswith("A province that already fights")
    for section in page.sections:
        for placed in section.blocks:
            assert page.text[placed.start : placed.end] == placed.block.text
    start, end = page.fact_range(summary.facts[2].id) or (0, 0)
    assert page.text[start:end] == summary.facts[2].text
    assert page.fact_at(start + 2, end) == summary.facts[2].id
    assert page.fact_at(start - 5, end) is None


def test_the_trash_is_emptied_after_thirty_days_but_not_what_notes_hang_on(
    workspace: Workspace, clock: Clock, seed: str
) -> None:
    other, third = compilation(2)
    ((_, second),) = accept_text(workspace, other.text())
    ((_, free),) = accept_text(workspace, third.text())
    workspace.notebook.add_highlight_of(seed, "Mastung, Kalat and Bolan", Colour.YELLOW)
    fact = workspace.library.summary(second).facts[0]
    workspace.notebook.add_note("keep", [Link(LinkKind.FACT, fact.id)])
    for summary_id in (seed, second, free):
        workspace.library.trash(summary_id)
    pass_days(workspace, clock, 29)
    assert workspace.library.find(free) is not None
    pass_days(workspace, clock, 2)
    assert workspace.library.find(free) is None
    assert workspace.library.find(seed) is not None
    assert workspace.library.find(second) is not None


def test_a_list_put_together_by_hand(workspace: Workspace, seed_text: str) -> None:
    texts = (seed_text, seed_text.replace("IS-K in Balochistan", "On harbours").replace("33", "34"))
    ids = [
        workspace.importer.accept(workspace.importer.read_text(text, "a.txt").drafts[0]).summary_id
        for text in texts
    ]
    library = workspace.library
    # Another summary of an article is in the list when it was chosen.
    assert {row.id for row in library.rows(LibraryFilter(ids=tuple(ids)))} == set(ids)
    assert [row.id for row in library.rows(LibraryFilter(ids=(ids[0], "gone")))] == [ids[0]]
    library.star_all(ids, starred=True)
    assert all(library.row(summary_id).starred for summary_id in ids)
    before = library.subjects_of(ids[0])
    number = workspace.last_change()
    library.add_subject(ids, "psychology")
    library.add_subject(ids, "psychology")
    assert library.subjects_of(ids[0]) == (*before, "psychology")
    assert workspace.last_change() > number
    library.remove_subject(ids, "psychology")
    assert library.subjects_of(ids[0]) == before
    with pytest.raises(NotFoundError):
        library.add_subject(ids, "dreams")
