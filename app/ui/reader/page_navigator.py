"""Going to places on the page: sections, facts, highlights, words, and what a search found."""

from typing import TYPE_CHECKING

from app.core.library.model import Summary
from app.core.library.page import Page
from app.ui.qt.utf16 import utf16_length
from app.ui.reader.annotation_controller import AnnotationController
from app.ui.reader.find_controller import FindController
from app.ui.reader.page.page_overlay import Range
from app.ui.reader.page.page_target import PageTarget
from app.ui.reader.page.page_view import PageView

if TYPE_CHECKING:
    from app.core.search.results.match_terms import MatchTerms


class PageNavigator:
    """Scrolls to the places on the open page that can be named."""

    def __init__(
        self, view: PageView, annotations: AnnotationController, find: FindController
    ) -> None:
        self.view = view
        self._annotations = annotations
        self._find = find
        self._summary: Summary | None = None
        self._page: Page | None = None

    def set_page(self, summary: Summary | None, page: Page | None) -> None:
        """Go to the places of this page from now on."""
        self._summary, self._page = summary, page

    def go_to(self, target: PageTarget) -> None:
        """Go to a place on the page, and frame what a search found."""
        page = self.view.page
        if page is None or self._page is None:
            return
        word = self._word_range(target.word)
        placed = True
        if target.fact_id in {fact.fact_id for fact in page.facts}:
            self.view.focus_fact(target.fact_id)
        elif target.highlight_id is not None and (
            ranges := self._annotations.place_of(target.highlight_id)
        ):
            self._annotations.select(target.highlight_id)
            self.view.jump(ranges[0][0], list(ranges))
        elif word is not None:
            stretches = page.positions.ranges(*word)
            self.view.jump(stretches[0][0], stretches)
        elif target.offset is not None:
            self.scroll_to_offset(target.offset)
        else:
            placed = False
        if target.match_terms is not None:
            self._frame(target.match_terms, placed=placed)

    def go_to_section(self, number: int) -> bool:
        """Scroll to a section, counted from 0; return whether there is one."""
        page = self.view.page
        if page is None or number >= len(page.sections):
            return False
        self.view.scroll_to(page.sections[number].position)
        return True

    def first_fact(self) -> None:
        """Move the focus to the first fact, below the heading of its section."""
        page = self.view.page
        if page is not None and page.facts:
            self.view.setFocus()
            self.view.scroll_to(page.sections[page.section_at(page.facts[0].start)].position)
            self.view.focus_fact(page.facts[0].fact_id)

    def step_fact(self, step: int) -> None:
        """Move the focus to the next or previous fact."""
        self.view.setFocus()
        self.view.step_fact(step)

    @property
    def offset(self) -> int:
        """The offset of the text at the upper edge; 0 at the top of the page."""
        if self.view.page is None or self.view.verticalScrollBar().value() == 0:
            return 0
        return self.view.page.positions.to_offset(self.view.first_visible_position()) or 0

    def scroll_to_offset(self, offset: int) -> None:
        """Scroll an offset of the text to the upper edge."""
        if self.view.page is not None and offset > 0:
            self.view.scroll_to(self.view.page.positions.to_position(offset))

    @property
    def section(self) -> int | None:
        """The section of the focused fact if it is in sight, else the one at the upper edge."""
        page = self.view.page
        if page is None or not page.sections:
            return None
        fact = self.view.focused_place()
        if fact is not None:
            return page.section_at(fact.start)
        bar = self.view.verticalScrollBar()
        if bar.maximum() > 0 and bar.value() == bar.maximum():
            return len(page.sections) - 1
        return page.section_at(self.view.first_visible_position())

    # Inside

    def _frame(self, match_terms: "MatchTerms", *, placed: bool) -> None:
        """Frame the matches of a search, in the title too, and go to the first unless `placed`."""
        from app.core.search.results.match_terms import find_matches

        page = self.view.page
        assert page is not None
        assert self._page is not None
        matches: list[Range] = []
        if self._summary is not None and self._summary.title:
            title = page.document.firstBlock().text()
            matches = [
                (utf16_length(title[:start]), utf16_length(title[:end]))
                for start, end in find_matches(title, match_terms)
            ]
        for start, end in find_matches(self._page.text, match_terms):
            matches += page.positions.ranges(start, end)
        here = self.view.textCursor().position() if placed else 0
        self._find.show_search(matches, here, jump=not placed)
        if not matches and not placed:
            self.view.jump(0)

    def _word_range(self, number: int | None) -> tuple[int, int] | None:
        """Return where a word of the vocabulary is in the text, or where the vocabulary begins."""
        if number is None or self._summary is None or self._page is None:
            return None
        words = self._summary.vocabulary
        return self._page.word_range(words[number].word if number < len(words) else "")
