"""What the palette offers, and carrying out what is chosen in it."""

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from app.core.date_format import short_date
from app.core.library.filters import LibraryFilter, Order
from app.core.text_direction import join_apart
from app.messages import untitled
from app.ui.actions import PAGE_KEYS, ActionSpec, specs
from app.ui.session.session import Session
from app.ui.style.theme import load_theme
from app.ui.window.controllers.library_controller import LibraryController
from app.ui.window.history import PlaceKind
from app.ui.window.navigator import Navigator
from app.ui.window.page_stack import PageStack

if TYPE_CHECKING:
    from app.core.library.model import SummaryRow
    from app.core.library.syllabus import Subject
    from app.ui.palette.palette import Palette
    from app.ui.palette.palette_list import PaletteItem

# So many of the summaries read last are offered before anything is typed, and come first later.
_RECENT: Final = 8
# What is done to the page has no use where there is none.
_ON_PAGE: Final = frozenset(
    {
        "find", "find_next", "find_previous", "highlight", "underline", "delete_mark", "next_fact",
        "previous_fact", "star_fact", "star", "mark_unread", "mark_reading", "mark_done",
        "first_fact",
    }
)  # fmt: skip
_NOT_OFFERED: Final = frozenset({"palette", "command_palette"})


class PaletteController(QObject):
    """Fills the palette with summaries, subjects and commands, and carries out what is chosen.

    Signals:
        opening(): the palette is about to show what can be done now.
        search_wanted(str): search all texts for these words.
    """

    opening = Signal()
    search_wanted = Signal(str)

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        centre: PageStack,
        library: LibraryController,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigator = navigator
        self._centre = centre
        self._library = library
        self.actions: dict[str, QAction] = {}
        self._window = window
        self._palette: Palette | None = None

    @property
    def palette(self) -> "Palette":
        """The palette; imported and made when first needed."""
        if self._palette is None:
            from app.ui.palette.palette import Palette

            self._palette = Palette(self._window)
            self._palette.chosen.connect(self._carry_out)
            self._palette.search_wanted.connect(self.search_wanted)
        return self._palette

    def open(self, typed: str) -> None:
        """Open the palette on everything there is now, with `typed` in its line."""
        from app.core.search.name_matcher import Name

        self.opening.emit()
        palette = self.palette
        palette.set_colours(load_theme(self._session.preferences.current.theme))
        commands = self._commands()
        subjects = self._session.workspace.syllabus.subjects
        rows = self._session.workspace.library.rows(LibraryFilter(order=Order.LAST_READ))
        near = self._near(rows)
        names = [
            *(Name(_text_of(action), (_also(name),)) for name, action in commands),
            *(Name(one.name, (*one.aliases, *one.ambiguous_aliases)) for one in subjects),
            *(
                Name(row.title or untitled(row.opening), (row.author or "",), number in near)
                for number, row in enumerate(rows)
            ),
        ]
        before = len(commands) + len(subjects)
        first = [*(before + number for number in near), *range(len(commands))]

        def make(number: int) -> "PaletteItem":
            if number < len(commands):
                return _command(*commands[number])
            if number < before:
                return _subject(subjects[number - len(commands)])
            return _summary(rows[number - before])

        palette.open(names, len(commands), first, make, typed)

    # Inside

    def _near(self, rows: list["SummaryRow"]) -> list[int]:
        """Return the numbers of the summaries read last, without the one that is open."""
        shown = ""
        if self._centre.shown is PlaceKind.SUMMARY:
            shown = self._centre.reader.summary_id or ""
        return [number for number, row in enumerate(rows[: _RECENT + 1]) if row.id != shown][
            :_RECENT
        ]

    def _commands(self) -> list[tuple[str, QAction]]:
        """Return what can be done now, with its name."""
        on_page = self._centre.shown is PlaceKind.SUMMARY
        useless = _NOT_OFFERED if on_page else _NOT_OFFERED | _ON_PAGE
        return [
            (name, action)
            for name, action in self.actions.items()
            if action.isEnabled() and name not in useless
        ]

    def _carry_out(self, offer: "PaletteItem") -> None:
        match offer.kind.value:
            case "summary":
                if self._navigator.open_summary(offer.id):
                    self._centre.reader.focus()
            case "subject":
                self._library.show_subject(offer.id)
                self._library.focus_list()
            case "command":
                self.actions[offer.id].trigger()


def _spec(name: str) -> ActionSpec | None:
    return next((spec for spec in specs() if spec.name == name), None)


def _also(name: str) -> str:
    spec = _spec(name)
    return f"{spec.menu} {spec.also}" if spec else ""


def _text_of(action: QAction) -> str:
    # After a tab come the keys of the menu.
    return action.text().partition("\t")[0]


def _command(name: str, action: QAction) -> "PaletteItem":
    from app.ui.palette.palette_list import PaletteItem, PaletteItemKind

    spec = _spec(name)
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    aside = keys or PAGE_KEYS.get(name) or (spec.menu if spec else "")
    on = action.isCheckable() and action.isChecked()
    sign = "check" if on else (spec.icon if spec else "") or "chevron-right"
    return PaletteItem(PaletteItemKind.COMMAND, name, _text_of(action), aside, sign, on)


def _subject(subject: "Subject") -> "PaletteItem":
    from app.ui.palette.palette_list import PaletteItem, PaletteItemKind

    return PaletteItem(
        PaletteItemKind.SUBJECT, subject.id, subject.name, "Subject", "graduation-cap"
    )


def _summary(row: "SummaryRow") -> "PaletteItem":
    from app.ui.palette.palette_list import PaletteItem, PaletteItemKind

    aside = join_apart((row.author or row.publication, short_date(row.date)))
    title = row.title or untitled(row.opening)
    return PaletteItem(PaletteItemKind.SUMMARY, row.id, title, aside, "file-text")
