"""The list of a review in groups: drafts, what is taken as it is, set aside, and refused."""

from collections import Counter
from collections.abc import Callable, Sequence
from enum import IntEnum
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from app.core.importing.drafting.batch import Rejection
from app.core.importing.drafting.review import ReviewItem
from app.core.importing.model import Draft
from app.core.importing.storing.matching import Match, Relation
from app.core.text_direction import join_apart
from app.messages import along_words, refusal_words, source_title, untitled
from app.ui.style.theme import interface_font
from app.ui.widgets.row_list import Index, RowDelegate, RowList, RowModel, paint_line

_HEIGHT: Final = 52
# The first row of a group has the group's name above it.
_NAME_HEIGHT: Final = 30
_MARK: Final = 7
_RELATIONS: Final = {
    Relation.DUPLICATE: "in your library",
    Relation.DETAILS: "in your library, with other details",
    Relation.TRASHED: "in the trash",
    Relation.CORRECTION: "corrects one you have",
    Relation.ALTERNATE: "another summary of one article",
}


class Group(IntEnum):
    """What a row of the list is, in the order of the groups."""

    UNDERSTOOD = 0
    AS_IT_IS = 1
    SET_ASIDE = 2
    REFUSED = 3


_GROUP_NAMES: Final = {
    Group.UNDERSTOOD: "Understood",
    Group.AS_IT_IS: "As it is",
    Group.SET_ASIDE: "Set aside",
    Group.REFUSED: "Not imported",
}


def group_of(row: ReviewItem | Rejection) -> Group:
    """Return the group that a row belongs to."""
    if isinstance(row, ReviewItem):
        return Group.AS_IT_IS if row.as_it_is else Group.UNDERSTOOD
    return Group.REFUSED if row.draft is None else Group.SET_ASIDE


class DraftModel(RowModel[ReviewItem | Rejection]):
    """Drafts under review, then the texts that were set aside, then the sources refused."""

    def __init__(self, find_match: Callable[[Draft], Match]) -> None:
        super().__init__()
        self._find_match = find_match
        self._matches: dict[int, Match] = {}
        self._names: dict[int, str] = {}

    def set_batch(self, items: Sequence[ReviewItem], rejected: Sequence[Rejection]) -> None:
        """Show another batch, or what is left of it."""
        self._matches = {}
        rows: list[ReviewItem | Rejection] = [*items, *rejected]
        self._names = _group_names([group_of(row) for row in rows])
        self.set_rows(rows)

    def group_name(self, number: int) -> str:
        """Return what stands above a row: its group, if it is the first of it; else nothing."""
        return self._names.get(number, "")

    def change_row(self, number: int, row: ReviewItem | Rejection) -> None:
        """Show a corrected draft."""
        self._matches.pop(number, None)
        super().change_row(number, row)

    def match_of(self, number: int) -> Match:
        """Return how a draft relates to the library; looked up when it is first shown.

        Raises:
            TypeError: the row is no draft.
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
        """Return what a screen reader says for a row: both of its lines, and what it is."""
        return ". ".join((*self.lines(number), _GROUP_NAMES[group_of(self.row(number))]))

    def tip(self, number: int) -> str:
        """Return both lines of a row, which may be cut off in the list, and where it came from."""
        row = self.row(number)
        source = row.sourced.source if isinstance(row, ReviewItem) else row.source
        title, state = self.lines(number)
        return "\n".join(dict.fromkeys((title, state, source)))

    def lines(self, number: int) -> tuple[str, str]:
        """Return title and state of a row."""
        row = self.row(number)
        if isinstance(row, Rejection):
            reason = refusal_words(row.reason)
            if row.draft is None:
                return source_title(row.source), reason
            return row.draft.title or untitled(row.draft.source_text), reason
        draft = row.draft
        title = draft.title or untitled(draft.source_text)
        relation = _RELATIONS.get(self.match_of(number).relation)
        count = len(row.doubts)
        doubts = f"{count} doubt{'s' if count > 1 else ''}" if count else None
        # What it is taken as is a doubt itself: its title was not found as one.
        if row.as_it_is:
            doubts = "check the title" if row.doubts else "please check"
        who = draft.author or draft.publication
        enclosed = draft.shared_annotations
        along = along_words(len(enclosed.highlights), len(enclosed.notes)) if enclosed else None
        return title, join_apart((doubts, relation, along, who)) or "certain"


class DraftList(RowList):
    """Shows the drafts; the current one is shown beside it."""

    def __init__(self, find_match: Callable[[Draft], Match], parent: QWidget | None = None) -> None:
        self.drafts = DraftModel(find_match)
        super().__init__("Drafts", self.drafts, DraftDelegate(), parent)
        self.setObjectName("draftList")
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
    """Paints two quiet lines; a dot where something is in doubt, a ring where it is as it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return the height of a row: the first of a group has room for the group's name."""
        return QSize(option.rect.width(), _HEIGHT + _name_height(index))

    def paint_row(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint title and state of a draft, or of what is none."""
        model = index.model()
        assert isinstance(model, DraftModel)
        row = model.row(index.row())
        title, state = model.lines(index.row())
        colours = self.colours
        name_height = _name_height(index)
        if name_height:
            above = option.rect.adjusted(14, 6, -14, 0)
            above.setHeight(name_height - 6)
            font = interface_font(11, QFont.Weight.DemiBold)
            paint_line(painter, above, model.group_name(index.row()), font, colours["muted"])
        area = option.rect.adjusted(4, 1 + name_height, -4, -1)
        if option.state & QStyle.StateFlag.State_Selected:
            focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
            painter.setPen(QPen(colours["accent"], 2) if focused else Qt.PenStyle.NoPen)
            painter.setBrush(colours["selection"])
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 6, 6)
        group = group_of(row)
        no_draft = group >= Group.SET_ASIDE
        doubtful = isinstance(row, ReviewItem) and not row.certain and not row.as_it_is
        weight = QFont.Weight.Normal if no_draft else QFont.Weight.DemiBold
        title_font = interface_font(12 if no_draft else 13, weight)
        inner = area.adjusted(10, 7, -22, -7)
        line = QRect(inner.left(), inner.top() - 1, inner.width(), 18)
        colour = colours["muted" if no_draft else "text"]
        paint_line(painter, line, title, title_font, colour)
        line.translate(0, 19)
        colour = colours["danger" if doubtful else "muted"]
        paint_line(painter, line, state, interface_font(12), colour)
        mark = QRect(area.right() - 16, area.center().y() - 3, _MARK, _MARK)
        if doubtful:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colours["danger"])
            painter.drawEllipse(mark)
        elif group is Group.AS_IT_IS:
            painter.setPen(QPen(colours["muted"], 1.5))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawEllipse(mark)


def _name_height(index: Index) -> int:
    model = index.model()
    assert isinstance(model, DraftModel)
    return _NAME_HEIGHT if model.group_name(index.row()) else 0


def _group_names(groups: Sequence[Group]) -> dict[int, str]:
    """Return the names of groups with their counts, by the number of the first row of each.

    Drafts in the order of a text have no names where they alternate, nor where all are understood.
    """
    counts = Counter(groups)
    drafts = [group for group in groups if group < Group.SET_ASIDE]
    shown = set(counts) - (
        {Group.UNDERSTOOD, Group.AS_IT_IS} if drafts != sorted(drafts) else set()
    )
    if set(counts) == {Group.UNDERSTOOD}:
        return {}
    return {groups.index(group): f"{_GROUP_NAMES[group]} · {counts[group]}" for group in shown}
