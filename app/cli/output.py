"""Print the results of commands: one JSON object with `--json`, otherwise lines for people."""

import contextlib
import errno
import json
import os
import sys
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import date
from typing import Any, Final

from app.core.library.library import Library
from app.core.library.model import Summary
from app.core.notes.model import Highlight, Note
from app.messages import untitled, warning_words

# A pipe whose reader has left: Windows calls it an invalid argument.
_CLOSED: Final = (errno.EPIPE, errno.EINVAL)


class OutputClosedError(Exception):
    """The reader of a command's output has closed it, as `head` does after its lines."""


def print_json(value: dict[str, Any]) -> None:
    """Print one JSON object, in Unicode and not in escapes.

    Raises OutputClosedError when nobody reads it.
    """
    with _closed_pipes_named():
        json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
        sys.stdout.write("\n")


def print_lines(lines: Iterable[str]) -> None:
    """Print lines for a person.

    Raises OutputClosedError when nobody reads them.
    """
    for line in lines:
        with _closed_pipes_named():
            sys.stdout.write(f"{line}\n")


def print_refusals(lines: Iterable[str]) -> None:
    """Print on stderr, for a person, what was refused.

    Raises OutputClosedError when nobody reads it.
    """
    with _closed_pipes_named():
        # The streams are often shown as one: what was done comes first.
        sys.stdout.flush()
        for line in lines:
            sys.stderr.write(f"{line}\n")


def finish_output() -> None:
    """Flush what was printed; Python does so at exit, where a failure can no longer be caught.

    Raises OutputClosedError when nobody reads it.
    """
    try:
        with _closed_pipes_named():
            sys.stdout.flush()
    except OutputClosedError:
        discard_output()
        raise


def discard_output() -> None:
    """Send what is printed from now on nowhere, including what is written at exit."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


@contextlib.contextmanager
def _closed_pipes_named() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        if error.errno in _CLOSED:
            raise OutputClosedError from error
        raise


def summary_json(summary: Summary, library: Library, *, ids: bool = True) -> dict[str, Any]:
    """Return a summary as JSON commands print it; without ids if it is not stored."""
    vocabulary = [asdict(word) for word in summary.vocabulary]
    questions = [asdict(question) for question in summary.questions]
    return {
        "id": summary.id if ids else None,
        "title": summary.title,
        "author": summary.author,
        "publication": summary.publication,
        "category": summary.category,
        "published_on": _iso(summary.published_on),
        "posted_on": _iso(summary.posted_on),
        "subjects": [
            {
                "id": entry.subject_id,
                "name": library.syllabus.subject(entry.subject_id).name,
                "topics": list(entry.topics),
            }
            for entry in summary.subjects
        ],
        "facts": [{"id": fact.id if ids else None, "text": fact.text} for fact in summary.facts],
        "sections": [
            {"kind": section.kind.value, "heading": section.heading} for section in summary.sections
        ],
        "warnings": [warning_words(warning) for warning in summary.warnings],
        "source": summary.source,
        **({"vocabulary": vocabulary} if vocabulary else {}),
        **({"questions": questions} if questions else {}),
    }


def note_json(note: Note) -> dict[str, Any]:
    """Return a note as JSON commands print it."""
    return {
        "id": note.id,
        "body": note.body,
        "subjects": list(note.subjects),
        "links": [{"kind": link.kind.value, "id": link.id} for link in note.links],
        "created_at": note.created_at.isoformat(),
        "updated_at": note.updated_at.isoformat(),
        **_origin_json(note.origin),
    }


def highlight_json(highlight: Highlight) -> dict[str, Any]:
    """Return a highlight as JSON commands print it."""
    return {
        "id": highlight.id,
        "summary_id": highlight.summary_id,
        "colour": highlight.colour.value,
        "quote": highlight.anchor.quote,
        "start": highlight.anchor.start,
        "heading": highlight.anchor.heading,
        "fact_id": highlight.anchor.fact_id,
        "created_at": highlight.created_at.isoformat(),
        **_origin_json(highlight.origin),
    }


def summary_line(summary_id: str, title: str | None, author: str | None, day: date | None) -> str:
    """Return a summary as one line for a person."""
    credits_line = " · ".join(filter(None, (author, _iso(day))))
    return f"{summary_id[:8]}  {title or untitled('')}" + (
        f"  ({credits_line})" if credits_line else ""
    )


def _origin_json(origin: str | None) -> dict[str, str]:
    """Return who sent something, if it came in a pack."""
    return {} if origin is None else {"from": origin}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
