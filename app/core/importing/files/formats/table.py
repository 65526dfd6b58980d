"""Lists of summaries in CSV and JSON to text: each row a part, its columns known by their names."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from app.core.importing.files.column_names import field_named, normalised
from app.core.importing.lines.dates import read_date_field
from app.core.importing.lines.labels import find_label
from app.core.importing.model import Document, Fields, FileRefusedError, Part
from app.core.importing.refusal import Refusal
from app.core.library.model import DraftWarning, SectionKind, WarningKind

MAX_ROWS: Final = 20_000
_MAX_CELL: Final = 1_000_000
# The line of headings is among so many first ones; a longer cell is no column's name.
_TOP_ROWS: Final = 8
_LONGEST_NAME: Final = 60
_DELIMITERS: Final = (",", ";", "\t", "|")
# What Excel writes above a table to say how its cells are parted.
_DECLARED = re.compile(r"\ufeff?\s{0,4}\"?sep=(?P<sign>[^\n\"])\"?\s{0,4}\r?\n", re.IGNORECASE)
_HTML = re.compile(
    r"</?(?:p|div|br|ul|ol|li|b|i|em|strong|h[1-6]|span|a|table)\b[^<>]{0,200}>", re.I
)

# Short names of sections, too short to be labels in a text.
_SECTIONS: Final = {
    "subjects": "Relevant CSS Subjects and Topics",
    "css_subjects": "Relevant CSS Subjects and Topics",
    "beginners": "Notes for Beginners",
}
_LISTS: Final = ("summaries", "imported", "items", "articles", "data", "rows")


def read_csv(text: str) -> Document:
    """Return the rows of a CSV or TSV file with a line of headings, which may have a title above.

    Raises FileRefusedError: DAMAGED for what is no table, TOO_LARGE for too many rows.
    """
    csv.field_size_limit(_MAX_CELL)
    declared = _DECLARED.match(text)
    body = text[declared.end() :] if declared else text
    try:
        delimiter = declared["sign"] if declared else _delimiter(body)
        rows = list(csv.reader(io.StringIO(body, newline=""), delimiter=delimiter, strict=False))
    except csv.Error as error:
        raise FileRefusedError(Refusal.DAMAGED) from error
    head = _head(rows)
    first = head + 1 + bool(declared)
    columns = rows[head] if rows else []
    numbered = (
        (number, dict(zip(columns, row, strict=False)))
        for number, row in enumerate(rows[head + 1 :], start=first + 1)
        if any(cell.strip() for cell in row)
    )
    return _document(numbered, columns)


def _delimiter(text: str) -> str:
    """Return the sign that parts the cells: the one which the line of headings has most of."""
    lines = [line for line in text[:20_000].split("\n") if line.strip()][:_TOP_ROWS]
    known = {
        sign: max((_known(line.split(sign)) for line in lines), default=0) for sign in _DELIMITERS
    }
    best = max(known, key=lambda sign: known[sign])
    if known[best]:
        return best
    try:
        return csv.Sniffer().sniff(text[:4096], delimiters="".join(_DELIMITERS)).delimiter
    except csv.Error:
        return ","


def _head(rows: Sequence[Sequence[str]]) -> int:
    """Return which row has the headings: that of the first ones with the most known names."""
    top = rows[:_TOP_ROWS]
    best = max(range(len(top)), key=lambda number: _known(top[number]), default=0)
    return best if top and _known(top[best]) else 0


def _known(cells: Iterable[str]) -> int:
    bare = [cell.strip().strip('"') for cell in cells]
    return sum(len(cell) <= _LONGEST_NAME and _field(cell) is not None for cell in bare)


def _field(column: object) -> str | None:
    """Return the field of a column, `section` for a section's label, None for an unknown name."""
    field = field_named(column)
    if field:
        return field
    name = normalised(column)
    return "section" if name in _SECTIONS or find_label(f"{name.replace('_', ' ')}:") else None


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
    found = [row if isinstance(row, dict) else {} for row in stored]
    columns = dict.fromkeys(name for row in found for name in row)
    return _document(enumerate(found, start=1), columns)


def _json_lines(text: str) -> list[Any]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise FileRefusedError(Refusal.DAMAGED) from error


def _document(rows: Iterable[tuple[int, Mapping[Any, Any]]], columns: Iterable[Any]) -> Document:
    """Return rows, each with its number, as a document; the first one names unknown columns."""
    unknown = tuple(
        DraftWarning(WarningKind.COLUMN_UNKNOWN, str(column))
        for column in columns
        if str(column or "").strip() and _field(column) is None
    )
    parts: list[Part] = []
    for count, (number, row) in enumerate(rows, start=1):
        if count > MAX_ROWS:
            raise FileRefusedError(Refusal.TOO_LARGE)
        part = _part(row, number)
        parts.append(part if parts else replace(part, warnings=(*unknown, *part.warnings)))
    return Document(tuple(parts), rows=True)


def _part(row: Mapping[Any, Any], number: int) -> Part:
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
    warnings: list[DraftWarning] = []
    for column, value in row.items():
        name = normalised(column)
        if name in ("sections", "facts") and isinstance(value, list):
            named = [_section(entry) for entry in value if isinstance(entry, dict)]
            sections += named if name == "sections" else [f"Facts and Figures:\n{_words(value)}"]
            continue
        field, words = field_named(column), _words(value)
        if not words or field == "ignored":
            continue
        if field == "text":
            text.append(words)
        elif field in ("published", "posted"):
            fields.setdefault(field, words)
            if read_date_field(words) is None:
                found = f"row {number}, {column}: {words}"
                warnings.append(DraftWarning(WarningKind.DATE_UNREAD, found))
        elif field == "subjects":
            lines = words if "\n" in words else re.sub(r"\s*[;|]\s*", "\n", words)
            sections.append(f"Relevant CSS Subjects and Topics:\n{lines}")
        elif field == "tags":
            entries = words.split("\n") if "\n" in words else re.split(r"[,;،]", words)
            fields.setdefault(field, tuple(entry.strip("- ") for entry in entries if entry.strip()))
        elif field == "publication" and "//" in words:
            fields.setdefault("address", words)
        elif field:
            fields.setdefault(field, _joined(value, words))
        elif label := find_label(f"{_SECTIONS.get(name, name.replace('_', ' '))}:"):
            if label.kind is SectionKind.SUMMARY:
                text.append(words)
            else:
                sections.append(f"{label.heading}:\n{words}")
    if not text and "title" not in fields:
        # A table of something else: a column called «notes» does not make it summaries.
        sections = []
    return Part(
        "\n".join([*text, *sections]),
        f"row {number}",
        fields=Fields(**fields),
        warnings=tuple(warnings),
    )


def _joined(value: Any, words: str) -> str:
    """Return a cell on one line, the names of a list joined: `A and B`."""
    if isinstance(value, list):
        names = [name for entry in value if (name := _words(entry))]
        return " and ".join(names) if len(names) <= 2 else ", ".join(names)
    return " ".join(words.split())


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
        # {"$date": …}, {"seconds": …}: what databases make of a date.
        keys = ("text", "name", "title", "$date", "$numberLong", "seconds", "_seconds", "rendered")
        name = next((value[key] for key in keys if value.get(key)), "")
        topics = value.get("topics")
        inner = ", ".join(str(topic) for topic in topics) if isinstance(topics, list) else ""
        return f"{name} – {inner}" if inner else _words(name)
    text = "" if value is None else str(value).strip()
    return _plain(text) if _HTML.search(text[:2000]) else text


def _plain(html: str) -> str:
    from app.core.importing.files.formats.html import text_of_html

    return text_of_html(html).strip()
