"""The upper half of the left panel: the library's shelves and the syllabus, each with its count."""

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QMouseEvent, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QTreeView, QWidget

from app.core.library.filters import LibraryFilter
from app.core.library.model import ReadingState
from app.core.library.syllabus import Syllabus, Topic
from app.ui.qt.plain_text import tip_text
from app.ui.style.icons import pixmap
from app.ui.style.theme import ThemeColours, interface_font
from app.ui.widgets.row_list import Index, RowDelegate

_SHELF_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_COUNT_ROLE: Final = Qt.ItemDataRole.UserRole + 2
_ICON_ROLE: Final = Qt.ItemDataRole.UserRole + 3
_LABEL_ROLE: Final = Qt.ItemDataRole.UserRole + 4
_ROW: Final = 26
_LABEL_ROW: Final = 32


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a row of the tree leads to: some of the summaries, or the notebook."""

    name: str
    filter: LibraryFilter | None


@dataclass(frozen=True, slots=True)
class Counts:
    """The numbers beside the rows: by shelf name, and by the ids of subjects and topics."""

    shelves: dict[str, int]
    subjects: dict[str, int]
    topics: list[tuple[Topic, int]]


SHELVES: Final = (
    ("All summaries", "library", LibraryFilter()),
    ("Unread", "circle-dot", LibraryFilter(state=ReadingState.UNREAD)),
    ("Reading", "book-open", LibraryFilter(state=ReadingState.READING)),
    ("Done", "circle-check", LibraryFilter(state=ReadingState.DONE)),
    ("Starred", "star", LibraryFilter(starred=True)),
    ("As it is", "file-text", LibraryFilter(as_it_is=True)),
    ("Notebook", "notebook-pen", None),
    ("Trash", "trash-2", LibraryFilter(trashed=True)),
)


# Above the subjects, as long as any summary serves none.
WITHOUT_SUBJECT: Final = Shelf("Without a subject", LibraryFilter(no_subject=True))
# Shelves that are shown only while they hold something.
_PASSING: Final = frozenset({"As it is"})


class NavigationTree(QTreeView):
    """Shelves, subjects and topics; the current one determines the list below.

    Signals:
        shelf_chosen(Shelf): another row became the current one.
    """

    shelf_chosen = Signal(object)

    def __init__(self, syllabus: Syllabus, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._syllabus = syllabus
        self._model = QStandardItemModel(self)
        self._delegate = NavigationDelegate(self)
        self.setObjectName("navigation")
        self.setAccessibleName("Library and syllabus")
        self.setModel(self._model)
        self.setItemDelegate(self._delegate)
        self.setHeaderHidden(True)
        self.setRootIsDecorated(False)
        self.setIndentation(18)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setExpandsOnDoubleClick(True)
        self._building = False
        self._chosen = Shelf("", LibraryFilter())
        self.selectionModel().currentChanged.connect(self._current_changed)

    def set_colours(self, colours: ThemeColours) -> None:
        """Paint in the colours of a theme."""
        self._delegate.colours = colours
        if self.isVisible():
            self.viewport().update()

    def show_counts(self, counts: Counts) -> None:
        """Rebuild the rows with these numbers; the current and the expanded rows stay."""
        opened = self._opened()
        self._building = True
        self._model.clear()
        self._add_label("Library")
        for name, icon_name, chosen in SHELVES:
            count = counts.shelves.get(name, 0)
            if count or name not in _PASSING or self._chosen.filter == chosen:
                self._model.appendRow(_row(Shelf(name, chosen), count, icon_name))
        self._add_label("Syllabus")
        without = counts.shelves.get(WITHOUT_SUBJECT.name, 0)
        if without or self._chosen.filter == WITHOUT_SUBJECT.filter:
            self._model.appendRow(_row(WITHOUT_SUBJECT, without))
        rest = _row(Shelf("", None), 0)
        for subject in self._syllabus:
            total = counts.subjects.get(subject.id, 0)
            item = _row(Shelf(subject.name, LibraryFilter(subject_id=subject.id)), total)
            item.setToolTip(tip_text(f"{subject.name} ({total})"))
            used = [
                (topic, count) for topic, count in counts.topics if topic.subject_id == subject.id
            ]
            for topic, count in used:
                shelf = Shelf(topic.name, LibraryFilter(subject_id=subject.id, topic_id=topic.id))
                child = _row(shelf, count)
                child.setToolTip(tip_text(f"{topic.name} ({count})"))
                item.appendRow(child)
            (self._model.invisibleRootItem() if total else rest).appendRow(item)
        if rest.rowCount():
            rest.setText(f"{rest.rowCount()} subjects without summaries")
            rest.setData(None, _SHELF_ROLE)
            rest.setSelectable(False)
            self._model.appendRow(rest)
        self._building = False
        self._reopen(opened)
        self.choose(self._chosen.filter, self._chosen.name)

    def choose(self, chosen: LibraryFilter | None, name: str = "") -> bool:
        """Make the row of a filter, or a shelf by name, current without announcing it.

        Where there is no such row yet, it will be the current one once there is.
        """
        self._chosen = Shelf(name, chosen)
        index = self._find(chosen, name, QModelIndex())
        if index is None:
            return False
        self._building = True
        self.selectionModel().setCurrentIndex(
            index, QItemSelectionModel.SelectionFlag.ClearAndSelect
        )
        if index.parent().isValid() or index.row() > len(SHELVES):
            self.scrollTo(index)
        else:
            self.scrollToTop()
        self._building = False
        return True

    def choose_none(self) -> None:
        """Make no row current: the list below does not come from the tree."""
        self._chosen = Shelf("", LibraryFilter(ids=("",)))
        self._building = True
        self.setCurrentIndex(QModelIndex())
        self._building = False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Expand or collapse a subject when its arrow is clicked."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self._model.hasChildren(index):
            arrow = self.visualRect(index)
            arrow.setWidth(24)
            if arrow.contains(event.position().toPoint()) or index.data(_SHELF_ROLE) is None:
                self.setExpanded(index, not self.isExpanded(index))
                return
        super().mousePressEvent(event)

    def _add_label(self, text: str) -> None:
        item = QStandardItem(text)
        item.setData(True, _LABEL_ROLE)  # noqa: FBT003
        item.setFlags(Qt.ItemFlag.NoItemFlags)
        self._model.appendRow(item)

    def _find(
        self, chosen: LibraryFilter | None, name: str, parent: QModelIndex
    ) -> QModelIndex | None:
        for row in range(self._model.rowCount(parent)):
            index = self._model.index(row, 0, parent)
            shelf: Shelf | None = index.data(_SHELF_ROLE)
            if shelf and shelf.filter == chosen and (chosen is not None or shelf.name == name):
                return index
            found = self._find(chosen, name, index)
            if found is not None:
                return found
        return None

    def _opened(self) -> set[str]:
        return {
            self._model.index(row, 0).data()
            for row in range(self._model.rowCount())
            if self.isExpanded(self._model.index(row, 0))
        }

    def _reopen(self, names: set[str]) -> None:
        for row in range(self._model.rowCount()):
            index = self._model.index(row, 0)
            if index.data() in names:
                self.setExpanded(index, True)  # noqa: FBT003

    def _current_changed(self, current: QModelIndex, _previous: QModelIndex) -> None:
        shelf: Shelf | None = current.data(_SHELF_ROLE)
        if shelf is not None and not self._building:
            self._chosen = shelf
            self.shelf_chosen.emit(shelf)


def _row(shelf: Shelf, count: int, icon_name: str = "") -> QStandardItem:
    item = QStandardItem(shelf.name)
    item.setData(shelf, _SHELF_ROLE)
    item.setData(count, _COUNT_ROLE)
    item.setData(icon_name, _ICON_ROLE)
    item.setData(f"{shelf.name}, {count}", Qt.ItemDataRole.AccessibleTextRole)
    return item


class NavigationDelegate(RowDelegate):
    """Paints a row: icon or arrow, name, and the count at the end."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row; labels are taller."""
        return QSize(option.rect.width(), _LABEL_ROW if index.data(_LABEL_ROLE) else _ROW)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint a label, or a row that can be chosen."""
        if index.data(_LABEL_ROLE):
            self._paint_label(painter, option.rect, index.data())
        else:
            self._paint_entry(painter, option, index)

    def _paint_label(self, painter: QPainter, rect: QRect, text: str) -> None:
        font = interface_font(11, QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.0)
        painter.setFont(font)
        painter.setPen(self.colours["muted"])
        painter.drawText(rect.adjusted(12, 8, -8, 0), Qt.AlignmentFlag.AlignVCenter, text.upper())

    def _paint_entry(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        colours, rect = self.colours, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        band = QRect(4, rect.top() + 1, rect.right() - 8, rect.height() - 2)
        self.paint_band(painter, option, band)
        self.paint_focus(painter, option, band)
        ratio = option.widget.devicePixelRatioF()
        name = index.data(_ICON_ROLE)
        if not name and index.model().hasChildren(index):
            name = "chevron-down" if option.state & QStyle.StateFlag.State_Open else "chevron-right"
        if name:
            size = 16
            image = pixmap(name, colours["accent" if selected else "muted"].name(), size, ratio)
            painter.drawPixmap(rect.left() + 10, rect.top() + (rect.height() - size) // 2, image)
        count = index.data(_COUNT_ROLE)
        painter.setFont(interface_font(12))
        painter.setPen(colours["muted"])
        right = rect.adjusted(0, 0, -14, 0)
        if count:
            painter.drawText(
                right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(count)
            )
        painter.setFont(interface_font(13))
        painter.setPen(colours["text" if count or index.data(_ICON_ROLE) else "muted"])
        area = rect.adjusted(34, 0, -46, 0)
        text = painter.fontMetrics().elidedText(
            index.data(), Qt.TextElideMode.ElideRight, area.width()
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, text)
