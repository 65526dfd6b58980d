"""The list of keys, made from the table of actions."""

from html import escape

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QTextBrowser, QVBoxLayout, QWidget

from app.ui.actions import PAGE_KEYS, specs

_ALSO = (
    ("Highlight colours", "1 2 3 4 5"),
    ("Go to a section", "Alt+1 to Alt+9"),
    ("Next or previous match, while finding", "Enter, Shift+Enter"),
    ("Whole words or match case, while finding", "Alt+W, Alt+C"),
    ("Undo or redo", "Ctrl+Z, Ctrl+Shift+Z"),
    ("Link a note", "Ctrl+L"),
    ("Preview a note", "Ctrl+E"),
    ("Go back one step, or close", "Esc"),
)
# The keys of the import page, which has buttons in the place of a menu.
_REVIEW = (
    ("Add the draft, or take what was set aside", "Ctrl+Enter"),
    ("Add every draft without doubts", "Ctrl+Shift+Enter"),
    ("Next or previous draft", "Ctrl+PgDown, Ctrl+PgUp"),
    ("Skip the draft, or set it aside again", "Ctrl+Backspace"),
    ("Merge with the next draft", "Ctrl+J"),
    ("Split at the cursor", "Ctrl+Shift+S"),
    ("Take all that was set aside, as it is", "Ctrl+Shift+T"),
    ("Set aside again what was taken", "Ctrl+Z"),
)


class KeysDialog(QDialog):
    """Shows what the keyboard can do."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        page = QTextBrowser(self)
        page.setAccessibleName("Keyboard shortcuts")
        page.setOpenLinks(False)
        page.setHtml(_table())
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 12)
        layout.addWidget(page)
        layout.addWidget(buttons)
        self.resize(520, 560)


def _table() -> str:
    groups: dict[str, list[tuple[str, str]]] = {}
    for spec in specs():
        keys = " · ".join(filter(None, (PAGE_KEYS.get(spec.name), *spec.keys[:1])))
        if keys:
            groups.setdefault(spec.menu, []).append((spec.text.rstrip("…"), keys))
    groups["In a review"] = list(_REVIEW)
    groups["Also"] = list(_ALSO)
    rows = "".join(_group(name, group) for name, group in groups.items())
    hint = "Single letters and digits work while the page has the focus."
    return f"<p>{hint}</p><table cellspacing='0'>{rows}</table>"


def _group(name: str, group: list[tuple[str, str]]) -> str:
    """Return the rows of a menu below its name; all cells have one style, so that rows align."""
    head = (
        f"<tr><td colspan='2' style='padding:14px 0 4px 0'><b>{escape(name.upper())}</b></td></tr>"
    )
    cell = "style='padding:3px 24px 3px 0'"
    return head + "".join(
        f"<tr><td {cell}>{escape(text)}</td><td {cell}>{escape(keys)}</td></tr>"
        for text, keys in group
    )
