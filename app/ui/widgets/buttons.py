"""Small flat buttons, with a name for screen readers and their key in the tooltip."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton, QWidget

from app.ui.qt.plain_text import set_button_text, tip_text


def tool_button(
    parent: QWidget | None,
    *,
    tip: str = "",
    text: str = "",
    style: str = "",
    checkable: bool = False,
    size: int = 18,
) -> QToolButton:
    """Return a button with an icon of `size` pixels, or a text; `style` is its style sheet name."""
    button = QToolButton(parent) if parent is not None else QToolButton()
    if style:
        button.setObjectName(style)
    set_button_text(button, text)
    button.setToolTip(tip_text(tip))
    button.setAccessibleName(text or tip)
    button.setCheckable(checkable)
    button.setIconSize(QSize(size, size))
    return button


def chip(
    parent: QWidget | None, text: str, *, tip: str = "", checkable: bool = False
) -> QToolButton:
    """Return a button that looks like a chip: a word in a rounded frame."""
    return tool_button(parent, text=text, tip=tip, style="chip", checkable=checkable, size=14)
