"""The palette: a line over the window, and below it the items that match what is typed."""

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QApplication, QFrame, QVBoxLayout, QWidget
from shiboken6 import isValid

from app.core.search.name_matcher import Name, NameMatcher
from app.ui.palette.palette_list import ROW_HEIGHT, PaletteItem, PaletteList
from app.ui.qt.plain_text import PlainLabel
from app.ui.style.theme import ThemeColours
from app.ui.widgets.line_edit import LineEdit

# Typed first, it leaves only commands.
COMMANDS_ONLY: Final = ">"
_NOTHING: Final = "Nothing here. Press Enter to search all texts."
_NO_COMMAND: Final = "There is no such command."
_SHOWN: Final = 12
_MOST: Final = 60
_WIDTH: Final = 640
_TOP: Final = 80
_BELOW: Final = 24
_MARGIN: Final = 8
_LINE: Final = 32


class Palette(QWidget):
    """Covers the whole window until something is chosen.

    Signals:
        chosen(PaletteItem): the reader wants this; the focus is back where it was.
        search_wanted(str): nothing has these words in its name; search all texts for them.
    """

    chosen = Signal(object)
    search_wanted = Signal(str)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._before: QWidget | None = None
        self._make: Callable[[int], PaletteItem] | None = None
        self._first: Sequence[int] = ()
        self._commands_end = 0
        self._names = NameMatcher(())
        self._commands = NameMatcher(())
        self._veil = QColor()
        self.box = QFrame(self)
        self.box.setObjectName("floating")
        self.line = LineEdit("Go to", "A summary, a subject or a command", self.box)
        self.line.setObjectName("paletteEdit")
        self.line.textChanged.connect(self._show_fitting)
        self.line.installEventFilter(self)
        self.list = PaletteList(self.box)
        self.list.clicked.connect(self._take)
        self.nothing = PlainLabel(self)
        self.nothing.setObjectName("meta")
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setFixedHeight(ROW_HEIGHT)
        layout = QVBoxLayout(self.box)
        layout.setContentsMargins(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
        layout.setSpacing(_MARGIN)
        layout.addWidget(self.line)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.nothing)
        window.installEventFilter(self)
        self.hide()

    def set_colours(self, colours: ThemeColours) -> None:
        """Paint in the colours of a theme."""
        self.list.set_colours(colours)
        self._veil = QColor(0, 0, 0, 110 if colours.dark else 46)

    def open(
        self,
        names: list[Name],
        commands: int,
        first: Sequence[int],
        make: Callable[[int], PaletteItem],
        typed: str = "",
    ) -> None:
        """Open with these names, the first `commands` of which are commands.

        `make` returns the item behind the number of a name; those numbered in `first` are shown
        until something is typed.
        """
        if self.isHidden():
            self._before = QApplication.focusWidget()
        self._make, self._first, self._commands_end = make, first, commands
        self._names, self._commands = NameMatcher(names), NameMatcher(names[:commands])
        self.line.setText(typed)
        self._show_fitting()
        self._place()
        self.show()
        self.raise_()
        self.line.setFocus()

    def leave(self) -> None:
        """Close, and return the focus to where it was."""
        before, self._before = self._before, None
        self._make, self._first = None, ()
        self._names = self._commands = NameMatcher(())
        self.hide()
        if before is not None and isValid(before) and before.isVisible():
            before.setFocus()

    # Qt's events

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep all keys here, move in the list, and cover the window at any size."""
        if watched is self._window and event.type() is QEvent.Type.Resize and self.isVisible():
            self._place()
        if watched is self.line and isinstance(event, QKeyEvent):
            if event.type() is QEvent.Type.ShortcutOverride:
                # The window's own keys wait, as they do behind a dialog.
                event.accept()
                return True
            if event.type() is QEvent.Type.KeyPress:
                return self._take_key(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let no key reach the window below."""
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Close when the window outside the box is clicked."""
        if not self.box.geometry().contains(event.position().toPoint()):
            self.leave()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window behind the box."""
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._veil)

    # Inside

    def _take_key(self, event: QKeyEvent) -> bool:
        """Move, choose or close; return whether the key was handled."""
        key, row = event.key(), self.list.currentIndex().row()
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        rows = self.list.items.rowCount()
        steps = {
            Qt.Key.Key_Down: row + 1 if row + 1 < rows else 0,
            Qt.Key.Key_Tab: row + 1 if row + 1 < rows else 0,
            Qt.Key.Key_Up: row - 1 if row > 0 else rows - 1,
            Qt.Key.Key_Backtab: row - 1 if row > 0 else rows - 1,
            Qt.Key.Key_PageDown: row + _SHOWN - 1,
            Qt.Key.Key_PageUp: row - _SHOWN + 1,
            Qt.Key.Key_Home: 0,
            Qt.Key.Key_End: rows - 1,
        }
        if key in steps:
            self.list.choose_row(steps[Qt.Key(key)])
            self._describe()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if not event.isAutoRepeat():
                self._take()
        elif key == Qt.Key.Key_Escape or (control and key == Qt.Key.Key_K):
            self.leave()
        else:
            return False
        return True

    def _take(self, *_: object) -> None:
        item = self.list.current()
        if item is not None:
            self.leave()
            self.chosen.emit(item)
        elif self._words and not self._only_commands:
            words = self._words
            self.leave()
            self.search_wanted.emit(words)

    @property
    def _only_commands(self) -> bool:
        return self.line.text().lstrip().startswith(COMMANDS_ONLY)

    @property
    def _words(self) -> str:
        return self.line.text().lstrip().removeprefix(COMMANDS_ONLY).strip()

    def _show_fitting(self) -> None:
        typed, only = self._words, self._only_commands
        if typed:
            numbers: Sequence[int] = (self._commands if only else self._names).find(typed, _MOST)
        else:
            numbers = range(self._commands_end) if only else self._first
        shown = [self._make(number) for number in numbers] if self._make else []
        self.list.items.set_rows(shown)
        self.list.choose_row(0)
        self.list.setVisible(bool(shown))
        self.nothing.setText(_NO_COMMAND if only else _NOTHING)
        self.nothing.setVisible(not shown)
        self._describe()
        self._place()

    def _describe(self) -> None:
        """Tell screen readers which row Enter chooses: the focus stays in the line."""
        item = self.list.current()
        self.line.setAccessibleDescription(item.spoken if item else self.nothing.text())

    def _place(self) -> None:
        """Cover the window, with the box near its top and as high as its rows."""
        area = self._window.rect()
        self.setGeometry(area)
        width = min(_WIDTH, area.width() - 4 * _MARGIN)
        room = area.height() - _TOP - _BELOW - _LINE - 3 * _MARGIN
        rows = min(max(self.list.items.rowCount(), 1), _SHOWN, max(room // ROW_HEIGHT, 3))
        height = self.line.sizeHint().height() + rows * ROW_HEIGHT + 3 * _MARGIN + 2
        corner = QPoint((area.width() - width) // 2, min(_TOP, max(area.height() - height, 0)))
        self.box.setGeometry(QRect(corner.x(), corner.y(), width, height))
