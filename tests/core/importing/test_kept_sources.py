"""What is kept of a source: read again at once it changes nothing, and it corrects what was misread."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from app.core.importing.drafting.batch import (
    Batch,
    SourcedDraft,
    drafts_from_file,
    drafts_from_kept,
)
from app.core.importing.drafting.kept_source import read_kept, write_kept
from app.core.importing.drafting.review import ReviewItem, merge_drafts, split_draft
from app.core.importing.lines.dates import DateOrder
from app.core.importing.outcome import Unchanged
from app.core.importing.storing.renewal import TEXT, Renewal, renewal_of, renewed
from app.core.library.details import DETAIL_FIELDS
from app.core.library.model import DraftWarning, Form, Summary, WarningKind
from app.core.storage.ids import new_id
from app.core.workspace import Workspace
from tests.compilation import as_android_chat, as_csv, compilation
from tests.core.importing.heading_generator import generate

INPUTS = sorted((Path(__file__).parents[1] / "data" / "inputs").glob("*.txt"))
WORSE: dict[str, Any] = {
    "title": "Summary",
    "author": "Dawn Editorial",
    "publication": "The Nation",
    "posted_on": date(2011, 1, 1),
}


def stored(workspace: Workspace, batch: Batch) -> list[Summary]:
    """Accept drafts, and what was set aside too."""
    every = [*batch.drafts, *(one.sourced for one in batch.set_aside)]
    accepted = [workspace.importer.accept(one) for one in every]
    return [workspace.library.summary(one.summary_id) for one in accepted]


def again(workspace: Workspace, known: Summary) -> Renewal | Unchanged:
    return renewal_of(known, workspace.importer.read_again(known.id))


def with_older_source(workspace: Workspace, known: Summary, source: str) -> Summary:
    """Give a summary a source text as an earlier version kept it."""
    older = replace(known, revision_id=new_id())
    workspace.library.revise(older, source)
    return workspace.library.summary(known.id)


def headed(seed: int = 4) -> str:
    return generate(seed, "worked").text


# Nothing changes at once


@pytest.mark.parametrize("path", INPUTS, ids=lambda path: path.stem[:3])
def test_a_real_text_read_again_at_once_is_understood_as_before(
    workspace: Workspace, path: Path
) -> None:
    batch = workspace.importer.read_text(path.read_text(encoding="utf-8"), path.name)
    found = [again(workspace, known) for known in stored(workspace, batch)]
    assert set(found) <= {Unchanged.SAME}


@pytest.mark.parametrize("half", ["worked", "held_out"])
@pytest.mark.parametrize("seeds", [range(100, 112), range(50, 55), range(60, 65)], ids=str)
def test_generated_texts_alone_and_together_are_understood_as_before(
    workspace: Workspace, half: str, seeds: Sequence[int]
) -> None:
    texts = [generate(seed, half).text for seed in seeds]
    if len(texts) < 10:
        texts = ["\n\n".join(texts)]
    for text in texts:
        for known in stored(workspace, workspace.importer.read_text(text, "t")):
            assert again(workspace, known) is Unchanged.SAME, text


@pytest.mark.parametrize(
    ("name", "write"), [("chat.txt", as_android_chat), ("rows.csv", as_csv)], ids=["chat", "csv"]
)
def test_what_was_said_beside_a_text_is_kept_with_it(
    workspace: Workspace, tmp_path: Path, name: str, write: Any
) -> None:
    (tmp_path / name).write_bytes(write(compilation(3)))
    batch = drafts_from_file(tmp_path / name, workspace.syllabus)
    summaries = stored(workspace, batch)
    assert len(summaries) == 3
    assert {again(workspace, known) for known in summaries} == {Unchanged.SAME}


def test_what_a_page_states_of_itself_is_kept_with_its_text(
    workspace: Workspace, tmp_path: Path
) -> None:
    words = "".join(
        f"<p>{'Water is short in the city, and nobody says why. ' * 9}</p>" for _ in "ab"
    )
    page = tmp_path / "page.html"
    page.write_text(
        '<!doctype html><html><head><meta property="og:title" content="Thirst of a city">'
        '<meta name="author" content="Jamil Ahmad">'
        '<meta property="article:published_time" content="2025-06-13T09:00:00Z"></head>'
        f"<body><article>{words}</article></body></html>",
        encoding="utf-8",
    )
    (known,) = stored(workspace, drafts_from_file(page, workspace.syllabus))
    assert (known.title, known.author) == ("Thirst of a city", "Jamil Ahmad")
    assert again(workspace, known) is Unchanged.SAME
    workspace.library.revise(replace(known, title="Home", author=None))
    renewal = again(workspace, workspace.library.summary(known.id))
    assert isinstance(renewal, Renewal)
    assert renewal.wanted == ("title", "author")


def test_a_date_read_by_the_evidence_of_others_stays(workspace: Workspace) -> None:
    text = "Editorial Summary\nDebt\nBy Jamil Ahmad\n06/02/2025\n\n" + "Water is short here. " * 20
    batch = workspace.importer.read_text(text, "t", DateOrder.MDY)
    (known,) = stored(workspace, batch)
    assert known.date == date(2025, 6, 2)
    (read,) = workspace.importer.read_again(known.id).drafts
    assert (read.draft.published_on or read.draft.posted_on) == date(2025, 2, 6)
    assert again(workspace, known) is Unchanged.SAME


# What was misread is corrected


@pytest.mark.parametrize("number", [0, 1], ids=["alone", "one of several"])
def test_title_author_paper_and_date_that_were_misread_are_corrected(
    workspace: Workspace, number: int
) -> None:
    texts = [one.text() for one in compilation(1 + 2 * number)]
    right = stored(workspace, workspace.importer.read_text("\n\n".join(texts), "t"))[number]
    workspace.library.revise(replace(right, **WORSE))
    renewal = again(workspace, workspace.library.summary(right.id))
    assert isinstance(renewal, Renewal)
    assert set(renewal.fields) == set(renewal.wanted) == set(WORSE)
    after = renewed(renewal, renewal.wanted)
    assert [getattr(after, name) for name in DETAIL_FIELDS] == [
        getattr(right, name) for name in DETAIL_FIELDS
    ]


def test_what_the_reader_wrote_is_offered_but_not_ticked(workspace: Workspace) -> None:
    (right,) = stored(workspace, workspace.importer.read_text(compilation(1)[0].text(), "t"))
    workspace.library.revise(replace(right, **WORSE, by_reader=("title",)))
    renewal = again(workspace, workspace.library.summary(right.id))
    assert isinstance(renewal, Renewal)
    assert "title" in renewal.fields
    assert set(renewal.wanted) == set(WORSE) - {"title"}


def test_a_doubtful_value_does_not_take_the_place_of_a_certain_one(workspace: Workspace) -> None:
    (known,) = stored(workspace, workspace.importer.read_text(headed(), "t"))
    batch = workspace.importer.read_again(known.id)
    (read,) = batch.drafts
    doubtful = replace(
        read.draft,
        title="Another",
        warnings=(DraftWarning(WarningKind.TITLE_UNSURE, "Another", "Another"),),
    )
    certain = replace(known, warnings=())
    renewal = renewal_of(certain, Batch((SourcedDraft("t", doubtful),)))
    assert isinstance(renewal, Renewal)
    assert "title" in renewal.fields
    assert "title" not in renewal.wanted


# What earlier versions kept


def test_a_body_without_its_heading_never_gives_a_title_or_an_author(workspace: Workspace) -> None:
    one = compilation(1)[0]
    (right,) = stored(workspace, workspace.importer.read_text(one.text(), "t"))
    body = f"Zahid Hussain\nThe wrong title\n{one.text().split(chr(10), 5)[-1]}"
    older = with_older_source(workspace, right, body)
    (read,) = workspace.importer.read_again(older.id).drafts
    assert [getattr(read.draft, name) for name in DETAIL_FIELDS[:6]] == [None] * 6
    renewal = again(workspace, older)
    assert renewal is Unchanged.SAME or (
        isinstance(renewal, Renewal) and set(renewal.fields) <= {TEXT, "subjects"}
    )


def test_a_body_that_an_earlier_version_kept_is_understood_as_before(workspace: Workspace) -> None:
    batch = workspace.importer.read_text(compilation(1)[0].text(), "t")
    (right,) = stored(workspace, batch)
    older = with_older_source(workspace, right, batch.drafts[0].draft.source_text)
    assert again(workspace, older) is Unchanged.SAME


def test_an_older_text_taken_as_it_is_has_its_heading_and_is_read_with_it(
    workspace: Workspace,
) -> None:
    text = compilation(1)[0].text()
    (right,) = stored(workspace, workspace.importer.read_text(text, "t"))
    opening = " ".join(text.split()[:9])
    older = with_older_source(
        workspace, replace(right, form=Form.AS_IT_IS, title=f"{opening}…"), text
    )
    renewal = again(workspace, older)
    assert isinstance(renewal, Renewal)
    assert renewal.draft.title == right.title


def test_a_line_of_a_later_version_is_read_as_far_as_it_is_known(workspace: Workspace) -> None:
    part = read_kept('\x1e{"fields": {"title": "T", "mood": 1}, "voice": 2}\nThe text')
    assert part is not None
    assert part.text == "The text"
    assert part.fields is not None
    assert part.fields.title == "T"
    broken = read_kept('\x1e{"fields": 3}\nThe text')
    assert broken is not None
    assert broken.text == "The text"
    assert read_kept("The text") is None
    assert not drafts_from_kept("\x1e{}\n", "t", workspace.syllabus).drafts


# Merged and split in the review


def test_the_halves_of_a_split_draft_each_keep_their_own(workspace: Workspace) -> None:
    one, other = (told.text() for told in compilation(2))
    pair = workspace.importer.read_text(f"{one}\n\n{other}", "t").drafts
    whole = merge_drafts(ReviewItem(pair[0]), ReviewItem(pair[1]))
    assert whole.draft.kept is not None
    at = whole.draft.source_text.index(pair[1].draft.source_text)
    halves = split_draft(whole, at, workspace.syllabus)
    assert halves is not None
    kept = halves[0].draft.kept
    assert kept is not None
    assert pair[0].draft.kept is not None
    assert kept.text.startswith(pair[0].draft.kept.text.strip())
    assert pair[1].draft.source_text[:40] not in kept.text


def test_half_a_draft_is_read_again_with_the_heading_of_the_whole(workspace: Workspace) -> None:
    (sourced,) = workspace.importer.read_text(compilation(1)[0].text(), "t").drafts
    text = sourced.draft.source_text
    halves = split_draft(ReviewItem(sourced), text.rindex("\n", 0, -40) + 1, workspace.syllabus)
    assert halves is not None
    first = halves[0].sourced
    known = workspace.importer.accept(first).summary_id
    summary = workspace.library.summary(known)
    worse = replace(summary, title="Summary")
    workspace.library.revise(worse)
    renewal = again(workspace, worse)
    assert isinstance(renewal, Renewal)
    assert renewal.draft.title == sourced.draft.title
    assert renewal.fields[0] == "title"


def test_a_draft_without_a_kept_source_keeps_its_body(workspace: Workspace) -> None:
    (sourced,) = workspace.importer.read_text(headed(), "t").drafts
    bare = replace(sourced.draft, kept=None)
    assert write_kept(bare) == bare.source_text
