"""What the centre shows when nothing is open."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.ui.qt.plain_text import PlainLabel
from app.ui.widgets.centre_page import CentrePage
from app.ui.widgets.empty_state import centred


class WelcomePage(CentrePage):
    """Says how to start.

    Signals:
        starter_requested(), paste_requested(), import_requested(): one of its buttons.
    """

    starter_requested = Signal()
    paste_requested = Signal()
    import_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        name = PlainLabel("Bayaz  ·  بیاض", self, alignment=Qt.AlignmentFlag.AlignCenter)
        name.setObjectName("title")
        self._sentence = PlainLabel(self, alignment=Qt.AlignmentFlag.AlignCenter, wrap=True)
        self._sentence.setObjectName("meta")
        self._sentence.setMaximumWidth(460)
        self.starter_button = QPushButton("Add the starter library", self)
        self.starter_button.setProperty("primary", True)  # noqa: FBT003
        self.starter_button.clicked.connect(self.starter_requested)
        paste = self._paste = QPushButton("Paste a summary…", self)
        paste.setToolTip("Ctrl+Shift+V")
        paste.clicked.connect(self.paste_requested)
        files = QPushButton("Import files…", self)
        files.setToolTip("Ctrl+O")
        files.clicked.connect(self.import_requested)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        for button in (self.starter_button, paste, files):
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(16)
        layout.addStretch(2)
        layout.addWidget(name)
        layout.addLayout(centred(self._sentence))
        layout.addLayout(row)
        layout.addStretch(3)

    def focus(self) -> None:
        """Focus the first button."""
        (self._paste if self.starter_button.isHidden() else self.starter_button).setFocus()

    def say(self, *, empty_library: bool) -> None:
        """Set the text: for an empty library, or for when no page is open."""
        self.starter_button.setVisible(empty_library)
        if empty_library:
            self._sentence.setText(
                "A notebook for what is worth keeping. Start with the 24 summaries that come with"
                " Bayaz, paste one of your own, or drop a file here."
            )
        else:
            self._sentence.setText("Choose a summary on the left, paste one, or drop a file here.")
