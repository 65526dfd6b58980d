"""The chips of a note's links: each opens its target and can be removed."""

from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolButton, QWidget

from app.core.notes.model import Link
from app.ui.notes.link_picker import LINK_ICONS
from app.ui.qt.plain_text import set_button_text, tip_text
from app.ui.qt.weak_slot import weak_slot
from app.ui.session.session import Session
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.buttons import chip
from app.ui.widgets.flow_layout import FlowLayout

_LONGEST: Final = 30


class LinkChips(QWidget):
    """Shows links as chips, with a button to add another.

    Signals:
        followed(Link): go there.
        removed(Link): take this link away.
        add_requested(): choose one more.
    """

    followed = Signal(object)
    removed = Signal(object)
    add_requested = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._colours: ThemeColours | None = None
        self._chips: list[_Chip] = []
        self._flow = FlowLayout(self, spacing=6)
        tip = "Link this note to a subject, topic, fact or passage (Ctrl+L)"
        self.add_button = chip(self, "Link", tip=tip)
        self.add_button.setAccessibleName("Add a link")
        self.add_button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.add_button.clicked.connect(self.add_requested)
        self._flow.addWidget(self.add_button)

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw the icons in the colours of a theme."""
        self._colours = colours
        self.add_button.setIcon(icon("plus", colours["muted"]))

    @property
    def stops(self) -> list[QWidget]:
        """The chips and the button after them, in Tab order."""
        return [*self._chips, self.add_button]

    def set_links(self, links: tuple[Link, ...]) -> None:
        """Show other links."""
        while self._flow.count():
            item = self._flow.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self.add_button:
                widget.hide()
                widget.deleteLater()
        self._chips = [self._chip(link) for link in links]
        for made in self._chips:
            self._flow.addWidget(made)
        self._flow.addWidget(self.add_button)
        self._flow.invalidate()
        self.updateGeometry()

    def _chip(self, link: Link) -> "_Chip":
        target = self._session.workspace.targets.describe(link)
        name = target.name if target else "gone"
        made = _Chip(self)
        shown = name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
        set_button_text(made, shown)
        made.setToolTip(tip_text(f"{name}\nClick to go there, Delete to remove the link"))
        made.setAccessibleName(f"Link to {link.kind.value}: {name}")
        if self._colours is not None:
            made.setIcon(icon(LINK_ICONS[link.kind], self._colours["muted"]))
        made.clicked.connect(weak_slot(self._follow, link))
        made.delete_requested.connect(weak_slot(self._remove, link))
        made.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)
        made.addAction("Go there", weak_slot(self._follow, link))
        made.addAction("Remove link", weak_slot(self._remove, link))
        made.show()
        return made

    def _follow(self, link: Link) -> None:
        self.followed.emit(link)

    def _remove(self, link: Link) -> None:
        self.removed.emit(link)


class _Chip(QToolButton):
    """One link.

    Signals:
        delete_requested(): Delete was pressed on it.
    """

    delete_requested = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("chip")
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(14, 14))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the link on Delete, follow it on Enter."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_requested.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
