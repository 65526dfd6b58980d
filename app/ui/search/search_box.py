"""The one search box, in the middle of the top bar."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.line_edit import LineEdit


class SearchBox(LineEdit):
    """Takes the words to search for.

    Signals:
        reached(): the focus has come here; a search is likely.
        entered(): Enter was pressed; the words in the box are complete.
        results_wanted(): Enter or the down arrow: the focus goes to the results.
        emptied(): Escape cleared the box.
        focus_left(): Escape in an empty box.
    """

    entered = Signal()
    reached = Signal()
    results_wanted = Signal()
    emptied = Signal()
    focus_left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Search everything", "Search everything   Ctrl+Shift+F", parent)
        self.setObjectName("searchBox")
        self.setMaximumWidth(560)
        self.setMinimumWidth(220)
        self._sign = QAction(self)
        self.addAction(self._sign, QLineEdit.ActionPosition.LeadingPosition)

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw the icon in the colours of a theme."""
        self._sign.setIcon(icon("search", colours["muted"]))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Announce that a search is likely."""
        super().focusInEvent(event)
        self.reached.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the results on Enter or Down; Escape clears the box, then leaves it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            self.results_wanted.emit()
            if event.key() != Qt.Key.Key_Down:
                self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self.emptied.emit()
            else:
                self.focus_left.emit()
        else:
            super().keyPressEvent(event)
