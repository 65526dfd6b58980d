"""`bayaz note add|list`."""

import argparse

from app.cli.output import note_json, print_json, print_lines
from app.core.notes.model import Link, LinkKind, Note
from app.core.workspace import Workspace


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """Add a note, or list notes."""
    if arguments.verb == "add":
        return _add(arguments, workspace)
    notes = _chosen(arguments, workspace)
    if arguments.json:
        print_json({"notes": [note_json(note) for note in notes]})
    else:
        print_lines(f"{note.id[:8]}  {note.body.splitlines()[0]}" for note in notes)
    return 0


def _add(arguments: argparse.Namespace, workspace: Workspace) -> int:
    library = workspace.library
    links = [
        *(Link(LinkKind.SUMMARY, library.full_id("summary", short)) for short in arguments.summary),
        *(Link(LinkKind.FACT, library.full_id("fact", short)) for short in arguments.fact),
        *(Link(LinkKind.SUBJECT, subject) for subject in arguments.subject),
    ]
    note = workspace.notebook.add_note(arguments.text, links)
    if arguments.json:
        print_json(note_json(note))
    else:
        print_lines([f"added  {note.id[:8]}"])
    return 0


def _chosen(arguments: argparse.Namespace, workspace: Workspace) -> list[Note]:
    notebook = workspace.notebook
    notes = notebook.notes()
    if arguments.subject:
        workspace.syllabus.subject(arguments.subject)
        notes = notebook.notes_of_subject(arguments.subject)
    if arguments.fact:
        fact_id = workspace.library.full_id("fact", arguments.fact)
        linked = {note.id for note in notebook.backlinks(Link(LinkKind.FACT, fact_id))}
        notes = [note for note in notes if note.id in linked]
    return notes
