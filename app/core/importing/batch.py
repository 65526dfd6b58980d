"""Files and texts to drafts, as one batch whose dates are settled together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.core.importing.dates import DateOrder
from app.core.importing.draft import Draft, Refusal, Understanding
from app.core.importing.front_matter import (
    FrontMatterError,
    has_front_matter,
    read_front_matter,
)
from app.core.importing.read_file import FileRefusedError, read_text_file, text_files_in
from app.core.importing.understand import settle_dates, understand
from app.core.library.syllabus import Syllabus


@dataclass(frozen=True, slots=True)
class SourcedDraft:
    """A draft and the file, or the act, that it came from."""

    source: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Rejection:
    """A source that held no summary, and why."""

    source: str
    reason: Refusal


@dataclass(frozen=True, slots=True)
class Batch:
    """All that was understood of a batch of sources."""

    drafts: tuple[SourcedDraft, ...] = ()
    rejected: tuple[Rejection, ...] = ()


def read_text(text: str, syllabus: Syllabus) -> Understanding:
    """Return what a text holds, whatever its form."""
    if has_front_matter(text):
        try:
            return Understanding((read_front_matter(text, syllabus),))
        except FrontMatterError:
            return Understanding(refusal=Refusal.BAD_FRONT_MATTER)
    return understand(text, syllabus)


def read_batch(
    texts: Iterable[tuple[str, str]],
    syllabus: Syllabus,
    today: date,
    order: DateOrder | None = None,
) -> Batch:
    """Return the drafts of named texts, their dates decided by the evidence of all of them."""
    drafts: list[SourcedDraft] = []
    rejected: list[Rejection] = []
    for source, text in texts:
        understanding = read_text(text, syllabus)
        drafts += [SourcedDraft(source, draft) for draft in understanding.drafts]
        if understanding.refusal:
            rejected.append(Rejection(source, understanding.refusal))
    settled = settle_dates([sourced.draft for sourced in drafts], today, order)
    return Batch(
        tuple(SourcedDraft(old.source, draft) for old, draft in zip(drafts, settled, strict=True)),
        tuple(rejected),
    )


def read_files(
    paths: Iterable[Path], syllabus: Syllabus, today: date, order: DateOrder | None = None
) -> Batch:
    """Return the drafts of files; of a folder, those of every text file in it."""
    texts: list[tuple[str, str]] = []
    rejected: list[Rejection] = []
    for path in paths:
        for file in text_files_in(path) if path.is_dir() else [path]:
            try:
                texts.append((str(file), read_text_file(file)))
            except FileRefusedError as error:
                rejected.append(Rejection(str(file), error.reason))
    batch = read_batch(texts, syllabus, today, order)
    return Batch(batch.drafts, (*rejected, *batch.rejected))
