"""The words that are cues: keys, by-words, what announces a summary; from resources/cues.json."""

import json
import re
from dataclasses import dataclass
from functools import cache

from app.core.importing.lines.clean import strip_bullet
from app.core.importing.lines.title_length import LONGEST_TITLE
from app.core.paths import bundled
from app.core.text_key import text_key


@dataclass(frozen=True, slots=True)
class CueWords:
    """The words of resources/cues.json, each as `text_key` has it."""

    fields: dict[str, str]
    key: re.Pattern[str]
    by: re.Pattern[str]
    summary: frozenset[str]
    kind: frozenset[str]
    filler: frozenset[str]
    when: frozenset[str]


@cache
def cue_words() -> CueWords:
    """Return the words that are cues."""
    stored = json.loads((bundled("resources") / "cues.json").read_text(encoding="utf-8"))
    names = {name: field for field, names in stored["keys"].items() for name in names}
    longest = sorted(names, key=len, reverse=True)
    keys = "|".join(map(_spaced, longest))
    by = "|".join(map(_spaced, sorted(stored["by"], key=len, reverse=True)))
    return CueWords(
        {" ".join(name.split()): field for name, field in names.items()},
        re.compile(
            rf"(?:(?<![\w’'-])|(?<=\s[-–—]))(?P<key>{keys})(?:\s*(?:\(s\))?\s*"
            r"(?P<sign>[:：=]+[-–—]*|\s[-–—]+(?=\s)|[-–—]+\s|\s[-–—]+(?=\w)|_)\s*)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:{by})\b\s*[:–—-]*\s+|(?:{by})\s*[:–—-]+\s*", re.IGNORECASE),
        frozenset(map(text_key, stored["summary"])),
        frozenset(map(text_key, stored["kind"])),
        frozenset(map(text_key, [*stored["filler"], *stored["when"]])),
        frozenset(map(text_key, stored["when"])),
    )


def join_keys(text: str) -> str:
    """Return text in which a key alone on its line, `Author:`, is joined with the line below."""
    lines: list[str] = []
    for line in text.split("\n"):
        above = strip_bullet(lines[-1])[0] if lines and 2 < len(lines[-1]) <= 40 else ""
        key = cue_words().key.fullmatch(f"{above} ") if above.endswith((":", "：")) else None
        if key and line.strip() and len(line) <= LONGEST_TITLE:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _spaced(name: str) -> str:
    """Return the pattern of a name of several words, whatever spaces are between them."""
    return r"\s+".join(map(re.escape, name.split()))
