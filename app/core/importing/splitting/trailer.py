"""Credits below a text, `Published in Dawn, June 1st, 2025` or `Source: The News`."""

from dataclasses import replace
from typing import Final

from app.core.importing.lines.clean import strip_bullet
from app.core.importing.splitting.cues.cue import CueKind
from app.core.importing.splitting.heading import Heading, read_heading
from app.core.importing.splitting.heading_line import heading_line

_MOST_LINES: Final = 4
_KINDS: Final = frozenset({CueKind.PERSON, CueKind.PAPER, CueKind.DATE, CueKind.NOBODY,
                           CueKind.SITE, CueKind.TIME, CueKind.REMARK})  # fmt: skip


def without_trailer(body: str, heading: Heading) -> tuple[str, Heading]:
    """Return a body without the credits that end it, and the heading with what they add.

    Only lines that are credits and nothing else count, below a line of text.
    """
    lines = body.rstrip().split("\n")
    at = len(lines)
    found = 0
    for number in range(len(lines) - 1, max(len(lines) - 2 * _MOST_LINES, 0), -1):
        if not lines[number].strip():
            continue
        if found == _MOST_LINES or not _is_credit(lines[number]):
            break
        at, found = number, found + 1
    if not found:
        return body, heading
    trailer = read_heading(lines[at:])
    if not (trailer.author or trailer.publication or trailer.published):
        return body, heading
    merged = replace(
        heading,
        author=heading.author or (None if heading.nobody else trailer.author),
        publication=heading.publication or trailer.publication,
        published=heading.published or trailer.published,
    )
    merged = replace(
        merged,
        bases=(*heading.bases, *(b for b in trailer.bases if _is_new(b.field, heading))),
        warnings=(
            *heading.warnings,
            *(trailer.warnings if merged.author != heading.author else ()),
        ),
    )
    return "\n".join(lines[:at]).rstrip(), merged


def _is_credit(line: str) -> bool:
    bare, bulleted = strip_bullet(line)
    found = heading_line(bare)
    if found is None or not found.explained:
        return False
    kinds = {cue.kind for cue in found.cues}
    if bulleted and not line.lstrip().startswith(("–", "—", "-")):
        return False
    return found.tells and kinds <= _KINDS


def _is_new(field: str, heading: Heading) -> bool:
    return field != "title" and all(basis.field != field for basis in heading.bases)
