"""A text whose form was not recognised, taken as it is: one summary with its own headings."""

import re
from collections.abc import Iterator
from typing import Final

from app.core.importing.body.sections import paragraphs, read_body
from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.clean import strip_emphasis
from app.core.importing.lines.title_length import LONGEST_TITLE
from app.core.importing.model import Basis, Draft, FieldBasis
from app.core.library.model import DraftWarning, Form, Section, SectionKind, WarningKind
from app.core.library.syllabus import Syllabus

_HEADING = re.compile(r"(?P<marks>#{1,6})[^\S\n]+(?P<words>.*\w.*)")
# A paragraph of so many words is running text; without one, a text is a list or chatter.
_RUNNING: Final = 25
# A title that is made of the first words has so many of them.
_FIRST_WORDS: Final = 9
_SENTENCE_ENDS: Final = ".!?:;,۔؟،"


def is_running_text(text: str) -> bool:
    """Return whether a text has sentences to read, so that it is worth taking as it is."""
    lengths = [len(words.split()) for words, point in paragraphs(text.split("\n")) if not point]
    return any(length >= _RUNNING for length in lengths)


def take_as_it_is(cleaned: str, syllabus: Syllabus) -> Draft | None:
    """Return the draft that a cleaned text is when nothing of its form is known; None without words.

    Its title is the first heading, a short first line, or the first words.
    """
    if not re.search(r"[^\W\d_]", cleaned):
        return None
    lines = [line for line in cleaned.split("\n") if not is_boilerplate(line)]
    title, basis, at = _title(lines)
    blocks = list(_blocks(lines[at:]))
    sections: list[Section] = []
    for heading, block in blocks:
        body = read_body("\n".join(block), syllabus)
        for number, section in enumerate(body.sections):
            named = heading if number == 0 and section.heading is None else section.heading
            kind = SectionKind.OTHER if named and section.heading is None else section.kind
            sections.append(Section(kind, named, section.markdown))
    if not sections:
        sections = [Section(SectionKind.SUMMARY, None, strip_emphasis(cleaned).strip())]
    return Draft(
        title=title,
        author=None,
        publication=None,
        category=None,
        sections=tuple(sections),
        facts=(),
        subjects=(),
        warnings=(DraftWarning(WarningKind.TITLE_UNSURE, title, title),),
        source_text=cleaned.strip(),
        form=Form.AS_IT_IS,
        bases=(FieldBasis("title", basis, 0.5),),
    )


def _title(lines: list[str]) -> tuple[str, Basis, int]:
    """Return a title, what it rests on, and the line from which the text goes on."""
    written = [number for number, line in enumerate(lines) if line.strip()]
    if not written:
        return "", Basis.FIRST_WORDS, 0
    first = written[0]
    line = strip_emphasis(lines[first]).strip()
    heading = _HEADING.fullmatch(lines[first])
    if heading:
        return strip_emphasis(heading["words"]).strip(), Basis.HEADING, first + 1
    longer = len(written) > 1 and len(lines[written[1]]) > len(line)
    if longer and len(line) <= LONGEST_TITLE and line[-1] not in _SENTENCE_ENDS:
        return line, Basis.HEADING, first + 1
    words = line.split()
    title = " ".join(words[:_FIRST_WORDS])[:LONGEST_TITLE]
    return (f"{title}…" if len(words) > _FIRST_WORDS else title), Basis.FIRST_WORDS, first


def _blocks(lines: list[str]) -> Iterator[tuple[str | None, list[str]]]:
    """Yield the stretches of lines below each of a text's own headings, with the heading."""
    heading: str | None = None
    block: list[str] = []
    for line in lines:
        if match := _HEADING.fullmatch(line):
            if any(words.strip() for words in block):
                yield heading, block
            heading, block = strip_emphasis(match["words"]).strip(), []
        else:
            block.append(strip_emphasis(line))
    if any(words.strip() for words in block):
        yield heading, block
