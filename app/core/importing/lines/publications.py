"""The newspapers and magazines that articles come from, known by all their names."""

import json
import re
from functools import cache, lru_cache

from app.core.paths import bundled
from app.core.text_key import text_key


@cache
def _by_name() -> dict[str, str]:
    stored = json.loads((bundled("resources") / "publications.json").read_text(encoding="utf-8"))
    return {
        text_key(alias): publication
        for publication, aliases in stored.items()
        for alias in (publication, *aliases)
    }


@lru_cache(maxsize=2048)
def publication_named(text: str) -> str | None:
    """Return the publication whose name is the whole text, None if there is none."""
    return _by_name().get(text_key(text))


def publication_in(text: str) -> str | None:
    """Return the first publication named anywhere in a text, None if there is none."""
    words = re.findall(r"[\w.'’&]+", text)
    for start in range(len(words)):
        found = publication_within(" ".join(words[start : start + 4]))
        if found:
            return found
    return None


def publication_within(text: str) -> str | None:
    """Return the publication named at the start of a text such as `Dawn Editorial Summary`."""
    words = re.findall(r"[\w.'’&]+", text)
    for length in range(min(len(words), 4), 0, -1):
        found = publication_named(" ".join(words[:length]))
        if found:
            return found
    return None
