"""The page's context menu: what can be done with the selection, the highlight or the fact."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QMenu, QWidget

from app.core.notes.model import Colour
from app.ui.actions import PAGE_KEYS
from app.ui.qt.plain_text import menu_text
from app.ui.qt.weak_slot import weak_slot
from app.ui.reader.annotation_controller import AnnotationController
from app.ui.style.icons import icon
from app.ui.style.theme import ThemeColours
from app.ui.widgets.swatch import COLOUR_KEYS, swatch


def page_menu(
    parent: QWidget,
    annotations: AnnotationController,
    names: dict[Colour, str],
    colours: ThemeColours,
    edits: Mapping[str, Callable[[], object]],
) -> QMenu:
    """Return the menu, which deletes itself when closed; `names` are those of the colours.

    `edits` correct the summary, by what the menu calls them.
    """
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for colour in Colour:
        action = menu.addAction(menu_text(names[colour], COLOUR_KEYS[colour]))
        action.setIcon(QIcon(swatch(colour, colours, parent.devicePixelRatioF())))
        action.triggered.connect(weak_slot(annotations.mark, colour))
        action.setEnabled(annotations.can_mark)
    menu.addSeparator()
    for text, name, sign, act, enabled in (
        ("Write a note", "note", "notebook-pen", annotations.write_note, True),
        ("Star the fact", "star_fact", "star", annotations.star_fact, annotations.on_fact),
        (
            "Delete the highlight",
            "delete_mark",
            "trash-2",
            annotations.delete,
            annotations.on_highlight,
        ),
    ):
        action = menu.addAction(icon(sign, colours["muted"]), menu_text(text, PAGE_KEYS[name]))
        action.triggered.connect(act)
        action.setEnabled(enabled)
    menu.addSeparator()
    action = menu.addAction(icon("copy", colours["muted"]), "Copy\tCtrl+C")
    action.triggered.connect(annotations.copy)
    action.setEnabled(annotations.can_copy)
    if edits:
        menu.addSeparator()
    for text, edit in edits.items():
        menu.addAction(
            icon("pencil", colours["muted"]), menu_text(*text.split("\t"))
        ).triggered.connect(edit)
    return menu
