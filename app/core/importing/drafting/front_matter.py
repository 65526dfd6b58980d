"""Markdown with front matter, the form of the starter library and of packs, to a draft.

Nothing is guessed here: the front matter gives the fields, `##` headings the sections.
"""

import re
from collections.abc import Iterable
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
from app.core.importing.model import Draft, Part
from app.core.library.model import Question, Section, SectionKind, SubjectTopics, Word
from app.core.library.syllabus import Syllabus
from app.core.plain_records import from_plain

_FRONT: Final = re.compile(
    r"\A\ufeff?---[ \t]*\r?\n(?P<yaml>.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL
)
# A key that nobody else writes in this form.
_OWN_KEY: Final = re.compile(
    r"^(?:sections\s*:|questions\s*:|vocabulary\s*:|subjects\s*:\s*(?:\n\s*-\s*-|\[\[))",
    re.MULTILINE,
)
# Other programs number their notes too, but beside keys of their own.
_ID_KEY: Final = re.compile(r"^id\s*:\s*[\"']?[A-Za-z0-9-]{1,64}[\"']?\s*$", re.MULTILINE)
# A careful writer's file has keys of these names only, and sections below `##`.
_KEYS: Final = frozenset({
    "id", "title", "author", "publication", "category", "published_on", "posted_on", "subjects",
    "sections", "questions", "vocabulary",
})  # fmt: skip
_KEY_LINE: Final = re.compile(r"^(?P<key>[^\s#:-][^:\n]{0,60}):(?:\s|$)", re.MULTILINE)
_MAX_YAML: Final = 400_000
# With fewer words there is nothing to read.
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
    """The front matter, or a field of it, is not what a pack or a careful writer would write."""


class NothingBelowError(FrontMatterError):
    """There is next to no text below the front matter."""


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines below one `##` heading, and the kind of section that the heading makes them."""

    kind: SectionKind
    heading: str | None
    lines: list[str]


def is_own(text: str) -> bool:
    """Return whether a text has front matter as Bayaz itself writes it, in a pack or elsewhere."""
    match = _FRONT.match(text)
    if match is None:
        return False
    front = match["yaml"]
    return bool(_OWN_KEY.search(front) or (_ID_KEY.search(front) and _keys(front) <= _KEYS))


def is_careful(text: str) -> bool:
    """Return whether a text looks as if someone wrote it in Bayaz's own form, Markdown and all."""
    match = _FRONT.match(text)
    if match is None or len(match["yaml"]) > _MAX_YAML:
        return False
    keys = _keys(match["yaml"])
    return bool(keys) and keys <= _KEYS and re.search(r"^## ", text, re.MULTILINE) is not None


def _keys(front: str) -> set[str]:
    return {key["key"].strip() for key in _KEY_LINE.finditer(front)}


def read_front_matter(text: str, syllabus: Syllabus) -> Draft:
    """Return the draft of one summary.

    A worked example:

        ---
        title: Thirst                         a field of the draft
        published_on: 2025-06-01
        subjects: [[current-affairs, [Water]]]
        ---
        The water table falls …               what is above the first heading is the summary
        ## Facts and figures                  a heading like a label gives the section its kind
        - The table falls by a metre a year.  so this is a fact

    Raises FrontMatterError when the front matter is no simple table of fields or a field is not
    what it should be, NothingBelowError when there is next to no text below it.
    """
    match = _FRONT.match(text)
    if match is None or len(match["yaml"]) > _MAX_YAML:
        raise FrontMatterError
    try:
        stored = yaml.safe_load(match["yaml"])
        if not isinstance(stored, dict):
            raise FrontMatterError
        return _draft(stored, text, _blocks(text[match.end() :]), syllabus)
    except NothingBelowError:
        raise
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        # A number of a thousand digits is a ValueError as well.
        raise FrontMatterError from error


def _draft(stored: dict[Any, Any], text: str, blocks: list[_Block], syllabus: Syllabus) -> Draft:
    if sum(len(line.split()) for block in blocks for line in block.lines) < _FEWEST_WORDS:
        raise NothingBelowError
    facts, _ = read_facts(_lines_of(SectionKind.FACTS, blocks))
    subjects, warnings = read_subjects(_lines_of(SectionKind.SUBJECTS, blocks), syllabus)
    questions = _questions(stored.get("questions"))
    if "sections" not in stored and not questions:
        # Written by hand: the questions are in the text.
        blocks, questions = _without_questions(blocks)
    blocks = _as_named(blocks, stored.get("sections"))
    words = _words(stored.get("vocabulary"))
    return Draft(
        title=_text(stored, "title"),
        author=_text(stored, "author"),
        publication=_text(stored, "publication"),
        category=_text(stored, "category"),
        sections=tuple(map(_section, blocks)),
        facts=facts,
        subjects=_subjects(stored.get("subjects"), syllabus) or subjects,
        warnings=warnings,
        source_text=text,
        kept=Part(text),
        written_published=_written(stored.get("published_on")),
        written_posted=_written(stored.get("posted_on")),
        summary_id=_id(stored),
        questions=questions,
        vocabulary=words or read_words(_lines_of(SectionKind.VOCABULARY, blocks)),
    )


# The text below the front matter


def _blocks(body: str) -> list[_Block]:
    """Return the text below the front matter, divided at its `##` headings; empty blocks go."""
    blocks = [_Block(SectionKind.SUMMARY, None, [])]
    for line in body.splitlines():
        if line.startswith("## "):
            heading = line[3:].strip()
            label = find_label(f"{heading}:")
            blocks.append(_Block(label.kind if label else SectionKind.OTHER, heading, []))
        else:
            blocks[-1].lines.append(line)
    return [block for block in blocks if _is_written(block.lines)]


def _lines_of(kind: SectionKind, blocks: Iterable[_Block]) -> list[str]:
    return [line for block in blocks if block.kind is kind for line in block.lines]


def _is_written(lines: Iterable[str]) -> bool:
    return any(line.strip() for line in lines)


def _as_named(blocks: list[_Block], named: object) -> list[_Block]:
    """Return blocks with the kinds and headings that the front matter lists, if it lists them all.

    A pack has them there (`sections: [[summary, null], [facts, Facts and figures]]`), for a
    section may have no heading.
    """
    if not isinstance(named, list) or len(named) != len(blocks):
        return blocks
    kinds = {kind.value: kind for kind in SectionKind}
    if not all(isinstance(one, list) and len(one) == 2 and one[0] in kinds for one in named):
        return blocks
    return [
        _Block(kinds[kind], str(heading) if heading is not None else None, block.lines)
        for (kind, heading), block in zip(named, blocks, strict=True)
    ]


def _without_questions(blocks: list[_Block]) -> tuple[list[_Block], tuple[Question, ...]]:
    """Return the blocks without their multiple-choice questions, and the questions."""
    taken = [extract_questions(block.lines) for block in blocks]
    left = [
        replace(block, lines=one.lines)
        for block, one in zip(blocks, taken, strict=True)
        if _is_written(one.lines)
    ]
    return left, tuple(question for one in taken for question in one.questions)


def _section(block: _Block) -> Section:
    lines = block.lines
    if block.kind is SectionKind.FACTS:
        # The facts are records of their own; only what leads up to them stays in the text.
        lines = list(read_facts(lines)[1])
    return Section(block.kind, block.heading, "\n".join(lines).strip())


# The fields of the front matter


def _subjects(stored: object, syllabus: Syllabus) -> tuple[SubjectTopics, ...]:
    """Return the subjects listed by their ids as `[id, [topics]]`; () if there is no such list."""
    if not isinstance(stored, list):
        return ()
    pairs = [one for one in stored if isinstance(one, list) and len(one) == 2]
    return tuple(
        SubjectTopics(str(subject_id), tuple(str(topic) for topic in topics))
        for subject_id, topics in pairs
        if isinstance(topics, list) and syllabus.has(str(subject_id))
    )


def _words(stored: object) -> tuple[Word, ...]:
    """Return the listed vocabulary; raises FrontMatterError if it is anything else."""
    try:
        return from_plain(_StoredWords, {"words": stored}).words if stored else ()
    except (TypeError, KeyError, AttributeError) as error:
        raise FrontMatterError from error


def _questions(stored: object) -> tuple[Question, ...]:
    """Return the listed questions; raises FrontMatterError if they are anything else."""
    try:
        found = from_plain(_StoredQuestions, {"questions": stored}).questions if stored else ()
    except (TypeError, KeyError, AttributeError) as error:
        raise FrontMatterError from error
    if not all(one.text.strip() and len(one.options) >= 2 and all(one.options) for one in found):
        raise FrontMatterError
    return tuple(
        one if one.answer in dict(one.lettered()) else replace(one, answer=None) for one in found
    )


def _text(stored: dict[Any, Any], name: str) -> str | None:
    value = stored.get(name)
    if value is None or isinstance(value, (dict, list)):
        return None
    return " ".join(str(value).split()) or None


def _id(stored: dict[Any, Any]) -> str | None:
    name = _text(stored, "id")
    return name if name and _ID.fullmatch(name) else None


def _written(value: object) -> ParsedDate | None:
    """Return a field that is a date; raises FrontMatterError for a text that is none."""
    if isinstance(value, str):
        try:
            value = date.fromisoformat(value)
        except ValueError as error:
            raise FrontMatterError from error
    if not isinstance(value, date):
        return None
    return ParsedDate(value.isoformat(), value, value, value)
