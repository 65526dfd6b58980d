"""The list of summaries: two quiet lines each, an unread one with a dot."""

from typing import Final

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStyleOptionViewItem, QWidget

from app.core.date_format import short_date
from app.core.library.model import Form, ReadingState, SummaryRow
from app.core.text_direction import join_apart
from app.messages import AS_IT_IS, AS_IT_IS_TIP, untitled
from app.ui.style.icons import pixmap
from app.ui.style.theme import interface_font
from app.ui.widgets.row_list import ROW_ROLE, Index, RowDelegate, RowList, RowModel, paint_line

_HEIGHT: Final = 54


class SummaryListModel(RowModel[SummaryRow]):
    """The summaries that a filter lets through."""

    def update_row(self, row: SummaryRow) -> None:
        """Show the current state of a summary, if it is in the list."""
        number = self.number_of(row.id)
        if number >= 0:
            self.change_row(number, row)

    def number_of(self, summary_id: str) -> int:
        """Return the place of a summary in the list, -1 if it is not there."""
        return next((n for n, row in enumerate(self.rows) if row.id == summary_id), -1)

    def ids(self) -> list[str]:
        """Return the ids of the summaries in the list, in its order."""
        return [row.id for row in self.rows]

    def text(self, number: int) -> str:
        """Return the title of a summary."""
        return title_of(self.row(number))

    def spoken(self, number: int) -> str:
        """Return what a screen reader says for a summary: both lines and how far it is read."""
        row = self.row(number)
        return ", ".join(filter(None, (title_of(row), meta_of(row), row.state.value)))

    def tip(self, number: int) -> str:
        """Return the whole title, and what it means that a text is kept as it is."""
        row = self.row(number)
        kept = AS_IT_IS_TIP if row.form is Form.AS_IT_IS else ""
        return "\n".join(filter(None, (title_of(row), kept)))


def title_of(row: SummaryRow) -> str:
    """Return the title under which a summary is listed."""
    return row.title or untitled(row.opening)


def meta_of(row: SummaryRow) -> str:
    """Return the second line: who, where and when; and whether the text is kept as it is."""
    form = AS_IT_IS if row.form is Form.AS_IT_IS else ""
    return join_apart((row.author or row.publication, short_date(row.date), form))


class SummaryList(RowList):
    """Shows the summaries, and announces which one is to be opened.

    Signals:
        summary_chosen(str): open this summary.
        trash_requested(): delete what is selected, in the trash for good.
        menu_requested(QPoint): a menu is wanted at this place of the screen.
        subjects_requested(list[str]): change the subjects of these summaries.
        renewal_requested(list[str]): understand these summaries again.
        details_requested(str), text_requested(str): correct this summary.
    """

    summary_chosen = Signal(str)
    trash_requested = Signal()
    menu_requested = Signal(object)
    subjects_requested = Signal(object)
    renewal_requested = Signal(object)
    details_requested = Signal(str)
    text_requested = Signal(str)
    earlier_requested = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        self.rows = SummaryListModel()
        super().__init__("Summaries", self.rows, SummaryDelegate(), parent)
        self.setObjectName("summaryList")
        self.setUniformItemSizes(True)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._menu)
        self.clicked.connect(self._choose)
        self.activated.connect(self._choose)

    def selected_ids(self) -> list[str]:
        """Return the ids of the selected summaries, in the order of the list."""
        numbers = sorted(index.row() for index in self.selectedIndexes())
        return [self.rows.row(number).id for number in numbers]

    def show_current(self, summary_id: str) -> None:
        """Select the summary that is open, if it is in the list."""
        number = self.rows.number_of(summary_id)
        if number >= 0:
            index = self.rows.index(number)
            self.selectionModel().setCurrentIndex(
                index, QItemSelectionModel.SelectionFlag.ClearAndSelect
            )
            self.scrollTo(index)

    def step(self, step: int) -> None:
        """Open the next or previous summary of the list."""
        number = self.currentIndex().row() + step
        if 0 <= number < self.rows.rowCount():
            self.show_current(self.rows.row(number).id)
            self.summary_chosen.emit(self.rows.row(number).id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open on Enter, move to the trash on Delete."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._choose(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete and self.selectedIndexes():
            self.trash_requested.emit()
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if len(self.selectedIndexes()) <= 1:
            self.summary_chosen.emit(self.rows.row(index.row()).id)

    def _menu(self, point: object) -> None:
        self.menu_requested.emit(self.viewport().mapToGlobal(point))  # type: ignore[call-overload]


class SummaryDelegate(RowDelegate):
    """Paints a summary: title, meta line, and the signs for unread, done and starred."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row; all rows are the same."""
        return QSize(option.rect.width(), _HEIGHT)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint two lines, with the signs at their ends."""
        row: SummaryRow = index.data(ROW_ROLE)
        colours, rect = self.colours, option.rect
        band = rect.adjusted(4, 1, -5, -1)
        self.paint_band(painter, option, band)
        self.paint_focus(painter, option, band)
        right = rect.right() - 16
        if row.state is ReadingState.UNREAD:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["accent"])
            painter.drawEllipse(QPointF(right - 2, rect.top() + 20), 3.5, 3.5)
        elif row.state is ReadingState.DONE:
            image = pixmap("check", colours["muted"].name(), 14, option.widget.devicePixelRatioF())
            painter.drawPixmap(right - 10, rect.top() + 13, image)
        if row.starred:
            ratio = option.widget.devicePixelRatioF()
            image = pixmap("star", colours["accent"].name(), 13, ratio, filled=True)
            painter.drawPixmap(right - 9, rect.top() + 31, image)
        area = QRect(rect.left() + 14, rect.top() + 8, right - rect.left() - 32, 20)
        title_font = interface_font(13, QFont.Weight.DemiBold)
        paint_line(painter, area, title_of(row), title_font, colours["text"])
        area.translate(0, 20)
        paint_line(painter, area, meta_of(row), interface_font(12), colours["muted"])
