"""The bar above a page whose summary is in the trash."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.ui.qt.plain_text import PlainLabel


class TrashBar(QWidget):
    """Says that the summary is in the trash and offers to restore it, or to delete it for good.

    Signals:
        restore_requested(): bring it back.
        deletion_requested(): delete it for good.
    """

    restore_requested = Signal()
    deletion_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("trashBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.restore = QPushButton("Restore", self)
        self.restore.setToolTip("Restore this summary (Ctrl+Shift+R)")
        self.restore.clicked.connect(self.restore_requested)
        self.delete = QPushButton("Delete for good…", self)
        self.delete.clicked.connect(self.deletion_requested)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 6, 12, 6)
        layout.addWidget(PlainLabel("This summary is in the trash.", self), 1)
        layout.addWidget(self.restore)
        layout.addWidget(self.delete)
        self.hide()
