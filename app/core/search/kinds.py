"""The kinds of things that can be found."""

from enum import StrEnum


class HitKind(StrEnum):
    """The kinds of things that a search finds, in the order in which they are listed.

    The values are part of the index and of the command line's JSON: VOCABULARY is an entry of a
    vocabulary, `word` there.
    """

    SUMMARY = "summary"
    FACT = "fact"
    HIGHLIGHT = "highlight"
    NOTE = "note"
    VOCABULARY = "word"
