"""The notebook: all notes and highlights, filtered by kind, subject, colour and words.

Its trash holds what was deleted in the last 30 days.
"""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.notes.model import Colour, LinkKind
from app.core.notes.notebook_filter import NotebookFilter, chosen_highlights, chosen_notes
from app.ui.notes.card_builder import highlight_card, note_card
from app.ui.notes.card_list import CARD_GAP, CardList, NoteCard
from app.ui.qt.plain_text import PlainLabel, tip_text
from app.ui.session.session import Session
from app.ui.style.theme import ThemeColours
from app.ui.widgets.buttons import chip, tool_button
from app.ui.widgets.centre_page import CentrePage
from app.ui.widgets.combo_box import ComboBox
from app.ui.widgets.empty_state import EmptyState
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.swatch import swatch

_WIDTH = 760
_TRASH = 3


class NotebookPage(CentrePage):
    """Lists all notes and highlights, with filters above.

    Signals:
        card_opened(NoteCard): go to this note or highlight.
    """

    card_opened = Signal(object)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._filter = NotebookFilter()
        title = PlainLabel("Notebook", self)
        title.setObjectName("title")
        self.count = PlainLabel(self)
        self.count.setObjectName("meta")
        self.words = LineEdit("Filter the notebook", "Words in your notes and highlights", self)
        self.words.textChanged.connect(self._change)
        self.kinds = QButtonGroup(self)
        self._subject = ComboBox("Subject", self)
        self._subject.setMinimumWidth(180)
        self._subject.addItem("All subjects", None)
        for subject in session.workspace.syllabus:
            self._subject.addItem(subject.name, subject.id)
        self._subject.currentIndexChanged.connect(self._change)
        self.colours: dict[Colour, QToolButton] = {}
        self.restore_button = QPushButton("Restore", self)
        self.restore_button.setToolTip("Restore this card (Enter)")
        self.restore_button.clicked.connect(self._restore_current)
        self.reset_button = QPushButton("Reset", self)
        self.reset_button.clicked.connect(self._reset_filter)
        self.list = CardList("Notes and highlights", self)
        self.list.card_activated.connect(self._activate)
        self.list.selectionModel().currentChanged.connect(self._offer_restore)
        self.list.trash_requested.connect(self._trash)
        self.empty = EmptyState("notebook-pen", self)
        self.empty.action_chosen.connect(self._reset_filter)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        self._lay_out(title)
        self._soon = QTimer(self, singleShot=True, interval=80)
        self._soon.timeout.connect(self.refresh)
        for signal in (
            session.changes.notes_changed,
            session.changes.highlights_changed,
            session.changes.library_changed,
            session.changes.colours_renamed,
        ):
            signal.connect(self._refresh_if_seen)

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self.list.set_colours(colours)
        self.empty.set_colours(colours)
        for colour, button in self.colours.items():
            button.setIcon(QIcon(swatch(colour, colours, self.devicePixelRatioF())))
            button.setToolTip(tip_text(self._session.colour_name(colour)))

    def show_subject(self, subject_id: str) -> None:
        """Show only a subject, or everything with ''."""
        self.list.select("")
        self._reset_filter()
        row = self._subject.findData(subject_id or None)
        self._subject.setCurrentIndex(max(row, 0))
        self.refresh()

    def focus(self) -> None:
        """Focus the current card, or the line to type in if there is none."""
        (self.words if self.list.current() is None else self.list).setFocus()

    def refresh(self) -> None:
        """Show what the filter lets through."""
        notebook, library = self._session.workspace.notebook, self._session.workspace.library
        notes = chosen_notes(notebook, library, self._filter)
        marked = chosen_highlights(notebook, library, self._filter)
        cards = [note_card(note, self._session) for note in notes]
        cards += [highlight_card(h, self._session, with_title=True) for h in marked]
        self.list.holds_trash = self._filter.trashed
        self.list.show_cards(cards)
        total = len(cards) if self._filter.trashed else notebook.count()
        self.count.setText(f"{len(cards)} of {total}" if self._filter.narrows else f"{total}")
        self.reset_button.setVisible(self._filter.narrows)
        self.restore_button.setVisible(self._filter.trashed)
        self._offer_restore()
        self._stack.setCurrentIndex(0 if cards else 1)
        if self._filter.trashed and not self._filter.narrows:
            self.empty.say("The trash is empty. What you delete stays here for 30 days.")
        elif self._filter.narrows:
            self.empty.say("No note or highlight matches this filter.", "Show all")
        else:
            self.empty.say("Everything you highlight and write is collected here.")

    # Inside

    def _lay_out(self, title: QLabel) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(title, 0, Qt.AlignmentFlag.AlignBottom)
        head.addWidget(self.count, 0, Qt.AlignmentFlag.AlignBottom)
        _share_baseline(title, self.count)
        head.addStretch(1)
        head.addWidget(self.restore_button)
        head.addWidget(self.reset_button)
        line = QHBoxLayout()
        line.setSpacing(6)
        line.addWidget(self.words, 1)
        line.addWidget(self._subject)
        chips = QHBoxLayout()
        chips.setSpacing(4)
        for number, name in enumerate(("All", "Notes", "Highlights", "Trash")):
            button = chip(self, name, checkable=True)
            button.setChecked(number == 0)
            self.kinds.addButton(button, number)
            chips.addWidget(button)
        self.kinds.idClicked.connect(self._change)
        chips.addSpacing(12)
        for colour in Colour:
            button = tool_button(
                self, tip=self._session.colour_name(colour), checkable=True, size=22
            )
            button.toggled.connect(self._change)
            self.colours[colour] = button
            chips.addWidget(button)
        chips.addStretch(1)
        column = QWidget(self)
        column.setMaximumWidth(_WIDTH)
        inner = QVBoxLayout(column)
        inner.setContentsMargins(24 - CARD_GAP, 24, 24 - CARD_GAP, 0)
        inner.setSpacing(10)
        for part in (head, line, chips):
            # The cards of the list keep so much from its edges.
            part.setContentsMargins(CARD_GAP, 0, CARD_GAP, 0)
            inner.addLayout(part)
        inner.addWidget(self._stack, 1)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addStretch(1)
        outer.addWidget(column, 100)
        outer.addStretch(1)

    def _change(self, *_: object) -> None:
        shown = max(self.kinds.checkedId(), 0)
        if self._filter.trashed is not (shown == _TRASH):
            # A card of the trash is restored by Enter: none shall be current unasked.
            self.list.select("")
        self._filter = NotebookFilter(
            kind=(None, LinkKind.NOTE, LinkKind.HIGHLIGHT, None)[shown],
            trashed=shown == _TRASH,
            subject_id=self._subject.currentData(),
            colours=frozenset(c for c, button in self.colours.items() if button.isChecked()),
            words=self.words.text(),
        )
        self._soon.start()

    def _reset_filter(self) -> None:
        self.words.clear()
        self._subject.setCurrentIndex(0)
        for button in self.colours.values():
            button.setChecked(False)
        first = self.kinds.button(0)
        if first is not None:
            first.setChecked(True)
        self._filter = replace(NotebookFilter())
        self.refresh()

    def _activate(self, card: NoteCard) -> None:
        if not self._filter.trashed:
            self.card_opened.emit(card)
        elif card.kind is LinkKind.NOTE:
            self._session.notes.restore(card.id)
        else:
            self._session.highlights.restore(card.id)

    def _restore_current(self) -> None:
        card = self.list.current()
        if card is not None:
            self._activate(card)

    def _offer_restore(self, *_: object) -> None:
        self.restore_button.setEnabled(self.list.current() is not None)

    def _trash(self, card: NoteCard) -> None:
        if self._filter.trashed:
            return
        if card.kind is LinkKind.NOTE:
            self._session.notes.trash(card.id)
        else:
            self._session.highlights.trash(card.id)

    def _refresh_if_seen(self, *_: object) -> None:
        if self.isVisible():
            self._soon.start()


def _share_baseline(tall: QLabel, low: QLabel) -> None:
    """Align the smaller of two labels to the baseline of the other."""
    for label in (tall, low):
        label.ensurePolished()
    lift = tall.fontMetrics().descent() - low.fontMetrics().descent()
    low.setContentsMargins(0, 0, 0, lift)
