"""The left panel: shelves and syllabus above, the summaries of the selected one below."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.library.filters import LibraryFilter, Order
from app.core.library.model import SummaryRow
from app.ui.library.library_counts import library_counts
from app.ui.library.navigation_tree import NavigationTree, Shelf
from app.ui.library.order_button import OrderButton
from app.ui.library.panel_texts import count_words, why_empty
from app.ui.library.summary_list import SummaryList
from app.ui.library.summary_menu import SummaryMenu
from app.ui.qt.plain_text import PlainLabel
from app.ui.session.session import Session
from app.ui.style.theme import ThemeColours
from app.ui.widgets.buttons import chip
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.tab_order import tab_in_order


class LibraryPanel(QWidget):
    """Lets the reader choose what to read.

    Signals:
        summary_chosen(str): open this summary.
        notebook_chosen(str): open the notebook, limited to this subject unless it is ''.
        starter_requested(): what an empty library offers.
        trash_requested(list[str]): delete these summaries.
        deletion_requested(list[str]): delete these summaries of the trash for good.
    """

    summary_chosen = Signal(str)
    notebook_chosen = Signal(str)
    starter_requested = Signal()
    trash_requested = Signal(object)
    deletion_requested = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("leftPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._filter = LibraryFilter()
        self.tree = NavigationTree(session.workspace.syllabus, self)
        self.list = SummaryList(self)
        self.words = LineEdit("Filter the list", "Filter by title or author", self)
        self.words.textChanged.connect(self._filter_words)
        self._count = PlainLabel(self)
        self._count.setObjectName("meta")
        self.notes_chip = QToolButton(self)
        self.notes_chip.setObjectName("chip")
        self.notes_chip.clicked.connect(self._open_notes)
        self.leave_button = chip(self, "Show all", tip="Close the list from the search")
        self.leave_button.clicked.connect(self.show_all)
        self.leave_button.hide()
        self.empty_trash = chip(self, "Empty trash…", tip="Delete everything in the trash for good")
        self.empty_trash.clicked.connect(self._empty_trash)
        self.empty_trash.hide()
        self.order_button = OrderButton(self)
        self.order_button.order_chosen.connect(self._choose_order)
        self.empty = EmptyState("inbox", self)
        self.empty.action_chosen.connect(self._empty_acted)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._lay_out()
        tab_in_order(
            self.tree,
            self.words,
            self.order_button,
            self.leave_button,
            self.empty_trash,
            self.notes_chip,
            self.list,
        )
        self._recount = QTimer(self, singleShot=True, interval=0)
        self._recount.timeout.connect(self._show_counts)
        self.tree.shelf_chosen.connect(self._choose_shelf)
        self.list.summary_chosen.connect(self.summary_chosen)
        self.list.trash_requested.connect(self._trash_selected)
        self.list.menu_requested.connect(self._open_menu)
        session.changes.library_changed.connect(self.refresh)
        session.changes.summary_changed.connect(self._summary_changed)
        session.changes.notes_changed.connect(self._recount.start)
        session.changes.highlights_changed.connect(self._recount.start)

    @property
    def chosen(self) -> LibraryFilter:
        """The filter of the list."""
        return self._filter

    def set_colours(self, colours: ThemeColours) -> None:
        """Paint in the colours of a theme."""
        self.tree.set_colours(colours)
        self.list.set_colours(colours)
        self.empty.set_colours(colours)
        self.order_button.set_colours(colours)

    def refresh(self) -> None:
        """Show the library as it is now."""
        self._show_rows()
        self._recount.start()

    def take_up(self, chosen: LibraryFilter) -> None:
        """Start with the shelf and the order of the last session; not with an empty shelf."""
        if self._session.workspace.library.count(chosen) == 0:
            chosen = LibraryFilter(order=chosen.order)
        self._filter = chosen
        self.order_button.show_order(chosen.order)
        self.tree.choose(replace(chosen, order=Order.NEWEST))

    @property
    def count_text(self) -> str:
        """How many summaries are in the list, as the panel says it."""
        return self._count.text()

    def show_subject(self, subject_id: str) -> None:
        """Limit the list to a subject."""
        chosen = LibraryFilter(subject_id=subject_id)
        self.tree.choose(chosen)
        self._set_filter(chosen)

    def show_topic(self, subject_id: str, topic_id: str) -> None:
        """Limit the list to a topic of a subject."""
        chosen = LibraryFilter(subject_id=subject_id, topic_id=topic_id)
        if not self.tree.choose(chosen):
            self.tree.choose(LibraryFilter(subject_id=subject_id))
        self._set_filter(chosen)

    def show_chosen(self, summary_ids: list[str]) -> None:
        """Show these summaries as the list, until another shelf is chosen."""
        self.tree.choose_none()
        self.words.clear()
        self._set_filter(LibraryFilter(ids=tuple(summary_ids)))

    def show_all(self) -> None:
        """Show all summaries."""
        self.tree.choose(LibraryFilter())
        self.words.clear()
        self._set_filter(LibraryFilter())

    def show_current(self, summary_id: str) -> None:
        """Select the summary that is open."""
        self.list.show_current(summary_id)

    def focus_list(self) -> None:
        """Focus the list, at its current row."""
        if not self.list.currentIndex().isValid() and self.list.rows.rowCount():
            self.list.setCurrentIndex(self.list.rows.index(0))
        self.list.setFocus()

    # Inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(12, 8, 8, 4)
        head.setSpacing(4)
        head.addWidget(self.words, 1)
        head.addWidget(self.order_button)
        line = QHBoxLayout()
        line.setContentsMargins(14, 0, 12, 4)
        line.addWidget(self._count)
        line.addStretch(1)
        line.addWidget(self.leave_button)
        line.addWidget(self.empty_trash)
        line.addWidget(self.notes_chip)
        below = QWidget(self)
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(0)
        lower.addLayout(head)
        lower.addLayout(line)
        lower.addWidget(self._stack, 1)
        self.splitter = QSplitter(Qt.Orientation.Vertical, self)
        self.splitter.addWidget(self.tree)
        self.splitter.addWidget(below)
        self.splitter.setStretchFactor(0, 2)
        self.splitter.setStretchFactor(1, 3)
        self.splitter.setSizes([330, 360])
        self.splitter.setChildrenCollapsible(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.splitter)

    def _show_counts(self) -> None:
        self.tree.show_counts(library_counts(self._session.workspace))
        self._show_note_chip()

    def _show_rows(self) -> None:
        selected = self.list.selected_ids()
        rows = self._session.workspace.library.rows(self._filter)
        self.list.rows.set_rows(rows)
        if len(selected) == 1:
            self.list.show_current(selected[0])
        total = self._session.workspace.library.count(replace(self._filter, words=""))
        self._count.setText(count_words(self._filter, len(rows), total))
        self.leave_button.setVisible(bool(self._filter.ids))
        self.empty_trash.setVisible(self._filter.trashed and total > 0)
        self._stack.setCurrentIndex(0 if rows else 1)
        if not rows:
            self.empty.say(*why_empty(self._filter))

    def _empty_acted(self) -> None:
        if self._filter.words.strip():
            self.words.clear()
        elif self._filter.narrows:
            self.show_all()
        else:
            self.starter_requested.emit()

    def _set_filter(self, chosen: LibraryFilter) -> None:
        self._filter = replace(chosen, words=self.words.text(), order=self._filter.order)
        self._show_rows()
        self._show_note_chip()

    def _choose_shelf(self, shelf: Shelf) -> None:
        if shelf.filter is None:
            self.notebook_chosen.emit("")
        else:
            self._set_filter(shelf.filter)

    def _choose_order(self, order: Order) -> None:
        self._filter = replace(self._filter, order=order)
        self._show_rows()

    def _filter_words(self, words: str) -> None:
        self._filter = replace(self._filter, words=words)
        self._show_rows()

    def _show_note_chip(self) -> None:
        """Show how many notes there are on the subject of the list."""
        subject_id = self._filter.subject_id
        count = (
            len(self._session.workspace.notebook.notes_of_subject(subject_id)) if subject_id else 0
        )
        self.notes_chip.setVisible(count > 0)
        self.notes_chip.setText(f"{count} note{'s' if count != 1 else ''}")
        self.notes_chip.setToolTip("Show your notes on this subject")

    def _open_notes(self) -> None:
        self.notebook_chosen.emit(self._filter.subject_id or "")

    def _summary_changed(self, row: SummaryRow) -> None:
        self.list.rows.update_row(row)
        self._recount.start()

    def _trash_selected(self) -> None:
        wish = self.deletion_requested if self._filter.trashed else self.trash_requested
        wish.emit(self.list.selected_ids())

    def _empty_trash(self) -> None:
        rows = self._session.workspace.library.rows(LibraryFilter(trashed=True))
        self.deletion_requested.emit([row.id for row in rows])

    def _open_menu(self, point: QPoint) -> None:
        if self.list.selected_ids():
            SummaryMenu(self._session, self.list, trashed=self._filter.trashed).popup(point)
