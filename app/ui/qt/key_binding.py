"""Keys of one widget that belong to no menu."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def bind_key(
    widget: QWidget, key: str, act: Callable[..., object], *, children: bool = True
) -> None:
    """Let a key call a function while a widget, or with `children` one inside it, has the focus."""
    shortcut = QShortcut(QKeySequence(key), widget)
    shortcut.setContext(
        Qt.ShortcutContext.WidgetWithChildrenShortcut
        if children
        else Qt.ShortcutContext.WidgetShortcut
    )
    shortcut.activated.connect(act)
