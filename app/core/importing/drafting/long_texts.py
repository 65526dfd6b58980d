"""Cutting a text as long as a shelf of books into parts, so that each opens at once.

A page keeps every line of its text laid out, so one of 10 MB would take half a gigabyte and half a
minute to open. A summary is a thousand times shorter; what is cut here is a compilation without
headings, or was made to be slow.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final

from app.core.importing.body.facts import write_fact
from app.core.importing.model import Draft, Part
from app.core.library.model import FactText, Question, Section, SectionKind, Word

# In characters. What is longer is cut, into parts of about equal length.
_LONGEST: Final = 600_000
# A line of its own takes as much of a page as so many characters more, a fact with its card this.
_LINE: Final = 40
_FACT: Final = 150
# A paragraph that is longer than this may be cut in its middle.
_STRETCH: Final = 30_000
_MARKS: Final = re.compile(r"[*_\\`]")
_BEFORE_WORD: Final = re.compile(r"^[\s\-•+]*(?:\d+[.)]\s*)?")
_PARAGRAPH: Final = re.compile(r".+?(?:\n\n+|\Z)", re.DOTALL)


@dataclass(slots=True)
class _Part:
    """What one part has so far: its sections, each with the stretches of its text."""

    sections: list[tuple[Section, list[str]]] = field(default_factory=list)
    facts: list[FactText] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)


# A stretch of a section's text, one of its facts, or a question.
_Piece = tuple[Section, str | FactText] | Question


def in_parts(draft: Draft) -> tuple[Draft, ...]:
    """Return a draft, or if its text is too long its parts, each with the details of all.

    One that says which summary it is, or brings highlights and notes, stays whole.
    """
    if draft.summary_id or draft.shared_annotations:
        return (draft,)
    pieces = [*_pieces(draft)]
    total = sum(map(_length, pieces))
    if total <= _LONGEST:
        return (draft,)
    parts = _packed(pieces, total / -(-total // _LONGEST))
    return tuple(_as_draft(draft, part, number, len(parts)) for number, part in enumerate(parts, 1))


def _pieces(draft: Draft) -> Iterator[_Piece]:
    facts = draft.facts
    for section in draft.sections:
        yield from ((section, stretch) for stretch in _stretches(section.markdown) or [""])
        if section.kind is SectionKind.FACTS:
            yield from ((section, fact) for fact in facts)
            facts = ()
    yield from ((Section(SectionKind.FACTS, None, ""), fact) for fact in facts)
    yield from draft.questions


def _stretches(markdown: str) -> list[str]:
    """Return a text in stretches between which it may be parted; together they are the text."""
    found: list[str] = []
    for paragraph in _PARAGRAPH.findall(markdown):
        start = 0
        while len(paragraph) - start > _STRETCH:
            end = start + _STRETCH
            # Between two lines if there are any: an item or a row of a table stays whole.
            cut = paragraph.rfind("\n", start, end)
            cut = cut if cut > start else paragraph.rfind(" ", start, end)
            end = cut + 1 if cut > start else end
            found.append(paragraph[start:end])
            start = end
        found.append(paragraph[start:])
    return found


def _length(piece: _Piece) -> int:
    if isinstance(piece, Question):
        return len(piece.text) + sum(_LINE + len(option) for option in piece.options)
    content = piece[1]
    if isinstance(content, FactText):
        return len(content.text) + _FACT
    return len(content) + _LINE * (1 + content.rstrip().count("\n"))


def _packed(pieces: list[_Piece], target: float) -> list[_Part]:
    """Return the pieces in parts, each as nearly as long as `target` as can be."""
    parts = [_Part()]
    done = 0.0
    for piece in pieces:
        length = _length(piece)
        if done and done + length / 2 > target * len(parts):
            parts.append(_Part())
        done += length
        part = parts[-1]
        if isinstance(piece, Question):
            part.questions.append(piece)
            continue
        section, content = piece
        if not part.sections or part.sections[-1][0] is not section:
            part.sections.append((section, []))
        if isinstance(content, FactText):
            part.facts.append(content)
        else:
            part.sections[-1][1].append(content)
    return parts


def _as_draft(draft: Draft, part: _Part, number: int, count: int) -> Draft:
    sections = tuple(
        replace(section, markdown="".join(stretches).strip("\n"))
        for section, stretches in part.sections
    )
    return replace(
        draft,
        title=f"{draft.title} (part {number} of {count})" if draft.title else None,
        sections=sections,
        facts=tuple(part.facts),
        questions=tuple(part.questions),
        vocabulary=_words_of(draft, sections),
        source_text=_text_of(sections, part),
        # What a part was read from is no text of its own, so there is nothing to understand again.
        kept=Part(""),
    )


def _words_of(draft: Draft, sections: tuple[Section, ...]) -> tuple[Word, ...]:
    """Return the entries of a vocabulary whose lines are in these sections."""
    lines = [
        _BEFORE_WORD.sub("", _MARKS.sub("", line)).casefold()
        for section in sections
        if section.kind is SectionKind.VOCABULARY
        for line in section.markdown.splitlines()
    ]
    lengths = {len(word.word.casefold()) for word in draft.vocabulary}
    begun = {line[:length] for line in lines for length in lengths}
    return tuple(word for word in draft.vocabulary if word.word.casefold() in begun)


def _text_of(sections: tuple[Section, ...], part: _Part) -> str:
    """Return a part as a text, to be looked at before it is added."""
    blocks: list[str] = []
    for section in sections:
        points = part.facts if section.kind is SectionKind.FACTS else ()
        named = section.kind is not SectionKind.SUMMARY
        heading = section.heading or (section.kind.value if named else "")
        blocks += (
            f"{heading}:" if heading else "",
            section.markdown,
            "\n".join(f"- {write_fact(fact)}" for fact in points),
        )
    for question in part.questions:
        blocks.append(
            "\n".join(
                [question.text, *(f"{letter}) {option}" for letter, option in question.lettered())]
                + ([f"Answer: {question.answer}"] if question.answer else [])
            )
        )
    return "\n\n".join(filter(None, blocks))
