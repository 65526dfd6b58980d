"""Lines of Facts and figures to facts, each with the source and the date that it may name."""

import re
from collections.abc import Iterable
from typing import Final

from app.core.importing.lines.clean import is_continuation, strip_bullet
from app.core.library.model import FactText

_SOURCE: Final = re.compile(
    r"\s*[(\[]\s*source\s*:\s*(?P<source>[^;()\[\]]+(?:\([^()]*\)[^;()\[\]]*)*?)\s*"
    r"(?:;\s*as\s+(?:of|on)\s+(?P<as_of>\d{4}(?:-\d{2}(?:-\d{2})?)?)\s*)?[)\]]\s*\.?\s*$",
    re.IGNORECASE,
)
_ONLY_SOURCE: Final = re.compile(r"sources?\s*:\s*.{1,60}", re.IGNORECASE)
# Several facts that a chat put on one line.
_INLINE_BULLET: Final = re.compile(r"\s+[•▪●◦‣👉➤➢✅🔹🔸]\s*")


def read_facts(lines: Iterable[str]) -> tuple[tuple[FactText, ...], tuple[str, ...]]:
    """Return the facts of a section's lines, and the lines that only introduce them."""
    facts: list[str] = []
    leading: list[str] = []
    for line in _one_each(lines):
        text, bulleted = strip_bullet(line)
        if not any(char.isalnum() for char in text):
            continue
        if text.endswith(":") or _ONLY_SOURCE.fullmatch(text):
            leading.append(text)
        elif not bulleted and facts and is_continuation(facts[-1], text):
            facts[-1] = f"{facts[-1]} {text}"
        else:
            facts.append(text)
    return tuple(read_fact(text) for text in facts), tuple(leading)


def read_fact(text: str) -> FactText:
    """Return one fact; a `(Source: X; as of 2023)` at its end goes into fields of its own."""
    match = _SOURCE.search(text)
    if match is None or not match.start():
        return FactText(text)
    return FactText(text[: match.start()].rstrip(), match["source"].strip(), match["as_of"])


def write_fact(fact: FactText) -> str:
    """Return a fact as one line that `read_fact` reads back."""
    if fact.source is None:
        return fact.text
    as_of = f"; as of {fact.as_of}" if fact.as_of else ""
    return f"{fact.text} (Source: {fact.source}{as_of})"


def _one_each(lines: Iterable[str]) -> Iterable[str]:
    for line in lines:
        parts = _INLINE_BULLET.split(line)
        if len(parts) == 1 and line.lstrip().startswith("- ") and line.count(" - ") > 1:
            # A list that lost its line breaks; a single dash may be in a sentence.
            parts = line.lstrip("- ").split(" - ")
        if len(parts) > 1:
            yield from (f"- {strip_bullet(part)[0]}" for part in parts if part.strip())
        else:
            yield line
