"""What the tests of the window share: Qt drawing off the screen, and a window on a small library."""

import gc
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QContextMenuEvent, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QMessageBox, QWidget
from pytestqt.qtbot import QtBot

from app.core.notes.model import Highlight
from app.core.paths import DataFolder
from app.core.workspace import Workspace
from app.ui.application import make_application
from app.ui.reader.page.page_view import PageView
from app.ui.session.session import Session
from app.ui.window.main_window import MainWindow
from tests.clock import Clock

# How long a test waits for what is bound to happen: a guard against hanging, and no measure.
WAIT_MS = 60_000

# When drawing off the screen, Qt warns when a window is placed or takes the mouse; and once where the
# machine's locale is not of UTF-8, or where it finds no fonts but ours. Wine knows one scale only.
_OF_THE_PLATFORM = [
    "This plugin does not support .*",
    "Detected locale .*",
    "QFontDatabase: Cannot find font directory (.|\n)*",
    r"EnableNonClientDpiScaling\(\) failed .*",
    r"QtWindows::DpiAwareness::\w+ is not supported .*",
]


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Fail a test of the window on any warning that Qt prints."""
    for item in items:
        if {"ui", "e2e"} & set(item.path.parts):
            item.add_marker(pytest.mark.qt_log_level_fail("WARNING"))
            item.add_marker(pytest.mark.qt_log_ignore(*_OF_THE_PLATFORM))


@pytest.fixture(scope="session")
def qapp() -> Iterator[QApplication]:
    application = make_application()
    yield application
    # What tests left in cycles goes while the application is still there: Qt wants it so.
    gc.collect()


class Driver:
    """A window, and what drives it as a reader would."""

    def __init__(self, qtbot: QtBot, folder: DataFolder, clock: Clock) -> None:
        self.qtbot = qtbot
        self.session = Session(Workspace(folder, clock))
        self.window = MainWindow(self.session)
        self.window.setWindowState(Qt.WindowState.WindowNoState)
        self.window.resize(1366, 768)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        self.window.start()

    def close(self) -> None:
        """Close the window and release the library, as at the end of a session."""
        self.window.close()
        self.session.close()
        self.window.deleteLater()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    @property
    def workspace(self) -> Workspace:
        return self.session.workspace

    @property
    def view(self) -> PageView:
        return self.window.centre.reader.view

    def until(self, condition: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(condition, timeout=WAIT_MS)

    def key(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        """Press a key where the focus is."""
        pressed = Qt.KeyboardModifier.NoModifier
        for modifier in modifiers:
            pressed |= modifier
        QTest.keyClick(QApplication.focusWidget() or self.window, key, pressed)
        QApplication.processEvents()

    def ctrl(self, key: Qt.Key, *, shift: bool = False) -> None:
        extra = [Qt.KeyboardModifier.ShiftModifier] if shift else []
        self.key(key, Qt.KeyboardModifier.ControlModifier, *extra)

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget() or self.window, text)
        QApplication.processEvents()

    def open(self, summary_id: str) -> None:
        assert self.window.navigator.open_summary(summary_id)
        self.view.setFocus()
        QApplication.processEvents()

    def select(self, words: str) -> None:
        """Select words on the page."""
        cursor: QTextCursor = self.view.document().find(words)
        assert not cursor.isNull(), words
        self.view.setTextCursor(cursor)
        self.view.setFocus()

    def menu(self, widget: QWidget) -> dict[str, QAction]:
        """Open a widget's context menu by the menu key, and return what it offers."""
        reason, middle = QContextMenuEvent.Reason.Keyboard, widget.rect().center()
        event = QContextMenuEvent(reason, middle, widget.mapToGlobal(middle))
        QApplication.sendEvent(widget, event)
        menu = QApplication.activePopupWidget()
        assert isinstance(menu, QMenu)
        offered = {a.text().partition("\t")[0]: a for a in menu.actions() if a.isEnabled()}
        menu.hide()
        return {text: action for text, action in offered.items() if text}

    def choose_shelf(self, name: str) -> None:
        """Choose a row of the library's tree by its name."""
        tree = self.window.library.tree
        model = tree.model()
        rows = (model.index(row, 0) for row in range(model.rowCount()))
        tree.setCurrentIndex(next(index for index in rows if index.data() == name))

    def highlights(self) -> list[Highlight]:
        return self.workspace.notebook.highlights()

    def indexed(self) -> None:
        self.until(lambda: self.session.index.idle)


@pytest.fixture
def driver(qtbot: QtBot, folder: DataFolder, clock: Clock) -> Iterator[Driver]:
    """A window on an empty library."""
    made = Driver(qtbot, folder, clock)
    yield made
    made.close()


@pytest.fixture
def seeded(driver: Driver, seed_text: str) -> tuple[Driver, str]:
    """A window in which the full-form summary is open, and its id."""
    (sourced,) = driver.workspace.importer.read_text(seed_text, "full_form.txt").drafts
    accepted = driver.session.imports.accept([sourced])
    driver.session.imports.finish(accepted)
    driver.open(accepted[0].summary_id)
    return driver, accepted[0].summary_id


@contextmanager
def clicking(*names: str) -> Iterator[list[str]]:
    """Click these buttons of message boxes, one after the other; collect what the boxes say."""
    said: list[str] = []
    left = list(names)

    def click() -> None:
        box = QApplication.activeModalWidget()
        if not isinstance(box, QMessageBox) or not left:
            return
        (button,) = [one for one in box.buttons() if one.text().replace("&", "") == left[0]]
        said.append(box.text())
        left.pop(0)
        button.click()

    timer = QTimer()
    timer.setInterval(20)
    timer.timeout.connect(click)
    timer.start()
    yield said
    timer.stop()
    assert not left
