"""The library of the search benchmark: summaries of 450 words with seven facts and two notes each."""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

from _sentences import Sentences

from app.core.library.model import Fact, ReadingState, Section, SectionKind, SubjectTopics, Summary
from app.core.notes.model import Link, LinkKind
from app.core.paths import DataFolder
from app.core.search.index.documents import IndexDocument
from app.core.storage.ids import new_id
from app.core.workspace import Workspace
from tests.clock import NOW, Clock

_PAPERS = ["Dawn", "The News", "The Express Tribune", "The Nation", "Business Recorder"]
_AUTHORS = [f"{first} {last}" for first in ("Ali", "Sara", "Omar", "Hina", "Bilal", "Zoya")
            for last in ("Khan", "Rana", "Husain", "Malik", "Abbasi", "Qureshi", "Sethi")]  # fmt: skip


def fill(folder: DataFolder, count: int) -> None:
    """Store `count` summaries with their notes, in one transaction."""
    sentences, chance = Sentences(1), random.Random(2)
    # Nothing in the library offers a transaction around many acts.
    with Workspace(folder, Clock()) as workspace, workspace._db.transaction():  # noqa: SLF001
        subjects = [subject.id for subject in workspace.syllabus]
        for number in range(count):
            summary = _summary(sentences, chance, subjects, number)
            workspace.library.add(summary, "")
            for _ in range(2):
                link = Link(LinkKind.SUMMARY, summary.id)
                workspace.notebook.add_note(sentences.prose(30), (link,))


def documents(folder: DataFolder) -> Iterator[IndexDocument]:
    """Yield everything in a library that can be found."""
    with Workspace(folder, Clock()) as workspace:
        number = 0
        while (batch := workspace.pending(number)).entries:
            number = batch.number
            for entry in batch.entries:
                yield from entry["documents"]


def folder_in(place: Path, count: int) -> DataFolder:
    """Return the data folder of a benchmark."""
    return DataFolder(place / f"data-{count}")


def _summary(
    sentences: Sentences, chance: random.Random, subjects: list[str], number: int
) -> Summary:
    summary_id = new_id()
    facts = tuple(Fact(new_id(), summary_id, sentences.sentence(14)) for _ in range(7))
    sections = (
        Section(SectionKind.SUMMARY, None, f"{sentences.prose(110)}\n\n{sentences.prose(90)}"),
        Section(SectionKind.OVERVIEW, "Overview", sentences.prose(70)),
        Section(SectionKind.NOTES, "Notes", sentences.prose(70)),
        Section(SectionKind.FACTS, "Facts and Figures", ""),
        Section(SectionKind.CONCLUSION, None, sentences.prose(60)),
    )
    return Summary(
        id=summary_id, title=sentences.sentence(7)[:-1], author=chance.choice(_AUTHORS),
        publication=chance.choice(_PAPERS), category=None,
        published_on=date(2021, 1, 1) + timedelta(days=number % 1_900), posted_on=None,
        source="benchmark", sections=sections, facts=facts, warnings=(), revision_id=new_id(),
        subjects=tuple(SubjectTopics(subject, ()) for subject in chance.sample(subjects, 3)),
        state=ReadingState.UNREAD, starred=False, read_position=0,
        imported_at=NOW, deleted_at=None,
    )  # fmt: skip
