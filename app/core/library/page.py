"""A summary as the page to read: blocks in order, and the plain text that anchors count in.

The text holds the words of the sections and nothing else: no title, no headings, no bullets. Its
offsets count code points (the window converts to Qt's units in one place).
"""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.core.library.model import Fact, FactText, Question, Section, SectionKind, Summary
from app.core.markdown.blocks import Block, BlockKind, Run

# A block, the fact that it is, and the answer to be shown below it.
_Unplaced = tuple[Block, str | None, str | None]


@dataclass(frozen=True, slots=True)
class PageBlock:
    """One block on the page and where its text begins in the page's text.

    `fact_id` is set when the block is a fact. `answer` is set when it is the last option of a
    question whose answer is known: the letter, which the page shows below and the text leaves out.
    """

    block: Block
    start: int
    fact_id: str | None = None
    answer: str | None = None

    @property
    def end(self) -> int:
        """The offset just after the block's last character."""
        return self.start + len(self.block.text)


@dataclass(frozen=True, slots=True)
class PageSection:
    """A section's blocks under its kind and its own heading, if the text gave one."""

    kind: SectionKind
    heading: str | None
    blocks: tuple[PageBlock, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A summary ready to be shown; `text` joins the blocks by newlines."""

    sections: tuple[PageSection, ...]
    text: str

    def section_at(self, offset: int) -> PageSection | None:
        """Return the section that contains the text at `offset`, None if none does."""
        for section in self.sections:
            if section.blocks and section.blocks[0].start <= offset <= section.blocks[-1].end:
                return section
        return None

    def fact_at(self, start: int, end: int) -> str | None:
        """Return the id of the fact that contains the whole passage, None if none does."""
        for section in self.sections:
            for block in section.blocks:
                if block.fact_id and block.start <= start and end <= block.end:
                    return block.fact_id
        return None

    def fact_range(self, fact_id: str) -> tuple[int, int] | None:
        """Return the start and end of a fact's text, None if the page does not show it."""
        for section in self.sections:
            for block in section.blocks:
                if block.fact_id == fact_id:
                    return block.start, block.end
        return None

    def word_range(self, word: str) -> tuple[int, int] | None:
        """Return where the vocabulary explains a word: its entry, else the word, else the top.

        None if the page has no vocabulary.
        """
        blocks = [
            block
            for section in self.sections
            if section.kind is SectionKind.VOCABULARY
            for block in section.blocks
        ]
        wanted = word.casefold()
        for block in blocks:
            if word and block.block.text.casefold().startswith(wanted):
                return block.start, block.start + len(word)
        for block in blocks:
            place = block.block.text.casefold().find(wanted)
            if word and place >= 0 and place + len(word) <= len(block.block.text):
                return block.start + place, block.start + place + len(word)
        return (blocks[0].start, blocks[0].end) if blocks else None


def build_page(summary: Summary) -> Page:
    """Return the page of a summary."""
    facts = [(fact.id, fact.text) for fact in summary.facts]
    return _build(summary.sections, facts, summary.questions)


def page_text(
    sections: Iterable[Section],
    facts: Iterable[Fact | FactText],
    questions: Iterable[Question] = (),
) -> str:
    """Return the text of the page of these sections, facts and questions."""
    return _build(tuple(sections), [("", fact.text) for fact in facts], questions).text


def text_hash(text: str) -> str:
    """Return the SHA-256 (hex) by which damage to a stored text is found."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _build(
    sections: tuple[Section, ...], facts: list[tuple[str, str]], questions: Iterable[Question]
) -> Page:
    from app.core.markdown.parser import parse

    offset = 0
    lines: list[str] = []
    built: list[PageSection] = []

    def place(kind: SectionKind, heading: str | None, blocks: list[_Unplaced]) -> None:
        nonlocal offset
        placed: list[PageBlock] = []
        for block, fact_id, answer in blocks:
            placed.append(PageBlock(block, offset, fact_id, answer))
            lines.append(block.text)
            offset += len(block.text) + 1
        built.append(PageSection(kind, heading, tuple(placed)))

    for section in sections:
        blocks: list[_Unplaced] = [
            (block, None, None)
            for block in parse(section.markdown)
            if block.kind is not BlockKind.RULE and block.text
        ]
        if section.kind is SectionKind.FACTS:
            blocks += [(_fact_block(text), fact_id, None) for fact_id, text in facts]
        place(section.kind, section.heading, blocks)
    asked = [block for number, one in enumerate(questions, 1) for block in _asked(one, number)]
    if asked:
        place(SectionKind.QUESTIONS, None, asked)
    return Page(tuple(built), "\n".join(lines))


def _asked(question: Question, number: int) -> Iterator[_Unplaced]:
    """Yield the blocks of a question: its words, its options as a list, its explanation."""
    yield Block(BlockKind.ITEM, (Run(question.text),), marker=f"{number}."), None, None
    options = list(question.lettered())
    for letter, option in options:
        block = Block(BlockKind.ITEM, (Run(option),), level=1, marker=f"{letter}.")
        yield block, None, question.answer if letter == options[-1][0] else None
    if question.explanation:
        runs = (Run(question.explanation, italic=True),)
        yield Block(BlockKind.PARAGRAPH, runs, quoted=2), None, None


def _fact_block(text: str) -> Block:
    return Block(BlockKind.ITEM, (Run(text),), marker="•")
