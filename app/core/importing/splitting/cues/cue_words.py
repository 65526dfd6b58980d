"""The words that are cues, from resources/cues.json: of keys, by-words, what names a summary."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from app.core.paths import bundled
from app.core.text_key import text_key


@dataclass(frozen=True, slots=True)
class CueWords:
    """The words of resources/cues.json, each as `text_key` has it.

    `roles` is what a word of a key names, `key_fillers` are words around it, `strong` those that
    mean nothing else. `says` are words between a writer, a paper and a title.
    """

    roles: dict[str, str]
    key_fillers: frozenset[str]
    strong: frozenset[str]
    by: re.Pattern[str]
    says: frozenset[str]
    summary: frozenset[str]
    kind: frozenset[str]
    filler: frozenset[str]
    when: frozenset[str]


@cache
def cue_words() -> CueWords:
    """Return the words that are cues."""
    stored = json.loads((bundled("resources") / "cues.json").read_text(encoding="utf-8"))
    by = "|".join(map(_spaced, sorted(stored["by"], key=len, reverse=True)))
    return CueWords(
        {text_key(word): field for field, words in stored["key_words"].items() for word in words},
        _keyed(stored["key_fillers"]),
        _keyed(stored["strong_keys"]),
        re.compile(
            rf"(?:(?:an?|the|this|guest)\s+)?(?:(?:{by})\b\s*[:–—-]*\s+|(?:{by})\s*[:–—-]+\s*)",
            re.IGNORECASE,
        ),
        _keyed(stored["says"]),
        _keyed(stored["summary"]),
        _keyed(stored["kind"]),
        _keyed([*stored["filler"], *stored["when"]]),
        _keyed(stored["when"]),
    )


def _keyed(words: Iterable[str]) -> frozenset[str]:
    return frozenset(map(text_key, words))


def _spaced(name: str) -> str:
    """Return the pattern of a name of several words, whatever spaces are between them."""
    return r"\s+".join(map(re.escape, name.split()))
