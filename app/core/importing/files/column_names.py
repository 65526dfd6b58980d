"""What columns, and the keys of front matter, are called in other programs."""

import json
import re
from functools import cache

from app.core.paths import bundled

_WORD_START = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_NOT_WORD = re.compile(r"[\W_]+")


@cache
def _fields() -> dict[str, str]:
    stored = json.loads((bundled("resources") / "columns.json").read_text(encoding="utf-8"))
    return {name: field for field, names in stored.items() for name in names}


def normalised(column: object) -> str:
    """Return a column's name as the table of names has it: `Date Posted` is `date_posted`."""
    words = _WORD_START.sub("_", str(column or "").strip().lstrip("\ufeff"))
    return _NOT_WORD.sub("_", words).strip("_").lower()


def field_named(column: object) -> str | None:
    """Return which field a column is, None for a name that is not known.

    It is one of `Fields`, or `text`, or `ignored` for what other programs keep for themselves.
    """
    return _fields().get(normalised(column))
