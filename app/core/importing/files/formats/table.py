"""Tables of summaries in CSV and JSON to text: where their rows are, and which has the names."""

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

from app.core.importing.files.formats.table_row import field_of, part_of
from app.core.importing.model import Document, FileRefusedError, Part
from app.core.importing.refusal import Refusal
from app.core.library.model import DraftWarning, WarningKind

MAX_ROWS: Final = 20_000
_MAX_CELL: Final = 1_000_000
# The line of headings is among so many first ones; a longer cell is no column's name.
_TOP_ROWS: Final = 8
_LONGEST_NAME: Final = 60
_DELIMITERS: Final = (",", ";", "\t", "|")
# What Excel writes above a table to say how its cells are parted.
_DECLARED = re.compile(r"\ufeff?\s{0,4}\"?sep=(?P<sign>[^\n\"])\"?\s{0,4}\r?\n", re.IGNORECASE)
# Databases and services wrap the rows in objects, and a row in one of its own.
_WRAPS: Final = ("_source", "fields", "attributes", "node", "document", "properties")
_DEEPEST: Final = 4
_MOST_KEYS: Final = 200
# What the list inside an object is called that may have a title of its own, as a feed has.
_LISTS: Final = (
    "summaries", "imported", "items", "articles", "data", "rows", "results", "entries", "posts",
)  # fmt: skip
# With this many words in its cells a column is prose, whatever its name.
_PROSE: Final = 20


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
    columns = _with_text(rows[head], rows[head + 1 :]) if rows else []
    numbered = (
        (number, dict(zip(columns, row, strict=False)))
        for number, row in enumerate(rows[head + 1 :], start=first + 1)
        if any(cell.strip() for cell in row)
    )
    return _document(numbered, columns)


def _with_text(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the columns' names; where none is the text, the one with the most prose is."""
    if "text" in map(field_of, columns) or not any(map(field_of, columns)):
        return list(columns)
    words = [
        sum(len(row[at].split()) for row in rows if at < len(row)) if field_of(name) is None else 0
        for at, name in enumerate(columns)
    ]
    most = max(words)
    return [
        "text" if most >= _PROSE * len(rows) and at == words.index(most) else name
        for at, name in enumerate(columns)
    ]


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
    return sum(len(cell) <= _LONGEST_NAME and field_of(cell) is not None for cell in bare)


def read_json(text: str) -> Document:
    """Return the objects of a JSON list, wherever in an object it is, or of JSON lines.

    Raises FileRefusedError: DAMAGED for what is no JSON, NO_SUMMARY for JSON without a list or an
    object, TOO_LARGE for too many rows.
    """
    bare = text.lstrip("\ufeff")
    try:
        stored = json.loads(bare)
    except (ValueError, RecursionError):
        stored = _json_lines(bare)
    if not isinstance(stored, (dict, list)):
        raise FileRefusedError(Refusal.NO_SUMMARY)
    found = _rows_in(stored)
    columns = dict.fromkeys(name for row in found for name in row)
    return _document(enumerate(found, start=1), columns)


def _json_lines(text: str) -> list[Any]:
    try:
        return [json.loads(line) for line in text.splitlines() if line.strip()]
    except (ValueError, RecursionError) as error:
        raise FileRefusedError(Refusal.DAMAGED) from error


def _rows_in(stored: Any) -> list[Mapping[str, Any]]:
    """Return the rows of what JSON holds: of the outermost list or object with known columns."""
    level = [stored]
    for _ in range(_DEEPEST):
        found = next((rows for one in level if (rows := _rows_of(one))), None)
        if found:
            return found
        inner = [list(one.values())[:_MOST_KEYS] for one in level if isinstance(one, dict)]
        level = [value for values in inner for value in values][:_MOST_KEYS]
    return [{}]


def _rows_of(value: Any) -> list[Mapping[str, Any]] | None:
    """Return a list's entries as rows, or an object's, or the object as one; None if it has none.

    {"-Nab": {"title": …}, "-Nac": {"title": …}} has two, for its own keys name nothing.
    """
    if isinstance(value, dict):
        value = next((value[key] for key in _LISTS if isinstance(value.get(key), list)), value)
    if isinstance(value, dict) and not _is_row(value):
        value = list(value.values())
        if not all(isinstance(entry, dict) for entry in value):
            return None
    rows = [_unwrapped(entry) for entry in (value if isinstance(value, list) else [value])]
    return rows if any(map(_is_row, rows)) else None


def _unwrapped(entry: Any) -> Mapping[str, Any]:
    if not isinstance(entry, dict):
        return {}
    inner = next((entry[key] for key in _WRAPS if isinstance(entry.get(key), dict)), entry)
    return entry if _is_row(entry) else inner


def _is_row(value: Mapping[Any, Any]) -> bool:
    """Return whether an object has a title or a text of its own, and is no mere wrap."""
    named = ((field_of(key), inner) for key, inner in list(value.items())[:_MOST_KEYS])
    return any(field in ("title", "text") and inner for field, inner in named)


def _document(rows: Iterable[tuple[int, Mapping[Any, Any]]], columns: Iterable[Any]) -> Document:
    """Return rows, each with its number, as a document; the first one names unknown columns."""
    unknown = tuple(
        DraftWarning(WarningKind.COLUMN_UNKNOWN, str(column))
        for column in columns
        if str(column or "").strip() and field_of(column) is None
    )
    parts: list[Part] = []
    for count, (number, row) in enumerate(rows, start=1):
        if count > MAX_ROWS:
            raise FileRefusedError(Refusal.TOO_LARGE)
        part = part_of(row, number)
        parts.append(part if parts else replace(part, warnings=(*unknown, *part.warnings)))
    return Document(tuple(parts), rows=True)
