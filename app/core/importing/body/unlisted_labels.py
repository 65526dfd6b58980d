"""Labels that no list has: a short line above a list shows by what is listed what it is."""

import re
from collections.abc import Sequence
from itertools import takewhile
from typing import Final

from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.clean import bullet_of, is_pictograph, strip_bullet
from app.core.importing.lines.labels import Label
from app.core.library.model import SectionKind
from app.core.library.syllabus import Syllabus

_MOST_WORDS: Final = 8
_FEW_WORDS: Final = 5
_ORNAMENTED = re.compile(r"[-=*~#★|]{2,}|\[[^\[\]]{3,40}\]$")
_FEWEST_POINTS: Final = 2
# Points of facts and of subjects are short.
_LONGEST_POINT: Final = 240
# So many points are looked at.
_LOOKED_AT: Final = 12


def unlisted_label(lines: Sequence[str], number: int, syllabus: Syllabus) -> Label | None:
    """Return a short line as a label if the points right below it are all of one kind.

    `Let the numbers speak` above points with figures is a label of facts, `Where to use it` above
    names of subjects one of subjects.
    """
    head = _head(lines[number])
    if head is None:
        return None
    points = _points(lines, number + 1)
    if len(points) < _FEWEST_POINTS:
        return None
    if bullet_of(lines[number]) == bullet_of(lines[number + 1]):
        return None
    if max(map(len, points)) > _LONGEST_POINT:
        return None
    kind = _kind(points, syllabus)
    return Label(kind, head, "") if kind else None


def ends_points(lines: Sequence[str], number: int) -> Label | None:
    """Return a short line right below points, without their sign and a figure, as a label.

    Where the points have no sign it must be set off by one of its own, or by capitals.
    """
    head = None if is_boilerplate(lines[number]) else _head(lines[number])
    if head is None or any(map(str.isdigit, head)) or len(head.split()) > _FEW_WORDS:
        return None
    above = next((line for line in reversed(lines[:number]) if line.strip()), "")
    own, sign = bullet_of(lines[number]), bullet_of(above)
    set_off = own or head.isupper() or _ORNAMENTED.match(lines[number].strip())
    if own == sign and not (set_off and not sign):
        return None
    following = next((line for line in lines[number + 1 :] if line.strip()), "")
    if not following or bullet_of(following) == sign != "":
        return None
    return Label(SectionKind.OTHER, head, "")


def _head(line: str) -> str | None:
    """Return a line's words if they are few and no sentence."""
    bare = strip_bullet(line)[0].strip(" :：-–—=~*#★|[]")
    while bare and is_pictograph(bare[-1]):
        bare = bare[:-1].rstrip()
    if not bare or not bare[0].isalpha() or bare[0].islower():
        return None
    few = len(bare.split()) <= _MOST_WORDS
    return bare if few and bare[-1] not in ".!?۔؟,;،" else None


def _points(lines: Sequence[str], start: int) -> list[str]:
    """Return the points of the list that begins at a line, without their bullets."""
    sign = bullet_of(lines[start]) if start < len(lines) else ""
    if not sign:
        return []
    listed = takewhile(lambda line: bullet_of(line) == sign, lines[start : start + _LOOKED_AT])
    return [strip_bullet(line)[0] for line in listed]


def _kind(points: Sequence[str], syllabus: Syllabus) -> SectionKind | None:
    """Return what most points are: facts, which have figures in them, or subjects."""
    most = 2 * len(points)
    subjects = sum(bool(syllabus.match(_before_topics(point)).subjects) for point in points)
    if 3 * subjects >= most:
        return SectionKind.SUBJECTS
    figures = sum(any(char.isdigit() for char in point) for point in points)
    return SectionKind.FACTS if 3 * figures >= most else None


def _before_topics(point: str) -> str:
    """Return the words before a point's colon or dash: the subject, where it has topics."""
    for sign in (":", " – ", " - ", " — ", "("):
        point = point.partition(sign)[0]
    return point.strip()
