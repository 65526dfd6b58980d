"""The reader: outline, page and find bar around one summary."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.library.model import ReadingState, Summary, SummaryRow
from app.core.library.page import Page
from app.core.notes.model import Colour
from app.core.settings import Settings
from app.messages import untitled
from app.ui.actions import PAGE_KEYS
from app.ui.qt.utf16 import utf16_length
from app.ui.qt.weak_slot import weak_slot
from app.ui.reader.annotation_controller import Marker
from app.ui.reader.find_bar import FindBar
from app.ui.reader.find_controller import Finder
from app.ui.reader.outline_bar import OutlineBar
from app.ui.reader.page.page_document import SUBJECT_SCHEME, SUMMARY_SCHEME, build_document
from app.ui.reader.page.page_menu import page_menu
from app.ui.reader.page.page_target import Arrival
from app.ui.reader.page.page_view import PageView
from app.ui.reader.selection_bar import SelectionBar
from app.ui.reader.trash_bar import TrashBar
from app.ui.session.session import Session
from app.ui.style.theme import ThemeColours, load_theme
from app.ui.widgets.centre_page import CentrePage

if TYPE_CHECKING:
    from app.core.search.results.match_terms import MatchTerms

# A summary counts as being read after so long on its page.
_READING_AFTER_MS = 4_000
_KEY_COLOURS = (Colour.YELLOW, Colour.GREEN, Colour.BLUE, Colour.PINK, Colour.VIOLET)


class ReaderPane(CentrePage):
    """Shows one summary.

    Signals:
        subject_chosen(str): a subject's chip was clicked.
        summary_chosen(str): another telling of the article was clicked.
        link_followed(str): a link in the text was clicked.
    """

    subject_chosen = Signal(str)
    summary_chosen = Signal(str)
    link_followed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._colours: ThemeColours = load_theme(session.preferences.current.theme)
        self._summary: Summary | None = None
        self._page: Page | None = None
        self._new = False
        self.outline = OutlineBar(self)
        self.trash_bar = TrashBar(self)
        self.view = PageView(self)
        self.find_bar = FindBar(self)
        self.selection_bar = SelectionBar(self.view.viewport())
        self.finder = Finder(self.view, self.find_bar)
        self.marker = Marker(session, self.view, self.selection_bar)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.outline)
        layout.addWidget(self.trash_bar)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.find_bar)
        self._reading = QTimer(self, singleShot=True, interval=_READING_AFTER_MS)
        self._reading.timeout.connect(self._count_as_reading)
        self.outline.section_chosen.connect(self.go_to_section)
        self.outline.state_chosen.connect(self._choose_state)
        self.outline.star_toggled.connect(self._choose_star)
        self.view.link_clicked.connect(self._link_clicked)
        self.view.scrolled.connect(self._scrolled)
        self.view.fact_focused.connect(self._name_section)
        self.view.menu_requested.connect(self._open_menu)
        session.changes.summary_changed.connect(self._summary_changed)
        session.changes.colours_renamed.connect(self._name_colours)
        session.preferences.changed.connect(self._settings_changed)
        self._page_keys()
        self.set_colours(self._colours)

    @property
    def summary_id(self) -> str | None:
        """The summary that is shown."""
        return self._summary.id if self._summary else None

    @property
    def title(self) -> str:
        """The title under which the summary is shown."""
        if self._summary is None or self._page is None:
            return ""
        return self._summary.title or untitled(self._page.text)

    @property
    def in_trash(self) -> bool:
        """Whether the summary that is shown is in the trash."""
        return self._summary is not None and self._summary.deleted_at is not None

    @property
    def starred(self) -> bool:
        """Whether the summary that is shown is starred."""
        return self._summary is not None and self._summary.starred

    def open_summary(self, summary_id: str) -> bool:
        """Show a summary, from its top; `arrive` goes on to a place when the page is in sight."""
        if self.summary_id == summary_id:
            return True
        self.remember_position()
        opened = self._session.open_summary(summary_id)
        if opened is None:
            return False
        self._summary, self._page = opened
        self._show(same=False)
        self._reading.start()
        self._new = True
        return True

    def arrive(self, target: Arrival | None) -> None:
        """Go to a place of the page; without one, to where the reader left a page just opened."""
        if target is not None:
            self._go(target)
        elif self._new and self._summary is not None:
            self._scroll_to_offset(self._summary.read_position)
        self._new = False

    def follow_library(self) -> bool:
        """Show whether the summary is in the trash now; False if it has just gone from sight."""
        was_in_trash = self.in_trash
        summary = self._session.workspace.library.find(self.summary_id or "")
        if summary is None or (summary.deleted_at is not None and not was_in_trash):
            return False
        marked = self._summary is not None and summary.subjects != self._summary.subjects
        self._summary = summary
        if marked:
            self.redraw()
        self.trash_bar.setVisible(self.in_trash)
        return True

    def close_summary(self) -> None:
        """Forget the summary without showing another."""
        self.trash_bar.hide()
        self.remember_position()
        self._reading.stop()
        self._summary = self._page = None
        self.marker.set_page(None, None)

    def remember_position(self) -> None:
        """Keep where the reader is, so that the summary opens there again."""
        if self._summary is not None:
            self._session.summaries.remember_position(self._summary.id, self.offset())

    def offset(self) -> int:
        """Return the offset of the text at the upper edge; 0 at the top of the page."""
        if self.view.page is None or self.view.verticalScrollBar().value() == 0:
            return 0
        return self.view.page.positions.to_offset(self.view.first_visible_position()) or 0

    def set_colours(self, colours: ThemeColours) -> None:
        """Show everything in the colours of another theme."""
        self._colours = colours
        self.outline.set_colours(colours)
        self.find_bar.set_colours(colours)
        self._name_colours()
        self.redraw()

    def redraw(self) -> None:
        """Lay the page out anew, in the look and size of now, at the same place."""
        if self._summary is not None:
            offset = self.offset()
            self._show(same=True)
            self._scroll_to_offset(offset)

    def focus(self) -> None:
        """Take the keyboard."""
        self.view.setFocus()

    def step_fact(self, step: int) -> None:
        """Move the focus to the next or previous fact."""
        self.view.setFocus()
        self.view.step_fact(step)

    def first_fact(self) -> None:
        """Move the focus to the first fact, below the heading of its section."""
        page = self.view.page
        if page is not None and page.facts:
            self.view.setFocus()
            self.view.scroll_to(page.sections[page.section_at(page.facts[0].start)].position)
            self.view.focus_fact(page.facts[0].fact_id)

    def go_to_section(self, number: int) -> None:
        """Scroll to a section, counted from 0."""
        page = self.view.page
        if page is not None and number < len(page.sections):
            self.view.scroll_to(page.sections[number].position)
            self.outline.set_current(number)

    # Inside

    def _show(self, *, same: bool) -> None:
        assert self._summary is not None
        assert self._page is not None
        settings = self._session.preferences.current
        document = build_document(
            self._summary,
            self._page,
            self._session.workspace.syllabus,
            self._colours,
            settings.text_size,
            self._session.alternates(self._summary.id),
        )
        self.view.show_page(document, self._colours, settings.text_size, settings.measure)
        self.view.show_highlights(shown=settings.show_highlights)
        self.view.verticalScrollBar().setValue(0)
        self.outline.set_sections([section.name for section in document.sections])
        self.outline.set_state(self._summary.state, starred=self._summary.starred)
        self.trash_bar.setVisible(self.in_trash)
        self.marker.set_page(self._summary, self._page)
        self.finder.page_changed(same=same)
        self._scrolled()

    def _go(self, target: Arrival) -> None:
        page = self.view.page
        if page is None or self._page is None:
            return
        place = self._place_of_word(target.word)
        placed = True
        if target.fact_id in {fact.fact_id for fact in page.facts}:
            self.view.focus_fact(target.fact_id)
        elif target.highlight_id is not None and (
            ranges := self.marker.place_of(target.highlight_id)
        ):
            self.marker.select(target.highlight_id)
            self.view.jump(ranges[0][0], list(ranges))
        elif place is not None:
            stretches = page.positions.ranges(*place)
            self.view.jump(stretches[0][0], stretches)
        elif target.offset is not None:
            self._scroll_to_offset(target.offset)
        else:
            placed = False
        if target.match_terms is not None:
            self._frame(target.match_terms, placed=placed)

    def _frame(self, match_terms: "MatchTerms", *, placed: bool) -> None:
        """Frame what a search found, in the title too, and go to the first unless placed."""
        from app.core.search.results.match_terms import find_matches

        page = self.view.page
        assert page is not None
        assert self._page is not None
        matches: list[tuple[int, int]] = []
        if self._summary is not None and self._summary.title:
            title = page.document.firstBlock().text()
            matches = [
                (utf16_length(title[:start]), utf16_length(title[:end]))
                for start, end in find_matches(title, match_terms)
            ]
        for start, end in find_matches(self._page.text, match_terms):
            matches += page.positions.ranges(start, end)
        here = self.view.textCursor().position() if placed else 0
        self.finder.show_search(matches, here, jump=not placed)
        if not matches and not placed:
            self.view.jump(0)

    def _place_of_word(self, number: int | None) -> tuple[int, int] | None:
        """Return where a word of the vocabulary stands on the page, or where that begins."""
        if number is None or self._summary is None or self._page is None:
            return None
        words = self._summary.vocabulary
        return self._page.word_range(words[number].word if number < len(words) else "")

    def _scroll_to_offset(self, offset: int) -> None:
        if self.view.page is not None and offset > 0:
            self.view.scroll_to(self.view.page.positions.to_position(offset))

    def _page_keys(self) -> None:
        """Let single letters act while the page has the focus, and nowhere else."""
        marker = self.marker
        acts: dict[str, Callable[..., object]] = {
            PAGE_KEYS["highlight"]: marker.mark_last_colour,
            PAGE_KEYS["note"]: marker.write_note,
            PAGE_KEYS["star_fact"]: marker.star_fact,
            PAGE_KEYS["delete_mark"]: marker.delete,
            "Backspace": marker.delete,
            PAGE_KEYS["first_fact"]: self.first_fact,
            PAGE_KEYS["find"]: self.finder.open,
            "Esc": self._step_back,
            PAGE_KEYS["underline"]: weak_slot(marker.mark, Colour.UNDERLINE),
            PAGE_KEYS["next_fact"]: weak_slot(self.step_fact, 1),
            PAGE_KEYS["previous_fact"]: weak_slot(self.step_fact, -1),
            **{str(n): weak_slot(marker.mark, c) for n, c in enumerate(_KEY_COLOURS, start=1)},
        }
        for key, act in acts.items():
            shortcut = QShortcut(QKeySequence(key), self.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def _step_back(self) -> None:
        """Escape: take back the selection, the choice, the focus, the matches, one at a time."""
        if not self.marker.step_back() and self.finder.active:
            self.finder.close()

    def _count_as_reading(self) -> None:
        if self._summary is not None and self._summary.state is ReadingState.UNREAD:
            self._session.summaries.set_progress(self._summary.id, ReadingState.READING)

    def _choose_state(self, state: ReadingState) -> None:
        if self._summary is not None:
            self._session.summaries.set_state(self._summary.id, state)

    def _choose_star(self, starred: bool) -> None:  # noqa: FBT001 - Qt's signal
        if self._summary is not None:
            self._session.summaries.set_starred(self._summary.id, starred=starred)

    def _link_clicked(self, target: str) -> None:
        if target.startswith(SUBJECT_SCHEME):
            self.subject_chosen.emit(target.removeprefix(SUBJECT_SCHEME))
        elif target.startswith(SUMMARY_SCHEME):
            self.summary_chosen.emit(target.removeprefix(SUMMARY_SCHEME))
        else:
            self.link_followed.emit(target)

    def _scrolled(self) -> None:
        """Let the outline say where the reader is."""
        page = self.view.page
        if page is None or not page.sections:
            return
        self.selection_bar.hide()
        self._name_section()

    def _name_section(self, *_: object) -> None:
        """Light up the section of the focused fact in the outline, else the one at the top."""
        page = self.view.page
        if page is None or not page.sections:
            return
        bar = self.view.verticalScrollBar()
        fact = self.view.focused_place()
        if fact is not None:
            self.outline.set_current(page.section_at(fact.start))
        elif bar.maximum() > 0 and bar.value() == bar.maximum():
            self.outline.set_current(len(page.sections) - 1)
        else:
            self.outline.set_current(page.section_at(self.view.first_visible_position()))

    def _summary_changed(self, row: SummaryRow) -> None:
        if row.id == self.summary_id:
            self._summary = self._session.workspace.library.summary(row.id)
            self.outline.set_state(row.state, starred=row.starred)

    def _open_menu(self, point: QPoint) -> None:
        self.selection_bar.hide()
        page_menu(self.view, self.marker, self._colour_names(), self._colours).popup(point)

    def _settings_changed(self, settings: Settings) -> None:
        self.view.show_highlights(shown=settings.show_highlights)

    def _name_colours(self) -> None:
        self.selection_bar.set_colours(self._colours, self._colour_names())

    def _colour_names(self) -> dict[Colour, str]:
        return {colour: self._session.colour_name(colour) for colour in Colour}
