"""Files and texts to drafts, in one batch whose dates are resolved together."""

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

from app.core.importing.drafting.as_it_is import take_as_it_is
from app.core.importing.drafting.foreign_front_matter import (
    has_front_matter,
    is_sound,
    split_front_matter,
)
from app.core.importing.drafting.front_matter import (
    FrontMatterError,
    NothingBelowError,
    is_careful,
    is_own,
    read_front_matter,
)
from app.core.importing.drafting.kept_source import BodyOnly, read_kept
from app.core.importing.drafting.long_texts import in_parts
from app.core.importing.drafting.parse_text import (
    parse_body,
    parse_row,
    parse_text,
    resolve_draft_dates,
)
from app.core.importing.files.reader import document_of, files_in, read_document
from app.core.importing.lines.clean import clean
from app.core.importing.lines.dates import DateOrder, ParsedDate
from app.core.importing.model import (
    ArchivedFile,
    Basis,
    Document,
    Draft,
    FieldBasis,
    FileRefusedError,
    ParseResult,
    Part,
)
from app.core.importing.refusal import Refusal
from app.core.library.model import Form, WarningKind
from app.core.library.syllabus import Syllabus
from app.core.paths import familiar, reachable

# A chat's message of fewer words is talk, unless it has a summary's form.
_CHATTER: Final = 80
# Of a chat's or a book's parts, shorter ones are not worth to be shown as set aside, nor are more.
_WORTH_SHOWING: Final = 25
_MOST_SET_ASIDE: Final = 100


@dataclass(frozen=True, slots=True)
class SourcedDraft:
    """A draft and the file, or the action, that it came from.

    `found` is what was understood, where the reader has corrected the draft since.
    """

    source: str
    draft: Draft
    found: Draft | None = None


@dataclass(frozen=True, slots=True)
class Rejection:
    """A source in which no summary was found, and why.

    `draft` is what it is if the reader takes it all the same: then it is only set aside. Without
    one it is refused: there is nothing to read in it.
    """

    source: str
    reason: Refusal
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A text that can be read but is no summary, why, and the draft it is if it is taken."""

    sourced: SourcedDraft
    reason: Refusal


@dataclass(frozen=True, slots=True)
class Batch:
    """What came of some sources: their drafts, and those in which no summary was found."""

    drafts: tuple[SourcedDraft, ...] = ()
    rejected: tuple[Rejection, ...] = ()

    def __add__(self, other: "Batch") -> "Batch":
        """Return both as one."""
        return Batch(self.drafts + other.drafts, self.rejected + other.rejected)

    @property
    def set_aside(self) -> tuple[SetAside, ...]:
        """What can be read and taken as it is."""
        return tuple(
            SetAside(SourcedDraft(one.source, one.draft), one.reason)
            for one in self.rejected
            if one.draft
        )

    @property
    def refused(self) -> tuple[Rejection, ...]:
        """What cannot be read at all."""
        return tuple(one for one in self.rejected if one.draft is None)


def files_of(paths: Iterable[Path]) -> list[Path]:
    """Return the files to read: of a folder, every file in it that may hold summaries.

    A folder without any is returned itself, to be refused by name.
    """
    found = map(reachable, paths)
    return [file for path in found for file in (_is_folder(path) and files_in(path)) or [path]]


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def source_name(path: Path) -> str:
    """Return a path as text that can be stored, whatever bytes its name is made of."""
    return os.fsencode(familiar(path)).decode("utf-8", "replace")


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


def drafts_from_kept(
    kept: str, source: str, syllabus: Syllabus, body: BodyOnly | None = None
) -> Batch:
    """Return what the kept text of a summary is understood as now; no date is resolved yet.

    `body` is given where its heading was not kept, so that none is looked for.
    """
    if body is None:
        part = read_kept(kept)
        return (
            _read_parts(Document((part,)), source, syllabus)
            if part
            else drafts_from_text(kept, source, syllabus)
        )
    draft = parse_body(kept, syllabus, body)
    return Batch((SourcedDraft(source, draft),) if draft else ())


def resolve_dates(batch: Batch, today: date, order: DateOrder | None = None) -> Batch:
    """Return a batch with its dates resolved by the evidence of all of it."""
    drafts = [sourced.draft for sourced in batch.drafts]
    every = [*drafts, *(one.draft for one in batch.rejected if one.draft)]
    settled = iter(resolve_draft_dates(every, today, order))
    return Batch(
        tuple(replace(sourced, draft=next(settled)) for sourced in batch.drafts),
        tuple(replace(one, draft=next(settled)) if one.draft else one for one in batch.rejected),
    )


def _read_parts(document: Document, source: str, syllabus: Syllabus) -> Batch:
    """Return the drafts of a document's parts.

    In a table or a pack every row should be a summary, so each that is refused is named. In a chat
    or a book many parts are none: the messages and pages that are long enough to be read are set
    aside, and what holds no text is passed over as long as there is anything else.
    """
    if document.files:
        return sum((_read_archived(file, source, syllabus) for file in document.files), Batch())
    if document.sender:
        source = f"{source}, from {document.sender}"
    several = len(document.parts) > 1 and not document.rows
    drafts: list[SourcedDraft] = []
    refused: list[Rejection] = []
    set_aside: list[Rejection] = []
    for part in document.parts:
        understanding = _parse(part, syllabus)
        found = [*understanding.drafts]
        place = f"{source} ({part.place})" if document.rows else source
        if several and part.posted and found and _is_chatter(found[0]):
            understanding = ParseResult(refusal=Refusal.NO_SUMMARY, aside=found.pop())
        if found and (part.shared_annotations or part.warnings):
            found[0] = _with_extras(found[0], part)
        drafts += (SourcedDraft(source, one) for draft in found for one in in_parts(draft))
        aside, reason = understanding.aside, understanding.refusal
        if aside and reason:
            if not several or len(aside.source_text.split()) >= _WORTH_SHOWING:
                set_aside.append(Rejection(place, reason, aside))
        elif reason:
            refused.append(Rejection(place, reason))
    if document.rows and not any(part.text.strip() for part in document.parts):
        return Batch(rejected=(Rejection(source, Refusal.NO_LIST),))
    if drafts or set_aside:
        named = refused if document.rows else []
        shown = [
            Rejection(one.source, one.reason, part)
            for one in set_aside[:_MOST_SET_ASIDE]
            if one.draft
            for part in in_parts(one.draft)
        ]
        return Batch(tuple(drafts), (*named, *shown))
    return Batch(rejected=(_clearest(refused or [Rejection(source, Refusal.EMPTY)]),))


def _is_chatter(draft: Draft) -> bool:
    """Return whether a chat's message is only talk: short, and no summary's form to be seen."""
    return draft.form is Form.AS_IT_IS and len(draft.source_text.split()) < _CHATTER


def _with_extras(draft: Draft, part: Part) -> Draft:
    return replace(
        draft,
        shared_annotations=part.shared_annotations,
        warnings=(*part.warnings, *draft.warnings),
    )


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
    own = is_own(part.text)
    if own or is_careful(part.text):
        try:
            return ParseResult((read_front_matter(part.text, syllabus),))
        except FrontMatterError as error:
            if own:
                whole = take_as_it_is(clean(part.text))
                short = isinstance(error, NothingBelowError)
                reason = Refusal.NOTHING_BELOW if short else Refusal.BAD_FRONT_MATTER
                return ParseResult(refusal=reason, aside=whole)
    if has_front_matter(part.text):
        fields, body = split_front_matter(part.text)
        understanding = parse_row(body, fields, syllabus)
        if understanding.drafts:
            return understanding
        if not is_sound(part.text) or _has_unread_date(understanding.aside):
            return replace(understanding, refusal=Refusal.BAD_FRONT_MATTER)
        if understanding.refusal is Refusal.EMPTY:
            return replace(understanding, refusal=Refusal.NOTHING_BELOW)
        return understanding
    understanding = parse_text(part.text, syllabus, part.stated, headed=part.headed)
    if part.posted is None:
        return understanding
    drafts = tuple(
        draft if draft.written_posted else _sent_on(draft, part.posted)
        for draft in understanding.drafts
    )
    return replace(understanding, drafts=drafts)


def _has_unread_date(draft: Draft | None) -> bool:
    """Return whether a field of a draft that should be a date is none."""
    return draft is not None and any(w.kind is WarningKind.DATE_UNREAD for w in draft.warnings)


def _sent_on(draft: Draft, posted: ParsedDate) -> Draft:
    """Return a draft with the day on which its message was sent."""
    bases = (*draft.bases, FieldBasis("posted_on", Basis.CHAT_STAMP))
    kept = draft.kept and replace(draft.kept, posted=posted)
    return replace(draft, written_posted=posted, bases=bases, kept=kept)
