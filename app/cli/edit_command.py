"""`bayaz edit ID`: correct the details or the text of a summary."""

import argparse
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, Final

from app.cli.output import print_json, print_lines, summary_json, summary_line
from app.core.errors import DateUnreadableError, FileUnreadableError
from app.core.importing.lines.typed_date import read_typed_date
from app.core.library.details import Details, details_of
from app.core.library.library import Library
from app.core.library.model import ReadingState, SubjectTopics
from app.core.workspace import Workspace
from app.messages import SECTION_NAMES

_WORDS: Final = ("title", "author", "publication", "category")
_DAYS: Final = ("published_on", "posted_on")


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """Correct a summary, given its id or the beginning of it; what cannot be read changes nothing.

    Raises BayazError for a date that is none, an unknown subject, or a text that is empty.
    """
    library, corrector = workspace.library, workspace.importer.corrector
    summary_id = library.full_id("summary", arguments.id)
    # First all that can be wrong, then the text, which may be refused, then the details.
    text = None if arguments.text is None else _read(arguments.text)
    details = _corrected(details_of(library.summary(summary_id)), arguments, library)
    made = [corrector.edit_text(summary_id, text, SECTION_NAMES) if text is not None else None]
    made.append(corrector.edit_details(summary_id, details))
    summary = library.summary(summary_id)
    if arguments.json:
        print_json(summary_json(summary, library))
    else:
        verb = "corrected" if any(made) else "unchanged"
        line = summary_line(summary.id, summary.title, summary.author, summary.date)
        print_lines([f"{verb}  {line}"])
    return 0


def _corrected(details: Details, arguments: argparse.Namespace, library: Library) -> Details:
    """Return details with what the options say; an empty value takes a field away."""
    given: dict[str, Any] = {}
    for name in _WORDS:
        if (text := getattr(arguments, name)) is not None:
            given[name] = " ".join(text.split()) or None
    for name in _DAYS:
        if (text := getattr(arguments, name)) is not None:
            given[name] = _day(text)
    if arguments.state:
        given["state"] = ReadingState(arguments.state)
    subjects = tuple(_subjects(details.subjects, arguments, library))
    return replace(details, **given, subjects=subjects)


def _day(text: str) -> date | None:
    typed = read_typed_date(text)
    if typed.problem:
        raise DateUnreadableError(text, typed.problem)
    return typed.day


def _subjects(
    present: tuple[SubjectTopics, ...], arguments: argparse.Namespace, library: Library
) -> Iterator[SubjectTopics]:
    """Yield the subjects that are wanted; those that were there keep their topics."""
    known = {entry.subject_id: entry for entry in present}
    wanted = [*(arguments.subject or known), *arguments.add_subject]
    for subject_id in dict.fromkeys(wanted):
        library.syllabus.subject(subject_id)
        if subject_id not in arguments.remove_subject:
            yield known.get(subject_id, SubjectTopics(subject_id))
    for subject_id in arguments.remove_subject:
        library.syllabus.subject(subject_id)


def _read(name: str) -> str:
    try:
        return Path(name).read_text(encoding="utf-8-sig")
    except (OSError, UnicodeError) as error:
        raise FileUnreadableError(Path(name)) from error
