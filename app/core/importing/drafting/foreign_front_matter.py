"""Front matter of other programs, Obsidian's or a blog's: what it says, and the text below it."""

import re
import tomllib
from collections.abc import Mapping
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
# A longer value is no name of anything.
_LONGEST: Final = 500
# A value is a list of names at most, not a tree: aliases make small front matter boundless.
_DEEPEST: Final = 2
_MOST_ENTRIES: Final = 100
# `[[people/Jamil Ahmad|Jamil]]`, a link in Obsidian, reads `Jamil`; `[[Jamil Ahmad]]` as it is.
_LINK: Final = re.compile(
    r"\[\[(?:[^\[\]|]{0,200}\||(?:[^\[\]|/]{1,80}/){0,8})(?P<words>[^\[\]|/]{1,200})\]\]"
)


def has_front_matter(text: str) -> bool:
    """Return whether a text begins with lines between two marks."""
    return bool(_FRONT.match(text))


def is_sound(text: str) -> bool:
    """Return whether a text begins with fields as YAML or TOML writes them."""
    match = _FRONT.match(text)
    if match is None or len(match["lines"]) > _MAX_LENGTH:
        return False
    read = _as_toml if match["fence"][0] == "+" else _as_yaml
    return bool(read(match["lines"]))


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
    read = _as_toml if match["fence"][0] == "+" else _as_yaml
    stored = read(match["lines"]) or _line_by_line(match["lines"])
    if not stored:
        return Fields(), text
    return _fields(stored), text[match.end() :]


def _as_yaml(lines: str) -> Mapping[str, Any] | None:
    """Return YAML with every value as it is written: `Yes` is a title here, and no truth."""
    try:
        node = yaml.compose(lines, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError):
        return None
    if not isinstance(node, yaml.MappingNode):
        return None
    return {
        key.value: _plain(value, 0) for key, value in node.value if isinstance(key, yaml.ScalarNode)
    }


def _plain(node: yaml.Node, depth: int) -> Any:
    """Return a node as text, a list or an object; aliases in aliases end at some depth."""
    if isinstance(node, yaml.ScalarNode):
        return node.value
    if depth == _DEEPEST:
        return ""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(entry, depth + 1) for entry in node.value[:_MOST_ENTRIES]]
    return {
        str(key.value): _plain(value, depth + 1)
        for key, value in node.value[:_MOST_ENTRIES]
        if isinstance(key, yaml.ScalarNode)
    }


def _as_toml(lines: str) -> Mapping[str, Any] | None:
    try:
        return tomllib.loads(lines.replace("\r\n", "\n"))
    except (ValueError, RecursionError):
        return None


def _line_by_line(lines: str) -> dict[str, Any]:
    """Return the fields of lines `key: value`; a list of points belongs to the key above it.

    Other lines go on with the value above them. Without any key there are no fields.
    """
    stored: dict[str, Any] = {}
    key = ""
    for line in lines.split("\n")[:_MOST_LINES]:
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        item = _ITEM.fullmatch(line.rstrip())
        named = None if line[0].isspace() and key else _KEY.fullmatch(line.strip())
        if item and key:
            above = stored.get(key)
            stored[key] = [*(above if isinstance(above, list) else []), _value(item["value"])]
        elif named:
            key = named["key"]
            stored[key] = _value(named["value"])
        elif not key:
            return {}
    return stored


def _value(written: str) -> str | list[str]:
    """Return a value without the quotes around it, or the entries of a list in brackets."""
    bare = written.strip()
    if bare[:1] == "[" and bare[-1:] == "]" and not _LINK.fullmatch(bare):
        return [_unquoted(entry) for entry in bare[1:-1].split(",")]
    return _unquoted(bare)


def _unquoted(written: str) -> str:
    bare = written.strip()
    quoted = len(bare) > 1 and bare[0] == bare[-1] and bare[0] in "\"'"
    return bare[1:-1].strip() if quoted else bare


def _fields(stored: Mapping[Any, Any]) -> Fields:
    found: dict[str, Any] = {}
    for key, value in stored.items():
        field = field_named(key)
        # The day on which a note was written says nothing of the article; `date` alone does.
        field = "published" if str(key).strip().lower() == "date" else field
        if field in ("subjects", "tags"):
            found.setdefault(field, tuple(_words(value)))
        elif field not in (None, "ignored", "text"):
            words = _words(value)
            joined = " and ".join(words) if len(words) <= 2 else ", ".join(words)
            if joined and field == "publication" and "//" in joined:
                field = "address"
            if 0 < len(joined) <= _LONGEST:
                found.setdefault(str(field), joined)
    return Fields(**found)


def _words(value: Any) -> list[str]:
    """Return a value as text: the entries of a list, a date as ISO, `[[Name]]` without brackets."""
    if isinstance(value, list):
        if len(value) == 1 and isinstance(value[0], list) and len(value[0]) == 1:
            # A link without quotes: YAML takes its brackets for two lists.
            return _words(f"[[{value[0][0]}]]")
        return [words for entry in value[:_MOST_ENTRIES] for words in _words(entry)]
    if isinstance(value, dict):
        return _words(value.get("name") or value.get("title") or "")
    words = " ".join(str(value).split())
    return [_LINK.sub(lambda link: link["words"].strip(), words)] if words else []
