"""What a panel shows when it has nothing: one icon, one sentence, one button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.qt.plain_text import PlainLabel
from app.ui.style.icons import pixmap
from app.ui.style.theme import ThemeColours


class EmptyState(QWidget):
    """Says what will appear here and how to get it.

    Signals:
        action_chosen(): the button was pressed.
    """

    action_chosen = Signal()

    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = icon_name
        self._icon = PlainLabel(self, alignment=Qt.AlignmentFlag.AlignCenter)
        self._sentence = PlainLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wrap=True)
        self._sentence.setObjectName("meta")
        self._sentence.setMaximumWidth(420)
        self.button = QPushButton(self)
        self.button.clicked.connect(self.action_chosen)
        self.button.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 24)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(self._icon)
        layout.addLayout(centred(self._sentence))
        layout.addWidget(self.button, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)

    @property
    def sentence(self) -> str:
        """The sentence that is shown."""
        return self._sentence.text()

    def set_colours(self, colours: ThemeColours) -> None:
        """Draw the icon in the colours of a theme."""
        ratio = self.devicePixelRatioF()
        self._icon.setPixmap(pixmap(self._icon_name, colours["muted"].name(), 40, ratio))

    def say(self, sentence: str, button: str = "") -> None:
        """Show a sentence, and a button unless its text is empty."""
        self._sentence.setText(sentence)
        self.button.setText(button)
        self.button.setVisible(bool(button))


def centred(widget: QWidget) -> QHBoxLayout:
    """Return a row with a widget in its middle; wrapped text keeps its height."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget, 100)
    row.addStretch(1)
    return row
