"""A page of the core as a Qt document: laid out once, never changed by reading."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from PySide6.QtGui import QFont, QTextCharFormat, QTextDocument

from app.core.date_format import long_date
from app.core.library.model import Fact, Form, SectionKind, Summary
from app.core.library.page import Page, PageBlock, PageSection
from app.core.library.syllabus import Syllabus
from app.core.text_direction import join_apart, reads_right_to_left
from app.messages import AS_IT_IS, AS_IT_IS_TIP, alternate_name, section_name, untitled
from app.ui.qt.plain_text import tip_text
from app.ui.reader.page.positions import PositionMap
from app.ui.style.theme import ThemeColours, interface_font, reading_font
from app.ui.widgets.block_writer import BlockWriter, Written

SUBJECT_SCHEME: Final = "bayaz-subject:"
SUMMARY_SCHEME: Final = "bayaz-summary:"
ADD_SUBJECT_TARGET: Final = "bayaz-add-subject:"
AS_IT_IS_TARGET: Final = "bayaz-as-it-is:"
# Room beside a fact for its number, and for its star and notes.
FACT_LEFT: Final = 44
FACT_RIGHT: Final = 76
# An answer is set below its options.
_ANSWER_LEFT: Final = 48
_NO_BREAK: Final = str.maketrans({" ": "\u00a0"})


@dataclass(frozen=True, slots=True)
class SectionPlace:
    """A section on the page: its name and where its heading begins."""

    name: str
    position: int


@dataclass(frozen=True, slots=True)
class FactPlace:
    """A fact on the page: the positions of its first and last block."""

    fact_id: str
    number: int
    start: int
    end: int


@dataclass(slots=True)
class PageDocument:
    """The document, and where its sections, facts and subjects are."""

    document: QTextDocument
    positions: PositionMap = field(default_factory=PositionMap)
    sections: list[SectionPlace] = field(default_factory=list)
    facts: list[FactPlace] = field(default_factory=list)
    chips: list[tuple[int, int]] = field(default_factory=list)

    def section_at(self, position: int) -> int:
        """Return the number of the section at a position, counted from 0."""
        return max(sum(section.position <= position for section in self.sections) - 1, 0)


def build_document(
    summary: Summary,
    page: Page,
    syllabus: Syllabus,
    colours: ThemeColours,
    text_size: int,
    alternates: Sequence[Summary] = (),
) -> PageDocument:
    """Return a summary's page as a document in the colours of a theme.

    `alternates` are the other summaries of its article; the page leads to them.
    """
    return _Builder(colours, text_size).build(summary, page, syllabus, alternates)


class _Builder:
    """Writes one document from top to bottom."""

    def __init__(self, colours: ThemeColours, text_size: int) -> None:
        self._colours = colours
        self._size = text_size
        self._made = PageDocument(QTextDocument())
        self._writer = BlockWriter(self._made.document, colours, reading_font(text_size))

    def build(
        self, summary: Summary, page: Page, syllabus: Syllabus, alternates: Sequence[Summary]
    ) -> PageDocument:
        cursor = self._writer.cursor
        cursor.beginEditBlock()
        self._title_block(summary, page, syllabus)
        if alternates:
            self._alternate_links(alternates)
        facts = {fact.id: fact for fact in summary.facts}
        for section in page.sections:
            self._section(section, facts)
        cursor.endEditBlock()
        return self._made

    def _title_block(self, summary: Summary, page: Page, syllabus: Syllabus) -> None:
        writer, colours = self._writer, self._colours
        title = summary.title or untitled(page.text)
        writer.begin(bottom=8, right_to_left=reads_right_to_left(title))
        writer.write(
            title, reading_font(round(self._size * 5 / 3), QFont.Weight.DemiBold), colours["text"]
        )
        day = long_date(summary.date)
        credits_line = join_apart((summary.author, summary.publication, day))
        as_it_is = summary.form is Form.AS_IT_IS
        if credits_line or as_it_is:
            writer.begin(bottom=12)
            writer.write(credits_line, interface_font(13), colours["muted"])
        if as_it_is:
            self._as_it_is_mark(apart=bool(credits_line))
        live = summary.deleted_at is None
        if summary.subjects or live:
            writer.begin(bottom=8, leading=170)
        for entry in summary.subjects:
            name = syllabus.subject(entry.subject_id).name
            self._chip(SUBJECT_SCHEME + entry.subject_id, name, f"Show all summaries on {name}")
        if live:
            self._chip(ADD_SUBJECT_TARGET, "+ Subject", "Change the subjects of this summary")

    def _as_it_is_mark(self, *, apart: bool) -> None:
        font = interface_font(13)
        if apart:
            self._writer.write(" · ", font, self._colours["muted"])
        form = QTextCharFormat()
        form.setFont(font)
        form.setForeground(self._colours["muted"])
        form.setUnderlineStyle(QTextCharFormat.UnderlineStyle.DotLine)
        form.setAnchor(True)
        form.setAnchorHref(AS_IT_IS_TARGET)
        form.setToolTip(AS_IT_IS_TIP)
        self._writer.cursor.insertText(AS_IT_IS, form)

    def _alternate_links(self, alternates: Sequence[Summary]) -> None:
        writer, font = self._writer, interface_font(12)
        writer.begin(bottom=8)
        writer.write("Other summaries of this article:  ", font, self._colours["muted"])
        for number, other in enumerate(alternates):
            if number:
                writer.write("  ·  ", font, self._colours["muted"])
            form = QTextCharFormat()
            form.setFont(font)
            form.setForeground(self._colours["accent"])
            form.setFontUnderline(True)
            form.setAnchor(True)
            form.setAnchorHref(f"{SUMMARY_SCHEME}{other.id}")
            writer.cursor.insertText(alternate_name(other), form)

    def _chip(self, target: str, name: str, tip: str) -> None:
        form = QTextCharFormat()
        form.setFont(interface_font(12))
        form.setForeground(self._colours["muted"])
        space = QTextCharFormat(form)
        form.setAnchor(True)
        form.setAnchorHref(target)
        form.setToolTip(tip_text(tip))
        start = self._writer.position
        self._writer.cursor.insertText(f"\u00a0\u00a0{name.translate(_NO_BREAK)}\u00a0\u00a0", form)
        self._made.chips.append((start, self._writer.position))
        self._writer.cursor.insertText("  ", space)

    def _section(self, section: PageSection, facts: dict[str, Fact]) -> None:
        name = section_name(section.kind, section.heading)
        font = interface_font(12, QFont.Weight.DemiBold)
        if name.isascii():
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.2)
        self._writer.begin(top=28, bottom=16, right_to_left=reads_right_to_left(name))
        self._made.sections.append(SectionPlace(name, self._writer.position))
        self._writer.write(name, font, self._colours["accent"])
        plain = [placed for placed in section.blocks if not placed.fact_id]
        if section.kind is SectionKind.QUESTIONS:
            self._questions(plain)
        else:
            self._writer.blocks(
                [placed.block for placed in plain], [self._recorder(p) for p in plain]
            )
        first = True
        for placed in section.blocks:
            if placed.fact_id:
                self._fact(placed, facts[placed.fact_id], first=first)
                first = False

    def _questions(self, blocks: Sequence[PageBlock]) -> None:
        for placed in blocks:
            self._writer.blocks([placed.block], [self._recorder(placed)])
            if placed.answer:
                self._writer.begin(
                    bottom=14,
                    left=_ANSWER_LEFT,
                    right=_ANSWER_LEFT,
                    right_to_left=reads_right_to_left(placed.block.text),
                )
                self._writer.write(
                    f"Answer: {placed.answer}", interface_font(12), self._colours["muted"]
                )

    def _fact(self, placed: PageBlock, fact: Fact, *, first: bool) -> None:
        has_source = bool(fact.source or fact.as_of)
        right_to_left = reads_right_to_left(fact.text)
        self._writer.body(
            placed.block.runs, fact.text, self._recorder(placed),
            top=26 if first else 10, bottom=2 if has_source else 28,
            left=FACT_LEFT, right=FACT_RIGHT,
        )  # fmt: skip
        start = self._writer.cursor.block().position()
        if has_source:
            as_of = f"as of {fact.as_of}" if fact.as_of else None
            words = join_apart((fact.source, as_of))
            margins = {"left": FACT_LEFT, "right": FACT_RIGHT}
            self._writer.begin(bottom=28, **margins, right_to_left=right_to_left)
            self._writer.write(words, interface_font(12), self._colours["muted"])
        number = len(self._made.facts) + 1
        self._made.facts.append(FactPlace(fact.id, number, start, self._writer.position))

    def _recorder(self, placed: PageBlock) -> Written:
        """Return a function that records where a block's text is, cell by cell in a table."""
        offset = placed.start

        def record(text: str, position: int, ends: bool) -> None:  # noqa: FBT001
            nonlocal offset
            self._made.positions.add(offset, text, position)
            offset += len(text) + ends

        return record
