"""What is damaged is shown with a notice, and once a week all of it is looked through."""

import contextlib
import sqlite3

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.core.paths import DataFolder
from app.core.workspace import Workspace
from tests.clock import Clock
from tests.compilation import compilation
from tests.running_days import pass_days
from tests.window import Driver


def damaged_library(folder: DataFolder, clock: Clock) -> str:
    """Make a library in which a word of a summary is another one than was stored."""
    with Workspace(folder, clock) as workspace:
        (sourced,) = workspace.importer.read_text(compilation(1)[0].text(), "t").drafts
        summary_id = workspace.importer.accept(sourced).summary_id
        pass_days(workspace, clock, 8)
    with contextlib.closing(sqlite3.connect(folder.database)) as connection:
        connection.execute("UPDATE section SET markdown = replace(markdown, 'water', 'wafer')")
        connection.execute("UPDATE summary SET imported_at = 'never'")
        connection.commit()
    return summary_id


def test_a_damaged_summary_is_shown_with_a_notice_and_can_be_kept(
    qtbot: QtBot, folder: DataFolder, clock: Clock
) -> None:
    summary_id = damaged_library(folder, clock)
    driver = Driver(qtbot, folder, clock)
    assert driver.window.navigator.read_summary(summary_id)
    bar = driver.window.centre.reader.damage_bar
    assert bar.isVisible()
    assert compilation(1)[0].title in bar.label.text()
    assert "not what was stored" in bar.label.text()
    QTest.mouseClick(bar.keep, Qt.MouseButton.LeftButton)
    assert not bar.isVisible()
    assert driver.workspace.checks.run().whole
    driver.close()


def test_once_a_week_all_is_checked_beside_the_window(
    qtbot: QtBot, folder: DataFolder, clock: Clock
) -> None:
    damaged_library(folder, clock)
    driver = Driver(qtbot, folder, clock)
    integrity = driver.session.integrity
    with qtbot.waitSignal(integrity.checked, timeout=60_000) as checked:
        integrity.check_if_due()
    assert [one.kind for one in checked.args[0].damaged] == ["summary"]
    assert "is damaged" in driver.window.toast.text
    assert not driver.workspace.checks.due
    driver.workspace.notebook.add_note("written after it")
    driver.close()
