"""What understanding summaries again would change: summary by summary, field by field."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView, QTreeWidget, QTreeWidgetItem, QWidget

from app.core.date_format import short_date
from app.core.importing.model import Draft
from app.core.importing.storing.renewal import TEXT, Renewal
from app.core.library.model import Form, Summary
from app.core.library.syllabus import Syllabus
from app.messages import AS_IT_IS, DETAIL_NAMES, counted, untitled
from app.ui.qt.plain_text import tip_text

_CHECKABLE: Final = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsEnabled
_OWN: Final = "You wrote this yourself, so it stays unless you tick it."
_KNOWN: Final = "This is known already, so it stays unless you tick it."
_NAME_WIDTH: Final = 220


class RenewalTree(QTreeWidget):
    """Lets the reader tick what is to change; what is known or the reader's own is not ticked."""

    def __init__(self, syllabus: Syllabus, parent: QWidget) -> None:
        super().__init__(parent)
        self._syllabus = syllabus
        self._renewals: list[Renewal] = []
        self.setAccessibleName("What would change")
        self.setHeaderLabels(["", "Now", "Understood again"])
        self.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.header().resizeSection(0, _NAME_WIDTH)
        self.setUniformRowHeights(True)

    def show_renewals(self, renewals: Sequence[Renewal]) -> None:
        """Show what would change."""
        self._renewals = list(renewals)
        self.clear()
        for renewal in renewals:
            before = renewal.before
            opening = before.sections[0].markdown if before.sections else ""
            top = QTreeWidgetItem(self, [before.title or untitled(opening)])
            top.setFlags(_CHECKABLE | Qt.ItemFlag.ItemIsAutoTristate)
            top.setToolTip(0, tip_text(top.text(0)))
            top.setFirstColumnSpanned(True)
            for field in renewal.fields:
                self._add(top, renewal, field)
            top.setExpanded(True)

    def chosen(self) -> list[tuple[Renewal, tuple[str, ...]]]:
        """Return the summaries of which something is ticked, each with its ticked fields."""
        found = []
        for place, renewal in enumerate(self._renewals):
            top = self.topLevelItem(place)
            assert top is not None
            ticked = tuple(
                field for row, field in enumerate(renewal.fields) if _is_ticked(top, row)
            )
            if ticked:
                found.append((renewal, ticked))
        return found

    def _add(self, top: QTreeWidgetItem, renewal: Renewal, field: str) -> None:
        name = "Text" if field == TEXT else DETAIL_NAMES[field].capitalize()
        now, then = self._words(renewal.before, field), self._words(renewal.draft, field)
        item = QTreeWidgetItem(top, [name, now, then])
        item.setFlags(_CHECKABLE)
        wanted = field in renewal.wanted
        item.setCheckState(0, Qt.CheckState.Checked if wanted else Qt.CheckState.Unchecked)
        own = field in renewal.before.by_reader
        item.setToolTip(0, "" if wanted else _OWN if own else _KNOWN)
        item.setToolTip(1, tip_text(now))
        item.setToolTip(2, tip_text(then))

    def _words(self, of: Summary | Draft, field: str) -> str:
        """Return one field in words, or how much text there is."""
        if field == TEXT:
            parts = (
                counted(len(of.sections), "section"),
                counted(len(of.facts), "fact"),
                counted(len(of.vocabulary), "word"),
                counted(len(of.questions), "question"),
                AS_IT_IS if of.form is Form.AS_IT_IS else "",
            )
            return ", ".join(filter(None, parts))
        if field == "subjects":
            names = [self._syllabus.subject(one.subject_id).name for one in of.subjects]
            return ", ".join(names) or "–"
        value = getattr(of, field)
        return (short_date(value) if isinstance(value, date) else value) or "–"


def _is_ticked(top: QTreeWidgetItem, row: int) -> bool:
    child = top.child(row)
    return child is not None and child.checkState(0) is Qt.CheckState.Checked
