"""Footnotes and endnotes of a document: away from the figures they stand behind."""

from collections.abc import Iterable
from html import escape


def notes_html(notes: Iterable[str]) -> str:
    """Return notes as a section of their own at the end; an empty text for none."""
    kept = [words for note in notes if (words := " ".join(note.split()))]
    items = "".join(f"<li>{escape(_ended(words))}</li>" for words in kept)
    return f"<h2>Footnotes:</h2><ol>{items}</ol>" if items else ""


def _ended(words: str) -> str:
    """Return a note with its full stop, so that it does not seem to break off."""
    return words if words.endswith((".", "?", "!", "۔")) else f"{words}."
