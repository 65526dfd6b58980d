"""What is painted behind and over the text of a page: highlights, facts, matches, focus."""

from bisect import bisect_left
from dataclasses import dataclass, field
from operator import itemgetter

from app.ui.reader.page.fact_focus import FactFocus
from app.ui.reader.page.page_document import PageDocument
from app.ui.reader.page.page_painter import FactMark, Mark, PagePainter

Range = tuple[int, int]


@dataclass(slots=True)
class PageOverlay:
    """The marks on one page. All ranges are positions of its document, from start to end.

    `matches` are in the order of the text; `flash` is framed for a moment after a jump.
    """

    focus: FactFocus = field(default_factory=FactFocus)
    marks: list[Mark] = field(default_factory=list)
    facts: dict[str, FactMark] = field(default_factory=dict)
    selected_mark: str | None = None
    matches: list[Range] = field(default_factory=list)
    current_match: Range | None = None
    flash: list[Range] = field(default_factory=list)
    shows_highlights: bool = True

    def reset(self, page: PageDocument) -> None:
        """Drop what belonged to the previous page; facts are set again with the marks."""
        self.focus = FactFocus(page)
        self.marks, self.matches, self.flash = [], [], []
        self.selected_mark = self.current_match = None

    def mark_at(self, position: int) -> Mark | None:
        """Return the highlight at a position, the newest where several lie over one another."""
        return next((mark for mark in reversed(self.marks) if mark.contains(position)), None)

    def matches_between(self, first: int, last: int) -> list[Range]:
        """Return the matches that touch a range of the document: there may be thousands in all."""
        start = bisect_left(self.matches, first, key=itemgetter(1))
        return self.matches[start : bisect_left(self.matches, last, key=itemgetter(0))]

    def paint_behind(self, painter: PagePainter) -> None:
        """Paint what is behind the text."""
        painter.section_rules()
        painter.chips()
        painter.fact_cards(self.facts, self.focus.focused, self.focus.hovered)
        if self.shows_highlights:
            painter.highlights(self.marks, self.selected_mark)

    def paint_over(self, painter: PagePainter, first: int, last: int, dots: float) -> None:
        """Paint what is over the text between two positions; `dots` is where note dots go."""
        if self.shows_highlights:
            painter.note_dots(self.marks, dots)
        painter.outlines(self.matches_between(first, last), self.current_match)
        painter.outlines(self.flash, None)
