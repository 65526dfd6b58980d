"""Go from place to place: open what was chosen anywhere, and find the way back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.core.library.filters import LibraryFilter
from app.core.notes.model import Link, LinkKind
from app.core.search.kinds import HitKind
from app.ui.reader.page.page_target import PageTarget
from app.ui.session.session import Session
from app.ui.window.history import History, Place, PlaceKind
from app.ui.window.page_stack import PageStack

if TYPE_CHECKING:
    from app.core.search.results.match_terms import MatchTerms
    from app.core.search.results.results import Hit


class Navigator(QObject):
    """Shows pages and remembers where the reader was.

    Signals:
        moved(): another place is on show.
        summary_opened(str): a summary is on show; '' when none is.
        words_shown(str): the search page shows the answer to these words.
        subject_wanted(str), topic_wanted(str, str): show this in the library.
        note_wanted(str): open this note beside the page.
    """

    moved = Signal()
    summary_opened = Signal(str)
    words_shown = Signal(str)
    subject_wanted = Signal(str)
    topic_wanted = Signal(str, str)
    note_wanted = Signal(str)

    def __init__(self, session: Session, centre: PageStack, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._centre = centre
        self._words = ""
        self.history = History()

    @property
    def place(self) -> Place:
        """Where the reader is now."""
        kind = self._centre.shown
        if kind is PlaceKind.SUMMARY:
            reader = self._centre.reader
            return Place(kind, reader.summary_id or "", reader.offset())
        return Place(kind, words=self._words if kind is PlaceKind.SEARCH else "")

    # Opening

    def open_summary(self, summary_id: str, target: PageTarget | None = None) -> bool:
        """Show a summary, at a place in it if one is named; return whether there is one."""
        present = self.place
        reader = self._centre.reader
        if not reader.open_summary(summary_id):
            return False
        if (present.kind, present.summary_id) != (PlaceKind.SUMMARY, summary_id) or target:
            self.history.leave(present)
        self._centre.show_page(reader)
        self._session.preferences.change(last_summary=summary_id)
        self.summary_opened.emit(summary_id)
        self.moved.emit()
        # Only a page that is in sight has its lines where they will stay.
        reader.go_to(target)
        return True

    def read_summary(self, summary_id: str, target: PageTarget | None = None) -> bool:
        """Show a summary and focus its page; return whether there is one."""
        opened = self.open_summary(summary_id, target)
        if opened:
            self._centre.reader.view.setFocus()
        return opened

    def open_search(self, words: str) -> None:
        """Show the search page with the results for these words."""
        if self._centre.shown is not PlaceKind.SEARCH:
            self.history.leave(self.place)
        self._words = words
        self._centre.results.search(words)
        self._centre.show_page(self._centre.results)
        self.moved.emit()

    def open_notebook(self, subject_id: str = "") -> None:
        """Show the notebook, limited to a subject unless it is ''."""
        if self._centre.shown is not PlaceKind.NOTEBOOK:
            self.history.leave(self.place)
        self._centre.notebook.show_subject(subject_id)
        self._centre.show_page(self._centre.notebook)
        self._centre.notebook.focus()
        self.moved.emit()

    def open_import(self) -> None:
        """Show the import page."""
        if self._centre.shown is not PlaceKind.IMPORT:
            self.history.leave(self.place)
        self._centre.show_page(self._centre.importing)
        self.moved.emit()

    def open_welcome(self) -> None:
        """Show the welcome page, for when nothing is open."""
        empty = self._session.workspace.library.count(LibraryFilter()) == 0
        self._centre.welcome.say(empty_library=empty)
        self._centre.show_page(self._centre.welcome)
        self.summary_opened.emit("")
        self.moved.emit()

    def open_hit(self, hit: "Hit", match_terms: "MatchTerms") -> None:
        """Go to what a search found, with the matches framed."""
        if hit.kind is HitKind.NOTE:
            self.follow(Link(LinkKind.NOTE, hit.id), match_terms)
            return
        target = PageTarget(
            fact_id=hit.id if hit.kind is HitKind.FACT else None,
            highlight_id=hit.id if hit.kind is HitKind.HIGHLIGHT else None,
            word=int(hit.id.rpartition("/")[2]) if hit.kind is HitKind.VOCABULARY else None,
            match_terms=match_terms,
        )
        self.read_summary(hit.summary_id, target)

    def follow(self, link: Link, match_terms: "MatchTerms | None" = None) -> None:
        """Go to what a link leads to, and frame what a search found there."""
        target = self._session.workspace.targets.describe(link)
        if target is None:
            self._session.changes.failed.emit("What this points to is in the trash or gone.")
            return
        match link.kind:
            case LinkKind.SUBJECT:
                self.subject_wanted.emit(link.id)
            case LinkKind.TOPIC:
                self.topic_wanted.emit(link.id.partition("/")[0], link.id)
            case LinkKind.NOTE:
                self._open_note(link.id, match_terms)
            case LinkKind.FACT:
                self.open_summary(
                    target.summary_id, PageTarget(fact_id=link.id, match_terms=match_terms)
                )
            case LinkKind.HIGHLIGHT:
                self.open_summary(
                    target.summary_id, PageTarget(highlight_id=link.id, match_terms=match_terms)
                )
            case LinkKind.SUMMARY:
                self.open_summary(
                    link.id, PageTarget(match_terms=match_terms) if match_terms else None
                )

    # The way back

    def back(self) -> None:
        """Go back to the previous place."""
        self._return(self.history.back(self.place))

    def forward(self) -> None:
        """Go forward again."""
        self._return(self.history.forward(self.place))

    def leave_page(self) -> None:
        """Go from a page that has served its purpose back to where the reader was."""
        place = self.history.back(self.place)
        while place is not None and place.kind is PlaceKind.IMPORT:
            place = self.history.back(place)
        if place is None:
            self.open_first()
        else:
            self._return(place)

    def leave_missing(self) -> None:
        """Leave a page whose summary is gone."""
        if not self._centre.made(PlaceKind.SUMMARY):
            if self._centre.shown is PlaceKind.WELCOME:
                self.open_welcome()
            return
        reader = self._centre.reader
        if reader.summary_id and not reader.follow_library():
            reader.close_summary()
            if self._centre.shown is PlaceKind.SUMMARY:
                self.open_welcome()

    def open_first(self) -> None:
        """Show what was read last, or how to begin."""
        last = self._session.preferences.current.last_summary
        summary = self._session.workspace.library.find(last) if last else None
        if summary is None or summary.deleted_at is not None or not self.open_summary(summary.id):
            self.open_welcome()

    def _return(self, place: Place | None) -> None:
        if place is None:
            return
        match place.kind:
            case PlaceKind.SUMMARY:
                reader = self._centre.reader
                if reader.open_summary(place.summary_id):
                    self._centre.show_page(reader)
                    self.summary_opened.emit(place.summary_id)
                    reader.go_to(PageTarget(offset=place.offset))
            case PlaceKind.SEARCH:
                self._words = place.words
                self._centre.results.come_back(place.words)
                self._centre.show_page(self._centre.results)
                self.words_shown.emit(place.words)
                self._centre.results.focus_results()
            case PlaceKind.NOTEBOOK:
                self._centre.notebook.refresh()
                self._centre.show_page(self._centre.notebook)
                self._centre.notebook.focus()
            case PlaceKind.IMPORT if self._centre.importing.holds_drafts:
                self._centre.show_page(self._centre.importing)
            case PlaceKind.WELCOME | PlaceKind.IMPORT:
                self.open_first()
        self.moved.emit()

    def _open_note(self, note_id: str, match_terms: "MatchTerms | None") -> None:
        """Open a note beside the page of what it hangs on, if it hangs on anything."""
        note = self._session.workspace.notebook.note(note_id)
        for link in note.links:
            if link.kind in (LinkKind.HIGHLIGHT, LinkKind.FACT, LinkKind.SUMMARY):
                self.follow(link, match_terms)
                break
        self.note_wanted.emit(note_id)
