"""Footnotes and endnotes of a document: away from the figures, below the text."""

from collections.abc import Iterable
from html import escape


def notes_html(notes: Iterable[str]) -> str:
    """Return notes as a section of their own; an empty text for none."""
    kept = [words for note in notes if (words := " ".join(note.split()))]
    items = "".join(f"<li>{escape(words)}</li>" for words in kept)
    return f"<h2>Footnotes:</h2><ol>{items}</ol>" if items else ""
