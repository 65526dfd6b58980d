"""What can be found."""

from enum import StrEnum


class HitKind(StrEnum):
    """The kinds of things that a search finds, in the order in which they are listed."""

    SUMMARY = "summary"
    FACT = "fact"
    HIGHLIGHT = "highlight"
    NOTE = "note"
    VOCABULARY = "word"
