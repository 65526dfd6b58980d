"""The tour: the main job done once in the real window, with a picture of each step.

It works on a library of its own that is thrown away, and it fails if anything it did cannot be
found again. The smoke test of a checkout, a wheel and the stand-alone program alike.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, QEventLoop, Qt
from PySide6.QtGui import QGuiApplication, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from app.core.clock import now
from app.core.notes.model import Link, LinkKind
from app.core.paths import CACHE_VARIABLE, DRAFTS_VARIABLE, DataFolder, bundled
from app.core.search.kinds import HitKind
from app.core.settings import Theme
from app.core.workspace import Workspace
from app.ui.session.session import Session
from app.ui.window.history import PlaceKind
from app.ui.window.main_window import MainWindow

_WAIT_MS: Final = 20_000
_SIZE: Final = (1366, 768)
_URDU_TITLE: Final = "The Constitution of Pakistan, 1973"
_URDU_WORD: Final = "پاکستان"
_NOTE: Final = (
    "Local answer to a **national** question.\n\n- adaptation, not mitigation\n- who pays?"
)


class TourError(Exception):
    """A step of the tour did not lead where it should."""


def run_tour(pictures: Path | None) -> int:
    """Walk through the main job; save pictures into a folder if one is named."""
    with tempfile.TemporaryDirectory(prefix="bayaz-tour-") as place:
        os.environ[CACHE_VARIABLE] = str(Path(place) / "cache")
        os.environ[DRAFTS_VARIABLE] = str(Path(place) / "drafts")
        session = Session(Workspace(DataFolder(Path(place) / "data"), now))
        window = MainWindow(session)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.resize(*_SIZE)
        window.show()
        window.start()
        try:
            _Tour(window, session, pictures).walk()
        except TourError as error:
            sys.stderr.write(f"bayaz: the tour failed: {error}\n")
            return 1
        finally:
            window.close()
            session.close()
    return 0


class _Tour:
    """The steps, in order."""

    def __init__(self, window: MainWindow, session: Session, pictures: Path | None) -> None:
        self._window = window
        self._session = session
        self._pictures = pictures
        self._taken = 0
        if pictures:
            pictures.mkdir(parents=True, exist_ok=True)

    def walk(self) -> None:
        self._step("The window opens", self._welcome)
        self._step("The starter library comes in", self._starter)
        self._step("A pasted summary is understood and accepted", self._paste)
        self._step("Files are reviewed: understood, as it is, set aside", self._review)
        self._step("A passage and a fact are highlighted", self._highlight)
        self._step("A note is linked to a fact and a subject", self._note)
        self._step("Everything is found again", self._search)
        self._step("The notebook holds all of it", self._notebook)
        self._step("Sepia and dark, with Urdu", self._themes)

    def _welcome(self) -> None:
        # Keys reach the menu's shortcuts only once the window is the active one.
        QTest.qWaitForWindowActive(self._window)
        self._expect(self._window.centre.shown is PlaceKind.WELCOME, "the welcome page shows")
        self._picture("welcome")

    def _starter(self) -> None:
        self._window.library_actions.add_starter()
        self._expect(self._window.library.list.rows.rowCount() >= 24, "24 summaries are listed")
        self._window.toast.hide()
        self._picture("library")

    def _paste(self) -> None:
        text = (bundled("resources") / "tour" / "summary.txt").read_text(encoding="utf-8")
        QGuiApplication.clipboard().setText(text)
        self._key(
            self._window,
            Qt.Key.Key_V,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
        page = self._window.centre.importing
        self._until(
            lambda: page.form.isVisible() and page.form.draft().title is not None,
            "the text is understood",
        )
        self._picture("import")
        self._key(page.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        self._until(lambda: self._window.centre.shown is PlaceKind.SUMMARY, "the summary opens")
        self._window.toast.hide()

    def _review(self) -> None:
        self._window.import_controller.review_paths([bundled("resources") / "tour" / "texts"])
        page = self._window.centre.importing
        self._until(lambda: page.list.drafts.rowCount() == 6, "six texts are found")
        self._expect(len(page.review.items) == 4, "two of them are set aside")
        for name, row, theme in (
            ("review", 0, Theme.LIGHT),
            ("as-it-is", 3, Theme.SEPIA),
            ("set-aside", 4, Theme.DARK),
        ):
            self._session.preferences.change(theme=theme)
            page.list.setFocus()
            page.list.show_row(row)
            self._settle(150)
            self._picture(name)
        self._session.preferences.change(theme=Theme.LIGHT)
        page.close_page()

    def _highlight(self) -> None:
        view = self._window.centre.reader.view
        view.setFocus()
        self._select(view.document().find("Houses had been built"), words=14)
        self._settle(250)
        self._picture("selection")
        self._key(view, Qt.Key.Key_1)
        self._select(view.document().find("a map that everyone"), words=4)
        self._key(view, Qt.Key.Key_3)
        self._key(view, Qt.Key.Key_F)
        self._key(view, Qt.Key.Key_J)
        self._key(view, Qt.Key.Key_2)
        self._expect(
            len(self._session.workspace.notebook.highlights()) == 3, "three highlights are stored"
        )

    def _note(self) -> None:
        view = self._window.centre.reader.view
        self._key(view, Qt.Key.Key_N)
        editor = self._window.notes.editor
        self._until(editor.text.hasFocus, "the editor takes the keyboard")
        editor.text.insertPlainText(_NOTE)
        self._key(editor.text, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
        line = editor.picker.line
        self._until(editor.picker.isVisible, "the link picker opens")
        QTest.keyClicks(line, "governance")
        self._key(line, Qt.Key.Key_Return)
        self._until(lambda: editor.note_id is not None, "the note is saved")
        note = self._session.workspace.notebook.note(editor.note_id or "")
        self._expect(bool(note.linked(LinkKind.FACT)), "it is linked to the fact")
        self._expect("governance-public-policies" in note.subjects, "it is linked to the subject")
        backlinks = self._session.notes_on(LinkKind.FACT, note.linked(LinkKind.FACT)[0])
        self._expect([other.id for other in backlinks] == [note.id], "the fact knows of it")
        self._window.centre.reader.view.focus_fact(note.linked(LinkKind.FACT)[0])
        self._picture("note")
        self._key(editor.text, Qt.Key.Key_Escape)

    def _search(self) -> None:
        self._until(lambda: self._session.index.idle, "the index is up to date")
        box = self._window.top_bar.search_box
        self._key(
            self._window,
            Qt.Key.Key_F,
            Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier,
        )
        QTest.keyClicks(box, "pakistan")
        page = self._window.centre.results
        results = page.list.results
        self._until(lambda: results.rowCount() > 3, "the search answers")
        self._picture("search")
        row = next(row for row in page.facets.rows() if row.text() == "Facts")
        QTest.mouseClick(row, Qt.MouseButton.LeftButton)
        self._until(
            lambda: {hit.kind for hit in results.hits()} == {HitKind.FACT},
            "a facet narrows the search",
        )
        page.list.setFocus()
        for key in (Qt.Key.Key_Home, Qt.Key.Key_Space, Qt.Key.Key_Down, Qt.Key.Key_Space):
            self._key(page.list, key)
        self._picture("facets")
        self._key(page.list, Qt.Key.Key_Escape)
        box.selectAll()
        QTest.keyClicks(box, "mitigation who pays")
        self._until(lambda: 0 < results.rowCount() <= 4, "the note is found")
        self._key(box, Qt.Key.Key_Return)
        self._key(self._window.centre.results.list, Qt.Key.Key_Return)
        self._until(lambda: self._window.notes.editor.note_id is not None, "the note opens")
        self._key(self._window.notes.editor.text, Qt.Key.Key_Escape)

    def _notebook(self) -> None:
        self._window.navigator.open_notebook()
        self._settle(200)
        self._expect(
            self._window.centre.notebook.list.cards.rowCount() == 4, "four entries are listed"
        )
        self._picture("notebook")

    def _themes(self) -> None:
        targets = self._session.workspace.targets.search(_URDU_TITLE, None)
        found = next(target for target in targets if target.link.kind is LinkKind.SUMMARY)
        self._window.navigator.follow(Link(LinkKind.SUMMARY, found.link.id))
        reader = self._window.centre.reader
        for theme in (Theme.SEPIA, Theme.DARK, Theme.LIGHT):
            self._session.preferences.change(theme=theme)
            urdu = next(
                n
                for n, s in enumerate(reader.view.page.sections if reader.view.page else [])
                if not s.name.isascii()
            )
            reader.go_to_section(urdu - 1)
            self._settle(150)
            self._picture(f"urdu-{theme.value}")
        results = self._window.centre.results
        self._window.top_bar.search_box.setText(_URDU_WORD)
        self._window.navigator.open_search(_URDU_WORD)
        self._until(
            lambda: results.answer is not None and results.answer.query.text == _URDU_WORD,
            "an Urdu word is found",
        )
        for theme in (Theme.SEPIA, Theme.DARK, Theme.LIGHT):
            self._session.preferences.change(theme=theme)
            self._settle(150)
            self._picture(f"search-{theme.value}")

    # How

    def _step(self, name: str, act: Callable[[], None]) -> None:
        began = time.perf_counter()
        act()
        sys.stdout.write(f"{name:55} {(time.perf_counter() - began) * 1000:6.0f} ms\n")
        sys.stdout.flush()

    def _select(self, cursor: QTextCursor, words: int) -> None:
        self._expect(not cursor.isNull(), "the words are on the page")
        end = cursor.selectionEnd()
        cursor.setPosition(cursor.selectionStart())
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        move = QTextCursor.MoveOperation.NextWord
        cursor.movePosition(move, QTextCursor.MoveMode.KeepAnchor, words)
        self._window.centre.reader.view.setTextCursor(cursor)

    def _key(
        self,
        widget: QWidget,
        key: Qt.Key,
        modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> None:
        QTest.keyClick(widget, key, modifiers)
        QCoreApplication.processEvents()

    def _until(self, condition: Callable[[], bool], what: str) -> None:
        deadline = time.monotonic() + _WAIT_MS / 1000
        while not condition():
            if time.monotonic() > deadline:
                raise TourError(what)
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def _settle(self, milliseconds: int) -> None:
        deadline = time.monotonic() + milliseconds / 1000
        while time.monotonic() < deadline:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    def _expect(self, condition: bool, what: str) -> None:  # noqa: FBT001 - reads as a sentence
        if not condition:
            raise TourError(what)

    def _picture(self, name: str) -> None:
        if self._pictures is None:
            return
        self._settle(60)
        self._taken += 1
        path = self._pictures / f"{self._taken:02}-{name}.png"
        with suppress(RuntimeError):
            QApplication.setCursorFlashTime(0)
        if not self._window.grab().save(str(path)):
            raise TourError(f"the picture {path} cannot be written")
