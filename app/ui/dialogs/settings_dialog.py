"""Settings: the look of the page, and the reader's own names for the colours."""

from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app.core.notes.model import Colour
from app.core.paths import familiar
from app.core.settings import Settings, Theme
from app.messages import COLOUR_NAMES, counted
from app.ui.dialogs import confirmations
from app.ui.qt.plain_text import PlainLabel
from app.ui.session.session import Session
from app.ui.style.theme import load_theme
from app.ui.widgets.combo_box import ComboBox
from app.ui.widgets.line_edit import LineEdit
from app.ui.widgets.swatch import swatch

_SIZES = (14, 16, 18, 20, 22, 24, 28, 32)
_MEASURES = (54, 60, 66, 72, 80)


class SettingsDialog(QDialog):
    """Changes take effect when the dialog is accepted."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Settings")
        self._session = session
        settings: Settings = session.preferences.current
        self.theme = ComboBox("Theme", self)
        for theme in Theme:
            self.theme.addItem(theme.value.capitalize(), theme)
        self._size = ComboBox("Text size", self)
        for size in sorted({*_SIZES, settings.text_size}):
            self._size.addItem(f"{size} pixels", size)
        self._measure = ComboBox("Line length", self)
        for measure in sorted({*_MEASURES, settings.measure}):
            self._measure.addItem(f"{measure} characters", measure)
        for box, value in (
            (self.theme, settings.theme),
            (self._size, settings.text_size),
            (self._measure, settings.measure),
        ):
            box.setCurrentIndex(box.findData(value))
        self.names: dict[Colour, QLineEdit] = {}
        form = QFormLayout()
        form.setHorizontalSpacing(16)
        form.setVerticalSpacing(8)
        form.addRow("Theme", self.theme)
        form.addRow("Text size", self._size)
        form.addRow("Line length", self._measure)
        label = PlainLabel("WHAT THE COLOURS MEAN", self)
        label.setObjectName("groupLabel")
        colours = QGridLayout()
        colours.setHorizontalSpacing(12)
        colours.setVerticalSpacing(6)
        theme_colours = load_theme(settings.theme)
        for row, colour in enumerate(Colour):
            sign = PlainLabel(self)
            sign.setPixmap(swatch(colour, theme_colours, self.devicePixelRatioF()))
            edit = LineEdit(f"Name of {colour.value}", COLOUR_NAMES[colour], self)
            edit.setText(session.colour_name(colour))
            # A long name is read from its beginning.
            edit.setCursorPosition(0)
            self.names[colour] = edit
            colours.addWidget(sign, row, 0)
            colours.addWidget(edit, row, 1)
        self._folder = familiar(session.workspace.folder.root)
        self.open_button = QPushButton("Open folder", self)
        self.forget_button = QPushButton("Forget what was learned", self)
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
        layout.addLayout(self._folder_line())
        layout.addLayout(self._learned_line())
        layout.addWidget(buttons)
        self.setMinimumWidth(420)

    def accept(self) -> None:
        """Save the changes."""
        for colour, edit in self.names.items():
            name = edit.text().strip()
            if name != self._session.colour_name(colour):
                self._session.highlights.name_colour(
                    colour, "" if name == COLOUR_NAMES[colour] else name
                )
        self._session.preferences.change(
            # Qt keeps texts, not our enumeration.
            theme=Theme(self.theme.currentData()),
            text_size=self._size.currentData(),
            measure=self._measure.currentData(),
        )
        super().accept()

    def _folder_line(self) -> QHBoxLayout:
        """Return the line that shows where the library is, with the button that opens it."""
        words = PlainLabel(f"Your library is stored in {self._folder}", self)
        words.setObjectName("meta")
        words.setWordWrap(True)
        # Enter in a field means OK.
        self.open_button.setAutoDefault(False)
        self.open_button.clicked.connect(self._open_folder)
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(words, 1)
        line.addWidget(self.open_button)
        return line

    def _learned_line(self) -> QHBoxLayout:
        """Return the line that says how many spellings corrections have taught."""
        self.learned = PlainLabel(self)
        self.learned.setObjectName("meta")
        self.learned.setWordWrap(True)
        self.forget_button.setAutoDefault(False)
        self.forget_button.clicked.connect(self._forget_learned)
        self._show_learned()
        line = QHBoxLayout()
        line.setSpacing(12)
        line.addWidget(self.learned, 1)
        line.addWidget(self.forget_button)
        return line

    def _show_learned(self) -> None:
        count = self._session.corrections.learned
        words = counted(count, "spelling") or "No spelling"
        self.learned.setText(f"{words} of authors and papers learned from your corrections")
        self.forget_button.setEnabled(count > 0)

    def _forget_learned(self) -> None:
        self._session.corrections.forget_learned()
        self._show_learned()

    def _open_folder(self) -> None:
        confirmations.open_folder(self._folder)
