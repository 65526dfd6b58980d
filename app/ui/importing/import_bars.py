"""The bars of the import page: what is in the batch, and the buttons for it."""

from dataclasses import replace
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QPushButton,
    QWidget,
)

from app.core.importing.drafting.review_state import Review
from app.core.importing.lines.dates import DateOrder
from app.core.importing.storing.matching import Relation
from app.core.library.model import WarningKind
from app.core.library.syllabus import Syllabus
from app.core.notes.shared_annotations import SharedAnnotations
from app.messages import along_words, counted, origin_words
from app.ui.importing.draft_text import beside_text, doubtful_text
from app.ui.importing.subjects_button import SubjectsButton
from app.ui.qt.plain_text import PlainLabel, set_button_text, tip_text
from app.ui.widgets.combo_box import ComboBox

_ORDERS: tuple[tuple[str, DateOrder | None], ...] = (
    ("Dates: automatic", None),
    ("Dates: month first", DateOrder.MDY),
    ("Dates: day first", DateOrder.DMY),
)

# What is offered instead of adding a draft that is in the library.
_THERE_ALREADY: Final = {Relation.DUPLICATE: "Open it", Relation.DETAILS: "Update details"}
_THERE_ALREADY_TIPS: Final = {
    Relation.DUPLICATE: "Open the summary that is in your library (Ctrl+Enter)",
    Relation.DETAILS: "Give these details to the summary in your library (Ctrl+Enter)",
}

_SKIP: Final = ("Skip", "Leave this out of the library (Ctrl+Backspace)")
_SET_ASIDE_AGAIN: Final = ("Set aside again", "Take this as no draft after all (Ctrl+Backspace)")


class ImportHead(QWidget):
    """The page's title, how many drafts there are, and the order of their dates.

    Signals:
        order_chosen(DateOrder | None): read the dates of all drafts so.
    """

    order_chosen = Signal(object)

    def __init__(self, syllabus: Syllabus, parent: QWidget) -> None:
        super().__init__(parent)
        title = PlainLabel("Add to the library", self)
        title.setObjectName("title")
        self._count = PlainLabel(self)
        self._count.setObjectName("meta")
        self.order = ComboBox("How dates are read", self)
        for name, _ in _ORDERS:
            self.order.addItem(name)
        self.order.setToolTip("Is 06/02/2025 in June or in February? Choose for all drafts.")
        self.order.activated.connect(self._chosen)
        self.subjects = SubjectsButton(syllabus, self)
        self.along = QCheckBox(self)
        self.along.setToolTip(
            "Also add what came in the pack with the summaries, marked as coming from it"
        )
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 8)
        layout.setSpacing(16)
        layout.addWidget(title)
        layout.addWidget(self._count)
        layout.addStretch(1)
        layout.addWidget(self.along)
        layout.addWidget(self.subjects)
        layout.addWidget(self.order)
        self.order.hide()
        self.along.hide()

    @property
    def count_text(self) -> str:
        """What is said of how much there is."""
        return self._count.text()

    @property
    def with_annotations(self) -> bool:
        """Whether highlights and notes that came with the drafts are to be stored too."""
        return self.along.isChecked()

    def show_state(self, review: Review) -> None:
        """Show how much there is, and offer the order of dates if it was guessed."""
        items, waiting = review.items, review.waiting
        # What cannot be read of a text that is being typed is not worth a count.
        waiting = replace(waiting, refused=0) if review.live else waiting
        beside = beside_text(waiting)
        drafts = counted(len(items), "draft") if beside or len(items) > 1 else ""
        drafts = ", ".join(filter(None, (drafts, drafts and doubtful_text(waiting))))
        self._count.setText(" · ".join(filter(None, (drafts, beside))))
        guessed = any(
            warning.kind is WarningKind.DATE_ORDER_GUESSED
            for item in items
            for warning in item.draft.warnings
        )
        self.subjects.show_items(items)
        self._show_along(
            [item.draft.shared_annotations for item in items if item.draft.shared_annotations]
        )
        if not items:
            self.order.setCurrentIndex(0)
        self.order.setVisible(guessed or (bool(items) and self.order.currentIndex() > 0))

    def _show_along(self, enclosed: list[SharedAnnotations]) -> None:
        self.along.setVisible(bool(enclosed))
        if not enclosed:
            self.along.setChecked(True)
            return
        highlights = {one.id for shared in enclosed for one in shared.highlights}
        notes = {one.id for shared in enclosed for one in shared.notes}
        senders = {shared.sender for shared in enclosed}
        origin = origin_words(senders.pop()) if len(senders) == 1 else "from several packs"
        words = f"With {along_words(len(highlights), len(notes))} {origin}"
        set_button_text(self.along, words)

    def _chosen(self, number: int) -> None:
        self.order_chosen.emit(_ORDERS[number][1])


class ImportFoot(QWidget):
    """The buttons below the drafts.

    Signals:
        closed(): the button that closes, or stops, was pressed.
    """

    closed = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._close = QPushButton("Close", self)
        self._close.clicked.connect(self.closed)
        self.part = _button(
            self,
            "Split at the cursor",
            "Make two drafts of this one, split at the cursor (Ctrl+Shift+S)",
        )
        self.join = _button(
            self, "Merge with next", "Make one draft of this one and the next (Ctrl+J)"
        )
        self.leave_out = _button(self, *_SKIP)
        self.take_all = _button(
            self, "", "Take all that was set aside among the drafts, as it is (Ctrl+Shift+T)"
        )
        self.certain = _button(self, "", "Ctrl+Shift+Enter")
        self.add = _button(self, "Add to library", "Add this summary (Ctrl+Enter)")
        self.add.setObjectName("addDraft")
        self.add.setProperty("primary", True)  # noqa: FBT003
        layout = QHBoxLayout(self)
        layout.setContentsMargins(24, 8, 24, 16)
        layout.setSpacing(8)
        layout.addWidget(self._close)
        layout.addStretch(1)
        for button in (self.part, self.join, self.leave_out, self.take_all, self.certain, self.add):
            layout.addWidget(button)

    def show_state(
        self,
        review: Review,
        *,
        can_add: bool,
        reading: bool,
        aside: bool = False,
        relation: Relation = Relation.NEW,
        why_not: str = "",
    ) -> None:
        """Enable the buttons for what can be done now.

        `aside`: a text that was set aside is shown, and no draft. `relation` is how the draft that
        is shown relates to the library, `why_not` why there is nothing to add.
        """
        items, waiting = review.items, len(review.aside.waiting)
        several = len(items) > 1
        self._close.setText("Stop reading" if reading else "Close")
        self.part.setVisible(bool(items) and not aside)
        self.part.setEnabled(can_add)
        self.join.setVisible(several and not aside)
        self.join.setEnabled(can_add and review.has_next)
        self.leave_out.setVisible(several or aside or review.can_put_back)
        self.leave_out.setEnabled(can_add or aside)
        self._name(self.leave_out, _SET_ASIDE_AGAIN if review.can_put_back and can_add else _SKIP)
        self.certain.setVisible(several and not aside)
        self._show_certain(review)
        self.take_all.setVisible(aside and waiting > 1)
        self.take_all.setText(f"Take all {waiting} as they are")
        add = "Add this one" if several or waiting else "Add to library"
        tip = "Add this summary (Ctrl+Enter)"
        item = review.current
        if aside:
            add, tip = "Take as it is", "Take this text among the drafts, as it is (Ctrl+Enter)"
        elif item is not None and item.aside is not None and not review.can_put_back:
            add, tip = "Add as it is", "Add this text as it is (Ctrl+Enter)"
        self.add.setText(add if aside else _THERE_ALREADY.get(relation, add))
        self.add.setToolTip(tip_text(tip if aside else _THERE_ALREADY_TIPS.get(relation, tip)))
        self.add.setEnabled(can_add or aside)
        if not items and not aside and why_not:
            self.add.setToolTip(tip_text(why_not))

    def _show_certain(self, review: Review) -> None:
        ready, count = len(review.ready), len(review.items)
        if ready == count:
            text, tip = f"Add all {count}", "Add all drafts as they are"
        elif review.certain:
            text, tip = f"Add the {ready} without doubts", "Add every draft without doubts"
        else:
            text, tip = f"Add the {ready} understood", "Add every draft but those taken as they are"
        self._name(self.certain, (text, f"{tip} (Ctrl+Shift+Enter)"))

    def _name(self, button: QPushButton, names: tuple[str, str]) -> None:
        text, tip = names
        button.setText(text)
        button.setToolTip(tip_text(tip))


def _button(parent: QWidget, text: str, tip: str) -> QPushButton:
    button = QPushButton(text, parent)
    button.setToolTip(tip_text(tip))
    return button
