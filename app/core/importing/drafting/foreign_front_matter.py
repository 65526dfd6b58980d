"""Front matter of other programs, Obsidian's or a blog's: what it says, and the text below it."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any, Final

import yaml

from app.core.importing.files.column_names import field_named
from app.core.importing.model import Fields

_FRONT: Final = re.compile(
    r"\A\ufeff?(?P<fence>-{3,}|\+{3})[^\S\n]*\r?\n(?P<lines>.*?)\r?\n(?P=fence)[^\S\n]*(?:\r?\n|\Z)",
    re.DOTALL,
)
_KEY: Final = re.compile(r"(?P<key>[^\W\d][\w .-]{0,40}?)\s*[:=](?:\s+|$)(?P<value>.*)")
_ITEM: Final = re.compile(r"\s*-\s+(?P<value>.+)")
_MAX_LENGTH: Final = 100_000
_MOST_LINES: Final = 300
# No larger figure is a date or a name.
_FIGURE: Final = 10**15
_SIGNS: Final = " \t\"'[]"


def has_front_matter(text: str) -> bool:
    """Return whether a text begins with lines between two marks."""
    return bool(_FRONT.match(text))


def split_front_matter(text: str) -> tuple[Fields, str]:
    """Return what the lines between the marks at a text's top say, and the text below them.

    Where they are a text between two rules, and no list of fields, all is text. What is no sound
    YAML (a colon in a title, a bracket, a tab) is read line by line.
    """
    match = _FRONT.match(text)
    if match is None:
        return Fields(), text
    if len(match["lines"]) > _MAX_LENGTH:
        return Fields(), text[match.end() :]
    stored = _as_yaml(match["lines"]) if match["fence"][0] == "-" else None
    stored = stored or _line_by_line(match["lines"])
    if not stored:
        return Fields(), text
    return _fields(stored), text[match.end() :]


def _as_yaml(lines: str) -> Mapping[Any, Any] | None:
    try:
        stored = yaml.safe_load(lines)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    return stored if isinstance(stored, dict) else None


def _line_by_line(lines: str) -> dict[str, Any]:
    """Return the fields of lines `key: value`; a list of points belongs to the key above it."""
    stored: dict[str, Any] = {}
    key = ""
    for line in lines.split("\n")[:_MOST_LINES]:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        item = _ITEM.fullmatch(line.rstrip())
        named = _KEY.fullmatch(line.strip())
        if item and key:
            above = stored.get(key)
            stored[key] = [*(above if isinstance(above, list) else []), item["value"]]
        elif named:
            key = named["key"]
            stored[key] = named["value"]
        else:
            return {}
    return stored


def _fields(stored: Mapping[Any, Any]) -> Fields:
    found: dict[str, Any] = {}
    for key, value in stored.items():
        field = field_named(key)
        # The day on which a note was written says nothing of the article; `date` alone does.
        field = "published" if str(key).strip().lower() == "date" else field
        if field in ("subjects", "tags"):
            found.setdefault(field, tuple(_words(value)))
        elif field not in (None, "ignored", "text"):
            words = list(_words(value))
            joined = " and ".join(words) if len(words) <= 2 else ", ".join(words)
            if joined and field == "publication" and "//" in joined:
                field = "address"
            if joined:
                found.setdefault(str(field), joined)
    return Fields(**found)


def _words(value: Any) -> Iterable[str]:
    """Yield a value as text: the entries of a list, a date as ISO, `[[Name]]` without brackets."""
    if isinstance(value, (list, tuple)):
        for entry in value:
            yield from _words(entry)
    elif isinstance(value, dict):
        yield from _words(value.get("name") or value.get("title"))
    elif isinstance(value, date):
        yield value.isoformat()[:10]
    elif isinstance(value, (str, float)) or (isinstance(value, int) and abs(value) < _FIGURE):
        words = " ".join(str(value).split())
        # `"[[Jamil Ahmad]]"`, a link in other programs.
        bare = words.strip(_SIGNS) if words[:1] in "\"'[" else words
        parts = bare.split('", "') if words[:1] == "[" and not words.startswith("[[") else [bare]
        yield from (part.strip(_SIGNS) if len(parts) > 1 else part for part in parts if part)
