"""Search results as a list: groups by kind with counts, hits with their matches marked."""

from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPen, QResizeEvent, QTextLayout, QTextOption
from PySide6.QtWidgets import QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from app.core.script import reads_right_to_left
from app.core.search.kinds import HitKind
from app.core.search.results import Hit, Results
from app.messages import untitled
from app.ui.icons import pixmap
from app.ui.text_lines import x_of
from app.ui.theme import Look, interface_font, reading_font
from app.ui.utf16 import utf16_length

ROW_ROLE: Final = Qt.ItemDataRole.UserRole + 1
_HEADER: Final = 40
_LINES: Final = 3
_PADDING: Final = 10
_LEFT: Final = 40
_NAMES: Final = {
    HitKind.FACT: ("Facts", "hash"),
    HitKind.NOTE: ("Notes", "sticky-note"),
    HitKind.HIGHLIGHT: ("Highlights", "highlighter"),
    HitKind.SUMMARY: ("Summaries", "file-text"),
    HitKind.WORD: ("Vocabulary", "book-open"),
}


@dataclass(frozen=True, slots=True)
class Header:
    """The heading of a group: what it holds, how many there are and how many are shown."""

    kind: HitKind
    total: int
    shown: int


class ResultModel(QAbstractListModel):
    """Headers and hits, group after group: the group with the best hit first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Header | Hit] = []

    def set_results(self, results: Results) -> None:
        """Show another answer."""
        self.beginResetModel()
        self._rows = []
        kinds = dict.fromkeys(hit.kind for hit in results.hits)
        for kind in kinds:
            hits = results.of_kind(kind)
            self._rows += [Header(kind, results.counts[kind], len(hits)), *hits]
        self.endResetModel()

    def clear(self) -> None:
        """Show nothing."""
        self.beginResetModel()
        self._rows = []
        self.endResetModel()

    def row_of(self, hit: Hit) -> int:
        """Return the row of a hit that may have been found anew, -1 if it is not there."""
        rows = enumerate(self._rows)
        same = (
            n
            for n, row in rows
            if isinstance(row, Hit) and (row.kind, row.id) == (hit.kind, hit.id)
        )
        return next(same, -1)

    def row(self, number: int) -> Header | Hit:
        """Return what stands in a row."""
        return self._rows[number]

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows there are, headers included."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: QModelIndex | QPersistentModelIndex) -> Qt.ItemFlag:
        """Let only hits be chosen."""
        if isinstance(self._rows[index.row()], Header):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(
        self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Return a row, or what is read out for it."""
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if isinstance(row, Header):
                return f"{_NAMES[row.kind][0]}, {row.total}"
            return f"{row.kind.value}: {row.excerpt.text} – {row.title}"
        return None


class ResultList(QListView):
    """Shows the answer.

    Signals:
        hit_chosen(Hit): go there.
        left_at_top(): the reader walks up out of the list.
    """

    hit_chosen = Signal(object)
    left_at_top = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("resultList")
        self.setAccessibleName("Search results")
        self.results = ResultModel(self)
        self._delegate = _Delegate(self)
        self.setModel(self.results)
        self.setItemDelegate(self._delegate)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.clicked.connect(self._choose)

    def set_look(self, look: Look) -> None:
        """Paint in the colours of a theme."""
        self._delegate.look = look
        self.viewport().update()

    def show_results(self, results: Results) -> None:
        """Show another answer; under the keyboard a hit stays marked, the same one if it can be."""
        index = self.currentIndex()
        before = self.results.row(index.row()) if self.hasFocus() and self.on_hit() else None
        self.results.set_results(results)
        self.scrollToTop()
        if isinstance(before, Hit):
            self.setCurrentIndex(self.results.index(self.results.row_of(before)))
        if self.hasFocus() and not self.on_hit():
            self.select_first()

    def on_hit(self) -> bool:
        """Say whether a hit is the current row."""
        index = self.currentIndex()
        return index.isValid() and isinstance(self.results.row(index.row()), Hit)

    def select_first(self) -> None:
        """Make the first hit the current one."""
        for number in range(self.results.rowCount()):
            if isinstance(self.results.row(number), Hit):
                self.setCurrentIndex(self.results.index(number))
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; the arrows pass over the headers and leave the list at its top."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.currentIndex().isValid():
                self._choose(self.currentIndex())
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self._step(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
            if self.currentIndex().isValid() and not self.on_hit():
                # Qt's own keys (Home, Page Up) stop at headers.
                self._step(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap the excerpts anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def _step(self, step: int) -> None:
        number = self.currentIndex().row() + step
        while 0 <= number < self.results.rowCount():
            if isinstance(self.results.row(number), Hit):
                self.setCurrentIndex(self.results.index(number))
                return
            number += step
        if step < 0:
            self.left_at_top.emit()

    def _choose(self, index: QModelIndex) -> None:
        row = self.results.row(index.row())
        if isinstance(row, Hit):
            self.hit_chosen.emit(row)


class _Delegate(QStyledItemDelegate):
    """Paints headers and hits."""

    look: Look

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Take the height that the excerpt needs."""
        view = option.widget
        width = view.viewport().width() if isinstance(view, QListView) else option.rect.width()
        row = index.data(ROW_ROLE)
        if isinstance(row, Header):
            return QSize(width, _HEADER)
        _, height = self._laid_out(row, width - _LEFT - 24)
        title = 20 if _title(row) else 0
        return QSize(width, round(height) + title + 2 * _PADDING)

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Paint one row."""
        row = index.data(ROW_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if isinstance(row, Header):
            self._paint_header(painter, option.rect, row)
        else:
            self._paint_hit(painter, option, row)
        painter.restore()

    def _paint_header(self, painter: QPainter, rect: QRect, header: Header) -> None:
        font = interface_font(11, QFont.Weight.DemiBold)
        font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, 1.0)
        painter.setFont(font)
        painter.setPen(self.look["accent"])
        name = _NAMES[header.kind][0].upper()
        area = rect.adjusted(16, 10, -16, 0)
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter, name)
        width = painter.fontMetrics().horizontalAdvance(name)
        painter.setFont(interface_font(12))
        painter.setPen(self.look["muted"])
        more = header.total > header.shown
        count = f"the best {header.shown} of {header.total}" if more else str(header.total)
        painter.drawText(area.adjusted(width + 10, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, count)

    def _paint_hit(self, painter: QPainter, option: QStyleOptionViewItem, hit: Hit) -> None:
        look, rect = self.look, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            focused = selected and option.widget.hasFocus()
            painter.setPen(QPen(look["accent"], 1.5) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(look["selection" if selected else "hover"])
            painter.drawRoundedRect(QRectF(rect).adjusted(8, 1, -8, -1), 8, 8)
        ratio = option.widget.devicePixelRatioF()
        image = pixmap(_NAMES[hit.kind][1], look["muted"].name(), 16, ratio)
        painter.drawPixmap(rect.left() + 16, rect.top() + _PADDING + 2, image)
        layout, height = self._laid_out(hit, rect.width() - _LEFT - 24)
        painter.setPen(look["text"])
        top = float(rect.top() + _PADDING)
        title = _title(hit)
        if title and hit.kind is HitKind.SUMMARY:
            self._paint_line(
                painter, rect, top, title, interface_font(13, QFont.Weight.DemiBold), "text"
            )
            top += 20
        origin = QPointF(rect.left() + _LEFT, top)
        self._paint_matches(painter, layout, hit, origin)
        painter.setPen(look["text"])
        layout.draw(painter, origin)
        if title and hit.kind is not HitKind.SUMMARY:
            self._paint_line(painter, rect, top + height, title, interface_font(12), "muted")

    def _paint_line(
        self, painter: QPainter, rect: QRect, top: float, text: str, font: QFont, role: str
    ) -> None:
        painter.setFont(font)
        painter.setPen(self.look[role])
        area = QRect(rect.left() + _LEFT, round(top), rect.width() - _LEFT - 24, 18)
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)

    def _paint_matches(
        self, painter: QPainter, layout: QTextLayout, hit: Hit, origin: QPointF
    ) -> None:
        """Frame what matches, as it is framed on the page."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self.look["find"], 1.2))
        for start, end in hit.excerpt.spans:
            first = utf16_length(hit.excerpt.text[:start])
            last = first + utf16_length(hit.excerpt.text[start:end])
            for number in range(layout.lineCount()):
                line = layout.lineAt(number)
                left, right = (
                    max(first, line.textStart()),
                    min(last, line.textStart() + line.textLength()),
                )
                if left < right:
                    a, b = sorted((x_of(line, left), x_of(line, right)))
                    box = QRectF(a - 1.5, line.y() + 1, b - a + 3, line.height() - 1)
                    painter.drawRoundedRect(box.translated(origin), 3, 3)

    def _laid_out(self, hit: Hit, width: float) -> tuple[QTextLayout, float]:
        """Return the wrapped excerpt of at most three lines, and its height."""
        text = hit.excerpt.text
        layout = QTextLayout(text, reading_font(15))
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        right_to_left = reads_right_to_left(text)
        direction = (
            Qt.LayoutDirection.RightToLeft if right_to_left else Qt.LayoutDirection.LeftToRight
        )
        option.setTextDirection(direction)
        layout.setTextOption(option)
        height = 0.0
        layout.beginLayout()
        for _ in range(_LINES):
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(max(width, 60))
            line.setPosition(QPointF(0, height))
            height += line.height() + 2
        layout.endLayout()
        return layout, height


def _title(hit: Hit) -> str:
    """Return what a hit belongs to; a note's own first line says enough."""
    if hit.kind is HitKind.NOTE:
        return ""
    return hit.title or untitled("")
