"""Lists of summaries in CSV and JSON to text: each row a part, its columns known by their names."""

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

from app.core.importing.lines.labels import find_label
from app.core.importing.model import Document, Fields, FileRefusedError, Part
from app.core.importing.refusal import Refusal
from app.core.library.model import SectionKind

MAX_ROWS: Final = 20_000
_MAX_CELL: Final = 1_000_000

# What columns are called. Any other name must be a section's label, or the column is left out.
_COLUMNS: Final = {
    "title": "title", "headline": "title", "heading": "title", "article": "title",
    "topic": "title", "author": "author", "writer": "author", "byline": "author",
    "columnist": "author", "by": "author", "publication": "publication",
    "newspaper": "publication", "paper": "publication", "publisher": "publication",
    "category": "category", "published": "published", "published_on": "published",
    "publication_date": "published", "article_date": "published", "posted": "posted",
    "posted_on": "posted", "date": "posted", "post_date": "posted", "date_posted": "posted",
    "text": "text", "body": "text", "content": "text", "article_text": "text",
    "summary_text": "text", "full_text": "text", "markdown": "text",
}  # fmt: skip
# Short names of sections, too short to be labels in a text.
_SECTIONS: Final = {
    "subjects": "Relevant CSS Subjects and Topics",
    "css_subjects": "Relevant CSS Subjects and Topics",
    "beginners": "Notes for Beginners",
}
_LISTS: Final = ("summaries", "imported", "items", "articles", "data", "rows")


def read_csv(text: str) -> Document:
    """Return the rows of a CSV or TSV file with a line of headings.

    Raises FileRefusedError: DAMAGED for what is no table, TOO_LARGE for too many rows.
    """
    csv.field_size_limit(_MAX_CELL)
    try:
        dialect: Any = csv.Sniffer().sniff(text[:4096], delimiters=",;\t|")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = list(csv.DictReader(io.StringIO(text, newline=""), dialect=dialect, strict=False))
    except csv.Error as error:
        raise FileRefusedError(Refusal.DAMAGED) from error
    return _document(rows)


def read_json(text: str) -> Document:
    """Return the objects of a JSON list, of the list inside an object, or of JSON lines.

    Raises FileRefusedError: DAMAGED for what is no JSON, NO_SUMMARY for JSON without a list or an
    object, TOO_LARGE for too many rows.
    """
    try:
        stored = json.loads(text)
    except (ValueError, RecursionError):
        stored = _json_lines(text)
    if isinstance(stored, dict):
        inner = next((stored[key] for key in _LISTS if isinstance(stored.get(key), list)), None)
        stored = inner if inner is not None else [stored]
    if not isinstance(stored, list):
        raise FileRefusedError(Refusal.NO_SUMMARY)
    return _document(row if isinstance(row, dict) else {} for row in stored)


def _json_lines(text: str) -> list[Any]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise FileRefusedError(Refusal.DAMAGED) from error


def _document(rows: Iterable[Mapping[Any, Any]]) -> Document:
    parts = []
    for number, row in enumerate(rows, start=1):
        if number > MAX_ROWS:
            raise FileRefusedError(Refusal.TOO_LARGE)
        parts.append(_part(row, f"row {number}"))
    return Document(tuple(parts), rows=True)


def _part(row: Mapping[Any, Any], place: str) -> Part:
    """Return a row as a part: its known columns as fields, the others as labelled sections.

    {"Headline": "Thirst", "Text": "The water …", "Key Facts": ["33 wells"], "Views": 12} has the
    field `title`, and the text

        The water …
        key facts:
        - 33 wells

    `Views` is neither a field nor a section's label, and is left out.
    """
    fields: dict[str, Any] = {}
    text: list[str] = []
    sections: list[str] = []
    for column, value in row.items():
        name = _column_name(column)
        if name == "sections" and isinstance(value, list):
            sections += [_section(entry) for entry in value if isinstance(entry, dict)]
            continue
        words = _words(value)
        field = _COLUMNS.get(name)
        if not words:
            continue
        if field == "text":
            text.append(words)
        elif field:
            fields.setdefault(field, " ".join(words.split()))
        elif label := find_label(f"{_SECTIONS.get(name, name.replace('_', ' '))}:"):
            if label.kind is SectionKind.SUMMARY:
                text.append(words)
            else:
                sections.append(f"{label.heading}:\n{words}")
    if not text and "title" not in fields:
        # A table of something else: a column called «notes» does not make it summaries.
        sections = []
    return Part("\n".join([*text, *sections]), place, fields=Fields(**fields))


def _column_name(column: object) -> str:
    """Return a column's name as `_COLUMNS` has it: `Date Posted` is `date_posted`."""
    return "_".join(str(column or "").strip().lower().split()).replace("-", "_")


def _section(entry: Mapping[Any, Any]) -> str:
    """Return one entry of a list of sections, `{"heading": …, "markdown": …}`, as labelled text."""
    heading = _words(entry.get("heading") or entry.get("kind"))
    words = _words(entry.get("markdown") or entry.get("text"))
    return f"{heading}:\n{words}" if heading and heading.lower() != "summary" else words


def _words(value: Any) -> str:
    """Return a cell as text: a list as one point a line, an object by its text or name."""
    if isinstance(value, list):
        return "\n".join(f"- {words}" for entry in value if (words := _words(entry)))
    if isinstance(value, dict):
        name = value.get("text") or value.get("name") or ""
        topics = value.get("topics")
        inner = ", ".join(str(topic) for topic in topics) if isinstance(topics, list) else ""
        return f"{name} – {inner}" if inner else str(name)
    return "" if value is None else str(value).strip()
