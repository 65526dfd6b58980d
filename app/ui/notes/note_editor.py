"""The note editor: Markdown with a preview, links as chips, saved while typing."""

from datetime import datetime

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QTextDocument
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QStackedWidget,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from app.core.clock import local_time
from app.core.markdown.parser import parse
from app.core.notes.model import Link, Note
from app.ui.notes.link_chips import LinkChips
from app.ui.notes.link_picker import LinkPicker
from app.ui.notes.note_saver import NoteSaver
from app.ui.qt.key_claim import KeyClaim
from app.ui.qt.plain_text import PlainLabel
from app.ui.session.session import Session
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours, interface_font
from app.ui.widgets.block_writer import BlockWriter
from app.ui.widgets.buttons import tool_button
from app.ui.widgets.tab_order import tab_in_order
from app.ui.widgets.text_edit import TextEdit


class NoteEditor(QWidget):
    """Edits one note.

    Signals:
        closed(): the reader is done; everything is saved.
        earlier_requested(): show the earlier texts of the note.
        link_followed(Link): go to this target.
        url_followed(str): a link in the preview was clicked.
    """

    closed = Signal()
    earlier_requested = Signal()
    link_followed = Signal(object)
    url_followed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._colours: ThemeColours | None = None
        self._links: tuple[Link, ...] = ()
        self._summary_id: str | None = None
        self._loading = False
        self.saver = NoteSaver(session, self._content, self)
        self.saver.saved.connect(self._saved)
        self.saver.failed.connect(self._say_failed)
        self.status = PlainLabel(self, wrap=True)
        self.status.setObjectName("meta")
        self._back = tool_button(self, tip="Back to the notes (Esc)")
        self._back.clicked.connect(self.close_editor)
        self.preview_button = tool_button(self, tip="Preview (Ctrl+E)")
        self.preview_button.setCheckable(True)
        self.preview_button.toggled.connect(self._toggle_preview)
        self.earlier_button = tool_button(self, tip="Earlier texts of this note")
        self.earlier_button.clicked.connect(self.earlier_requested)
        self.trash_button = tool_button(self, tip="Delete this note")
        self.trash_button.clicked.connect(self._delete)
        self.text = TextEdit("Note", self)
        self.text.setObjectName("noteText")
        self.text.setPlaceholderText("Write in your own words. **bold**, *italic*, - list, > quote")
        self.text.setFont(interface_font(14))
        self.text.textChanged.connect(self._edited)
        self.preview = QTextBrowser(self)
        self.preview.setFrameShape(QFrame.Shape.NoFrame)
        self.preview.setOpenLinks(False)
        self.preview.anchorClicked.connect(self._follow_url)
        self.preview.setAccessibleName("Preview of the note")
        self._stack = QStackedWidget(self)
        self._stack.addWidget(self.text)
        self._stack.addWidget(self.preview)
        self.chips = LinkChips(session, self)
        self.picker = LinkPicker(session, self)
        self.chips.add_requested.connect(self.pick_link)
        self.chips.removed.connect(self._unlink)
        self.chips.followed.connect(self._follow)
        self.picker.picked.connect(self._link)
        self.picker.closed.connect(self._focus_text)
        session.changes.note_removed.connect(self._note_removed)
        session.changes.note_changed.connect(self._note_changed)
        self._lay_out()
        for claiming in (self.text, self.preview):
            KeyClaim(claiming, "Ctrl+E").pressed.connect(self.preview_button.toggle)
        for key, act in (
            ("Esc", self.close_editor),
            ("Ctrl+L", self.pick_link),
            ("Ctrl+Return", self.close_editor),
        ):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(act)

    @property
    def note_id(self) -> str | None:
        """The note being edited; None for one that is not stored yet."""
        return self.saver.note.id if self.saver.note else None

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw in the colours of a theme."""
        self._colours = colours
        self._back.setIcon(icon("arrow-left", colours["muted"]))
        self.preview_button.setIcon(icon("eye", colours["muted"], colours["accent"]))
        self.earlier_button.setIcon(icon("clock", colours["muted"]))
        self.trash_button.setIcon(icon("trash-2", colours["muted"]))
        self.chips.set_colours(colours)
        self._show_links()
        self.picker.set_colours(colours)
        if self.preview_button.isChecked():
            self._show_preview()

    def begin(self, links: tuple[Link, ...], summary_id: str | None) -> None:
        """Start a new note with these links; stay with one that cannot be stored."""
        if self._open(None, "", links, summary_id):
            self.status.setText("New note")

    def edit(self, note: Note, summary_id: str | None) -> None:
        """Edit a stored note; stay with one that cannot be stored."""
        if self._open(note, note.body, note.links, summary_id):
            self._say_saved(note.updated_at)

    def save(self) -> bool:
        """Store the text; return False if that failed. The text stays in the editor either way."""
        return self.saver.save(aloud=True)

    def close_editor(self) -> None:
        """Save and close; a note without text is deleted, a new one is not stored."""
        if not self.text.toPlainText().strip():
            if self.note_id is not None and not self._session.notes.trash(self.note_id):
                return
            self.saver.drop()
        elif not self.save():
            return
        self.closed.emit()

    def pick_link(self) -> None:
        """Open the picker for another link."""
        at = self.chips.add_button.mapToGlobal(self.chips.add_button.rect().bottomLeft())
        self.picker.open(at, self._summary_id, self._links)

    # Inside

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(8, 8, 8, 4)
        head.setSpacing(2)
        head.addWidget(self._back)
        head.addWidget(self.status, 1)
        for button in (self.preview_button, self.earlier_button, self.trash_button):
            head.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(head)
        body = QVBoxLayout()
        body.setContentsMargins(12, 4, 12, 12)
        body.setSpacing(8)
        body.addWidget(self.chips)
        body.addWidget(self._stack, 1)
        layout.addLayout(body, 1)

    def _open(
        self, note: Note | None, body: str, links: tuple[Link, ...], summary_id: str | None
    ) -> bool:
        if not self.save():
            self._focus_text()
            return False
        self.saver.drop()
        self.saver.begin(note)
        self._links, self._summary_id = links, summary_id
        self._loading = True
        self.text.setPlainText(body)
        # The undo of the note before must not bring its text into this one.
        self.text.document().clearUndoRedoStacks()
        self._loading = False
        self.earlier_button.setEnabled(note is not None)
        self.trash_button.setEnabled(note is not None)
        self._show_links()
        self.preview_button.setChecked(False)
        self._focus_text()
        cursor = self.text.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.text.setTextCursor(cursor)
        return True

    def _focus_text(self) -> None:
        self.text.setFocus()

    def _edited(self) -> None:
        if self._loading:
            return
        self.status.setText("…")
        self.saver.typed()

    def _link(self, link: Link) -> None:
        self._change_links((*self._links, link))

    def _unlink(self, link: Link) -> None:
        self._change_links(tuple(other for other in self._links if other != link))

    def _change_links(self, links: tuple[Link, ...]) -> None:
        self._links = links
        self._show_links()
        self.saver.dirty = True
        self.save()

    def _show_links(self) -> None:
        self.chips.set_links(self._links)
        # New chips would come last of all under Tab.
        tab_in_order(
            self._back,
            self.preview_button,
            self.earlier_button,
            self.trash_button,
            *self.chips.stops,
            self.text,
            self.preview,
        )

    def _follow_url(self, url: QUrl) -> None:
        self.url_followed.emit(url.toString())

    def _follow(self, link: Link) -> None:
        if self.save():
            self.link_followed.emit(link)

    def _delete(self) -> None:
        # What was typed a moment ago comes back with the note, if its deletion is undone.
        if self.note_id is not None and self.save():
            self._session.notes.trash(self.note_id)

    def _note_removed(self, note_id: str) -> None:
        if note_id == self.note_id:
            self.saver.drop()
            self.saver.begin(None)
            self.closed.emit()

    def _note_changed(self, note: Note) -> None:
        if note.id == self.note_id:
            self.saver.note = note

    def _content(self) -> tuple[str, tuple[Link, ...]]:
        return self.text.toPlainText(), self._links

    def _saved(self, note: Note) -> None:
        self._say_saved(note.updated_at)

    def _say_failed(self) -> None:
        self.status.setText("Not saved. Your text is still here and is tried again.")

    def _say_saved(self, moment: datetime) -> None:
        self.status.setText(f"Saved {local_time(moment):%H:%M}")
        self.earlier_button.setEnabled(True)
        self.trash_button.setEnabled(True)

    def _toggle_preview(self, shown: bool) -> None:  # noqa: FBT001 - Qt's signal
        if shown:
            self._show_preview()
        self._stack.setCurrentIndex(1 if shown else 0)

    def _show_preview(self) -> None:
        if self._colours is None:
            return
        document = QTextDocument(self.preview)
        blocks = parse(self.text.toPlainText(), keep_breaks=True)
        writer = BlockWriter(document, self._colours, interface_font(14))
        writer.blocks(blocks, [_ignore_position] * len(blocks))
        # As the text has it while it is written: nothing moves.
        document.setDocumentMargin(self.text.document().documentMargin())
        self.preview.setDocument(document)


def _ignore_position(_text: str, _position: int, _ends: bool) -> None:  # noqa: FBT001
    """Do nothing: the positions of a preview's words are not needed."""
