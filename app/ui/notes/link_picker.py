"""Choosing what to link a note to, by a few letters of a subject, fact, summary or note."""

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.core.notes.model import Link, LinkKind
from app.core.notes.targets import Target
from app.ui.qt.plain_text import PlainLabel, tip_text
from app.ui.session.session import Session
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.line_edit import LineEdit

LINK_ICONS: Final = {
    LinkKind.SUMMARY: "file-text",
    LinkKind.FACT: "hash",
    LinkKind.HIGHLIGHT: "highlighter",
    LinkKind.SUBJECT: "graduation-cap",
    LinkKind.TOPIC: "layers",
    LinkKind.NOTE: "sticky-note",
}
_KIND_NAMES: Final = {
    LinkKind.SUMMARY: "Summary",
    LinkKind.FACT: "Fact",
    LinkKind.HIGHLIGHT: "Highlight",
    LinkKind.SUBJECT: "Subject",
    LinkKind.TOPIC: "Topic",
    LinkKind.NOTE: "Note",
}


class LinkPicker(QFrame):
    """A popup with a line to type in and the targets that match.

    Signals:
        picked(Link): the reader chose this.
        closed(): the reader is done.
    """

    picked = Signal(object)
    closed = Signal()

    def __init__(self, session: Session, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setObjectName("floating")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._session = session
        self._colours: ThemeColours | None = None
        self._summary_id: str | None = None
        self._taken: set[Link] = set()
        self.line = LineEdit(
            "What to link to", "Subject, topic, fact, highlight, summary or note", self
        )
        self.line.setObjectName("linkEdit")
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.list = QListWidget(self)
        self.list.setObjectName("linkList")
        self.list.setAccessibleName("What can be linked")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setIconSize(QSize(16, 16))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.itemClicked.connect(self._pick)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(6)
        layout.addWidget(self.line)
        self.nothing = PlainLabel("Nothing matches.", self, alignment=Qt.AlignmentFlag.AlignCenter)
        self.nothing.setObjectName("meta")
        layout.addWidget(self.list, 1)
        layout.addWidget(self.nothing, 1)
        self.setFixedSize(400, 320)

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw the icons in the colours of a theme."""
        self._colours = colours

    def open(self, at: QPoint, summary_id: str | None, taken: tuple[Link, ...]) -> None:
        """Show the popup at a place on the screen, without the targets already linked."""
        self._summary_id, self._taken = summary_id, set(taken)
        self.line.clear()
        self._search("")
        area = self.screen().availableGeometry()
        left = min(at.x(), area.right() - self.width() - 8)
        top = min(at.y(), area.bottom() - self.height() - 8)
        self.move(max(area.left() + 8, left), max(area.top() + 8, top))
        self.show()
        self.line.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Move in the list and choose from it while the line keeps the focus."""
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride and event.key() == Qt.Key.Key_Escape:
                # Escape closes this window, not the editor behind it.
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress and self._take_key(event.key()):
                return True
        return super().eventFilter(watched, event)

    def _take_key(self, key: int) -> bool:
        """Move, choose or close; return whether the key was handled."""
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            step = 1 if key == Qt.Key.Key_Down else -1
            row = max(0, min(self.list.currentRow() + step, self.list.count() - 1))
            self.list.setCurrentRow(row)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if self.list.currentItem() is not None:
                self._pick(self.list.currentItem())
        elif key == Qt.Key.Key_Escape:
            self.hide()
            self.closed.emit()
        else:
            return False
        return True

    def _search(self, words: str) -> None:
        self.list.clear()
        for target in self._session.workspace.targets.search(words, self._summary_id):
            if target.link not in self._taken:
                self.list.addItem(self._item(target))
        found = self.list.count() > 0
        if found:
            self.list.setCurrentRow(0)
        self.list.setVisible(found)
        self.nothing.setVisible(not found)

    def _item(self, target: Target) -> QListWidgetItem:
        kind = target.link.kind
        context = f"  –  {target.context}" if target.context and kind is LinkKind.TOPIC else ""
        item = QListWidgetItem(f"{target.name}{context}")
        if self._colours is not None:
            item.setIcon(icon(LINK_ICONS[kind], self._colours["muted"]))
        item.setData(Qt.ItemDataRole.UserRole, target.link)
        said = f"{_KIND_NAMES[kind]}: {target.name}{context}"
        item.setToolTip(tip_text(said))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, said)
        return item

    def _pick(self, item: QListWidgetItem) -> None:
        self.hide()
        self.picked.emit(item.data(Qt.ItemDataRole.UserRole))
        self.closed.emit()
