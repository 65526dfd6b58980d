"""A bar across the window with something that holds for as long as it is shown."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.ui.qt.plain_text import PlainLabel, set_button_text


class NoticeBar(QFrame):
    """Shows a text and perhaps a button, or is hidden while there is none.

    Signals:
        offer_taken(): the button was pressed.
    """

    offer_taken = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("noticeBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(name)
        self.label = PlainLabel(self, wrap=True)
        self.label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.button = QPushButton(self)
        self.button.clicked.connect(self.offer_taken)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.setSpacing(16)
        layout.addWidget(self.label, 1)
        layout.addWidget(self.button)
        self.hide()

    @property
    def text(self) -> str:
        """What the bar says, '' while it is hidden."""
        return self.label.text() if not self.isHidden() else ""

    def show_text(self, text: str, offer: str = "") -> None:
        """Say something and offer a button, or hide the bar."""
        set_button_text(self.button, offer)
        self.button.setVisible(bool(offer))
        if text != self.text:
            self.label.setText(text)
            self.setAccessibleDescription(text)
            self.setVisible(bool(text))
