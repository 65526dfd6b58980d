"""The window as a whole: actions, names for screen readers, themes, links, no leaks."""

import gc
import weakref
from pathlib import Path
from typing import get_type_hints
from unittest.mock import patch

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QComboBox,
    QCompleter,
    QGridLayout,
    QLineEdit,
    QListView,
    QMessageBox,
    QTextEdit,
    QTreeView,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.core.notes.model import Colour
from app.core.paths import DataFolder, bundled
from app.core.settings import Theme
from app.core.workspace import Workspace
from app.ui.actions import PAGE_KEYS, specs
from app.ui.dialogs import confirmations as questions
from app.ui.dialogs.settings_dialog import SettingsDialog
from app.ui.dialogs.shortcuts_dialog import KeysDialog
from app.ui.session.session import Session
from app.ui.style.theme import load_theme
from app.ui.widgets.line_edit import LineEdit
from app.ui.window.commands.commands import Commands
from app.ui.window.main_window import MainWindow
from tests.clock import Clock
from tests.window import Driver


def test_each_action_has_exactly_one_command_and_it_belongs_to_its_menu() -> None:
    commands = sorted(
        (menu, name.removeprefix("do_"))
        for menu, commands in get_type_hints(Commands).items()
        for name in vars(commands)
        if name.startswith("do_")
    )
    assert commands == sorted((spec.menu.lower(), spec.name) for spec in specs())


def test_no_key_is_given_twice_and_every_page_key_has_an_action() -> None:
    keys = [key for spec in specs() for key in spec.keys]
    assert len(keys) == len(set(keys))
    assert set(PAGE_KEYS) <= {spec.name for spec in specs()}


def test_every_icon_is_shipped_and_every_shipped_icon_is_used() -> None:
    shipped = {path.stem for path in (bundled("resources") / "icons").glob("*.svg")}
    sources = "\n".join(
        path.read_text(encoding="utf-8")
        for path in (bundled("resources").parent / "app" / "ui").rglob("*.py")
    )
    used = {name for name in shipped if f'"{name}"' in sources}
    assert used == shipped
    for spec in specs():
        assert not spec.icon or spec.icon in shipped


def test_every_control_has_a_name_for_screen_readers(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.window.navigator.open_notebook()
    driver.window.navigator.open_search("x")
    driver.window.import_controller.review_text("x")
    kinds = (QAbstractButton, QLineEdit, QTextEdit, QListView, QTreeView, QComboBox)
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        for widget in driver.window.findChildren(QWidget)
        if isinstance(widget, kinds)
        and not widget.objectName().startswith("qt_")
        and not widget.isHidden()
        and widget.window() is driver.window
        and not (widget.accessibleName() or getattr(widget, "text", str)())
        and not isinstance(widget.parent(), (QComboBox, QLineEdit))
    ]
    assert nameless == []


def contrast(one: QColor, other: QColor) -> float:
    def luminance(colour: QColor) -> float:
        parts = [
            part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
            for part in (colour.redF(), colour.greenF(), colour.blueF())
        ]
        return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", list(Theme))
def test_everything_can_be_read_in_every_theme(theme: Theme) -> None:
    colours = load_theme(theme)
    for role in ("text", "muted", "accent", "danger", "find"):
        for ground in ("page", "surface"):
            least = 4.5 if role != "find" else 3.0
            assert contrast(colours[role], colours[ground]) >= least, (role, ground)
    assert contrast(colours["on_accent"], colours["accent"]) >= 4.5
    # Rows have quiet and doubtful lines, also while they are selected.
    for role in ("text", "muted", "accent", "danger"):
        for ground in ("window", "selection", "hover"):
            assert contrast(colours[role], colours[ground]) >= 4.5, (role, ground)
    for colour in Colour:
        fill = colours.highlights.get(colour)
        if fill is not None:
            assert contrast(colours["text"], fill) >= 4.5
            assert contrast(fill, colours["page"]) >= 1.3
            assert contrast(colours.highlight_line(colour), colours["page"]) > contrast(
                fill, colours["page"]
            )


@pytest.mark.parametrize("theme", list(Theme))
def test_a_hint_in_an_empty_field_can_be_read(driver: Driver, theme: Theme) -> None:
    driver.session.preferences.change(theme=theme)
    page = load_theme(theme)["page"]
    for field in (driver.window.top_bar.search_box, driver.window.library.words):
        hint = field.palette().placeholderText().color()
        assert hint.alpha() == 255
        assert contrast(hint, page) >= 4.5


def test_the_look_changes_everywhere_at_once(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    for theme in Theme:
        driver.window.actions_by_name[f"theme_{theme.value}"].trigger()
        colours = load_theme(theme)
        page = driver.view.viewport().grab().toImage()
        assert page.pixelColor(3, 3) == colours["page"]
        assert driver.window.actions_by_name[f"theme_{theme.value}"].isChecked()


def test_text_size_and_panels(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    driver.ctrl(Qt.Key.Key_Plus)
    driver.ctrl(Qt.Key.Key_Plus)
    assert driver.session.preferences.current.text_size == 20
    driver.ctrl(Qt.Key.Key_0)
    assert driver.session.preferences.current.text_size == 18
    driver.key(Qt.Key.Key_F9)
    assert not driver.window.library.isVisible()
    driver.key(Qt.Key.Key_F10)
    assert not driver.window.notes.isVisible()
    driver.key(Qt.Key.Key_F9)
    assert driver.window.library.isVisible()


def test_the_settings_dialog(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    dialog = SettingsDialog(driver.session, driver.window)
    dialog.theme.setCurrentIndex(dialog.theme.findData(Theme.SEPIA))
    dialog.names[Colour.PINK].setText("Quotes for essays")
    dialog.accept()
    assert driver.session.preferences.current.theme is Theme.SEPIA
    assert driver.session.colour_name(Colour.PINK) == "Quotes for essays"
    bar = driver.window.centre.reader.selection_bar
    assert "Quotes for essays" in bar.colours[Colour.PINK].toolTip()


def test_the_folder_of_the_library_is_opened_from_the_settings(driver: Driver) -> None:
    dialog = SettingsDialog(driver.session, driver.window)
    dialog.show()
    with patch("PySide6.QtGui.QDesktopServices.openUrl") as opened:
        QTest.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    (url,) = opened.call_args.args
    assert Path(url.toLocalFile()) == driver.workspace.folder.root
    dialog.reject()


@pytest.mark.parametrize(
    ("count", "title", "question"),
    [
        (1, "Discard draft", "Discard this draft? Summaries already added stay."),
        (3, "Discard drafts", "Discard these 3 drafts? Summaries already added stay."),
    ],
)
def test_the_question_before_drafts_are_discarded(
    driver: Driver, count: int, title: str, question: str
) -> None:
    cancel = QMessageBox.StandardButton.Cancel
    with patch.object(QMessageBox, "question", return_value=cancel) as asked:
        assert not questions.confirm_drop_drafts(driver.window, count)
    assert asked.call_args.args[1:3] == (title, question)


def test_the_list_of_keys_names_every_key(driver: Driver) -> None:
    text = KeysDialog(driver.window).findChild(QTextEdit).toPlainText()
    for spec in specs():
        assert not spec.keys or spec.keys[0] in text


@pytest.mark.parametrize(
    "target",
    ["file:///etc/passwd", "javascript:alert(1)", "data:text/html,x", "smb://host/share", "//host/x",
     "\\\\host\\share", "ms-settings:privacy", "jav\tascript:alert(1)", "http\n://x", "vbscript:x", "",
     "FILE:///etc/passwd", " javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)",
     "\x01javascript:alert(1)", "javascript\u200b:alert(1)", "data:image/svg+xml,<svg onload=a()>",
     "file://host/share/x.lnk", "file:x", "/etc/passwd", "C:\\Windows\\system32\\calc.exe", "c:/x.exe",
     "..\\x.exe", "ms-msdt:/id PCWDiagnostic", "search-ms:query=x", "ms-word:ofe|u|http://x/y.docm",
     "ftp://host/x", "ssh://host", "telnet://host", "tel:0300", "about:blank", "qrc:/x", "blob:http://x",
     "view-source:http://x", "https\t://x.org", "https://x.org/\u202ecod.exe", "http",
     "https:", "https://", "https://dawn.com@x.org/", "https://a:b@x.org", "http:/x.org", "http:x.org",
     "mailto:a@b.org?attach=/etc/passwd", "mailto:?to=x&Attachment=/etc/passwd", "steam://run",
     "jar:file:///x!/y", "chrome://settings"],
)  # fmt: skip
def test_only_web_and_mail_links_are_opened(driver: Driver, target: str) -> None:
    with (
        patch.object(QMessageBox, "information", return_value=None) as refused,
        patch.object(QMessageBox, "question") as asked,
        patch("PySide6.QtGui.QDesktopServices.openUrl") as opened,
    ):
        questions.open_link(driver.window, target)
    assert refused.called
    assert not asked.called
    assert not opened.called


@pytest.mark.parametrize(
    "target",
    [
        "https://example.org/a?b=1",
        "http://x.org",
        "HTTPS://X.ORG/",
        "mailto:a@b.org",
        "mailto:a@b.org?subject=x",
    ],
)
def test_a_link_is_opened_only_after_a_question(driver: Driver, target: str) -> None:
    for answer, count in (
        (QMessageBox.StandardButton.Cancel, 0),
        (QMessageBox.StandardButton.Open, 1),
    ):
        with (
            patch.object(QMessageBox, "question", return_value=answer) as asked,
            patch("PySide6.QtGui.QDesktopServices.openUrl") as opened,
        ):
            questions.open_link(driver.window, target)
        assert target in asked.call_args.args[2]
        assert opened.call_count == count


def test_a_second_window_on_the_same_library_is_refused(driver: Driver, folder: DataFolder) -> None:
    from app.core.errors import LibraryBusyError

    with pytest.raises(LibraryBusyError):
        Workspace(folder, Clock())
    assert driver.window.isVisible()


def test_a_closed_window_is_freed(
    qtbot: QtBot, folder: DataFolder, clock: Clock, seed_text: str
) -> None:
    """A lambda that holds a widget would keep the whole window alive."""
    driver = Driver(qtbot, folder, clock)
    (sourced,) = driver.workspace.importer.read_text(seed_text, "x").drafts
    driver.session.imports.finish(driver.session.imports.accept([sourced]))
    driver.open(driver.workspace.library.rows(driver.window.library.chosen)[0].id)
    driver.window.navigator.open_notebook()
    driver.window.import_controller.review_text(seed_text)
    window: weakref.ref[MainWindow] = weakref.ref(driver.window)
    session: weakref.ref[Session] = weakref.ref(driver.session)
    driver.close()
    del driver
    gc.collect()
    assert window() is None
    assert session() is None


def test_enter_presses_the_button_that_has_the_focus(driver: Driver) -> None:
    welcome = driver.window.centre.welcome
    assert welcome.starter_button.hasFocus()
    driver.key(Qt.Key.Key_Return)
    assert driver.window.library.list.rows.rowCount() == 24


def test_a_toast_leaves_the_find_bar_free(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    window = driver.window
    toast, bar = window.toast, window.centre.reader.find_bar
    toast.show_message("Said.")
    before = toast.geometry().bottom()
    driver.ctrl(Qt.Key.Key_F)
    driver.until(
        lambda: toast.geometry().bottom() < bar.mapTo(toast.parentWidget(), QPoint(0, 0)).y()
    )
    driver.key(Qt.Key.Key_Escape)
    driver.until(lambda: toast.geometry().bottom() == before)


def test_undo_of_a_toast_belongs_to_one_act(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    toast = driver.window.toast
    driver.select("an old truce")
    driver.key(Qt.Key.Key_1)
    driver.key(Qt.Key.Key_Delete)
    assert toast.button.isVisible()
    driver.ctrl(Qt.Key.Key_Z)
    assert not toast.isVisible()
    driver.key(Qt.Key.Key_Escape)
    driver.window.centre.reader.annotations.select(driver.highlights()[0].id)
    driver.key(Qt.Key.Key_Delete)
    assert toast.button.isVisible()
    driver.select("precise policing")
    driver.key(Qt.Key.Key_2)
    assert not toast.isVisible()


def test_a_message_does_not_take_the_undo_away(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    toast = driver.window.toast
    driver.select("an old truce")
    driver.key(Qt.Key.Key_1)
    driver.key(Qt.Key.Key_Delete)
    driver.key(Qt.Key.Key_1)
    assert toast.text.split("\n") == [
        "Highlight deleted.", "Select some text first, or choose a fact with J and K."
    ]  # fmt: skip
    QTest.mouseClick(toast.button, Qt.MouseButton.LeftButton)
    assert len(driver.highlights()) == 1
    assert not toast.isVisible()
    toast.show_message("Copied.")
    assert toast.text == "Copied."
    assert not toast.button.isVisible()


def test_when_the_undo_is_over_a_message_stays_alone(driver: Driver) -> None:
    toast = driver.window.toast
    toast.show_message("Note deleted.", undo=True)
    toast.show_message("Copied.")
    toast.end_undo()
    assert (toast.text, toast.button.isVisible()) == ("Copied.", False)


def test_a_toast_is_as_wide_as_its_words(driver: Driver) -> None:
    toast = driver.window.toast
    text = "Select some text first, or choose a fact with J and K."
    toast.show_message(text)
    line = toast.label.fontMetrics().height()
    assert toast.label.height() < 2 * line
    toast.show_message(f"{text} " * 8)
    assert toast.label.height() >= 2 * line
    assert toast.width() < driver.window.width()


def test_menus_show_the_keys_of_the_page_and_check_marks(driver: Driver) -> None:
    actions = driver.window.actions_by_name
    for name, key in PAGE_KEYS.items():
        assert actions[name].text().partition("\t")[2].split(" · ")[0] == key
    for spec in specs():
        assert actions[spec.name].isIconVisibleInMenu() is not spec.checkable
        assert "\t" not in actions[spec.name].iconText()


def test_the_star_s_check_mark_is_that_of_the_summary(seeded: tuple[Driver, str]) -> None:
    driver, seed = seeded
    star = driver.window.actions_by_name["star"]
    assert not star.isChecked()
    driver.session.summaries.set_starred(seed, starred=True)
    assert star.isChecked()
    driver.window.navigator.open_welcome()
    assert not star.isChecked()
    driver.open(seed)
    assert star.isChecked()


def test_tab_walks_along_the_top_bar(seeded: tuple[Driver, str]) -> None:
    driver, _ = seeded
    bar = driver.window.top_bar
    parts = [*bar.findChildren(QAbstractButton), bar.search_box]
    bar.search_box.setFocus()
    stops: list[QWidget] = []
    for _ in range(4):
        driver.key(Qt.Key.Key_Tab)
        stop = QApplication.focusWidget()
        assert stop is not None
        stops.append(stop)
    assert all(stop in parts for stop in stops)
    places = [stop.x() for stop in (bar.search_box, *stops)]
    assert places == sorted(places)


def ink(edit: QLineEdit) -> list[int]:
    """Return the rows of pixels in which something is written."""
    image = edit.grab().toImage()
    columns = range(12, image.width() - 40)
    return [
        y for y in range(image.height())
        if any(image.pixelColor(x, y).lightness() < 120 for x in columns)
    ]  # fmt: skip


@pytest.mark.parametrize(
    "words", ["خودی", "آئین", "ہے", "پاکستان", "گیسٹ", "ٹھٹھہ", "تعلیمی", "Iqbal خودی gy"]
)
def test_urdu_fits_into_a_line(driver: Driver, words: str) -> None:
    tall = LineEdit("tall", "", driver.window)
    tall.setStyleSheet("QLineEdit { min-height: 90px }")
    line = LineEdit("line", "", driver.window)
    rows = []
    for edit in (tall, line):
        edit.setText(words)
        edit.resize(300, edit.sizeHint().height())
        edit.show()
        rows.append(ink(edit))
    assert line.height() == driver.window.top_bar.search_box.height()
    assert len(rows[1]) == len(rows[0])
    assert rows[1][0] > 1
    assert rows[1][-1] < line.height() - 2
    line.setText("Latin")
    middle = ink(line)
    assert abs(middle[0] + middle[-1] - line.height()) <= 4


@pytest.mark.parametrize("theme", list(Theme))
def test_what_pops_up_can_be_read(driver: Driver, theme: Theme) -> None:
    driver.session.preferences.change(theme=theme)
    colours = load_theme(theme)
    completer = QCompleter(["Sociology"], driver.window)
    driver.window.top_bar.search_box.setCompleter(completer)
    popup = completer.popup()
    popup.resize(200, 80)
    image = popup.grab().toImage()
    painted = {image.pixelColor(x, y).name() for x in range(200) for y in range(80)}
    assert image.pixelColor(150, 60) == colours["surface"]
    assert colours["text"].name() in painted or any(
        contrast(QColor(name), colours["surface"]) >= 4.5 for name in painted
    )


def test_the_settings_show_a_long_name_from_its_beginning(driver: Driver) -> None:
    driver.session.highlights.name_colour(Colour.PINK, "A very long name " * 8)
    dialog = SettingsDialog(driver.session, driver.window)
    dialog.show()
    assert dialog.names[Colour.PINK].cursorPosition() == 0
    grid = dialog.findChild(QGridLayout)
    for row in range(grid.rowCount()):
        sign, edit = (grid.itemAtPosition(row, column).widget() for column in (0, 1))
        assert abs(sign.geometry().center().y() - edit.geometry().center().y()) <= 1
    dialog.reject()


def test_the_list_of_keys_is_in_straight_lines_below_the_menus_names(driver: Driver) -> None:
    dialog = KeysDialog(driver.window)
    dialog.show()
    page = dialog.findChild(QTextEdit)
    assert page is not None
    document = page.document()
    layout = document.documentLayout()
    for label, keys in (("Import files", "Ctrl+O"), ("Highlight", "H · Ctrl+H")):
        tops = [
            layout.blockBoundingRect(document.findBlock(document.find(words).position())).top()
            for words in (label, keys)
        ]
        assert tops[0] == tops[1]
    text = page.toPlainText()
    for menu in dict.fromkeys(spec.menu for spec in specs()):
        assert menu.upper() in text
    dialog.reject()
