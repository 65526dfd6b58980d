"""The body of a summary to sections: the opening, those with labels, and the ending."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Final

from app.core.importing.body.facts import read_facts
from app.core.importing.body.subjects import read_subjects
from app.core.importing.body.unlisted_labels import ends_points, unlisted_label
from app.core.importing.body.vocabulary import is_headword, read_words, write_words
from app.core.importing.lines.author_note import with_writer_last
from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.clean import (
    bullet_of,
    ends_in_mid_sentence,
    is_continuation,
    strip_bullet,
)
from app.core.importing.lines.labels import Label, find_label, is_cut_label
from app.core.importing.mcq.extract import extract_questions
from app.core.importing.repair.inline_lists import points_of
from app.core.library.model import (
    DraftWarning,
    FactText,
    Question,
    Section,
    SectionKind,
    SubjectTopics,
    WarningKind,
    Word,
)
from app.core.library.syllabus import Syllabus
from app.core.markdown.escape import escape

_CLOSING = re.compile(
    r"(?:to sum up|to sum it up|summing up|in sum|in summary|to summari[sz]e|in conclusion|"
    r"to conclude|concluding|in a nutshell|to wrap up|all in all|in short|in essence|"
    r"in the final analysis|conclusively|overall|at the end of the day|ultimately)\b",
    re.IGNORECASE,
)
_CLEAR_CLOSING = re.compile(
    r"(?:to sum up|to sum it up|summing up|in conclusion|to conclude|in a nutshell|"
    r"to wrap up)\b",
    re.IGNORECASE,
)
# A fact is one line; a longer line below the facts is prose.
_LONGEST_FACT: Final = 240
# A sentence below facts that are none has so many words.
_FEWEST_PROSE: Final = 6
_ENDS: Final = '.?!:…”"’)۔'
_WRAP_WIDTH: Final = 110
# A line of a paragraph that goes on is filled so far.
_FULL_LINE: Final = 0.8
_PROSE: Final = frozenset(
    {
        SectionKind.SUMMARY,
        SectionKind.OVERVIEW,
        SectionKind.NOTES,
        SectionKind.BEGINNERS,
        SectionKind.CONCLUSION,
    }
)


@dataclass(slots=True)
class _Part:
    """A section while its lines are collected."""

    kind: SectionKind
    heading: str | None
    lines: list[str] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        return not any(line.strip() for line in self.lines)


@dataclass(frozen=True, slots=True)
class Body:
    """A summary's body as understood. `labels` is how many known labels it had.

    `trailing_unlabelled` is how many of its questions are at its very end with no label above them.
    """

    sections: tuple[Section, ...]
    facts: tuple[FactText, ...]
    subjects: tuple[SubjectTopics, ...]
    warnings: tuple[DraftWarning, ...]
    labels: int
    vocabulary: tuple[Word, ...] = ()
    questions: tuple[Question, ...] = ()
    trailing_unlabelled: int = 0

    @property
    def length(self) -> int:
        """How many words the sections hold, facts apart."""
        return sum(len(section.markdown.split()) for section in self.sections)


def read_body(text: str, syllabus: Syllabus, heading: str | None = None) -> Body:
    """Return the sections, facts, subjects, vocabulary and questions of a body.

    `heading` is that of its opening section, None if it has none.
    """
    taken = extract_questions(text.rstrip().split("\n"))
    lines = taken.lines or [""]
    cut_label = lines.pop() if len(lines) > 1 and is_cut_label(lines[-1]) else ""
    parts, labels = _divide(lines, heading, syllabus)
    if parts and parts[0].kind is SectionKind.SUMMARY:
        parts[0].lines = with_writer_last(parts[0].lines)
    parts = [*_with_ending(parts)]
    sections: list[Section] = []
    facts: tuple[FactText, ...] = ()
    subjects: tuple[SubjectTopics, ...] = ()
    warnings: tuple[DraftWarning, ...] = ()
    words: tuple[Word, ...] = ()
    for part in parts:
        markdown = markdown_of(part.lines)
        if part.kind is SectionKind.FACTS:
            facts, leading = read_facts(part.lines)
            markdown = "\n\n".join(escape(line) for line in leading)
        elif part.kind is SectionKind.VOCABULARY and (entries := read_words(part.lines)):
            words += entries
            markdown = write_words(entries)
        elif part.kind is SectionKind.SUBJECTS:
            subjects, warnings = read_subjects(part.lines, syllabus)
        sections.append(Section(part.kind, part.heading, markdown))
    if cut_label:
        warnings = (*warnings, DraftWarning(WarningKind.CUT_OFF, cut_label))
    elif parts and parts[-1].kind in _PROSE and ends_in_mid_sentence(_last_line(parts[-1])):
        ending = " ".join(_last_line(parts[-1]).split()[-4:])
        warnings = (*warnings, DraftWarning(WarningKind.CUT_OFF, ending))
    return Body(
        tuple(sections),
        facts,
        subjects,
        warnings,
        labels,
        words,
        taken.questions,
        taken.trailing_unlabelled,
    )


def paragraphs(lines: Iterable[str]) -> Iterator[tuple[str, bool]]:
    """Yield paragraphs and points, each with whether it is a point; wrapped lines are joined."""
    lines = list(lines)
    wrapped = _hard_wrapped(lines)
    parted = wrapped and _blank_lines_part(lines)
    full = max(map(len, lines), default=0) * _FULL_LINE
    text, point, apart, last = "", False, False, 0
    for line in lines:
        bare, bulleted = strip_bullet(line)
        if not bare:
            apart = True
            continue
        # Where blank lines part the paragraphs, a full line that ends a sentence parts none.
        unparted = text and (text[-1] not in _ENDS or (parted and last >= full))
        broken = wrapped and not apart and unparted
        apart = False
        if text and not bulleted and (broken or is_continuation(text, bare)):
            text = f"{text} {bare}"
        else:
            if text:
                yield text, point
            text, point = bare, bulleted
        last = len(line)
    if text:
        yield text, point


def _blank_lines_part(lines: list[str]) -> bool:
    """Return whether blank lines stand behind ends of sentences, and so part paragraphs."""
    above = [one for one, below in pairwise(lines) if one.strip() and not below.strip()]
    return len(above) > 1 and all(one.rstrip()[-1] in _ENDS for one in above)


def _hard_wrapped(lines: list[str]) -> bool:
    """Return whether most lines break off in mid-sentence, as those of a PDF do."""
    written = [line for line in lines if line.strip()]
    open_ended = [line for line in written if line.rstrip()[-1] not in _ENDS]
    longest = max(map(len, written), default=0)
    # Broken lines run to the edge; titles and the options of a question do not.
    full = sum(len(line) >= longest * 0.6 for line in open_ended)
    # What goes on within a sentence mostly goes on in small letters; a list of openings does not.
    going_on = [b for a, b in pairwise(written) if a.rstrip()[-1] not in _ENDS]
    small = sum(not line.lstrip()[0].isupper() for line in going_on)
    return (
        len(written) >= 4
        and longest <= _WRAP_WIDTH
        and len(open_ended) * 5 >= len(written) * 2
        and full * 4 >= len(open_ended) * 3
        and small * 3 >= len(going_on)
    )


def _divide(lines: list[str], heading: str | None, syllabus: Syllabus) -> tuple[list[_Part], int]:
    """Return the sections of a body, those of facts joined, and how many known labels it has."""
    parts = [_Part(SectionKind.SUMMARY, heading)]
    facts: _Part | None = None
    labels = 0
    for number, line in enumerate(lines):
        label = None if is_headword(lines, number) else find_label(line)
        if label is None or label.guessed:
            label = unlisted_label(lines, number, syllabus) or label
        if label is None and parts[-1].kind is SectionKind.FACTS and not parts[-1].empty:
            label = ends_points(lines, number)
        if label is None or not _opens(label, line, parts[-1], syllabus):
            if not is_boilerplate(line):
                parts[-1].lines.append(line)
            continue
        labels += label.kind is not SectionKind.OTHER
        if label.kind is SectionKind.FACTS and facts:
            # The facts go on: what came between is a section of its own, before them.
            if parts[-1] is not facts:
                parts.remove(facts)
                parts.append(facts)
        else:
            parts.append(_Part(label.kind, label.heading))
            facts = parts[-1] if label.kind is SectionKind.FACTS else facts
        if label.rest:
            parts[-1].lines += points_of(label.rest)
    return [part for part in parts if not part.empty], labels


def _opens(label: Label, line: str, part: _Part, syllabus: Syllabus) -> bool:
    """Return whether a label opens a section at this place, below what `part` has so far.

    Among facts and subjects many lines look like labels: `Population:` above a few of the facts,
    `Challenges: 23 million out of school` as one of them, `Statistics` as a subject.
    """
    if part.kind is SectionKind.FACTS:
        if label.guessed:
            return False
        if label.weak:
            # `📌 Conclusion: …` below points with another sign.
            first = next((line for line in part.lines if line.strip()), "")
            return label.kind is not SectionKind.OTHER and bullet_of(line) != bullet_of(first)
        return not (label.rest and label.kind is SectionKind.OTHER)
    if part.kind is SectionKind.SUBJECTS:
        if label.guessed or label.weak:
            return False
        # Where subjects are points, a bare `Statistics:` is none of them.
        first = next((line for line in part.lines if line.strip()), "")
        return strip_bullet(first)[1] or not syllabus.match(label.heading).subjects
    # A numbered `Conclusion: the end of something` in a vocabulary is one of its words.
    inner = label.kind is SectionKind.OTHER or part.kind is SectionKind.VOCABULARY
    return not (label.weak and label.rest and inner)


def _with_ending(parts: list[_Part]) -> Iterator[_Part]:
    """Yield the sections, with an unlabelled ending as a conclusion of its own."""
    for number, part in enumerate(parts):
        last = number == len(parts) - 1
        if part.kind is SectionKind.FACTS:
            cut = _prose_after_facts(part.lines)
        elif last and part.kind is not SectionKind.CONCLUSION:
            cut = _closing_paragraph(part.lines)
        else:
            cut = None
        if cut is None:
            yield part
            continue
        yield _Part(part.kind, part.heading, part.lines[:cut])
        yield _Part(SectionKind.CONCLUSION, None, part.lines[cut:])


def _prose_after_facts(lines: list[str]) -> int | None:
    """Return the line where the facts end and prose begins, None if it does not.

    After points with bullets, a sentence without one is prose; where the bullets were lost,
    only its length or its own words show it.
    """
    previous, any_bullet = "", False
    # Sentences among the lines so far: where there is none, the first one is no fact.
    lines_read = sentences = 0
    for number, line in enumerate(lines):
        text, bulleted = strip_bullet(line)
        if not text:
            continue
        ended = text[-1] in ".!?…۔"
        if previous and not bulleted and not is_continuation(previous, text):
            odd = lines_read > 1 and not sentences and not any(map(str.isdigit, text))
            sentence = ended and len(text.split()) > (_FEWEST_PROSE if odd else 12)
            closes = _CLOSING.match(text) or len(text) > _LONGEST_FACT
            if closes or (sentence and (any_bullet or odd)):
                return number
        elif previous and _CLEAR_CLOSING.match(text) and len(text.split()) > 12:
            return number
        previous, any_bullet = text, any_bullet or bulleted
        lines_read += 1
        sentences += ended
    return None


def _closing_paragraph(lines: list[str]) -> int | None:
    """Return the line of a last paragraph that begins with `In conclusion` or the like."""
    written = [number for number, line in enumerate(lines) if line.strip()]
    if len(written) > 1 and _CLEAR_CLOSING.match(lines[written[-1]]):
        return written[-1]
    return None


def markdown_of(lines: list[str]) -> str:
    """Return the Markdown of lines of text, wrapped lines joined."""
    return "\n\n".join(_markdown(lines))


def _markdown(lines: list[str]) -> Iterator[str]:
    """Yield the Markdown of paragraphs; points in a row make one list."""
    points: list[str] = []
    for text, point in paragraphs(lines):
        if point:
            points.append(f"- {escape(text)}")
            continue
        if points:
            yield "\n".join(points)
            points = []
        yield escape(text)
    if points:
        yield "\n".join(points)


def _last_line(part: _Part) -> str:
    return next((line for line in reversed(part.lines) if line.strip()), "")
