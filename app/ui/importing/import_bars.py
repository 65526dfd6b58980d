"""The bars of the import page: what is in the batch, and the buttons for it."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QWidget,
)

from app.core.importing.drafting.review import ReviewItem
from app.core.importing.lines.dates import DateOrder
from app.core.importing.storing.matching import Relation
from app.core.library.model import WarningKind
from app.core.notes.shared_annotations import SharedAnnotations
from app.messages import along_words, origin_words
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


class ImportHead(QWidget):
    """The page's title, how many drafts there are, and the order of their dates.

    Signals:
        order_chosen(DateOrder | None): read the dates of all drafts so.
    """

    order_chosen = Signal(object)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        title = QLabel("Add to the library", self)
        title.setObjectName("title")
        self._count = QLabel(self)
        self._count.setObjectName("meta")
        self.order = ComboBox("How dates are read", self)
        for name, _ in _ORDERS:
            self.order.addItem(name)
        self.order.setToolTip("Is 06/02/2025 in June or in February? Choose for all drafts.")
        self.order.activated.connect(self._chosen)
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
        layout.addWidget(self.order)
        self.order.hide()
        self.along.hide()

    @property
    def with_annotations(self) -> bool:
        """Whether highlights and notes that came with the drafts are to be stored too."""
        return self.along.isChecked()

    def show_state(self, items: Sequence[ReviewItem]) -> None:
        """Show how many drafts there are, and offer the order of dates if it was guessed."""
        doubtful = sum(not item.certain for item in items)
        doubts = f", {doubtful} with doubts" if doubtful else ""
        whole = sum(item.as_it_is for item in items)
        taken = f", {whole} as {'they are' if whole > 1 else 'it is'}" if whole else ""
        self._count.setText(f"{len(items)} drafts{doubts}{taken}" if len(items) > 1 else "")
        guessed = any(
            warning.kind is WarningKind.DATE_ORDER_GUESSED
            for item in items
            for warning in item.draft.warnings
        )
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
        # An ampersand in a name does not mark a key.
        self.along.setText(words.replace("&", "&&"))

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
        self.leave_out = _button(
            self, "Skip", "Leave this draft out of the library (Ctrl+Backspace)"
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
        for button in (self.part, self.join, self.leave_out, self.certain, self.add):
            layout.addWidget(button)

    def show_state(
        self,
        items: Sequence[ReviewItem],
        *,
        can_add: bool,
        can_join: bool,
        aside: bool,
        reading: bool,
        relation: Relation = Relation.NEW,
    ) -> None:
        """Enable the buttons for what can be done now.

        `aside`: what is shown was set aside. `relation` is how a draft relates to the library.
        """
        several = len(items) > 1
        certain = sum(item.certain for item in items)
        self._close.setText("Stop reading" if reading else "Close")
        for button in (self.leave_out, self.certain, self.join):
            button.setVisible(several)
        self.part.setVisible(bool(items))
        self.join.setEnabled(can_join)
        self.part.setEnabled(can_add)
        self.leave_out.setEnabled(can_add)
        mixed = 0 < certain < len(items)
        self.certain.setText(
            f"Add the {certain} without doubts" if mixed else f"Add all {len(items)}"
        )
        self.certain.setToolTip(
            "Add every draft without doubts (Ctrl+Shift+Enter)"
            if mixed
            else "Add all drafts as they are (Ctrl+Shift+Enter)"
        )
        add = "Add this one" if several else "Add to library"
        self.add.setText(_THERE_ALREADY.get(relation, add))
        self.add.setToolTip(_THERE_ALREADY_TIPS.get(relation, "Add this summary (Ctrl+Enter)"))
        self.add.setEnabled(can_add or aside)
        if aside:
            self.add.setText("Take as it is")
            self.add.setToolTip("Make a draft of it all the same, to check and add (Ctrl+Enter)")


def _button(parent: QWidget, text: str, tip: str) -> QPushButton:
    button = QPushButton(text, parent)
    button.setToolTip(tip)
    return button
