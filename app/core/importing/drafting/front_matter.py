"""Markdown with front matter, the form of the starter library and of packs, to a draft.

Here nothing is guessed: the front matter gives the fields, `##` headings the sections.
"""

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, Final

import yaml

from app.core.importing.body.facts import read_facts
from app.core.importing.body.subjects import read_subjects
from app.core.importing.body.vocabulary import read_words
from app.core.importing.lines.dates import ParsedDate
from app.core.importing.lines.labels import find_label
from app.core.importing.mcq.extract import extract_questions
from app.core.importing.model import Draft
from app.core.library.model import Question, Section, SectionKind, SubjectTopics, Word
from app.core.library.syllabus import Syllabus
from app.core.plain_records import from_plain

_FRONT: Final = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
_MAX_YAML: Final = 400_000
# Below so many words there is nothing to read.
_FEWEST_WORDS: Final = 12
_ID: Final = re.compile(r"[A-Za-z0-9-]{1,64}")


@dataclass(frozen=True, slots=True)
class _StoredWords:
    """The vocabulary as the front matter holds it."""

    words: tuple[Word, ...]


@dataclass(frozen=True, slots=True)
class _StoredQuestions:
    """The multiple-choice questions as the front matter holds them."""

    questions: tuple[Question, ...]


class FrontMatterError(ValueError):
    """The front matter is no simple table of fields."""


def has_front_matter(text: str) -> bool:
    """Say whether a text begins with front matter."""
    return bool(_FRONT.match(text))


def read_front_matter(text: str, syllabus: Syllabus) -> Draft:
    """Return the draft of one summary; raises FrontMatterError."""
    match = _FRONT.match(text)
    if match is None or len(match["yaml"]) > _MAX_YAML:
        raise FrontMatterError
    try:
        stored = yaml.safe_load(match["yaml"])
        if not isinstance(stored, dict):
            raise FrontMatterError
        return _draft(stored, text, _parts(text[match.end() :]), syllabus)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # A number of a thousand digits is a ValueError as well.
        raise FrontMatterError from error


def _draft(
    stored: dict[Any, Any],
    text: str,
    parts: list[tuple[SectionKind, str | None, list[str]]],
    syllabus: Syllabus,
) -> Draft:
    if sum(len(line.split()) for _, _, lines in parts for line in lines) < _FEWEST_WORDS:
        raise FrontMatterError
    facts, _ = read_facts(
        line for kind, _, lines in parts if kind is SectionKind.FACTS for line in lines
    )
    subjects, warnings = read_subjects(
        (line for kind, _, lines in parts if kind is SectionKind.SUBJECTS for line in lines),
        syllabus,
    )
    questions = _questions(stored.get("questions"))
    if "sections" not in stored and not questions:
        # Written by hand: the questions stand in the text.
        parts, questions = _without_questions(parts)
    parts = _as_named(parts, stored.get("sections"))
    subjects = _subjects(stored.get("subjects"), syllabus) or subjects
    return Draft(
        title=_text(stored, "title"),
        author=_text(stored, "author"),
        publication=_text(stored, "publication"),
        category=_text(stored, "category"),
        sections=tuple(_section(*part) for part in parts),
        facts=facts,
        subjects=subjects,
        warnings=warnings,
        source_text=text,
        written_published=_written(stored.get("published_on")),
        written_posted=_written(stored.get("posted_on")),
        summary_id=_id(stored),
        questions=questions,
        vocabulary=_words(stored.get("vocabulary"))
        or read_words(
            line for kind, _, lines in parts if kind is SectionKind.VOCABULARY for line in lines
        ),
    )


def _parts(body: str) -> list[tuple[SectionKind, str | None, list[str]]]:
    parts: list[tuple[SectionKind, str | None, list[str]]] = [(SectionKind.SUMMARY, None, [])]
    for line in body.splitlines():
        if line.startswith("## "):
            heading = line[3:].strip()
            label = find_label(f"{heading}:")
            parts.append((label.kind if label else SectionKind.OTHER, heading, []))
        else:
            parts[-1][2].append(line)
    return [part for part in parts if any(line.strip() for line in part[2])]


def _as_named(
    parts: list[tuple[SectionKind, str | None, list[str]]], named: object
) -> list[tuple[SectionKind, str | None, list[str]]]:
    """Return the parts with the kinds and headings that the front matter gives them, if it does."""
    if not isinstance(named, list) or len(named) != len(parts):
        return parts
    kinds = {kind.value: kind for kind in SectionKind}
    if not all(isinstance(one, list) and len(one) == 2 and one[0] in kinds for one in named):
        return parts
    return [
        (kinds[kind], str(heading) if heading is not None else None, lines)
        for (kind, heading), (_, _, lines) in zip(named, parts, strict=True)
    ]


def _subjects(stored: object, syllabus: Syllabus) -> tuple[SubjectTopics, ...]:
    """Return the subjects that the front matter names by their ids, if it does."""
    if not isinstance(stored, list):
        return ()
    pairs = [one for one in stored if isinstance(one, list) and len(one) == 2]
    return tuple(
        SubjectTopics(str(subject_id), tuple(str(topic) for topic in topics))
        for subject_id, topics in pairs
        if isinstance(topics, list) and syllabus.has(str(subject_id))
    )


def _words(stored: object) -> tuple[Word, ...]:
    """Return the words that the front matter lists, if it does."""
    try:
        return from_plain(_StoredWords, {"words": stored}).words if stored else ()
    except (TypeError, KeyError, AttributeError) as error:
        raise FrontMatterError from error


def _questions(stored: object) -> tuple[Question, ...]:
    """Return the questions that the front matter lists, if it does."""
    try:
        found = from_plain(_StoredQuestions, {"questions": stored}).questions if stored else ()
    except (TypeError, KeyError, AttributeError) as error:
        raise FrontMatterError from error
    if not all(one.text.strip() and len(one.options) >= 2 and all(one.options) for one in found):
        raise FrontMatterError
    return tuple(
        one if one.answer in dict(one.lettered()) else replace(one, answer=None) for one in found
    )


def _without_questions(
    parts: list[tuple[SectionKind, str | None, list[str]]],
) -> tuple[list[tuple[SectionKind, str | None, list[str]]], tuple[Question, ...]]:
    taken = [extract_questions(lines) for _, _, lines in parts]
    left = [
        (kind, heading, one.lines)
        for (kind, heading, _), one in zip(parts, taken, strict=True)
        if any(line.strip() for line in one.lines)
    ]
    return left, tuple(question for one in taken for question in one.questions)


def _section(kind: SectionKind, heading: str | None, lines: list[str]) -> Section:
    if kind is SectionKind.FACTS:
        lines = list(read_facts(lines)[1])
    return Section(kind, heading, "\n".join(lines).strip())


def _text(stored: dict[Any, Any], name: str) -> str | None:
    value = stored.get(name)
    if value is None or isinstance(value, (dict, list)):
        return None
    return " ".join(str(value).split()) or None


def _id(stored: dict[Any, Any]) -> str | None:
    name = _text(stored, "id")
    return name if name and _ID.fullmatch(name) else None


def _written(value: object) -> ParsedDate | None:
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError as error:
            raise FrontMatterError from error
    if not isinstance(value, date):
        return None
    return ParsedDate(value.isoformat(), value, value, value)
