"""The reader: outline, page and find bar around one summary."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.core.library.model import Summary, SummaryRow
from app.core.library.page import Page, build_page
from app.core.notes.model import Colour
from app.core.settings import Settings
from app.messages import untitled
from app.ui.reader.annotation_controller import AnnotationController
from app.ui.reader.damage_bar import DamageBar
from app.ui.reader.find_bar import FindBar
from app.ui.reader.find_controller import FindController
from app.ui.reader.outline_bar import OutlineBar
from app.ui.reader.page.page_document import (
    ADD_SUBJECT_TARGET,
    AS_IT_IS_TARGET,
    SUBJECT_SCHEME,
    SUMMARY_SCHEME,
    build_document,
)
from app.ui.reader.page.page_menu import page_menu
from app.ui.reader.page.page_target import PageTarget
from app.ui.reader.page.page_view import PageView
from app.ui.reader.page.title_pencil import TitlePencil
from app.ui.reader.page_keys import PageKeys
from app.ui.reader.page_navigator import PageNavigator
from app.ui.reader.reading_progress import ReadingProgress
from app.ui.reader.selection_bar import SelectionBar
from app.ui.reader.trash_bar import TrashBar
from app.ui.session.session import Session
from app.ui.style.theme import ThemeColours, load_theme
from app.ui.widgets.centre_page import CentrePage


class ReaderPane(CentrePage):
    """Shows one summary.

    Signals:
        subject_chosen(str): a subject's chip was clicked.
        summary_chosen(str): another summary of the article was clicked.
        link_followed(str): a link in the text was clicked.
        details_, text_, subjects_, renewal_, earlier_requested(): mend it, see what it was.
    """

    subject_chosen = Signal(str)
    summary_chosen = Signal(str)
    link_followed = Signal(str)
    details_requested = Signal()
    text_requested = Signal()
    subjects_requested = Signal()
    renewal_requested = Signal()
    earlier_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._colours: ThemeColours = load_theme(session.preferences.current.theme)
        self._summary: Summary | None = None
        self._page: Page | None = None
        self._new = False
        self.outline = OutlineBar(self)
        self.trash_bar = TrashBar(self)
        self.damage_bar = DamageBar(session, self)
        self.view = PageView(self)
        self.pencil = TitlePencil(self.view)
        self.find_bar = FindBar(self)
        self.selection_bar = SelectionBar(self.view.viewport())
        self.finder = FindController(self.view, self.find_bar)
        self.annotations = AnnotationController(session, self.view, self.selection_bar)
        self.progress = ReadingProgress(session, self)
        self._navigator = PageNavigator(self.view, self.annotations, self.finder)
        self._keys = PageKeys(self._navigator, self.annotations, self.finder)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        for bar in (self.outline, self.trash_bar, self.damage_bar):
            layout.addWidget(bar)
        layout.addWidget(self.view, 1)
        layout.addWidget(self.find_bar)
        self.pencil.clicked.connect(self.details_requested)
        self.outline.section_chosen.connect(self.go_to_section)
        self.outline.state_chosen.connect(self.progress.set_state)
        self.outline.star_toggled.connect(self.progress.set_starred)
        self.view.link_clicked.connect(self._link_clicked)
        self.view.scrolled.connect(self._scrolled)
        self.view.fact_focused.connect(self._name_section)
        self.view.menu_requested.connect(self._open_menu)
        session.changes.summary_changed.connect(self._summary_changed)
        session.changes.colours_renamed.connect(self._name_colours)
        session.preferences.changed.connect(self._settings_changed)
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
        """Show a summary from its top; call `go_to` when the page is visible."""
        if self.summary_id == summary_id:
            return True
        self.remember_position()
        opened = self._session.open_summary(summary_id)
        if opened is None:
            return False
        self._set_summary(*opened)
        self._show(same=False)
        self.damage_bar.look_at(summary_id)
        self.progress.timer.start()
        self._new = True
        return True

    def go_to(self, target: PageTarget | None) -> None:
        """Go to a place on the page; without one, to where the reader left a page just opened."""
        if target is not None:
            self._navigator.go_to(target)
        elif self._new and self._summary is not None:
            self._navigator.scroll_to_offset(self._summary.read_position)
        self._new = False

    def follow_library(self) -> bool:
        """Show whether the summary is in the trash now; return False if it was just deleted."""
        was_in_trash = self.in_trash
        summary = self._session.workspace.library.find(self.summary_id or "")
        if summary is None or (summary.deleted_at is not None and not was_in_trash):
            return False
        old, page = self._summary, self._page
        if old is None or summary.revision_id != old.revision_id:
            page = build_page(summary)
        self._set_summary(summary, page)
        if old is None or _looks_other(summary, old):
            self.redraw()
        self._show_trashed()
        return True

    def close_summary(self) -> None:
        """Forget the summary without showing another."""
        self.trash_bar.hide()
        self.remember_position()
        self.progress.timer.stop()
        self._set_summary(None, None)
        self.annotations.set_page(None, None)

    def remember_position(self) -> None:
        """Store the scroll position, so that the summary opens there again."""
        self.progress.remember_position(self.offset())

    @property
    def words_in_sight(self) -> str:
        """The words of the focused fact, or else those at the upper edge of the page."""
        fact = self._session.fact(self.view.focused_fact or "")
        if fact is not None or self._page is None:
            return fact.text if fact else ""
        return self._page.text[self.offset() :].partition("\n")[0][:60]

    def offset(self) -> int:
        """Return the offset of the text at the upper edge; 0 at the top of the page."""
        return self._navigator.offset

    def set_colours(self, colours: ThemeColours) -> None:
        """Show everything in the colours of another theme."""
        self._colours = colours
        self.outline.set_colours(colours)
        self.find_bar.set_colours(colours)
        self.pencil.set_colours(colours)
        self._name_colours()
        self.redraw()

    def redraw(self) -> None:
        """Lay the page out again in the current theme and text size, at the same place."""
        if self._summary is not None:
            offset = self.offset()
            self._show(same=True)
            self._navigator.scroll_to_offset(offset)

    def focus(self) -> None:
        """Take the focus."""
        self.view.setFocus()

    def step_fact(self, step: int) -> None:
        """Move the focus to the next or previous fact."""
        self._navigator.step_fact(step)

    def first_fact(self) -> None:
        """Move the focus to the first fact, below the heading of its section."""
        self._navigator.first_fact()

    def go_to_section(self, number: int) -> None:
        """Scroll to a section, counted from 0."""
        if self._navigator.go_to_section(number):
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
        self.pencil.place()
        self.view.show_highlights(shown=settings.show_highlights)
        self.view.verticalScrollBar().setValue(0)
        self.outline.set_sections([section.name for section in document.sections])
        self.outline.set_state(self._summary.state, starred=self._summary.starred)
        self._show_trashed()
        self.annotations.set_page(self._summary, self._page)
        self.finder.page_changed(same=same)
        self._scrolled()

    def _show_trashed(self) -> None:
        self.trash_bar.setVisible(self.in_trash)
        self.pencil.setVisible(not self.in_trash)

    def _set_summary(self, summary: Summary | None, page: Page | None) -> None:
        self._summary, self._page = summary, page
        self.progress.summary = summary
        self._navigator.set_page(summary, page)

    def _link_clicked(self, target: str) -> None:
        if target.startswith(SUBJECT_SCHEME):
            self.subject_chosen.emit(target.removeprefix(SUBJECT_SCHEME))
        elif target.startswith(SUMMARY_SCHEME):
            self.summary_chosen.emit(target.removeprefix(SUMMARY_SCHEME))
        elif target == ADD_SUBJECT_TARGET:
            self.subjects_requested.emit()
        elif target == AS_IT_IS_TARGET:
            self.text_requested.emit()
        else:
            self.link_followed.emit(target)

    def _scrolled(self) -> None:
        """Hide the selection bar, and show in the outline which section is being read."""
        if self.view.page is not None and self.view.page.sections:
            self.selection_bar.hide()
            self._name_section()

    def _name_section(self, *_: object) -> None:
        """Show in the outline which section is being read."""
        if (section := self._navigator.section) is not None:
            self.outline.set_current(section)

    def _summary_changed(self, row: SummaryRow) -> None:
        if row.id == self.summary_id:
            self._set_summary(self._session.workspace.library.summary(row.id), self._page)
            self.outline.set_state(row.state, starred=row.starred)

    def _open_menu(self, point: QPoint) -> None:
        self.selection_bar.hide()
        names = self._colour_names()
        page_menu(self.view, self.annotations, names, self._colours, _edits(self)).popup(point)

    def _settings_changed(self, settings: Settings) -> None:
        self.view.show_highlights(shown=settings.show_highlights)

    def _name_colours(self) -> None:
        self.selection_bar.set_colours(self._colours, self._colour_names())

    def _colour_names(self) -> dict[Colour, str]:
        return {colour: self._session.colour_name(colour) for colour in Colour}


def _edits(pane: ReaderPane) -> dict[str, Callable[[], object]]:
    """Return what corrects the summary of a page, by what its menu calls it; not in the trash."""
    if pane.in_trash:
        return {}
    return {
        "Edit details…\tCtrl+E": pane.details_requested.emit,
        "Edit text…\tCtrl+Shift+E": pane.text_requested.emit,
        "Earlier texts…": pane.earlier_requested.emit,
        "Subjects…": pane.subjects_requested.emit,
        "Understand again…": pane.renewal_requested.emit,
    }


def _looks_other(new: Summary, old: Summary) -> bool:
    """Return whether the page of a summary looks other than it did."""
    head = ("title", "author", "publication", "date", "subjects", "form", "revision_id")
    return any(getattr(new, name) != getattr(old, name) for name in head)
