"""What the dialogs that correct a summary share: saving by key, failing visibly, losing nothing."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout, QWidget

from app.ui.qt.plain_text import PlainLabel, title_text
from app.ui.session.session import Session

# Room that the frame of the window and the desktop's own bars need.
_AROUND = 64


class EditDialog(QDialog):
    """A dialog with Save and Cancel.

    It closes only when it has saved, or when the reader discards what was changed.
    """

    def __init__(self, session: Session, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.session = session
        self.setWindowTitle(title_text(title))
        self.body = QVBoxLayout()
        self.body.setSpacing(12)
        self.failure = PlainLabel(self, wrap=True)
        self.failure.setObjectName("warning")
        self.failure.hide()
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel, self
        )
        self.save_button = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.save_button.setProperty("primary", True)  # noqa: FBT003
        # The box has polished its buttons already.
        self.save_button.style().unpolish(self.save_button)
        self.save_button.style().polish(self.save_button)
        self.save_button.setToolTip("Save (Ctrl+Enter)")
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 20, 24, 16)
        layout.setSpacing(12)
        layout.addLayout(self.body, 1)
        layout.addWidget(self.failure)
        layout.addWidget(self.buttons)
        for key in ("Ctrl+Return", "Ctrl+Enter", "Ctrl+S"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(self.save_button.click)
        session.changes.failed.connect(self._say_failure)

    @property
    def changed(self) -> bool:
        """Whether anything would be lost by closing; the dialogs say."""
        return False

    @property
    def keeps_what_was(self) -> bool:
        """Whether what was there before can be had again once another is saved."""
        return False

    def save(self) -> bool:
        """Store what was changed; return whether that succeeded. The dialogs do it."""
        return True

    def fit(self, wanted: QSize) -> None:
        """Take this size, or less on a screen that is smaller."""
        room = self.screen().availableSize() - QSize(_AROUND, _AROUND)
        self.resize(wanted.boundedTo(room))

    def accept(self) -> None:
        """Save and close; stay open, with all that was written, if saving failed."""
        self.failure.hide()
        if self.save():
            super().accept()

    def reject(self) -> None:
        """Close; ask first if something was changed."""
        if not self.changed or self.confirm_discard():
            super().reject()

    def confirm_discard(self) -> bool:
        """Ask whether what was changed is to be discarded."""
        from PySide6.QtWidgets import QMessageBox

        box = QMessageBox(self)
        box.setWindowTitle("Discard changes")
        box.setText("Discard what you have changed here?")
        discard = box.addButton("Discard", QMessageBox.ButtonRole.DestructiveRole)
        keep = box.addButton("Keep editing", QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(keep)
        box.setEscapeButton(keep)
        box.exec()
        return box.clickedButton() is discard

    def _say_failure(self, words: str) -> None:
        self.failure.setText(f"Not saved. What you wrote is still here. {words}")
        self.failure.show()
