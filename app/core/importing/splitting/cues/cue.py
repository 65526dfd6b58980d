"""A cue: a stretch of a heading's line whose meaning is known, and how surely."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from app.core.importing.lines.dates import ParsedDate

OPENING_QUOTES: Final = "“\"„«❝‘'"
CLOSING_QUOTES: Final = "”\"“»❞’'"


class CueKind(StrEnum):
    """What kind of thing a stretch of a heading is."""

    SUMMARY = "summary"
    QUOTED = "quoted"
    PERSON = "person"
    NOBODY = "nobody"
    PAPER = "paper"
    SITE = "site"
    CATEGORY = "category"
    DATE = "date"
    TIME = "time"
    REMARK = "remark"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of a line, from character `start` up to `end`, and what it is taken for.

    `said` names the field when a key or a by-word before it says what it is (`Author:`).
    """

    kind: CueKind
    text: str
    start: int
    end: int
    confidence: float = 1.0
    said: str = ""
    written: ParsedDate | None = None
