"""A bar across the window with something that holds for as long as it is shown."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from app.ui.qt.plain_text import PlainLabel


class NoticeBar(QFrame):
    """Shows a text, or is hidden while there is none."""

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
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 16, 6)
        layout.addWidget(self.label, 1)
        self.hide()

    @property
    def text(self) -> str:
        """What the bar says, '' while it is hidden."""
        return self.label.text() if not self.isHidden() else ""

    def show_text(self, text: str) -> None:
        """Say something, or hide the bar."""
        if text != self.text:
            self.label.setText(text)
            self.setAccessibleDescription(text)
            self.setVisible(bool(text))
