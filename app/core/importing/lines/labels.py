"""Section labels in all their spellings: which line opens which kind of section."""

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from rapidfuzz import fuzz, process

from app.core.importing.lines.clean import strip_bullet
from app.core.importing.lines.label_words import composed_kind
from app.core.library.model import SectionKind
from app.core.paths import bundled
from app.core.text_key import text_key

_MAX_LABEL_LENGTH: Final = 70
_COLON = re.compile(r"\s*(?:[:：]\s*[-–—]?|[-–—]{1,2}(?=\s|$))\s*")
# Signs around a label are looked for on a line that is no longer.
_LONGEST_ORNATE: Final = 200
# What people set around a label: `=== Notes ===`, `Notes 👇`.
_ORNAMENT = re.compile(r"^[\s=~_*#|►◄•-]+|(?:[^\w\s.,;:?!\"'’”)\]»]|[\s=~_*#|-])+$")
_REMARK = re.compile(r"\s*\([^()]*\)$")
_SHORTEST_CUT: Final = 5
# How similar a misspelt label must be to a known one (0 to 100).
_LIKENESS: Final = 85


@dataclass(frozen=True, slots=True)
class Label:
    """A label found at the start of a line, and the words that follow it on the same line.

    `guessed`: no known label, only words that look like a heading. `weak`: it may be a point of a
    list, or it is separated from its words by a dash and not by a colon.
    """

    kind: SectionKind
    heading: str
    rest: str
    guessed: bool = False
    weak: bool = False


@cache
def _spellings() -> dict[str, SectionKind]:
    stored = json.loads((bundled("resources") / "labels.json").read_text(encoding="utf-8"))
    return {text_key(name): SectionKind(kind) for kind, names in stored.items() for name in names}


@cache
def _names() -> tuple[str, ...]:
    """Return every spelling as written, longest first, so that a pattern prefers the longest."""
    stored = json.loads((bundled("resources") / "labels.json").read_text(encoding="utf-8"))
    return tuple(sorted({name for names in stored.values() for name in names}, key=len)[::-1])


@lru_cache(maxsize=1024)
def find_label(line: str) -> Label | None:
    """Return the label that a line opens with, None if it opens with none.

    A label is alone on its line, or a colon separates it from the words of its section.
    """
    bare, bulleted = strip_bullet(line)
    if len(bare) <= _LONGEST_ORNATE:
        bare = _ORNAMENT.sub("", bare)
    head, colon, rest = _divide(bare)
    if not head or len(head) > _MAX_LABEL_LENGTH:
        return None
    # `Main Points (Israel-Palestine relations)`
    head = _REMARK.sub("", head) or head
    kind = _spellings().get(text_key(head))
    known = kind is not None
    if kind is None and (colon or head.isupper()):
        kind = _misspelt(text_key(head))
        known = kind is not None
    if kind is None and (not rest or colon):
        kind = composed_kind(head)
        known = kind is not None
    if kind is None and colon and not rest and _looks_like_heading(head):
        kind = SectionKind.OTHER
    if kind is None or (rest and not colon and not _dash_parts(kind, rest)):
        return None
    weak = (bulleted and (bool(rest) or kind is SectionKind.OTHER)) or bool(rest and not colon)
    return Label(kind, head, rest, guessed=not known, weak=weak)


def _dash_parts(kind: SectionKind, rest: str) -> bool:
    """Return whether a label with a dash behind it opens a section: `Overview – The article …`."""
    return kind is not SectionKind.OTHER and rest[0].isupper() and len(rest.split()) > 6


def is_cut_label(line: str) -> bool:
    """Return whether a text's last line is the beginning of a label that was cut off."""
    key = text_key(line)
    return len(key) >= _SHORTEST_CUT and any(
        spelling.startswith(key) and spelling != key for spelling in _spellings()
    )


def break_labels(text: str) -> str:
    """Return text in which labels that lost their line break begin a line again.

    Such a label follows the end of a sentence, is written as a heading and has a colon.
    """
    return _lost_break().sub("\n", text)


def break_marked_labels(text: str) -> str:
    """Return text, its emphasis marks still there, in which marked labels begin a line.

    `… a nine-year low. *Easy/Short SUMMARY:* The …` becomes two lines.
    """
    return _marked_label().sub(lambda match: f"\n{match['label']}: ", text)


@cache
def _lost_break() -> re.Pattern[str]:
    labels = "|".join(re.escape(name) for name in _names() if len(name) > 4)
    return re.compile(rf"(?<=[.!?…”\"’)\]۔])[^\S\n]+(?=[^\Wa-z_])(?=(?i:{labels})[^\S\n]*:[^\S\n])")


@cache
def _marked_label() -> re.Pattern[str]:
    labels = "|".join(re.escape(name) for name in _names())
    return re.compile(
        rf"(?:#{{1,6}}[^\S\n]?)?(?<!\*)\*{{1,3}}[^\S\n]?(?P<label>{labels})[^\S\n]?"
        r"(?::[^\S\n]?\*{1,3}|\*{1,3}[^\S\n]?:)[^\S\n]?",
        re.IGNORECASE,
    )


def _divide(line: str) -> tuple[str, bool, str]:
    """Split a line at its first colon or dash: head, whether it was a colon, rest."""
    match = _COLON.search(line[: _MAX_LABEL_LENGTH + 2])
    if match is None:
        return line.strip(" ."), False, ""
    head, rest = line[: match.start()].strip(" ."), line[match.end() :].strip()
    return head, ":" in match[0] or "：" in match[0] or not rest, rest


def _misspelt(key: str) -> SectionKind | None:
    if len(key) < 5:
        return None
    names = tuple(_spellings())
    close = process.extractOne(key, names, scorer=fuzz.ratio, score_cutoff=_LIKENESS)
    return _spellings()[close[0]] if close else None


def _looks_like_heading(head: str) -> bool:
    """Return whether unknown words before a colon are a heading: few, and capitalised."""
    words = [word for word in head.split() if len(word) > 3]
    return (
        len(head.split()) <= 6
        and bool(words)
        and not any(word[0].islower() for word in words)
        and not any(char.isdigit() for char in head)
    )
