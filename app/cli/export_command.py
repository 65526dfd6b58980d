"""`bayaz export --pack FILE`: put summaries into one file, with notes and highlights if asked."""

import argparse
from pathlib import Path

from app.cli.output import print_json, print_lines
from app.core.errors import FileStandsError, NothingToGiveError, PackUnwritableError
from app.core.library.filters import LibraryFilter
from app.core.sharing.annotation_collector import AnnotationCollector
from app.core.sharing.pack import collect_annotations, write_pack
from app.core.workspace import Workspace
from app.messages import along_words, counted


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """Write a pack of the summaries that `list` shows with the same filters.

    Raises NothingToGiveError when there are none, FileStandsError when there is a file of that name
    and nothing says to replace it, PackUnwritableError when the file cannot be written.
    """
    library, notebook = workspace.library, workspace.notebook
    if arguments.subject:
        library.syllabus.subject(arguments.subject)
    rows = library.rows(LibraryFilter(subject_id=arguments.subject, words=arguments.query or ""))
    if not rows:
        raise NothingToGiveError
    collector = AnnotationCollector([row.id for row in rows], library, notebook)
    enclosed = collect_annotations(
        collector, highlights=arguments.with_highlights, notes=arguments.with_notes
    )
    path = Path(arguments.pack)
    if not arguments.replace and (path.exists() or path.is_symlink()):
        raise FileStandsError(path)
    summaries = [library.summary(row.id) for row in rows]
    try:
        count = write_pack(
            path, summaries, workspace.syllabus, arguments.sender, workspace.clock(), enclosed
        )
    except OSError as error:
        raise PackUnwritableError(path) from error
    highlights = collector.highlight_count if arguments.with_highlights else 0
    notes = collector.note_count if arguments.with_notes else 0
    if arguments.json:
        answer = {"pack": str(path), "summaries": count, "highlights": highlights, "notes": notes}
        print_json(answer)
    else:
        along = along_words(highlights, notes)
        line = f"wrote  {path}: {_summaries(count)}"
        print_lines([f"{line} with {along}" if along else line])
    return 0


def _summaries(count: int) -> str:
    return counted(count, "summary") if count == 1 else f"{count} summaries"
