"""Subject lines (`Current Affairs – Internal Security, …`) to FPSC's subjects and topics.

An ambiguous short form is never guessed silently: it is left open, or taken with a warning.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from typing import Final

from rapidfuzz import fuzz, process

from app.core.importing.lines.clean import strip_bullet
from app.core.library.model import DraftWarning, SubjectTopics, WarningKind
from app.core.library.syllabus import Subject, Syllabus
from app.core.text_key import text_key

_DIVIDER = re.compile(r"\s*[-=–—]+>\s*|\s+[-–—−→]+\s*|\s*[:：]\s*[-–—]?\s*|\s*[–—→]\s*|(?<=\w)-\s+")
_TOPIC_SEPARATOR: Final = ",،;•|"
# A subject's name ends within so many dividers and characters of its line.
_MAX_DIVIDERS: Final = 6
_MAX_NAME: Final = 90
_SUBJECT_SEPARATOR = re.compile(r"\s*[,/;|+]\s*|\s+(?:&|and)\s+")
_LIKENESS: Final = 86


@dataclass(slots=True)
class _Found:
    """Subjects collected from line to line, in order, each with its topics."""

    topics: dict[str, list[str]] = field(default_factory=dict)
    warnings: list[DraftWarning] = field(default_factory=list)
    current: tuple[str, ...] = ()

    def add(self, subjects: tuple[str, ...], topics: Iterable[str]) -> None:
        self.current = subjects
        for subject in subjects:
            known = self.topics.setdefault(subject, [])
            known += [topic for topic in topics if topic not in known]


def read_subjects(
    lines: Iterable[str], syllabus: Syllabus
) -> tuple[tuple[SubjectTopics, ...], tuple[DraftWarning, ...]]:
    """Return the subjects that the lines of a subjects section name, and what is in doubt.

    A line that names no subject gives topics to the subject above, if it is a point below it.
    """
    found = _Found()
    heading = ""
    for line in lines:
        text, bulleted = strip_bullet(line)
        if not text:
            continue
        below = heading and bulleted and line.lstrip()[0].isdigit() is heading[0].isdigit()
        if below and found.current and not _DIVIDER.search(text):
            # A point below `Current Affairs:` is its topic, even if a subject has that name too.
            found.add(found.current, _topics(text.rstrip(" .")))
            continue
        _read_line(text.rstrip(" ."), syllabus, found)
        heading = line.lstrip() if text.endswith(":") else ""
    subjects = tuple(SubjectTopics(name, tuple(topics)) for name, topics in found.topics.items())
    return subjects, tuple(found.warnings)


def _read_line(text: str, syllabus: Syllabus, found: _Found) -> None:
    for head, rest in _divisions(text):
        subjects = _subjects_named(head, syllabus, found, listed=not rest)
        if subjects is not None:
            found.add(subjects, _topics(rest))
            return
    head, rest = next(_divisions(text), (text, ""))
    if _misspelt(head, syllabus, found, _topics(rest)):
        return
    if found.current and not rest:
        found.add(found.current, _topics(text))
        return
    found.warnings.append(DraftWarning(WarningKind.SUBJECT_UNKNOWN, head))
    found.current = ()


def _divisions(text: str) -> Iterator[tuple[str, str]]:
    """Yield the ways to split a line into subject and topics, the likeliest first."""
    for match in islice(_DIVIDER.finditer(text[: 4 * _MAX_NAME]), _MAX_DIVIDERS):
        if 0 < match.start() <= _MAX_NAME:
            yield text[: match.start()].strip(), text[match.end() :].strip()
    bracket = re.fullmatch(r"(?P<head>[^()]+)\((?P<rest>.+)\)", text)
    if bracket:
        yield bracket["head"].strip(), bracket["rest"].strip()
    yield text.strip(), ""


def _subjects_named(
    head: str, syllabus: Syllabus, found: _Found, *, listed: bool
) -> tuple[str, ...] | None:
    """Return the ids of the subjects that the head of a line names; None when it names none.

    () means that it does name one, but nobody can say which.
    """
    head = re.sub(
        r"^(?:css|pms)\s+|\s*\((?:paper\s*)?[-\s]*[I1V2]+\)$", "", head, flags=re.IGNORECASE
    )
    match = syllabus.match(head)
    if match.subjects:
        return _decided(head, match.subjects, found, ambiguous=match.ambiguous)
    parts = [part for part in _SUBJECT_SEPARATOR.split(head) if part]
    matches = [(part, syllabus.match(part)) for part in parts]
    known = [(part, match) for part, match in matches if match.subjects]
    if len(parts) < 2 or len(known) < len(parts) - (1 if listed and len(parts) > 2 else 0):
        return None
    subjects: list[str] = []
    for part, match in matches:
        if match.subjects:
            subjects += _decided(part, match.subjects, found, ambiguous=match.ambiguous)
        else:
            found.warnings.append(DraftWarning(WarningKind.SUBJECT_UNKNOWN, part))
    return tuple(dict.fromkeys(subjects))


def _decided(
    name: str, subjects: tuple[Subject, ...], found: _Found, *, ambiguous: bool
) -> tuple[str, ...]:
    if len(subjects) > 1:
        choices = " / ".join(subject.name for subject in subjects)
        found.warnings.append(DraftWarning(WarningKind.SUBJECT_AMBIGUOUS, name, choices))
        return ()
    if ambiguous:
        found.warnings.append(DraftWarning(WarningKind.SUBJECT_GUESSED, name, subjects[0].name))
    return (subjects[0].id,)


def _misspelt(head: str, syllabus: Syllabus, found: _Found, topics: list[str]) -> bool:
    key = text_key(head[:_MAX_NAME])
    if len(key) < 6:
        return False
    names = dict(syllabus.names())
    close = process.extractOne(key, list(names), scorer=fuzz.ratio, score_cutoff=_LIKENESS)
    if close is None:
        return False
    subject = names[close[0]]
    found.warnings.append(DraftWarning(WarningKind.SUBJECT_GUESSED, head, subject.name))
    found.add((subject.id,), topics)
    return True


def _topics(text: str) -> list[str]:
    """Return the topics of a list; a comma inside brackets does not separate two."""
    topics, depth, start = [], 0, 0
    for position, char in enumerate(text):
        if char == "(":
            depth += 1
        elif char == ")":
            depth = max(0, depth - 1)
        elif char in _TOPIC_SEPARATOR and (not depth or ")" not in text[position:]):
            topics.append(text[start:position])
            start = position + 1
    topics.append(text[start:])
    return [topic for part in topics if (topic := part.strip(" .-–—"))]
