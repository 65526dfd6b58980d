"""A row of a table to a part of a file: its columns are fields, its text, or sections of it."""

import html
import re
from collections.abc import Mapping
from typing import Any, Final

from app.core.importing.files.column_names import field_named, normalised
from app.core.importing.lines.dates import read_date_field
from app.core.importing.lines.labels import find_label
from app.core.importing.model import Fields, Part
from app.core.library.model import DraftWarning, SectionKind, WarningKind

_HTML = re.compile(
    r"</?(?:p|div|br|ul|ol|li|b|i|em|strong|h[1-6]|span|a|table)\b[^<>]{0,200}>", re.I
)

_ENTITY = re.compile(r"&(?:[a-zA-Z]{2,8}|#\d{2,5}|#x[0-9a-fA-F]{2,5});")
# `Barlas, Tahmina`, as libraries keep names: with one comma, and no other sign.
_TURNED_ROUND = re.compile(
    r"(?P<last>[^\s,;&]{2,30}),\s+(?P<first>[^\s,;&]{1,30}(?: [^\s,;&]{1,30})?)"
)
# Short names of sections, too short to be labels in a text.
_SECTIONS: Final = {
    "subjects": "Relevant CSS Subjects and Topics",
    "css_subjects": "Relevant CSS Subjects and Topics",
    "beginners": "Notes for Beginners",
}


def field_of(column: object) -> str | None:
    """Return the field of a column, `section` for a section's label, None for an unknown name."""
    field = field_named(column)
    if field:
        return field
    name = normalised(column)
    return "section" if name in _SECTIONS or find_label(f"{name.replace('_', ' ')}:") else None


def part_of(row: Mapping[Any, Any], number: int) -> Part:
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
        elif field in ("published", "posted") and read_date_field(words) is None:
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
            line = _joined(value, words)
            fields.setdefault(field, _the_right_way_round(line) if field == "author" else line)
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


def _the_right_way_round(name: str) -> str:
    turned = _TURNED_ROUND.fullmatch(name)
    return f"{turned['first']} {turned['last']}" if turned else name


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
        name = next((value[key] for key in keys if value.get(key)), "") or _full_name(value)
        topics = value.get("topics")
        inner = ", ".join(str(topic) for topic in topics) if isinstance(topics, list) else ""
        return f"{name} – {inner}" if inner else _words(name)
    text = "" if value is None else str(value).strip()
    if _HTML.search(text[:2000]):
        return _plain(text)
    return html.unescape(text) if _ENTITY.search(text[:2000]) else text


def _full_name(person: Mapping[Any, Any]) -> str:
    """Return the two names of a person that a program keeps apart, '' for anything else."""
    named = {normalised(key): str(value) for key, value in person.items()}
    return f"{named.get('first_name', '')} {named.get('last_name', '')}".strip()


def _plain(markup: str) -> str:
    from app.core.importing.files.formats.html import text_of_html

    return text_of_html(markup).strip()
