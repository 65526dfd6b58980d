"""Writing notes beside the page, and going to what a note or a highlight belongs to."""

from PySide6.QtCore import QObject

from app.core.notes.model import Link, LinkKind
from app.ui.notes.card_list import NoteCard
from app.ui.notes.notes_panel import NotesPanel
from app.ui.session.session import Session
from app.ui.style.theme import load_theme
from app.ui.window.navigator import Navigator
from app.ui.window.side_panels import SidePanels


class NoteController(QObject):
    """Opens the editor of the notes panel for whoever asks."""

    def __init__(
        self,
        session: Session,
        navigator: Navigator,
        notes: NotesPanel,
        panels: SidePanels,
        window: QObject,
    ) -> None:
        super().__init__(window)
        self._session = session
        self._navigator = navigator
        self._notes = notes
        self._panels = panels

    def show_summary(self, summary_id: str) -> None:
        """List the notes on a summary; '' is none."""
        self._notes.show_summary(summary_id or None)

    def write(self, links: tuple[Link, ...]) -> None:
        """Write a note on something; where a fact or highlight has one note, go on with that."""
        self._panels.begin_writing()
        for link in links:
            if link.kind in (LinkKind.FACT, LinkKind.HIGHLIGHT):
                known = self._session.notes_on(link.kind, link.id)
                if len(known) == 1:
                    self._notes.edit_note(known[0].id)
                    return
        self._notes.write_note(links)

    def write_free(self) -> None:
        """Write a note that is linked to nothing yet."""
        self.write(())

    def edit(self, note_id: str) -> None:
        """Open a note in the editor."""
        self._panels.begin_writing()
        self._notes.edit_note(note_id)

    def show_earlier_texts(self) -> None:
        """Show the earlier texts of the note in the editor, and go back to one."""
        from app.ui.dialogs.earlier_texts_dialog import EarlierTextsDialog, TextOfThen

        editor = self._notes.editor
        note = editor.saver.note if editor.save() else None
        if note is None:
            return
        workspace, preferences = self._session.workspace, self._session.preferences.current
        earlier = workspace.notebook.earlier_texts(note.id)
        # What is kept of a text is until when it was; the one before it says since when.
        since = [*(until for until, _ in earlier), note.created_at]
        texts = [note.body, *(text for _, text in earlier)]
        dialog = EarlierTextsDialog(
            note.body.partition("\n")[0],
            [TextOfThen(*one) for one in zip(since, texts, strict=True)],
            load_theme(preferences.theme),
            preferences.text_size,
            self._notes,
            read_only=workspace.read_only,
        )
        dialog.exec()
        if dialog.chosen is not None and self._session.notes.keep_text(note.id):
            editor.text.replace_all(dialog.chosen.text)
            editor.save()
        dialog.deleteLater()

    def go_to_highlight(self, highlight_id: str) -> None:
        """Go to a highlight on its page."""
        self._navigator.follow(Link(LinkKind.HIGHLIGHT, highlight_id))

    def go_to_card(self, card: NoteCard) -> None:
        """Go to what a card of the notebook shows."""
        self._navigator.follow(Link(card.kind, card.id))
