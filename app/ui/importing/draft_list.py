"""The list of drafts and refused sources, each with its state."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from app.core.importing.drafting.batch import Rejection
from app.core.importing.drafting.review import ReviewItem
from app.core.importing.model import Draft
from app.core.importing.storing.matching import Match, Relation
from app.messages import along_words, refusal_words, source_title, untitled
from app.ui.style.theme import interface_font
from app.ui.widgets.row_list import Index, RowDelegate, RowList, RowModel, paint_line

_HEIGHT: Final = 52
_RELATIONS: Final = {
    Relation.DUPLICATE: "in your library",
    Relation.DETAILS: "in your library, with other details",
    Relation.TRASHED: "in the trash",
    Relation.CORRECTION: "corrects one you have",
    Relation.ALTERNATE: "another summary of one article",
}


class DraftModel(RowModel[ReviewItem | Rejection]):
    """Drafts under review, followed by the sources that were refused."""

    def __init__(self, find_match: Callable[[Draft], Match]) -> None:
        super().__init__()
        self._find_match = find_match
        self._matches: dict[int, Match] = {}

    def set_batch(self, items: Sequence[ReviewItem], rejected: Sequence[Rejection]) -> None:
        """Show another batch, or what is left of it."""
        self._matches = {}
        self.set_rows([*items, *rejected])

    def change_row(self, number: int, row: ReviewItem | Rejection) -> None:
        """Show a corrected draft."""
        self._matches.pop(number, None)
        super().change_row(number, row)

    def match_of(self, number: int) -> Match:
        """Return how a draft relates to the library; looked up when it is first shown.

        Raises:
            TypeError: the row is a source that was refused.
        """
        if number not in self._matches:
            row = self.row(number)
            if isinstance(row, Rejection):
                raise TypeError(row)
            self._matches[number] = self._find_match(row.draft)
        return self._matches[number]

    def text(self, number: int) -> str:
        """Return the title of a row."""
        return self.lines(number)[0]

    def spoken(self, number: int) -> str:
        """Return what a screen reader says for a row: both of its lines."""
        return ". ".join(self.lines(number))

    def tip(self, number: int) -> str:
        """Return both lines of a row: in the list they may be cut off."""
        return self.spoken(number)

    def lines(self, number: int) -> tuple[str, str]:
        """Return title and state of a row."""
        row = self.row(number)
        if isinstance(row, Rejection):
            state = "Set aside" if row.draft else "Not imported"
            title = row.draft.title if row.draft else None
            return title or source_title(row.source), f"{state}: {refusal_words(row.reason)}"
        draft = row.draft
        title = draft.title or untitled(draft.source_text)
        relation = _RELATIONS.get(self.match_of(number).relation)
        count = len(row.doubts)
        doubts = f"{count} doubt{'s' if count > 1 else ''}" if count else None
        doubts = "as it is" if row.as_it_is else doubts
        who = draft.author or draft.publication
        enclosed = draft.shared_annotations
        along = along_words(len(enclosed.highlights), len(enclosed.notes)) if enclosed else None
        return title, " · ".join(filter(None, (doubts, relation, along, who))) or "certain"


class DraftList(RowList):
    """Shows the drafts; the current one is shown beside it."""

    def __init__(self, find_match: Callable[[Draft], Match], parent: QWidget | None = None) -> None:
        self.drafts = DraftModel(find_match)
        super().__init__("Drafts", self.drafts, DraftDelegate(), parent)
        self.setObjectName("draftList")
        self.setUniformItemSizes(True)
        self.setMinimumWidth(180)

    def show_row(self, number: int) -> None:
        """Make a row current."""
        self.setCurrentIndex(self.drafts.index(number))

    def step(self, by: int) -> None:
        """Go to the next or previous row, wrapping around."""
        count = self.drafts.rowCount()
        if count:
            self.show_row((self.currentIndex().row() + by) % count)


class DraftDelegate(RowDelegate):
    """Paints two quiet lines and, where something is in doubt, a dot."""

    def sizeHint(self, option: QStyleOptionViewItem, _index: Index) -> QSize:
        """Return the height of a row; all rows are the same."""
        return QSize(option.rect.width(), _HEIGHT)

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint title and state of a draft, or of a source that was refused."""
        model = index.model()
        assert isinstance(model, DraftModel)
        row = model.row(index.row())
        title, state = model.lines(index.row())
        colours = self.colours
        area = option.rect.adjusted(4, 1, -4, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(colours["accent"], 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(colours["selection"])
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
        refused = isinstance(row, Rejection)
        doubtful = isinstance(row, ReviewItem) and not row.certain
        weight = QFont.Weight.Normal if refused else QFont.Weight.DemiBold
        title_font = interface_font(12 if refused else 13, weight)
        inner = area.adjusted(10, 7, -22, -7)
        lower = QRect(inner.left(), inner.top() + 19, inner.width(), 18)
        top = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop
        colour = colours["muted" if refused else "text"]
        paint_line(painter, inner, title, title_font, colour, top)
        colour = colours["danger" if doubtful else "muted"]
        paint_line(painter, lower, state, interface_font(12), colour, top)
        if doubtful:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["danger"])
            painter.drawEllipse(area.right() - 16, area.center().y() - 3, 7, 7)
