"""One compilation in every format: the same summaries come out of each."""

from pathlib import Path

import pytest

from app.core.importing.drafting.batch import Batch, SourcedDraft, drafts_from_file, resolve_dates
from app.core.library.syllabus import load_syllabus
from tests.clock import TODAY
from tests.compilation import WRITERS, Telling, compilation, write

SIXTY = compilation(60)


def read(path: Path) -> Batch:
    return resolve_dates(drafts_from_file(path, load_syllabus()), TODAY)


@pytest.mark.parametrize("name", WRITERS)
def test_the_same_sixty_summaries_come_out_of_every_format(tmp_path: Path, name: str) -> None:
    batch = read(write(tmp_path, name, SIXTY))
    assert [sourced.draft.title for sourced in batch.drafts] == [t.title for t in SIXTY]
    assert not batch.rejected
    for sourced, telling in zip(batch.drafts, SIXTY, strict=True):
        same(sourced, telling)


def same(sourced: SourcedDraft, telling: Telling) -> None:
    draft = sourced.draft
    assert draft.author == telling.author
    assert draft.publication == "Dawn"
    assert draft.category == "Dawn Editorial Summary"
    assert draft.posted_on == telling.posted
    assert [fact.text for fact in draft.facts] == list(telling.facts)
    assert [section.kind.value for section in draft.sections] == [
        "summary", "overview", "subjects", "facts", "conclusion",
    ]  # fmt: skip
    assert [len(subject.topics) for subject in draft.subjects] == [2, 2]
    summary, overview, conclusion = (draft.sections[n].markdown for n in (0, 1, 4))
    assert summary.split("\n\n") == list(telling.summary)
    assert overview == telling.overview
    assert conclusion == telling.conclusion
