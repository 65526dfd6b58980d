"""The line that says who a writer is, such as «The writer is a former ambassador».

Papers print it below the article, sites put it above: it is neither the beginning of the text nor
the writer's name.
"""

import re
from collections.abc import Sequence
from typing import Final

_WRITER = re.compile(
    r"\W{0,3}(?:the|this|our)\s+(?:guest\s+)?(?:writer|author|columnist|contributor)s?\s+"
    r"(?:(?:is|are|was|were)\s+(?:an?|the|former|formerly|currently|presently|now|retired|based|"
    r"chief|senior|associate|assistant|professor|doctor|dr|director|editor|co|ex|with|at|one\s+of|"
    r"working|serving|affiliated|associated|members?|president|chairman|chairperson|visiting|on\s+the)\b"
    r"|(?:has|have)\s+(?:been\s+an?|served|worked|taught)\b|(?:teaches|teach|works\s+(?:as|at|for|with)|"
    r"heads|serves|served|lives|runs|can\s+be\s+(?:reached|contacted)|tweets|holds\s+an?)\b).{0,260}",
    re.IGNORECASE,
)
# `The writer is a firm believer that …` is the text's own sentence about an opinion.
_OPINION = re.compile(
    r"\b(?:believe|argue|warn|critic|advocate|that\s+the|view|opinion|convinced|pessimis|optimis)",
    re.IGNORECASE,
)
_LONGEST_NOTE: Final = 280


def is_writer_line(line: str) -> bool:
    """Return whether a line says who the writer is, and nothing about what he writes."""
    line = line.strip()
    return (
        len(line) <= _LONGEST_NOTE
        and _WRITER.fullmatch(line) is not None
        and not _OPINION.search(line)
    )


def with_writer_last(lines: Sequence[str]) -> list[str]:
    """Return the lines of an opening, with a note on the writer at its top moved to its end."""
    first = next((number for number, line in enumerate(lines) if line.strip()), None)
    if first is None or not is_writer_line(lines[first]):
        return list(lines)
    rest = list(lines[first + 1 :])
    if not any(line.strip() for line in rest):
        return list(lines)
    return [*rest, "", lines[first]]
