"""The menu bar, made from the table of actions."""

from collections.abc import Callable

from PySide6.QtGui import QAction, QKeySequence, QUndoStack
from PySide6.QtWidgets import QMenu, QMenuBar, QWidget

from app.ui.actions import ACTIONS
from app.ui.qt.plain_text import menu_text


def make_undo_actions(stack: QUndoStack, window: QWidget) -> tuple[QAction, QAction]:
    """Return the actions for undo and redo, which name what they would undo or redo."""
    undo = stack.createUndoAction(window, "Undo")
    undo.setShortcuts([QKeySequence("Ctrl+Z")])
    redo = stack.createRedoAction(window, "Redo")
    redo.setShortcuts([QKeySequence("Ctrl+Shift+Z"), QKeySequence("Ctrl+Y")])
    return undo, redo


def fill_menu_bar(
    bar: QMenuBar,
    actions: dict[str, QAction],
    undo: QAction,
    redo: QAction,
    opening: Callable[[], None],
) -> None:
    """Put every action into its menu; undo and redo begin the second one.

    `opening` is called before a menu shows, to draw what only menus need.
    """
    menus: dict[str, QMenu] = {}
    current: QMenu | None = None
    for spec in ACTIONS:
        if spec is None:
            if current is not None:
                current.addSeparator()
            continue
        if spec.menu not in menus:
            menus[spec.menu] = bar.addMenu(f"&{menu_text(spec.menu)}")
            menus[spec.menu].aboutToShow.connect(opening)
            if spec.menu == "Edit":
                menus[spec.menu].addActions([undo, redo])
                menus[spec.menu].addSeparator()
        current = menus[spec.menu]
        current.addAction(actions[spec.name])
