"""Words as somebody hostile would write them, and a look at what a window makes of them."""

import ctypes
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QModelIndex, Qt
from PySide6.QtGui import QAction, QTextDocument
from PySide6.QtGui import Qt as GuiQt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLabel,
    QLineEdit,
    QMenu,
    QMessageBox,
    QTextBrowser,
    QWidget,
)

# In every hostile text; nothing of the program's own has it.
MARK: Final = "Zqx"
# The folder with what hostile words name.
BAIT: Final = f"{MARK}-bait"
_TURNS: Final = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def hostile_words(bait: Path) -> list[str]:
    """Return texts that name files in a folder, hosts, and whatever else a label may stumble over."""
    url = bait.as_uri()
    return [
        f"<b>{MARK}</b> bold <i>and</i> slanted",
        f'<img src="{url}/picture.png" width="9" height="9"> {MARK}',
        f'{MARK} <img src="{bait}/picture.png">',
        f'<a href="{url}/page.html">{MARK}</a>',
        f"<style>@import url({url}/sheet.css); p {{background: url({url}/picture.png)}}</style><p>{MARK}</p>",
        f'<body background="{url}/picture.png">{MARK}',
        f'<img src="http://127.0.0.1:9/x.png"><img src="//127.0.0.1/share/x.png">{MARK}',
        f"![{MARK}]({url}/picture.png) [{MARK}]({url}/page.html)",
        f"{MARK} & Sons &File &&Edit",
        f"{MARK} \u202egnp.exe\u2066 turned\u200f",
        f"{MARK} one\ntwo\r\nthree\tfour\u2028five\x0bsix",
        f"{MARK}{'x' * 10_000}",
        f"{MARK} " + "long " * 2_000,
        f"{MARK}[*]{{}}%s%1 \x01\x07 \ufeff",
        f"<table><tr><td>{MARK}</td></tr></table>" + "<div>" * 300,
    ]


class OpenedFiles:
    """The files of a folder that anything in this process opens, Qt's own readers among them."""

    def __init__(self, folder: Path) -> None:
        if not sys.platform.startswith("linux"):
            pytest.skip("only Linux tells which files are opened")
        self._system = ctypes.CDLL(None, use_errno=True)
        self._watch: int = self._system.inotify_init1(os.O_NONBLOCK)
        access, opening = 0x1, 0x20
        assert self._system.inotify_add_watch(self._watch, bytes(folder), access | opening) >= 0

    @property
    def any(self) -> bool:
        """Whether a file of the folder was opened since this was last asked."""
        try:
            return bool(os.read(self._watch, 65536))
        except BlockingIOError:
            return False

    def close(self) -> None:
        os.close(self._watch)


_heard: list[list[str]] = []


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if not _heard:
        return
    if event == "open" and BAIT in str(arguments[0]):
        _heard[-1].append(f"{event} {arguments[0]}")
    elif event in ("socket.connect", "socket.getaddrinfo", "socket.gethostbyname"):
        _heard[-1].append(f"{event} {arguments[1:]}")
    elif event in ("os.system", "os.startfile", "webbrowser.open"):
        _heard[-1].append(f"{event} {arguments}")


@contextmanager
def audited() -> Iterator[list[str]]:
    """Note every connection, and every file with the mark in its name, that Python opens."""
    if not hasattr(_hear, "added"):
        sys.addaudithook(_hear)
        _hear.added = True  # type: ignore[attr-defined]
    _heard.append([])
    try:
        yield _heard[-1]
    finally:
        _heard.pop()


def faults_in_sight() -> list[str]:
    """Return what any widget makes of foreign words that is not those words."""
    found: list[str] = []
    for widget in QApplication.allWidgets():
        found += [f"{type(widget).__name__}: {fault}" for fault in _faults(widget)]
    return found


def marked() -> int:
    """Return how many widgets show words with the mark."""
    return sum(MARK in text for widget in QApplication.allWidgets() for text in _words(widget))


def _words(widget: QWidget) -> Iterator[str]:
    yield from (widget.toolTip(), widget.windowTitle())
    if isinstance(widget, QLabel | QAbstractButton | QLineEdit):
        yield widget.text()
    if isinstance(widget, QTextBrowser):
        yield widget.toPlainText()


def _faults(widget: QWidget) -> Iterator[str]:
    yield from _tip(widget.toolTip())
    title = widget.windowTitle()
    if MARK in title and (any(char in title for char in _TURNS + "\n\r\x01") or len(title) > 300):
        yield f"title {title[:80]!r}"
    if widget.isVisible() and widget.isWindow() and widget.width() > 1366:
        yield f"{widget.width()} wide"
    match widget:
        case QMessageBox():
            yield from _tip(widget.text())
            yield from _tip(widget.informativeText())
        case QLabel() if widget.objectName() == "qtooltip_label":
            yield from _tip(widget.text())
        case QLabel() if MARK in widget.text() and not isinstance(widget.window(), QMessageBox):
            if widget.textFormat() is not Qt.TextFormat.PlainText:
                yield f"label {widget.text()[:80]!r}"
        case QAbstractButton() if MARK in widget.text():
            yield from _on_button(widget.text())
            if not widget.shortcut().isEmpty():
                yield f"key {widget.shortcut().toString()} of {widget.text()[:80]!r}"
        case QMenu():
            for action in widget.actions():
                yield from _on_action(action, tips=widget.toolTipsVisible())
        case QAbstractItemView() if widget.model() is not None:
            yield from _rows(widget.model(), QModelIndex())
        case QTextBrowser():
            if widget.openLinks():
                yield "a page that follows links"
            yield from _page(widget.document(), may_link=True)


def _on_action(action: QAction, *, tips: bool) -> Iterator[str]:
    if tips:
        yield from _tip(action.toolTip())
    if MARK in action.text():
        yield from _on_button(action.text().partition("\t")[0])


def _on_button(text: str) -> Iterator[str]:
    if text.replace("&&", "").count("&") or len(text) > 300:
        yield f"button {text[:80]!r}"


def _tip(text: str) -> Iterator[str]:
    """Yield a fault if a text that Qt takes for markup is anything but escaped words."""
    if MARK not in text or not GuiQt.mightBeRichText(text):  # type: ignore[attr-defined]
        return
    document = QTextDocument()
    document.setHtml(text)
    yield from (f"tip: {fault}" for fault in _page(document))
    if len(document.toPlainText()) > 6_000:
        yield "tip of a whole text"


def _page(document: QTextDocument, *, may_link: bool = False) -> Iterator[str]:
    block = document.begin()
    while block.isValid():
        pieces = block.begin()
        while not pieces.atEnd():
            form = pieces.fragment().charFormat()
            if form.isImageFormat():
                yield f"picture {form.toImageFormat().name()[:80]!r}"
            if form.isAnchor() and not may_link:
                yield f"link {form.anchorHref()[:80]!r}"
            yield from _tip(form.toolTip())
            pieces += 1
        block = block.next()


def _rows(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    if isinstance(model, QAbstractListModel):
        # One column, and no rows below a row; PySide hides what says so.
        columns, parent = 1, QModelIndex()
    else:
        columns = model.columnCount(parent)
    for row in range(min(model.rowCount(parent), 60)):
        for column in range(columns):
            index = model.index(row, column, parent)
            tip = index.data(Qt.ItemDataRole.ToolTipRole)
            if isinstance(tip, str):
                yield from _tip(tip)
            if not isinstance(model, QAbstractListModel):
                yield from _rows(model, index)
