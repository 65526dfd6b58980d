"""The sections and facts of a summary as one plain text, to be edited and read back.

What was not touched comes back exactly as it was: its section, its facts with their ids.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from app.core.importing.body.facts import read_fact, write_fact
from app.core.importing.body.vocabulary import read_words, write_words
from app.core.importing.lines.labels import find_label
from app.core.library.model import Fact, FactText, Section, SectionKind, Summary, Word
from app.core.library.similarity import match_facts
from app.core.markdown.escape import escape
from app.core.storage.ids import new_id

Names = Mapping[SectionKind, str]

_HEADING: Final = re.compile(r"##[ \t]+(?P<name>\S.*)")
# A line of the text itself that looks like a heading is told apart by a backslash.
_LIKE_HEADING: Final = re.compile(r"^(\\*##[ \t])", re.MULTILINE)
_ESCAPED: Final = re.compile(r"^\\(\\*##[ \t])", re.MULTILINE)
_DETAIL: Final = re.compile(r"[ \t]\*(Example|Synonyms|Antonyms):\*[ \t]?")
_BULLET: Final = re.compile(r"[-*•][ \t]+(?P<text>\S.*)")


@dataclass(frozen=True, slots=True)
class _Block:
    """The lines below one heading; None stands for the lines above the first."""

    heading: str | None
    text: str


def write_text(summary: Summary, names: Names) -> str:
    """Return the sections and facts as text; `names` are what kinds of sections are called.

    A worked example, the first section having no heading:

        The water table falls.

        ## Facts and figures

        - It falls by a metre a year. (Source: WAPDA; as of 2023)
    """
    pieces = (
        piece
        for block in _blocks_of(summary, names)
        for piece in (f"## {block.heading}" if block.heading else "", block.text)
    )
    return "\n\n".join(filter(None, pieces)) + "\n"


def read_text(text: str, summary: Summary, names: Names) -> Summary:
    """Return a summary with the sections, facts and vocabulary of an edited text.

    It is equal to the one before if the text is the one that `write_text` gave.
    """
    known = [*zip(_blocks_of(summary, names), summary.sections, strict=True)]
    found = [*_divide(_without_title(text, summary))]
    before = _counterparts(found, known, names)
    sections: list[Section] = []
    # Facts that no section shows cannot be edited; they stay.
    shown = any(section.kind is SectionKind.FACTS for section in summary.sections)
    facts: tuple[Fact, ...] = () if shown else summary.facts
    for number, block in enumerate(found):
        old_block, old = known[before[number]] if number in before else (None, None)
        if old is not None and old_block and old_block.text == block.text:
            section = _section(block, old, names)
            sections.append(replace(old, kind=section.kind, heading=section.heading))
            facts += summary.facts if old.kind is SectionKind.FACTS else ()
            continue
        section = _section(block, old, names)
        points: list[str] = []
        if section.kind is SectionKind.FACTS:
            around, points = _points(block.text)
            section = replace(section, markdown=_unescaped(around))
            facts += _facts(points, summary)
        if section.markdown or points:
            sections.append(section)
    once = tuple({fact.id: fact for fact in facts}.values())
    made = replace(summary, sections=tuple(_facts_together(sections)), facts=once)
    return replace(made, vocabulary=vocabulary_of(made, summary))


# Writing


def _blocks_of(summary: Summary, names: Names) -> Iterator[_Block]:
    for place, section in enumerate(summary.sections):
        bare = place == 0 and section.kind is SectionKind.SUMMARY and section.heading is None
        heading = None if bare and section.markdown.strip() else _heading(section, names)
        text = _LIKE_HEADING.sub(r"\\\1", section.markdown)
        if section.kind is SectionKind.FACTS:
            points = "\n".join(_spellings(fact)[0] for fact in summary.facts)
            text = "\n\n".join(filter(None, (text, points)))
        yield _Block(heading, _trimmed(text.splitlines()))


def _trimmed(lines: Iterable[str]) -> str:
    return "\n".join(line.rstrip() for line in lines).strip("\n")


def _heading(section: Section, names: Names) -> str:
    return " ".join((section.heading or names[section.kind]).split())


def _spellings(fact: Fact) -> tuple[str, str]:
    """Return a fact as a point of a text, and as Markdown has it, in which signs are escaped."""
    plain = write_fact(FactText(fact.text, fact.source, fact.as_of))
    return _bulleted(plain), _bulleted(escape(plain))


def _bulleted(text: str) -> str:
    return f"- {' '.join(text.split())}"


# Reading


def _divide(text: str) -> Iterator[_Block]:
    heading: str | None = None
    lines: list[str] = []
    for line in [*text.splitlines(), None]:
        match = _HEADING.fullmatch(line) if line is not None else None
        if line is not None and match is None:
            lines.append(line)
            continue
        block = _Block(heading, _trimmed(lines))
        if block.heading or block.text.strip():
            yield block
        if match:
            heading, lines = " ".join(match["name"].split()), []


def _without_title(text: str, summary: Summary) -> str:
    """Return a text without the title and the line below it, which `bayaz show` prints above."""
    title, _, rest = text.lstrip().partition("\n")
    if title.strip() != f"# {summary.title}":
        return text
    return rest.lstrip("\n") if rest.startswith("\n") else rest.partition("\n")[2]


def _counterparts(
    found: Sequence[_Block], known: Sequence[tuple[_Block, Section]], names: Names
) -> dict[int, int]:
    """Return by the number of a block what it was before: the surest counterparts first."""
    places = [(number, old) for number in range(len(found)) for old in range(len(known))]
    in_place = len(found) == len(known)
    matched: dict[int, int] = {}
    taken: set[int] = set()
    for same in (
        lambda number, old: found[number] == known[old][0],
        lambda number, old: _is_named(known[old][1], found[number].heading, names),
        lambda number, old: found[number].text == known[old][0].text != "",
        lambda number, old: in_place and number == old,
    ):
        for number, old in places:
            if number not in matched and old not in taken and same(number, old):
                matched[number] = old
                taken.add(old)
    return matched


def _is_named(section: Section, heading: str | None, names: Names) -> bool:
    """Return whether a heading is that of a section, or what its kind is called."""
    if heading is None:
        return section.kind is SectionKind.SUMMARY and section.heading is None
    return heading in (_heading(section, names), names[section.kind])


def _section(block: _Block, old: Section | None, names: Names) -> Section:
    markdown = _unescaped(block.text)
    if old is not None and _is_named(old, block.heading, names):
        return replace(old, markdown=markdown)
    if block.heading is None:
        return Section(SectionKind.SUMMARY, None, markdown)
    label = find_label(f"{block.heading}:")
    if label is not None and not label.guessed:
        return Section(label.kind, block.heading, markdown)
    # A heading in other words: a section that was renamed stays of its kind.
    return Section(old.kind if old else SectionKind.OTHER, block.heading, markdown)


def _unescaped(text: str) -> str:
    return _ESCAPED.sub(r"\1", text).strip()


def _points(text: str) -> tuple[str, list[str]]:
    """Return the lines around the facts, and the facts; a line that goes on belongs to its fact."""
    around: list[str] = []
    points: list[str] = []
    inside = False
    for line in text.splitlines():
        match = _BULLET.fullmatch(line.strip())
        if match:
            points.append(match["text"].strip())
        elif inside and line.strip():
            points[-1] = f"{points[-1]} {line.strip()}"
        else:
            around.append(line)
        inside = bool(points) and bool(line.strip())
    return "\n".join(around), points


def _facts(points: Iterable[str], summary: Summary) -> tuple[Fact, ...]:
    """Return the facts of some points: those that were there keep their ids, corrected ones too."""
    free = list(summary.facts)
    found: list[Fact | FactText] = []
    for text in points:
        same = next((fact for fact in free if _bulleted(text) in _spellings(fact)), None)
        if same is not None:
            free.remove(same)
        found.append(same or read_fact(text))
    new = [fact for fact in found if isinstance(fact, FactText)]
    ids = match_facts(free, new)
    known = {fact.id: fact for fact in free}
    corrected = iter(
        _corrected(fact, known.get(ids.get(number, "")), summary) for number, fact in enumerate(new)
    )
    return tuple(next(corrected) if isinstance(fact, FactText) else fact for fact in found)


def _corrected(new: FactText, old: Fact | None, summary: Summary) -> Fact:
    if old is None:
        return Fact(new_id(), summary.id, new.text, new.source, new.as_of)
    # A date without a source is not written, so it cannot have been removed.
    as_of = old.as_of if new.source is None and old.source is None else new.as_of
    return replace(old, text=new.text, source=new.source, as_of=as_of)


def _facts_together(sections: Iterable[Section]) -> Iterator[Section]:
    """Yield the sections; the first one for facts stands for all of them."""
    sections = list(sections)
    of_facts = [section for section in sections if section.kind is SectionKind.FACTS]
    for section in sections:
        if section.kind is not SectionKind.FACTS:
            yield section
        elif section is of_facts[0]:
            around = "\n\n".join(filter(None, (one.markdown for one in of_facts)))
            yield replace(section, markdown=around)


def vocabulary_of(made: Summary, summary: Summary) -> tuple[Word, ...]:
    """Return the words of a vocabulary: as they were, or as its edited lines say."""
    lines = _lines_of_words(made)
    if lines == _lines_of_words(summary):
        return summary.vocabulary
    known = {write_words((word,)): word for word in summary.vocabulary}
    words: list[Word] = []
    for line in lines:
        details = _DETAIL.sub(r"\n\1: ", line).replace("**", "").splitlines()
        words += (known[line],) if line in known else read_words(details)
    return tuple(words)


def _lines_of_words(summary: Summary) -> list[str]:
    return [
        line
        for section in summary.sections
        if section.kind is SectionKind.VOCABULARY
        for line in section.markdown.splitlines()
        if line.strip()
    ]
