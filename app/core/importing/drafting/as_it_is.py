"""A text whose form was not recognised, taken as it is: one summary with its own headings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from app.core.importing.body.sections import markdown_of, paragraphs
from app.core.importing.drafting.refusal_reason import classify_refusal
from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.clean import is_continuation, strip_emphasis
from app.core.importing.lines.title_length import LONGEST_TITLE
from app.core.importing.model import Basis, Draft, FieldBasis, Part
from app.core.importing.refusal import Refusal
from app.core.importing.splitting.heading import Heading
from app.core.importing.splitting.parting import heading_at_top
from app.core.importing.splitting.split import RawSummary
from app.core.library.model import DraftWarning, Form, Section, SectionKind, WarningKind

_HEADING = re.compile(r"#{1,6}[^\S\n]+(?P<words>.*\w.*)")
# A paragraph of so many words is running text; without one, a text is a list or chatter.
_RUNNING: Final = 25
_LONG: Final = 50  # characters
# Beyond this letter are the scripts of the far East, which mostly write without spaces.
_LAST_SPACED: Final = "\u2e7f"
# A stretch beside summaries is an article from so many words in paragraphs of so many.
_ARTICLE: Final = 80
_FULL_PARAGRAPH: Final = 40
# A title that is made of the first words has so many of them.
_FIRST_WORDS: Final = 9


def is_running_text(text: str) -> bool:
    """Return whether a text has sentences to read, so that it is worth taking as it is."""
    found = [words for words, point in paragraphs(text.split("\n")) if not point]
    return any(len(words.split()) >= _RUNNING or _is_unspaced(words) for words in found)


def _is_unspaced(words: str) -> bool:
    """Return whether a paragraph is long enough in a language without spaces between words."""
    foreign = any(char > _LAST_SPACED for char in words[:200])
    return foreign and len(words) >= _LONG and words.count(" ") * _LONG < len(words)


def is_worth_taking(text: str) -> bool:
    """Return whether a stretch of a text beside its summaries is an article of its own."""
    lengths = [len(words.split()) for words, point in paragraphs(text.split("\n")) if not point]
    full = sum(length for length in lengths if length >= _FULL_PARAGRAPH)
    return full >= _ARTICLE and classify_refusal(text) is Refusal.NO_SUMMARY


def piece_as_it_is(piece: RawSummary) -> Draft:
    """Return the draft of such a stretch: its heading, and all of its text as one section."""
    lines = piece.body.split("\n")
    section = Section(SectionKind.SUMMARY, None, markdown_of(lines))
    draft = _draft(piece.heading, (section,), piece.body, lines)
    return replace(draft, kept=Part(piece.whole))


def take_as_it_is(cleaned: str) -> Draft | None:
    """Return the draft that a cleaned text is as a whole, its form unknown; None without words.

    Its title is what its first lines say, or else the first words.
    """
    if not re.search(r"[^\W\d_]", cleaned):
        return None
    marked = cleaned.split("\n")
    plain = [" ".join(strip_emphasis(line).split()) for line in marked]
    placed = heading_at_top(plain)
    heading = placed.heading
    marked = [*heading.rest.split("\n"), "", *marked[placed.end :]] if placed.end else marked
    sections = [
        Section(SectionKind.OTHER if name else SectionKind.SUMMARY, name, text)
        for name, block in _blocks(marked)
        if (text := markdown_of(block))
    ]
    if not sections:
        sections = [Section(SectionKind.SUMMARY, None, markdown_of(plain))]
    draft = _draft(heading, tuple(sections), cleaned, plain)
    return replace(draft, kept=Part(cleaned))


def _draft(
    heading: Heading, sections: tuple[Section, ...], text: str, plain: Sequence[str]
) -> Draft:
    title = heading.title or _first_words(plain)
    doubt = DraftWarning(WarningKind.TITLE_UNSURE, title, title)
    basis = FieldBasis("title", Basis.FIRST_WORDS, 0.3)
    return Draft(
        title=title,
        author=heading.author,
        publication=heading.publication,
        category=heading.category,
        sections=sections,
        facts=(),
        subjects=(),
        warnings=(doubt, *(w for w in heading.warnings if w.kind is not doubt.kind)),
        source_text=text.strip(),
        written_published=heading.published,
        written_posted=heading.posted,
        site=heading.site,
        form=Form.AS_IT_IS,
        bases=heading.bases if heading.title else (basis, *heading.bases),
    )


def _first_words(lines: Sequence[str]) -> str:
    first = next((n for n, line in enumerate(lines) if line and not is_boilerplate(line)), 0)
    words: list[str] = []
    for above, line in pairwise(["", *lines[first : first + _FIRST_WORDS], ""]):
        # The sentence of a narrow column goes on in the next line.
        if words and not is_continuation(above, line):
            break
        words += line.split()
    title = " ".join(words[:_FIRST_WORDS])[:LONGEST_TITLE]
    return f"{title}…" if len(words) > _FIRST_WORDS else title


def _blocks(lines: Sequence[str]) -> Iterator[tuple[str | None, list[str]]]:
    """Yield the stretches of lines below each of a text's own headings, with the heading."""
    heading: str | None = None
    block: list[str] = []
    for line in lines:
        if match := _HEADING.fullmatch(line):
            if any(words.strip() for words in block):
                yield heading, block
            heading, block = strip_emphasis(match["words"]).strip(), []
        elif not is_boilerplate(line):
            block.append(strip_emphasis(line))
    if any(words.strip() for words in block):
        yield heading, block
