"""Words of others stay words: no label, tip, menu, message, title or page makes anything of them.

A library holds hostile words in every field; every page, panel, menu and dialog of the real window
is opened on it and looked through, while the files and hosts that the words name are watched.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,
    QMenu,
    QMessageBox,
    QToolTip,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.importing.drafting.batch import SourcedDraft
from app.core.importing.model import Draft
from app.core.library.filters import LibraryFilter
from app.core.library.model import FactText, Question, Section, SectionKind, SubjectTopics, Word
from app.core.notes.model import Colour, Link, LinkKind
from app.core.notes.shared_annotations import SharedAnnotations
from app.core.paths import DataFolder
from app.core.workspace import Workspace
from app.ui.dialogs import confirmations as questions
from tests.clock import Clock
from tests.torture.foreign_words import (
    BAIT,
    MARK,
    OpenedFiles,
    audited,
    faults_in_sight,
    hostile_words,
    marked,
)
from tests.window import Driver

_BAIT = ("picture.png", "sheet.css", "page.html", "secret.txt")


@pytest.fixture
def bait(tmp_path: Path) -> Path:
    """A folder with the files that the hostile words name."""
    folder = tmp_path / BAIT
    folder.mkdir()
    for name in _BAIT:
        (folder / name).write_bytes(b"not to be read")
    return folder


def hostile_draft(words: str, number: int) -> SourcedDraft:
    """Return a draft that has hostile words wherever a draft has words."""
    text = f"The writer argues at length that basin {number} is short of water. {words}"
    sections = (
        Section(SectionKind.SUMMARY, None, text),
        Section(
            SectionKind.OTHER,
            words,
            f"{words}\n\n- {words}\n\n> {words}\n\n[{MARK}](<{words[:60]}>)",
        ),
        Section(
            SectionKind.CONCLUSION, words, f"| {words[:80]} | b |\n|---|---|\n| {words[:80]} | d |"
        ),
    )
    draft = Draft(
        title=words,
        author=words,
        publication=words,
        category=words,
        sections=sections,
        facts=(FactText(f"{words} fact {number}", source=words, as_of="2020"),),
        subjects=(SubjectTopics("english-essay", (words,)), SubjectTopics("current-affairs", (words,))),
        warnings=(),
        source_text=text,
        site=words,
        vocabulary=(Word(words, words, words, words, (words,), (words,), words),),
        questions=(Question(words, (words, words), "A", words),),
    )  # fmt: skip
    return SourcedDraft(f"{words[:60]}.md", draft)


def fill(folder: DataFolder, clock: Clock, words: list[str]) -> None:
    """Fill a library with them, and with notes and highlights on them."""
    with Workspace(folder, clock) as workspace:
        for number, one in enumerate(words):
            sourced = hostile_draft(one, number)
            summary_id = workspace.importer.accept(sourced).summary_id
            fact = workspace.library.summary(summary_id).facts[0]
            links = (
                Link(LinkKind.SUMMARY, summary_id),
                Link(LinkKind.FACT, fact.id),
                Link(LinkKind.SUBJECT, "english-essay"),
            )
            note = workspace.notebook.add_note(f"{one}\n\nand {MARK}", links)
            workspace.notebook.add_note(f"# {one[:200]}", (Link(LinkKind.NOTE, note.id),))
            workspace.notebook.add_highlight_of(summary_id, "short of water", Colour.GREEN)
        workspace.library.trash(summary_id)
        for colour, one in zip(Colour, words, strict=False):
            workspace.notebook.name_colour(colour, one)


class Hostile:
    """A window on that library, and a look around it after every step."""

    def __init__(self, driver: Driver, words: list[str], opened: OpenedFiles) -> None:
        self.driver = driver
        self.words = words
        self.opened = opened
        self.seen = 0
        self.dialogs: set[str] = set()
        self.faults: list[str] = []

    def look(self, where: str) -> None:
        """Let everything be painted, and note what is not as it should be."""
        QApplication.processEvents()
        for window in QApplication.topLevelWidgets():
            if window.isVisible():
                window.grab()
        self.seen += marked()
        self.faults += [f"{where}: {fault}" for fault in faults_in_sight()]
        if self.opened.any:
            self.faults.append(f"{where}: a foreign file was opened")

    def ids(self) -> list[str]:
        return [row.id for row in self.driver.workspace.library.rows(LibraryFilter())]


@pytest.fixture
def hostile(
    qtbot: QtBot,
    folder: DataFolder,
    clock: Clock,
    bait: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Iterator[Hostile]:
    words = hostile_words(bait)
    fill(folder, clock, words)
    opened = OpenedFiles(bait)
    driver = Driver(qtbot, folder, clock)
    made = Hostile(driver, words, opened)

    def show(dialog: QDialog) -> int:
        dialog.show()
        made.dialogs.add(type(dialog).__name__)
        made.look(type(dialog).__name__)
        dialog.reject()
        return 0

    def box(*arguments: object) -> QMessageBox.StandardButton:
        parent, title, text = arguments[:3]
        assert isinstance(title, str)
        assert isinstance(text, str)
        shown = QMessageBox(
            QMessageBox.Icon.Question,
            title,
            text,
            parent=parent if isinstance(parent, QWidget) else None,
        )
        show(shown)
        shown.deleteLater()
        return QMessageBox.StandardButton.Cancel

    monkeypatch.setattr(QDialog, "exec", show)
    monkeypatch.setattr(QMessageBox, "exec", show)
    for name in ("question", "information", "warning", "critical", "about"):
        monkeypatch.setattr(QMessageBox, name, box)
    for name in ("getSaveFileName", "getOpenFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *_: ("", ""))
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_: ([], ""))
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: "")
    with audited() as heard:
        yield made
        driver.close()
        opened.close()
        assert heard == []


def menus_of(widget: QWidget) -> Iterator[Callable[[], object]]:
    """Yield what opens each menu that hangs on a button within a widget."""
    for menu in widget.findChildren(QMenu):
        yield menu.aboutToShow.emit


def test_every_page_and_panel_shows_foreign_words_as_they_are(hostile: Hostile) -> None:
    driver, window = hostile.driver, hostile.driver.window
    for summary_id in hostile.ids():
        driver.open(summary_id)
        hostile.look("summary")
    driver.ctrl(Qt.Key.Key_F)
    driver.type(MARK)
    hostile.look("find")
    for resized in (700, 1366):
        window.resize(resized, 768)
        hostile.look(f"{resized} wide")
    window.navigator.open_notebook()
    hostile.look("notebook")
    driver.indexed()
    window.navigator.open_search(MARK)
    driver.until(lambda: window.centre.results.answer is not None)
    hostile.look("search")
    for words in (
        f"author:{MARK}",
        f'"{MARK} & Sons"',
        f"topic:english-essay/{MARK}",
        "<img src=x>",
    ):
        window.top_bar.search_box.setText(words)
        QTest.qWait(150)
        hostile.look("search box")
    for open_menu in menus_of(window):
        open_menu()
        hostile.look("menu")
    window.navigator.open_welcome()
    hostile.look("welcome")
    driver.choose_shelf("Trash")
    hostile.look("trash")
    assert hostile.seen > 100
    assert not hostile.faults, "\n".join(sorted(set(hostile.faults)))


def test_notes_show_and_take_foreign_words_as_they_are(hostile: Hostile) -> None:
    driver, notes = hostile.driver, hostile.driver.window.notes
    for note in driver.workspace.notebook.notes():
        notes.edit_note(note.id)
        hostile.look("note")
        notes.editor.preview_button.setChecked(True)
        hostile.look("preview")
        notes.editor.preview_button.setChecked(False)
    notes.editor.pick_link()
    driver.type(MARK)
    hostile.look("link picker")
    notes.editor.picker.hide()
    notes.write_note(())
    for one in hostile.words:
        data = QMimeData()
        data.setHtml(one)
        notes.editor.text.insertFromMimeData(data)
        data.setText(one)
        notes.editor.text.insertFromMimeData(data)
    notes.editor.preview_button.setChecked(True)
    hostile.look("pasted")
    assert hostile.seen > 5
    assert not hostile.faults, "\n".join(sorted(set(hostile.faults)))


def test_dialogs_and_messages_show_foreign_words_as_they_are(hostile: Hostile) -> None:
    driver, window = hostile.driver, hostile.driver.window
    driver.session.preferences.change(
        sender=hostile.words[1][:80],
        own_words=tuple(f"{one[:60]} = {MARK}" for one in hostile.words),
    )
    # Each draws all of the window anew: some of the words are enough.
    for summary_id in hostile.ids()[::4]:
        driver.open(summary_id)
        for name in ("edit_details", "edit_text", "edit_subjects"):
            window.actions_by_name[name].trigger()
    for name, action in window.actions_by_name.items():
        if name not in ("quit", "full_screen", "starter_library") and action.isEnabled():
            action.trigger()
            hostile.look(name)
    window.library.list.selectAll()
    window.actions_by_name["edit_subjects"].trigger()
    for one in hostile.words:
        window.toast.show_message(one, undo=True, offer=one[:40])
        hostile.look("toast with an offer")
        questions.open_link(window, one)
        questions.open_link(window, f"https://example.org/{one}")
    for widget in (window.library.list, driver.view):
        assert driver.menu(widget)
        hostile.look("context menu")
    expected = {
        "DetailsDialog",
        "TextDialog",
        "SubjectsDialog",
        "SettingsDialog",
        "KeysDialog",
        "PackDialog",
        "OwnWordsDialog",
        "QMessageBox",
    }
    assert expected <= hostile.dialogs
    assert hostile.seen > 50
    assert not hostile.faults, "\n".join(sorted(set(hostile.faults)))


def test_the_import_shows_foreign_words_as_they_are(hostile: Hostile, tmp_path: Path) -> None:
    driver, window = hostile.driver, hostile.driver.window
    folder = tmp_path / "arrived"
    folder.mkdir()
    for number, one in enumerate(hostile.words):
        name = f"{number} {one.replace('/', '_').replace(chr(0), '')[:50]}.txt"
        words = " ".join(f"word{place}" for place in range(90))
        (folder / name).write_text(
            f'SUMMARY of the Article "{one[:300]}" by {one[:60]}, Dawn, June 2, 2025\n\nThe writer of {number}'
            f" argues that {words}.\n\n{one}\n\nFacts and Figures\n- {one}\n\nConclusion\nHe asks for more.\n",
            encoding="utf-8",
        )
    window.import_controller.review_paths([folder])
    page = window.centre.importing
    driver.until(lambda: not page.busy and bool(page.review.items))
    count = len(page.review.items)
    assert count > 5
    for _ in range(count):
        hostile.look("draft")
        page.step(1)
    item = page.review.items[0]
    shared = SharedAnnotations(hostile.words[1][:60])
    draft = replace(item.draft, shared_annotations=shared)
    page.review.items[0] = replace(item, sourced=replace(item.sourced, draft=draft))
    page.head.show_state(page.review)
    hostile.look("what came along")
    page.ask_to_close()
    assert hostile.seen > 5
    assert not hostile.faults, "\n".join(sorted(set(hostile.faults)))


def test_every_tooltip_is_shown_without_reading_a_file(hostile: Hostile) -> None:
    driver, window = hostile.driver, hostile.driver.window
    tips: set[str] = set()
    for summary_id in hostile.ids():
        driver.open(summary_id)
        tips |= {
            widget.toolTip() for widget in window.findChildren(QWidget) if MARK in widget.toolTip()
        }
        model = window.library.list.model()
        tips |= {
            str(model.index(row, 0).data(Qt.ItemDataRole.ToolTipRole))
            for row in range(model.rowCount())
        }
    assert len(tips) >= len(hostile.words) - 1
    for tip in sorted(tips):
        QToolTip.showText(QPoint(50, 50), tip, window)
        hostile.look("tip")
    assert not hostile.faults, "\n".join(sorted(set(hostile.faults)))


def test_a_file_that_is_opened_is_noticed(qapp: QApplication, bait: Path) -> None:
    """The guard of the tests above: what Qt reads of markup is seen."""
    assert qapp
    from PySide6.QtWidgets import QLabel

    opened = OpenedFiles(bait)
    assert not opened.any
    label = QLabel(f'<img src="{bait.as_uri()}/picture.png">{MARK}')
    label.show()
    label.grab()
    assert opened.any
    assert any("label" in fault for fault in faults_in_sight())
    label.close()
    opened.close()
