"""Files and texts to drafts, in one batch whose dates are resolved together."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from app.core.importing.drafting.front_matter import (
    FrontMatterError,
    has_front_matter,
    read_front_matter,
)
from app.core.importing.drafting.parse_text import parse_row, parse_text, resolve_draft_dates
from app.core.importing.files.reader import document_of, files_in, read_document
from app.core.importing.lines.dates import DateOrder
from app.core.importing.model import (
    ArchivedFile,
    Document,
    Draft,
    FileRefusedError,
    ParseResult,
    Part,
)
from app.core.importing.refusal import Refusal
from app.core.library.syllabus import Syllabus


@dataclass(frozen=True, slots=True)
class SourcedDraft:
    """A draft and the file, or the action, that it came from."""

    source: str
    draft: Draft


@dataclass(frozen=True, slots=True)
class Rejection:
    """A source that was refused, and why."""

    source: str
    reason: Refusal


@dataclass(frozen=True, slots=True)
class SetAside:
    """A text that can be read but is no summary, why, and the draft it is if it is taken."""

    sourced: SourcedDraft
    reason: Refusal


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of some sources: their drafts, what was set aside, and what was refused."""

    drafts: tuple[SourcedDraft, ...] = ()
    rejected: tuple[Rejection, ...] = ()
    set_aside: tuple[SetAside, ...] = ()

    def __add__(self, other: "Batch") -> "Batch":
        """Return both as one."""
        return Batch(
            self.drafts + other.drafts,
            self.rejected + other.rejected,
            self.set_aside + other.set_aside,
        )


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return the files to read: of a folder, every file in it that may hold summaries.

    A folder without any is returned itself, to be refused by name.
    """
    return [file for path in paths for file in (_is_folder(path) and files_in(path)) or [path]]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def source_name(path: Path) -> str:
    """Return a path as text that can be stored, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


def drafts_from_file(path: Path, syllabus: Syllabus) -> Batch:
    """Return what one file holds; no date is resolved yet."""
    source = source_name(path)
    try:
        document = read_document(path)
    except FileRefusedError as error:
        empty = error.reason is Refusal.UNREADABLE and _is_folder(path)
        reason = Refusal.EMPTY_FOLDER if empty else error.reason
        return Batch(rejected=(Rejection(source, reason),))
    return _read_parts(document, source, syllabus)


def drafts_from_text(text: str, source: str, syllabus: Syllabus) -> Batch:
    """Return what a text of any form holds; no date is resolved yet."""
    return _read_parts(document_of(text), source, syllabus)


def resolve_dates(batch: Batch, today: date, order: DateOrder | None = None) -> Batch:
    """Return a batch with its dates resolved by the evidence of all of it."""
    every = [*batch.drafts, *(aside.sourced for aside in batch.set_aside)]
    settled = resolve_draft_dates([sourced.draft for sourced in every], today, order)
    drafts = tuple(
        SourcedDraft(old.source, draft) for old, draft in zip(every, settled, strict=True)
    )
    count = len(batch.drafts)
    set_aside = tuple(
        SetAside(sourced, old.reason)
        for old, sourced in zip(batch.set_aside, drafts[count:], strict=True)
    )
    return Batch(drafts[:count], batch.rejected, set_aside)


def _read_parts(document: Document, source: str, syllabus: Syllabus) -> Batch:
    """Return the drafts of a document's parts.

    In a table or a pack every row should be a summary, so each that is none is named. In a chat
    or a book most parts are none, so one is kept, and only when there is no draft at all.
    """
    if document.files:
        return sum((_read_archived(file, source, syllabus) for file in document.files), Batch())
    if document.sender:
        source = f"{source}, from {document.sender}"
    drafts: list[SourcedDraft] = []
    refusals: list[Rejection] = []
    set_aside: list[SetAside] = []
    for part in document.parts:
        understanding = _parse(part, syllabus)
        found = list(understanding.drafts)
        if found and (part.shared_annotations or part.warnings):
            warnings = (*part.warnings, *found[0].warnings)
            found[0] = replace(
                found[0], shared_annotations=part.shared_annotations, warnings=warnings
            )
        drafts += (SourcedDraft(source, draft) for draft in found)
        place = f"{source} ({part.place})" if document.rows else source
        if understanding.aside and understanding.refusal:
            aside = SourcedDraft(place, understanding.aside)
            set_aside.append(SetAside(aside, understanding.refusal))
        elif understanding.refusal:
            refusals.append(Rejection(place, understanding.refusal))
    if document.rows and (drafts or set_aside):
        return Batch(tuple(drafts), tuple(refusals), tuple(set_aside))
    if document.rows and not any(part.text.strip() for part in document.parts):
        return Batch(rejected=(Rejection(source, Refusal.NO_LIST),))
    if drafts:
        return Batch(tuple(drafts))
    if set_aside:
        return Batch(
            set_aside=tuple(set_aside[:1]) if len(document.parts) > 1 else tuple(set_aside)
        )
    if not refusals:
        refusals = [Rejection(source, Refusal.EMPTY)]
    return Batch(rejected=(_clearest(refusals),))


def _read_archived(file: ArchivedFile, archive: str, syllabus: Syllabus) -> Batch:
    """Return what one file of a zip holds, as of a file in a folder."""
    # A name with slashes would be taken for the end of a path.
    source = f"{archive} ({file.name.replace('/', ' › ')})"
    if file.document is None:
        return Batch(rejected=(Rejection(source, file.refusal or Refusal.UNREADABLE),))
    return _read_parts(file.document, source, syllabus)


def _clearest(refusals: list[Rejection]) -> Rejection:
    """Return the refusal that says most: the first that names what the text is instead."""
    vague = (Refusal.NO_SUMMARY, Refusal.EMPTY)
    return next((refused for refused in refusals if refused.reason not in vague), refusals[0])


def _parse(part: Part, syllabus: Syllabus) -> ParseResult:
    if part.fields:
        return parse_row(part.text, part.fields, syllabus)
    if has_front_matter(part.text):
        try:
            return ParseResult((read_front_matter(part.text, syllabus),))
        except FrontMatterError:
            return ParseResult(refusal=Refusal.BAD_FRONT_MATTER)
    understanding = parse_text(part.text, syllabus)
    if part.posted is None:
        return understanding
    drafts = tuple(
        draft if draft.written_posted else replace(draft, written_posted=part.posted)
        for draft in understanding.drafts
    )
    return replace(understanding, drafts=drafts)
