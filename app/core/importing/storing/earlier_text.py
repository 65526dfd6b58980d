"""A summary as it is when it has the text of one of its revisions again.

A revision keeps the words of the page. What stands in the present text as well takes over its form
from there: its section, its emphasis, the ids of its facts. What does not is plain.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain, groupby
from typing import Final

from rapidfuzz.distance import Levenshtein

from app.core.importing.body.written_text import vocabulary_of
from app.core.importing.drafting.batch import Batch
from app.core.importing.model import Draft
from app.core.importing.storing.renewal import TEXT, Renewal, renewed
from app.core.library.model import Fact, FactText, Section, SectionKind, Summary
from app.core.library.page import page_text
from app.core.library.similarity import match_facts
from app.core.markdown.blocks import BlockKind
from app.core.markdown.escape import escape
from app.core.markdown.parser import parse
from app.core.storage.ids import new_id

# Texts whose lines multiply to more than this are not compared line by line.
_LARGEST: Final = 200_000_000
_BULLET: Final = re.compile(r"\s*(?:[-*+•]|\d{1,3}[.)])\s+")
_BLANK: Final = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class _Line:
    """A line of a page: the section that it is in, its Markdown, and the fact that it is.

    Where several lines are one piece of Markdown, a table or a paragraph with breaks, `whole` is
    that, and the line is number `place` of so many.
    """

    kind: SectionKind
    heading: str | None
    text: str
    markdown: str
    fact: Fact | None = None
    whole: str = ""
    place: int = 0
    of: int = 1

    @property
    def section(self) -> tuple[SectionKind, str | None]:
        """What its section is known by."""
        return self.kind, self.heading

    @property
    def bullet(self) -> str:
        """What makes the line a point of a list; '' if it is none."""
        found = _BULLET.match(self.markdown)
        return found[0] if found else ""


def with_revision(known: Summary, text: str, present: str, read: Batch) -> Summary | None:
    """Return a summary with an earlier text, None if it has that text.

    `present` is the text that it has; both are texts of whole pages, with the questions. `read` is
    what the earlier text was once made of, as it is understood now.
    """
    if text == present:
        return None
    by_reader = tuple(dict.fromkeys((*known.by_reader, TEXT)))
    drafts = [sourced.draft for sourced in read.drafts]
    for draft in drafts:
        if page_text(draft.sections, draft.facts, draft.questions) == text:
            made = renewed(Renewal(known, draft, (TEXT,)), (TEXT,))
            return replace(made, by_reader=by_reader, revision_id=new_id())
    asked = page_text((), (), known.questions)
    body = text.removesuffix(asked).removesuffix("\n") if asked else text
    return replace(with_text(known, body, drafts), by_reader=by_reader, revision_id=new_id())


def with_text(summary: Summary, text: str, drafts: Iterable[Draft] = ()) -> Summary:
    """Return a summary with the words of a text, which is that of a page without its questions.

    What is not in the present text takes over its form from `drafts`.
    """
    facts = [(fact.text, fact) for fact in summary.facts]
    present = [*_lines(summary.sections, facts)]
    others = {line.text: line for draft in drafts for line in _lines_of(draft, summary.id)}
    lines = [*_merged(present, text.split("\n"), others)]
    made = replace(
        summary,
        sections=tuple(_sections(lines, summary)),
        facts=_known([line.fact for line in lines if line.fact is not None], summary),
    )
    if page_text(made.sections, made.facts).split() == text.split():
        return replace(made, vocabulary=vocabulary_of(made, summary))
    # The words count more than their form.
    plain = "\n\n".join(escape(line) for line in text.split("\n") if line.strip())
    return replace(summary, sections=(Section(SectionKind.SUMMARY, None, plain),), facts=())


def _lines_of(draft: Draft, summary_id: str) -> Iterator[_Line]:
    facts = [
        (fact.text, Fact("", summary_id, fact.text, fact.source, fact.as_of))
        for fact in draft.facts
    ]
    return _lines(draft.sections, facts)


def _lines(sections: Iterable[Section], facts: Iterable[tuple[str, Fact]]) -> Iterator[_Line]:
    for section in sections:
        for line in _sources(section.markdown):
            yield replace(line, kind=section.kind, heading=section.heading)
        if section.kind is SectionKind.FACTS:
            yield from (_Line(section.kind, section.heading, text, "", one) for text, one in facts)


def _sources(markdown: str) -> list[_Line]:
    """Return the lines of a section's Markdown as the page has them, in no section yet."""
    shown = _shown(markdown)
    found: list[_Line] = []
    for piece in _BLANK.split(markdown):
        texts = _shown(piece.strip("\n"))
        lines = [line for line in piece.splitlines() if line.strip()]
        alone = [_shown(line.strip()) for line in lines]
        if [*chain(*alone)] == texts and all(len(one) <= 1 for one in alone):
            pairs = zip(lines, alone, strict=True)
            found += (_source(one[0], line, 0, 1) for line, one in pairs if one)
        else:
            found += (_source(text, piece, at, len(texts)) for at, text in enumerate(texts))
    if [line.text for line in found] == shown:
        return found
    return [_source(text, "", 0, 2) for text in shown]


def _source(text: str, piece: str, place: int, of: int) -> _Line:
    markdown = piece if of == 1 else escape(text)
    return _Line(SectionKind.SUMMARY, None, text, markdown, None, piece, place, of)


def _shown(markdown: str) -> list[str]:
    blocks = (b for b in parse(markdown) if b.kind is not BlockKind.RULE and b.text)
    return [text for block in blocks for text in block.text.split("\n")]


def _merged(
    present: Sequence[_Line], wanted: Sequence[str], others: Mapping[str, _Line]
) -> Iterator[_Line]:
    """Yield the wanted lines; those that are there now are taken from there."""
    if len(present) * len(wanted) > _LARGEST:
        yield from (_Line(SectionKind.SUMMARY, None, text, escape(text)) for text in wanted)
        return
    for block in Levenshtein.opcodes([line.text for line in present], wanted):
        old = present[block.src_start : block.src_end]
        if block.tag == "equal":
            yield from old
            continue
        # What was inserted stands where the line before it does.
        near = old or present[max(block.src_start - 1, 0) :][:1]
        for place, text in enumerate(wanted[block.dest_start : block.dest_end]):
            like = near[min(place, len(near) - 1)] if near else None
            yield others[text] if text in others else _like(like, text)


def _like(like: _Line | None, text: str) -> _Line:
    words = escape(text)
    if like is None:
        return _Line(SectionKind.SUMMARY, None, text, words)
    if like.fact is not None:
        return replace(like, text=text, fact=Fact("", like.fact.summary_id, text))
    return _Line(like.kind, like.heading, text, f"{like.bullet}{words}")


def _sections(lines: Iterable[_Line], summary: Summary) -> Iterator[Section]:
    """Yield the sections of some lines; one that is as it is now keeps its Markdown."""
    for (kind, heading), group in groupby(lines, lambda line: line.section):
        words = [line for line in group if line.fact is None]
        made = [line.markdown for line in words]
        same = (
            one
            for one in summary.sections
            if (one.kind, one.heading) == (kind, heading)
            and [line.markdown for line in _sources(one.markdown)] == made
        )
        yield next(same, None) or Section(kind, heading, _joined(words))


def _joined(lines: Sequence[_Line]) -> str:
    joined = ""
    before = ""
    at = 0
    while at < len(lines):
        line = lines[at]
        piece = lines[at : at + line.of]
        together = [(one.whole, one.place) for one in piece] == [
            (line.whole, place) for place in range(line.of)
        ]
        whole = bool(line.whole) and line.of > 1 and together
        between = "\n" if before and line.bullet and not whole else "\n\n"
        joined += f"{between if joined else ''}{line.whole if whole else line.markdown}"
        before = "" if whole else line.bullet
        at += line.of if whole else 1
    return joined


def _known(facts: Sequence[Fact], summary: Summary) -> tuple[Fact, ...]:
    """Return the facts; those that were only worded otherwise keep their ids and sources."""
    kept = {fact.id for fact in facts}
    free = [fact for fact in summary.facts if fact.id not in kept]
    known = {fact.id: fact for fact in free}
    new = [fact for fact in facts if not fact.id]
    ids = match_facts(free, [FactText(fact.text) for fact in new])
    settled = iter(
        replace(
            old, text=fact.text, source=fact.source or old.source, as_of=fact.as_of or old.as_of
        )
        if (old := known.get(ids.get(place, "")))
        else replace(fact, id=new_id())
        for place, fact in enumerate(new)
    )
    return tuple(fact if fact.id else next(settled) for fact in facts)
