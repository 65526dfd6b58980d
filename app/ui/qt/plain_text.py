"""Words shown as they are: a title, a tag or the name of a file is never read as markup.

Qt reads a text as HTML wherever it guesses that it is some, and would open the pictures that it
names; it takes an `&` on a button or in a menu for the mark of a key, and a tab for the gap before
the keys. Every label, tooltip, menu, message and window title of Bayaz goes through here; a test of
the architecture says so.
"""

import re
from html import escape
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QLabel, QWidget

# A line of a tooltip that is longer is broken: Qt breaks only what it takes for rich text.
_LINE: Final = 110
_LONGEST_LINE: Final = 400
_MOST_LINES: Final = 12
_MENU: Final = 80
_TITLE: Final = 120
# A label shows no more of one line; longer words are given places to break.
_LABEL: Final = 1_000
_WORD: Final = 60
_LONG_WORD: Final = re.compile(rf"\S{{{_WORD}}}(?=\S)")
_BREAKS: Final = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")
# What Qt draws as a box, and what turns the order of the words that follow.
_UNSEEN: Final = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u202a-\u202e\u2066-\u2069\ufeff]"
)


class PlainLabel(QLabel):
    """A label that shows any text as it is, wraps any word, and is never widened by one."""

    def __init__(
        self,
        text: str | QWidget | None = "",
        parent: QWidget | None = None,
        *,
        wrap: bool = False,
        alignment: Qt.AlignmentFlag | None = None,
    ) -> None:
        """Take the text and the parent, or as Qt does the parent alone."""
        words, parent = (text, parent) if isinstance(text, str) else ("", text)
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if alignment is not None:
            self.setAlignment(alignment)
        if words:
            self.setText(words)

    def setText(self, text: str) -> None:
        """Show a text; a very long one is cut, and a very long word may be broken."""
        if len(text) > _WORD:
            lines = (_cut(line, _LABEL) for line in text.split("\n"))
            text = _LONG_WORD.sub("\\g<0>\u200b", "\n".join(lines))
        super().setText(_UNSEEN.sub("", text))


def tip_text(text: str) -> str:
    """Return what to give Qt as a tooltip, so that it shows this text."""
    lines = [line for line in _BREAKS.split(text) if line.strip()][:_MOST_LINES]
    lines = [_cut(_UNSEEN.sub("", line), _LONGEST_LINE) for line in lines]
    shown = "\n".join(lines)
    if "<" in shown or any(len(line) > _LINE for line in lines):
        return _as_rich(_LONG_WORD.sub("\\g<0>\u200b", shown))
    return shown


def message_text(text: str) -> str:
    """Return what to give one of Qt's message boxes, so that it shows this text."""
    shown = "\n".join(_cut(_UNSEEN.sub("", line), _LABEL) for line in text.splitlines())
    return _as_rich(shown) if "<" in shown else shown


def menu_text(text: str, keys: str = "") -> str:
    """Return what to give a menu, so that it shows this text and, at the end, the keys."""
    shown = one_line(text, _MENU).replace("&", "&&")
    return f"{shown}\t{keys}" if keys else shown


def title_text(text: str) -> str:
    """Return what to give a window as its title, so that it shows this text."""
    # Qt puts the sign of unsaved changes in the place of [*], unless it is doubled.
    return one_line(text, _TITLE).replace("[*]", "[*][*]")


def one_line(text: str, most: int) -> str:
    """Return a text without line breaks and what cannot be seen, cut to a length."""
    # The beginning is enough, however long the text is.
    opening = text[: most * 8]
    return _cut(" ".join(_UNSEEN.sub("", _BREAKS.sub(" ", opening)).split()), most)


def set_button_text(button: QAbstractButton, text: str) -> None:
    """Write a text on a button as it is."""
    button.setText(menu_text(text))


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"


def _as_rich(text: str) -> str:
    """Return markup that shows a text: without a < Qt never guesses that it is some."""
    return f"<qt>{escape(text).replace(chr(10), '<br>')}</qt>"
