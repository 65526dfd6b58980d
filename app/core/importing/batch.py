"""Files and texts to drafts, as one batch whose dates are settled together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from app.core.importing.dates import DateOrder
from app.core.importing.draft import Draft, Understanding
from app.core.importing.front_matter import (
    FrontMatterError,
    has_front_matter,
    read_front_matter,
)
from app.core.importing.read_file import FileRefusedError, read_text_file, text_files_in
from app.core.importing.refusal import Refusal
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
    """All that was understood of some sources."""

    drafts: tuple[SourcedDraft, ...] = ()
    rejected: tuple[Rejection, ...] = ()

    def __add__(self, other: "Batch") -> "Batch":
        """Return both as one."""
        return Batch(self.drafts + other.drafts, self.rejected + other.rejected)


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return the files to read: of a folder, every text file in it."""
    return [file for path in paths for file in (text_files_in(path) if path.is_dir() else [path])]


def read_file(path: Path, syllabus: Syllabus) -> Batch:
    """Return what one file holds, its dates not yet settled."""
    try:
        text = read_text_file(path)
    except FileRefusedError as error:
        return Batch(rejected=(Rejection(str(path), error.reason),))
    return read_text(text, str(path), syllabus)


def read_text(text: str, source: str, syllabus: Syllabus) -> Batch:
    """Return what a text holds, whatever its form, its dates not yet settled."""
    understanding = _understand(text, syllabus)
    drafts = tuple(SourcedDraft(source, draft) for draft in understanding.drafts)
    refusal = understanding.refusal
    return Batch(drafts, (Rejection(source, refusal),) if refusal else ())


def settle(batch: Batch, today: date, order: DateOrder | None = None) -> Batch:
    """Return a batch with its dates decided by the evidence of all of it."""
    settled = settle_dates([sourced.draft for sourced in batch.drafts], today, order)
    drafts = tuple(
        SourcedDraft(old.source, draft) for old, draft in zip(batch.drafts, settled, strict=True)
    )
    return Batch(drafts, batch.rejected)


def _understand(text: str, syllabus: Syllabus) -> Understanding:
    if not has_front_matter(text):
        return understand(text, syllabus)
    try:
        return Understanding((read_front_matter(text, syllabus),))
    except FrontMatterError:
        return Understanding(refusal=Refusal.BAD_FRONT_MATTER)
