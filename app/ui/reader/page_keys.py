"""The keys of the page: single letters that act while the page has the focus."""

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject

from app.core.notes.model import Colour
from app.ui.actions import PAGE_KEYS
from app.ui.qt.key_binding import bind_key
from app.ui.qt.weak_slot import weak_slot
from app.ui.reader.annotation_controller import AnnotationController
from app.ui.reader.find_controller import FindController
from app.ui.reader.page_navigator import PageNavigator

_NUMBERED: Final = (Colour.YELLOW, Colour.GREEN, Colour.BLUE, Colour.PINK, Colour.VIOLET)


class PageKeys(QObject):
    """Binds keys to actions on the page; they work only while the page has the focus."""

    def __init__(
        self, navigator: PageNavigator, annotations: AnnotationController, find: FindController
    ) -> None:
        view = navigator.view
        super().__init__(view)
        self._annotations = annotations
        self._find = find
        acts: dict[str, Callable[..., object]] = {
            PAGE_KEYS["highlight"]: annotations.mark_last_colour,
            PAGE_KEYS["note"]: annotations.write_note,
            PAGE_KEYS["star_fact"]: annotations.star_fact,
            PAGE_KEYS["delete_mark"]: annotations.delete,
            "Backspace": annotations.delete,
            PAGE_KEYS["first_fact"]: navigator.first_fact,
            PAGE_KEYS["find"]: find.open,
            "Esc": self._step_back,
            PAGE_KEYS["underline"]: weak_slot(annotations.mark, Colour.UNDERLINE),
            PAGE_KEYS["next_fact"]: weak_slot(navigator.step_fact, 1),
            PAGE_KEYS["previous_fact"]: weak_slot(navigator.step_fact, -1),
            **{str(n): weak_slot(annotations.mark, c) for n, c in enumerate(_NUMBERED, start=1)},
        }
        for key, act in acts.items():
            bind_key(view, key, act, children=False)

    def _step_back(self) -> None:
        """Clear the selection, the chosen highlight, the focus or the matches, one at a time."""
        if not self._annotations.step_back() and self._find.active:
            self._find.close()
