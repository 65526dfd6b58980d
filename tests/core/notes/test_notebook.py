"""Highlights and notes: anchored, joined, linked, undone, and never lost."""

import random
from dataclasses import replace

import pytest

from app.core.errors import EmptyNoteError, NotFoundError, PassageNotFoundError
from app.core.library.page import build_page
from app.core.notes.anchoring import locate, make_anchor
from app.core.notes.model import Colour, Link, LinkKind
from app.core.notes.notebook_filter import NotebookFilter, chosen_highlights, chosen_notes
from app.core.notes.targets import Targets
from app.core.workspace import Workspace
from tests.clock import Clock
from tests.running_days import pass_days

PASSAGE = "Mastung, Kalat and Bolan"


def test_a_highlight_keeps_its_words_and_what_stands_around_them(
    workspace: Workspace, seed: str
) -> None:
    (made,) = workspace.notebook.add_highlight_of(seed, PASSAGE, Colour.PINK).after
    (stored,) = workspace.notebook.highlights_of(seed)
    assert stored == made
    text = build_page(workspace.library.summary(seed)).text
    anchor = stored.anchor
    assert anchor.start is not None
    assert text[anchor.start : anchor.end] == anchor.quote == PASSAGE
    assert text[anchor.start - 48 : anchor.start] == anchor.prefix
    assert text[anchor.end : anchor.end + 48] == anchor.suffix
    assert anchor.heading == "summary"
    assert anchor.revision_id == workspace.library.summary(seed).revision_id


def test_a_passage_must_stand_there_once(workspace: Workspace, seed: str) -> None:
    with pytest.raises(PassageNotFoundError) as nowhere:
        workspace.notebook.add_highlight_of(seed, "the moon", Colour.PINK)
    assert nowhere.value.count == 0
    with pytest.raises(PassageNotFoundError) as twice:
        workspace.notebook.add_highlight_of(seed, "Mastung", Colour.PINK)
    assert twice.value.count == 2
    with pytest.raises(PassageNotFoundError):
        workspace.notebook.add_highlight_of(seed, "   ", Colour.PINK)


def test_space_at_the_ends_is_left_out(workspace: Workspace, seed: str) -> None:
    page = build_page(workspace.library.summary(seed))
    start = page.text.index(PASSAGE)
    change = workspace.notebook.add_highlight(
        seed, start - 1, start + len(PASSAGE) + 1, Colour.BLUE, page
    )
    assert change.after[0].anchor.quote == PASSAGE


def test_a_fact_marked_as_a_whole_is_known_as_that_fact(workspace: Workspace, seed: str) -> None:
    summary = workspace.library.summary(seed)
    fact = summary.facts[1]
    (made,) = workspace.notebook.add_highlight_of(seed, fact.text, Colour.GREEN).after
    assert made.anchor.fact_id == fact.id
    assert made.anchor.heading == "Facts and Figures"


def test_same_colour_joins_and_the_notes_of_both_stay(
    workspace: Workspace, clock: Clock, seed: str
) -> None:
    notebook = workspace.notebook
    page = build_page(workspace.library.summary(seed))
    at = page.text.index("the nationalists as apostates")
    (first,) = notebook.add_highlight(seed, at, at + 16, Colour.YELLOW, page).after
    clock.forward(minutes=1)
    (second,) = notebook.add_highlight(seed, at + 20, at + 29, Colour.YELLOW, page).after
    note = notebook.add_note("on the second", [Link(LinkKind.HIGHLIGHT, second.id)])
    clock.forward(minutes=1)
    change = notebook.add_highlight(seed, at + 10, at + 22, Colour.YELLOW, page)
    (joined,) = notebook.highlights_of(seed)
    assert (joined.id, joined.anchor.quote) == (first.id, page.text[at : at + 29])
    assert notebook.note(note.id).links == (Link(LinkKind.HIGHLIGHT, first.id),)
    notebook.apply(change.reversed())
    assert {h.id for h in notebook.highlights_of(seed)} == {first.id, second.id}
    assert notebook.highlight(first.id).anchor.quote == page.text[at : at + 16]
    assert notebook.note(note.id).links == (Link(LinkKind.HIGHLIGHT, second.id),)
    notebook.apply(change)
    assert [h.id for h in notebook.highlights_of(seed)] == [first.id]


def test_other_colours_lie_over_one_another(workspace: Workspace, seed: str) -> None:
    workspace.notebook.add_highlight_of(seed, PASSAGE, Colour.YELLOW)
    workspace.notebook.add_highlight_of(seed, "Kalat and Bolan are", Colour.BLUE)
    workspace.notebook.add_highlight_of(seed, PASSAGE, Colour.UNDERLINE)
    assert len(workspace.notebook.highlights_of(seed)) == 3


def test_every_act_on_a_highlight_is_undone_and_redone(workspace: Workspace, seed: str) -> None:
    notebook = workspace.notebook
    added = notebook.add_highlight_of(seed, PASSAGE, Colour.YELLOW)
    (made,) = added.after
    recoloured = notebook.recolour(made.id, Colour.VIOLET)
    deleted = notebook.trash_highlight(made.id)
    assert notebook.highlights_of(seed) == []
    assert [h.id for h in notebook.highlights(trashed=True)] == [made.id]
    notebook.apply(deleted.reversed())
    assert notebook.highlight(made.id).colour is Colour.VIOLET
    notebook.apply(recoloured.reversed())
    assert notebook.highlight(made.id) == made
    notebook.apply(added.reversed())
    assert notebook.highlights_of(seed) == []
    notebook.apply(added)
    assert notebook.highlight(made.id) == made


def test_a_highlight_is_placed_only_where_its_words_are(workspace: Workspace, seed: str) -> None:
    summary = workspace.library.summary(seed)
    page = build_page(summary)
    generator = random.Random(1)
    for _ in range(200):
        start = generator.randrange(len(page.text) - 60)
        anchor = make_anchor(page, summary.revision_id, start, start + generator.randint(1, 60))
        if anchor is None:
            continue
        assert locate(anchor, page.text, summary.revision_id) == anchor.start
        moved = replace(anchor, start=(anchor.start or 0) + 7)
        found = locate(moved, page.text, summary.revision_id)
        assert found in (anchor.start, None) or page.text.startswith(anchor.quote, found)
        assert locate(anchor, page.text.replace(anchor.quote, "§"), "another") is None


def test_notes_with_links_of_every_kind(workspace: Workspace, seed: str) -> None:
    notebook = workspace.notebook
    (highlight,) = notebook.add_highlight_of(seed, PASSAGE, Colour.YELLOW).after
    other = notebook.add_note("another")
    links = (
        Link(LinkKind.SUMMARY, seed),
        Link(LinkKind.HIGHLIGHT, highlight.id),
        Link(LinkKind.FACT, workspace.library.summary(seed).facts[0].id),
        Link(LinkKind.SUBJECT, "international-relations"),
        Link(LinkKind.TOPIC, "pakistan-affairs/kashmir-issue"),
        Link(LinkKind.NOTE, other.id),
    )
    note = notebook.add_note("  all of it\n", links)
    assert notebook.note(note.id).body == "all of it"
    assert notebook.note(note.id).links == links
    assert note.subjects == ("international-relations", "pakistan-affairs")
    for link in links:
        assert [found.id for found in notebook.backlinks(link)] == [note.id]
        assert workspace.targets.describe(link) is not None
    assert [n.id for n in notebook.notes_of_subject("pakistan-affairs")] == [note.id]
    assert [n.id for n in notebook.notes_of_summary(seed)] == [note.id]


@pytest.mark.parametrize("kind", list(LinkKind))
def test_a_link_that_points_at_nothing_is_refused_and_nothing_is_stored(
    workspace: Workspace, kind: LinkKind
) -> None:
    with pytest.raises(NotFoundError):
        workspace.notebook.add_note("x", [Link(kind, "nowhere/at-all")])
    assert workspace.notebook.notes() == []


def test_an_empty_note_is_refused(workspace: Workspace) -> None:
    with pytest.raises(EmptyNoteError):
        workspace.notebook.add_note(" \n ")


def test_earlier_texts_are_kept_every_ten_minutes(workspace: Workspace, clock: Clock) -> None:
    notebook = workspace.notebook
    note = notebook.add_note("one")
    for text, minutes in (("two", 1), ("three", 1), ("four", 12), ("five", 1)):
        clock.forward(minutes=minutes)
        notebook.edit_note(note.id, text)
    assert [body for _, body in notebook.earlier_texts(note.id)] == ["three", "one"]
    assert notebook.note(note.id).body == "five"


def test_a_note_goes_to_the_trash_and_comes_back(workspace: Workspace, clock: Clock) -> None:
    notebook = workspace.notebook
    note = notebook.add_note("x", [Link(LinkKind.SUBJECT, "law")])
    notebook.trash_note(note.id)
    assert notebook.notes() == []
    assert [n.id for n in notebook.notes(trashed=True)] == [note.id]
    assert notebook.restore_note(note.id) == note
    notebook.trash_note(note.id)
    pass_days(workspace, clock, 31)
    assert notebook.notes(trashed=True) == []


def test_the_notebook_s_filters(workspace: Workspace, seed: str) -> None:
    notebook, library = workspace.notebook, workspace.library
    (highlight,) = notebook.add_highlight_of(seed, PASSAGE, Colour.GREEN).after
    hanging = notebook.add_note("Hangs on a passage", [Link(LinkKind.HIGHLIGHT, highlight.id)])
    filed = notebook.add_note("Café talk", [Link(LinkKind.SUBJECT, "law")])

    def found(**conditions: object) -> set[str]:
        chosen = NotebookFilter(**conditions)  # type: ignore[arg-type]
        notes = chosen_notes(notebook, library, chosen)
        marked = chosen_highlights(notebook, library, chosen)
        return {item.id for item in (*notes, *marked)}

    everything = {highlight.id, hanging.id, filed.id}
    assert found() == everything
    assert found(kind=LinkKind.NOTE) == {hanging.id, filed.id}
    assert found(kind=LinkKind.HIGHLIGHT) == {highlight.id}
    assert found(colours=frozenset({Colour.GREEN})) == {highlight.id}
    assert found(colours=frozenset({Colour.PINK})) == set()
    assert found(subject_id="law") == {filed.id}
    assert found(subject_id="political-science") == {highlight.id, hanging.id}
    assert found(words="cafe") == {filed.id}
    assert found(words="kalat") == {highlight.id}


def test_colours_bear_the_reader_s_names(workspace: Workspace) -> None:
    workspace.notebook.name_colour(Colour.PINK, " Quotes ")
    assert workspace.notebook.colour_names() == {Colour.PINK: "Quotes"}
    workspace.notebook.name_colour(Colour.PINK, "")
    assert workspace.notebook.colour_names() == {}


def names(targets: Targets, words: str, summary_id: str | None = None) -> list[str]:
    return [target.name for target in targets.search(words, summary_id)]


def test_link_targets_are_found_by_a_few_letters(workspace: Workspace, seed: str) -> None:
    targets = workspace.targets
    assert names(targets, "IR")[0] == "International Relations"
    assert names(targets, "islam")[0] == "Islamic Studies"
    assert "Kashmir Issue" in names(targets, "kash")
    assert names(targets, "", seed)[0] == "IS-K in Balochistan"
    assert names(targets, "436", seed) == ["436 people died in them and 691 were hurt"]
    assert names(targets, "zzzz", seed) == []


def test_recolouring_joins_what_it_touches_and_is_undone(
    workspace: Workspace, clock: Clock, seed: str
) -> None:
    notebook = workspace.notebook
    first = notebook.add_highlight(seed, 0, 20, Colour.YELLOW).after[0]
    clock.forward(minutes=1)
    second = notebook.add_highlight(seed, 10, 30, Colour.GREEN).after[0]
    note = notebook.add_note("on the green one", [Link(LinkKind.HIGHLIGHT, second.id)])
    change = notebook.recolour(second.id, Colour.YELLOW)
    (only,) = notebook.highlights()
    assert (only.id, only.anchor.start, only.anchor.end) == (first.id, 0, 30)
    assert notebook.backlinks(Link(LinkKind.HIGHLIGHT, first.id)) == [notebook.note(note.id)]
    notebook.apply(change.reversed())
    assert {(h.id, h.colour) for h in notebook.highlights()} == {
        (first.id, Colour.YELLOW),
        (second.id, Colour.GREEN),
    }
    assert notebook.note(note.id).linked(LinkKind.HIGHLIGHT) == (second.id,)


def test_a_highlight_comes_out_of_the_trash_by_the_rule_of_overlaps(
    workspace: Workspace, seed: str
) -> None:
    notebook = workspace.notebook
    first = notebook.add_highlight(seed, 0, 20, Colour.YELLOW).after[0]
    notebook.trash_highlight(first.id)
    notebook.restore_highlight(first.id)
    assert [h.id for h in notebook.highlights()] == [first.id]
    notebook.trash_highlight(first.id)
    later = notebook.add_highlight(seed, 10, 30, Colour.YELLOW).after[0]
    change = notebook.restore_highlight(first.id)
    (only,) = notebook.highlights()
    assert (only.id, only.anchor.start, only.anchor.end) == (later.id, 0, 30)
    notebook.apply(change.reversed())
    assert [(h.id, h.anchor.start) for h in notebook.highlights()] == [
        (later.id, later.anchor.start)
    ]
    with pytest.raises(NotFoundError):
        notebook.restore_highlight(later.id)
