"""The list of keys, made from the table of actions."""

from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from app.ui.actions import PAGE_KEYS, specs

_ALSO = (
    ("Colours of a highlight", "1 2 3 4 5"),
    ("Section of the page", "Alt+1 to Alt+9"),
    ("Undo, redo", "Ctrl+Z, Ctrl+Shift+Z"),
    ("Link a note", "Ctrl+L"),
    ("Preview of a note", "Ctrl+E"),
    ("Accept a draft", "Ctrl+Enter"),
    ("Back one step, close", "Esc"),
)


class KeysDialog(QDialog):
    """Shows what the keyboard can do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keys")
        page = QTextBrowser(self)
        page.setAccessibleName("Keys")
        page.setHtml(_table())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.addWidget(page)
        layout.addWidget(buttons)
        self.resize(520, 560)


def _table() -> str:
    rows = [
        (
            spec.text.rstrip("…"),
            " · ".join(filter(None, (PAGE_KEYS.get(spec.name), *spec.keys[:1]))),
        )
        for spec in specs()
    ]
    cells = "".join(
        f"<tr><td style='padding:3px 24px 3px 0'>{escape(text)}</td>"
        f"<td><b>{escape(keys)}</b></td></tr>"
        for text, keys in (*rows, *_ALSO)
        if keys
    )
    hint = "Single letters and digits act while the page has the keyboard."
    return f"<p>{hint}</p><table>{cells}</table>"
