"""The right panel: notes and highlights of the summary that is open, and the editor of a note."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.errors import NotFoundError
from app.core.notes.model import HighlightChange, Link, LinkKind
from app.ui.notes.card_builder import highlight_card, note_card
from app.ui.notes.card_list import CardList, NoteCard
from app.ui.session.session import Session
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.empty_state import EmptyState

if TYPE_CHECKING:
    from app.ui.notes.note_editor import NoteEditor

_NOTES, _HIGHLIGHTS, _EDITOR = 0, 1, 2


class NotesPanel(QWidget):
    """Shows the notes and highlights of one summary, or the note editor.

    Signals:
        note_requested(): write a note on what is chosen on the page.
        highlight_chosen(str): show this highlight on the page.
        link_followed(Link): go to what a note is linked to.
        url_followed(str): a link in a note's text was clicked.
        earlier_requested(): show the earlier texts of the note in the editor.
        writing_ended(): the editor was closed.
        page_wanted(): the focus goes back to the page.
    """

    note_requested = Signal()
    highlight_chosen = Signal(str)
    link_followed = Signal(object)
    url_followed = Signal(str)
    earlier_requested = Signal()
    writing_ended = Signal()
    page_wanted = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rightPanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._summary_id: str | None = None
        self._tabs = QButtonGroup(self)
        self.notes_tab = self._tab("NOTES", _NOTES)
        self.highlights_tab = self._tab("HIGHLIGHTS", _HIGHLIGHTS)
        self._tabs.idClicked.connect(self._choose_tab)
        self.notes = CardList("Notes on this summary", self)
        self.highlights = CardList("Highlights of this summary", self)
        self._editor: NoteEditor | None = None
        self._opened_from_list = False
        self._colours: ThemeColours | None = None
        self._new = QPushButton("New note", self)
        self._new.setToolTip("Write a note on what is selected (N on the page, Ctrl+N anywhere)")
        self._new.clicked.connect(self.note_requested)
        self._no_notes = EmptyState("notebook-pen", self)
        self._no_highlights = EmptyState("highlighter", self)
        self._no_notes.action_chosen.connect(self.note_requested)
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self._listed(self.notes, self._no_notes))
        self._stack.addWidget(self._listed(self.highlights, self._no_highlights))
        self._lay_out()
        self.notes.chosen.connect(self._note_chosen)
        self.notes.card_activated.connect(self.edit_card)
        self.notes.trash_requested.connect(self._trash)
        self.highlights.chosen.connect(self._highlight_chosen)
        self.highlights.card_activated.connect(self._highlight_chosen)
        self.highlights.trash_requested.connect(self._trash)
        session.changes.notes_changed.connect(self.refresh)
        session.changes.highlights_changed.connect(self._highlights_changed)
        session.changes.library_changed.connect(self.refresh)
        session.changes.colours_renamed.connect(self.refresh)

    @property
    def editor(self) -> "NoteEditor":
        """The note editor; loaded and created when it is first needed."""
        if self._editor is None:
            from app.ui.notes.note_editor import NoteEditor

            self._editor = NoteEditor(self._session, self)
            self._stack.addWidget(self._editor)
            self._editor.closed.connect(self._editor_closed)
            self._editor.earlier_requested.connect(self.earlier_requested)
            self._editor.link_followed.connect(self.link_followed)
            self._editor.url_followed.connect(self.url_followed)
            if self._colours is not None:
                self._editor.set_colours(self._colours)
        return self._editor

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self._colours = colours
        for widget in (self.notes, self.highlights, self._no_notes, self._no_highlights):
            widget.set_colours(colours)
        if self._editor is not None:
            self._editor.set_colours(colours)
        self._new.setIcon(icon("plus", colours["muted"]))

    def show_summary(self, summary_id: str | None) -> None:
        """Show the notes and highlights of another summary; a note being edited stays open."""
        if summary_id != self._summary_id:
            for view in (self.notes, self.highlights):
                view.select("")
        self._summary_id = summary_id
        self.refresh()

    def refresh(self) -> None:
        """Show the current notes and highlights."""
        notebook = self._session.workspace.notebook
        notes = notebook.notes_of_summary(self._summary_id) if self._summary_id else []
        marked = notebook.highlights_of(self._summary_id) if self._summary_id else []
        self.notes.show_cards([note_card(note, self._session) for note in notes])
        cards = [highlight_card(h, self._session, with_title=False) for h in marked]
        self.highlights.show_cards(cards)
        self.notes_tab.setText(f"NOTES  {len(notes)}" if notes else "NOTES")
        self.highlights_tab.setText(f"HIGHLIGHTS  {len(marked)}" if marked else "HIGHLIGHTS")
        self._say_empty(has_notes=bool(notes), has_highlights=bool(marked))

    def write_note(self, links: tuple[Link, ...]) -> None:
        """Open the editor with a new note."""
        self._opened_from_list = False
        self.editor.begin(links, self._summary_id)
        self._show(_EDITOR)

    def edit_note(self, note_id: str) -> None:
        """Open the editor with a stored note."""
        try:
            note = self._session.workspace.notebook.note(note_id)
        except NotFoundError:
            return
        self._opened_from_list = False
        # Made before it is shown, and in sight before it takes the keyboard.
        editor = self.editor
        self._show(_EDITOR)
        editor.edit(note, self._summary_id)

    def edit_card(self, card: NoteCard) -> None:
        """Open the editor with the note of a card; the focus returns to the list afterwards."""
        self.edit_note(card.id)
        self._opened_from_list = True

    def select_highlight(self, highlight_id: str) -> None:
        """Select the highlight chosen on the page, and the note linked to it."""
        if not highlight_id and self.highlights.hasFocus():
            # The chosen one was deleted from the list, which goes on with its neighbour.
            return
        self.highlights.select(highlight_id)
        if highlight_id:
            on_it = self._session.notes_on(LinkKind.HIGHLIGHT, highlight_id)
            self.notes.select(on_it[0].id if on_it else "")

    def focus(self) -> None:
        """Take the focus."""
        current = self._stack.currentIndex()
        if current == _EDITOR:
            self.editor.text.setFocus()
        else:
            (self.notes if current == _NOTES else self.highlights).setFocus()

    def save(self) -> bool:
        """Store what is being typed; return False if that failed."""
        return self._editor is None or self._editor.save()

    def stop(self) -> None:
        """Try no more to store what could not be stored: the window is closed."""
        if self._editor is not None:
            self._editor.saver.stop()

    @property
    def draft_kept(self) -> bool:
        """Whether what could not be stored comes back at the next start."""
        return self._editor is not None and self._editor.saver.draft_kept

    # Inside

    def _lay_out(self) -> None:
        tabs = QHBoxLayout()
        tabs.setContentsMargins(8, 6, 8, 0)
        tabs.setSpacing(4)
        tabs.addWidget(self.notes_tab)
        tabs.addWidget(self.highlights_tab)
        tabs.addStretch(1)
        foot = QHBoxLayout()
        foot.setContentsMargins(12, 4, 12, 12)
        foot.addWidget(self._new)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(tabs)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)

    def _tab(self, text: str, number: int) -> QToolButton:
        button = tool_button(self, text=text, style="panelTab", checkable=True)
        button.setChecked(number == _NOTES)
        self._tabs.addButton(button, number)
        return button

    def _listed(self, view: CardList, empty: EmptyState) -> QStackedWidget:
        stack = QStackedWidget(self)
        stack.addWidget(view)
        stack.addWidget(empty)
        return stack

    def _say_empty(self, *, has_notes: bool, has_highlights: bool) -> None:
        for number, filled in ((_NOTES, has_notes), (_HIGHLIGHTS, has_highlights)):
            stack = self._stack.widget(number)
            if isinstance(stack, QStackedWidget):
                stack.setCurrentIndex(0 if filled else 1)
        if self._summary_id is None:
            self._no_notes.say("Open a summary to see your notes on it.")
            self._no_highlights.say("Open a summary to see its highlights.")
        else:
            self._no_notes.say(
                "Your notes on this summary appear here. Select text or a fact and press N."
            )
            self._no_highlights.say(
                "Select text and press 1 to 5 or H. Your highlights are listed here."
            )

    def _show(self, number: int) -> None:
        self._stack.setCurrentIndex(number)
        self._new.setVisible(number != _EDITOR)
        lit = self.highlights_tab if number == _HIGHLIGHTS else self.notes_tab
        lit.setChecked(True)

    def _choose_tab(self, number: int) -> None:
        # What cannot be stored stays in sight.
        self._show(number if self.save() else _EDITOR)

    def _editor_closed(self) -> None:
        self._show(_NOTES)
        self.refresh()
        if self.editor.note_id:
            self.notes.select(self.editor.note_id)
        self.writing_ended.emit()
        if self._opened_from_list and self.notes.isVisible():
            self.notes.setFocus()
        else:
            self.page_wanted.emit()

    def _note_chosen(self, card: NoteCard) -> None:
        """Scroll to what a note is linked to; the note itself opens on Enter."""
        note = self._session.workspace.notebook.note(card.id)
        for highlight_id in note.linked(LinkKind.HIGHLIGHT):
            self.highlight_chosen.emit(highlight_id)
            return

    def _highlight_chosen(self, card: NoteCard) -> None:
        self.highlight_chosen.emit(card.id)

    def _trash(self, card: NoteCard) -> None:
        if card.kind is LinkKind.NOTE:
            self._session.notes.trash(card.id)
        else:
            self._session.highlights.trash(card.id)

    def _highlights_changed(self, change: HighlightChange) -> None:
        if self._summary_id in change.summary_ids:
            self.refresh()
