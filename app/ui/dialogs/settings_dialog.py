"""Settings: the look of the page, and the reader's own names for the colours."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.core.notes.model import Colour
from app.core.settings import Settings, Theme
from app.messages import COLOUR_NAMES
from app.ui.session import Session
from app.ui.theme import load_look
from app.ui.widgets.swatch import swatch


class SettingsDialog(QDialog):
    """Changes take effect when the dialog is accepted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._session = session
        settings: Settings = session.settings
        self._theme = QComboBox(self)
        for theme in Theme:
            self._theme.addItem(theme.value.capitalize(), theme)
        self._theme.setCurrentIndex(self._theme.findData(settings.theme))
        self._size = QSpinBox(self, minimum=12, maximum=36, value=settings.text_size, suffix=" px")
        self._measure = QSpinBox(
            self, minimum=44, maximum=90, value=settings.measure, suffix=" characters"
        )
        self._names: dict[Colour, QLineEdit] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.addRow("Theme", self._theme)
        form.addRow("Text size", self._size)
        form.addRow("Line length", self._measure)
        label = QLabel("WHAT THE COLOURS MEAN", self)
        label.setObjectName("groupLabel")
        colours = QFormLayout()
        colours.setHorizontalSpacing(12)
        colours.setVerticalSpacing(6)
        look = load_look(settings.theme)
        for colour in Colour:
            sign = QToolButton(self)
            sign.setIcon(QIcon(swatch(colour, look, self.devicePixelRatioF())))
            sign.setIconSize(QSize(24, 24))
            sign.setEnabled(True)
            sign.setFocusPolicy(sign.focusPolicy().NoFocus)
            edit = QLineEdit(session.colour_name(colour), self)
            edit.setPlaceholderText(COLOUR_NAMES[colour])
            edit.setAccessibleName(f"Name of {colour.value}")
            self._names[colour] = edit
            row = QHBoxLayout()
            row.addWidget(edit)
            colours.addRow(sign, row)
        folder = QLabel(f"Your library lies in {session.workspace.folder.root}", self)
        folder.setObjectName("meta")
        folder.setWordWrap(True)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, self
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 24, 24, 16)
        layout.setSpacing(16)
        layout.addLayout(form)
        layout.addWidget(label)
        layout.addLayout(colours)
        layout.addWidget(folder)
        layout.addWidget(buttons)
        self.setMinimumWidth(420)

    def accept(self) -> None:
        """Take the changes over."""
        for colour, edit in self._names.items():
            name = edit.text().strip()
            if name != self._session.colour_name(colour):
                self._session.name_colour(colour, "" if name == COLOUR_NAMES[colour] else name)
        self._session.change_settings(
            theme=self._theme.currentData(),
            text_size=self._size.value(),
            measure=self._measure.value(),
        )
        super().accept()
