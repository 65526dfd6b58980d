"""Starting the window: Qt, the library, one instance, and a log for faults."""

import argparse
import contextlib
import locale
import logging
import os
import re
import sys
import traceback
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Final

from PySide6.QtCore import (
    QCoreApplication,
    QEvent,
    QMessageLogContext,
    Qt,
    QTimer,
    QtMsgType,
    qInstallMessageHandler,
)
from PySide6.QtGui import QGuiApplication, QImageReader
from PySide6.QtWidgets import QApplication

from app import __version__
from app.core.atomic import let_this_thread_hurry
from app.core.chosen_folder import library_folder, remember_chosen
from app.core.clock import now
from app.core.errors import BayazError, LibraryBusyError
from app.core.logs import start_log, stop_log
from app.core.paths import DataFolder
from app.core.workspace import Workspace
from app.messages import error_words
from app.ui.qt import lean_start
from app.ui.qt.end_signals import EndSignals
from app.ui.session.session import Session
from app.ui.style.icons import program_icon
from app.ui.style.theme import set_up_style
from app.ui.window.controllers.coming_forward import ComingForward
from app.ui.window.main_window import MainWindow
from app.ui.window.preload import Preload

_NAMED: Final = re.compile(r'"[^"]*"|“[^”]*”|\S*[/\\]\S*')
_log = logging.getLogger(__name__)

# By then the reader has what was read last in sight.
_PRELOAD_AFTER_MS: Final = 1_500
_DISPLAY_GONE: Final = ("The X11 connection broke", "The Wayland connection ")


class HandedOverError(Exception):
    """Another window has the library open and shows what this start was to show."""


def run(arguments: argparse.Namespace) -> int:
    """Open the window, or take the tour, and return the exit code when that is over."""
    touring = arguments.command == "tour"
    if not _has_display():
        if not touring:
            sys.stderr.write("bayaz: there is no display here. `bayaz tour` works without one.\n")
            return 1
        sys.stdout.write("There is no display here; the window is drawn in memory.\n")
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    qInstallMessageHandler(_log_qt_message)
    let_this_thread_hurry()
    application = make_application()
    if touring:
        from app.ui.tour import run_tour

        lean_start.end()
        return run_tour(Path(arguments.screenshots) if arguments.screenshots else None)
    sys.excepthook = _log_fault
    files = getattr(arguments, "files", [])
    library, new = library_folder(arguments.library), arguments.new_library
    while True:
        try:
            workspace = open_library(library, files, new=new)
        except HandedOverError:
            return 0
        if workspace is None:
            return 1
        code = _run_window(application, workspace, files)
        if code is not None:
            return code
        lean_start.let_go()
        library, files, new = workspace.folder, [], False


def _run_window(
    application: QApplication, workspace: Workspace, files: Sequence[Path]
) -> int | None:
    """Show the window until it is closed; return the exit code, None to open the library anew."""
    start_log(workspace.own_files.logs, workspace.may_write_beside)
    _log.info("Bayaz %s starts", __version__)
    session = Session(workspace)
    try:
        window = MainWindow(session)
        window.show()
        window.start()
    except BayazError as error:
        # What is damaged may show only when it is read.
        _log.exception("The window could not be filled")
        session.close()
        stop_log()
        sys.stderr.write(f"bayaz: {error_words(error)}\n")
        from app.ui.dialogs.library_trouble import tell_that_it_ends

        tell_that_it_ends(error)
        return 1
    application.setWindowIcon(program_icon())
    lean_start.end()
    QTimer.singleShot(_PRELOAD_AFTER_MS, Preload(window).start)
    forward = ComingForward(
        workspace.folder.database, window.import_controller, window.backup_controller, window
    )
    QTimer.singleShot(0, forward.listen)
    if files:
        forward.come(list(files))
    ending = EndSignals(application)
    ending.received.connect(window.closing.end)
    application.commitDataRequest.connect(window.closing.end_session)
    qInstallMessageHandler(partial(_log_last_messages, window.closing.store))
    code = application.exec()
    forward.stop()
    session.close()
    stop_log()
    if not window.closing.reopening:
        return code
    qInstallMessageHandler(_log_qt_message)
    ending.stop()
    for left in (window, session, ending):
        left.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return None


def open_library(folder: DataFolder, files: Sequence[Path] = (), *, new: bool) -> Workspace | None:
    """Open a library; where that fails, do what the reader decides, None for leaving it.

    Raises HandedOverError when a window has it open and was given the files.
    """
    first = folder
    while True:
        try:
            workspace = Workspace(folder, now, new=new)
        except BayazError as error:
            if isinstance(error, LibraryBusyError):
                from app.ui.background.open_window import call_window

                if call_window(folder.database, list(files)):
                    raise HandedOverError from error
            sys.stderr.write(f"bayaz: {error_words(error)}\n")
            from app.ui.dialogs.library_trouble import ask_how_to_go_on

            chosen = ask_how_to_go_on(error, folder)
            if chosen is None:
                return None
            folder, new = chosen
        else:
            if folder != first:
                remember_chosen(first, folder)
            return workspace


def _has_display() -> bool:
    """Return whether a window can be seen, or Qt is set to draw elsewhere."""
    if not sys.platform.startswith("linux"):
        return True
    return any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def make_application() -> QApplication:
    """Return the Qt application, set up once for the process."""
    # A foreign folder must not lend its plug-ins to us.
    for name in ("QT_PLUGIN_PATH", "QT_QPA_PLATFORM_PLUGIN_PATH"):
        os.environ.pop(name, None)
    existing = QCoreApplication.instance()
    if isinstance(existing, QApplication):
        application = existing
    else:
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(
            Qt.HighDpiScaleFactorRoundingPolicy.PassThrough
        )
        application = QApplication(sys.argv[:1])
        _use_plain_letters()
    application.setApplicationName("bayaz")
    application.setApplicationDisplayName("Bayaz")
    application.setApplicationVersion(__version__)
    QGuiApplication.setDesktopFileName("bayaz")
    QImageReader.setAllocationLimit(64)
    set_up_style(application)
    return application


def _use_plain_letters() -> None:
    """Undo one part of what Qt has just done: to take the letters' cases from the machine's locale.

    In Turkish the capital of i is not I, and PySide no longer finds `setInterval` for `interval`.
    """
    for name in ("C.UTF-8", "en_US.UTF-8"):
        with contextlib.suppress(locale.Error):
            locale.setlocale(locale.LC_CTYPE, name)
            return


def _log_qt_message(kind: QtMsgType, _context: QMessageLogContext, text: str) -> None:
    """Write what Qt complains of into our log; only what ends the program goes to the terminal."""
    if kind in (QtMsgType.QtFatalMsg, QtMsgType.QtCriticalMsg):
        sys.stderr.write(f"bayaz: {text}\n")
    # Names of files and quoted words may be the reader's.
    _log.info("Qt: %s", _NAMED.sub("…", text[:500]))


def _log_last_messages(
    store: Callable[[], object], kind: QtMsgType, context: QMessageLogContext, text: str
) -> None:
    """Do the same, and store what is being typed when the display is gone.

    Qt says so and ends the process at once: there is no other moment for it.
    """
    _log_qt_message(kind, context, text)
    if text.startswith(_DISPLAY_GONE):
        store()


def _log_fault(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    """Write an unexpected error down; the window goes on."""
    _log.error("Unexpected error", exc_info=(kind, error, trace))
    if isinstance(error, BayazError):
        for window in QApplication.topLevelWidgets():
            if isinstance(window, MainWindow):
                window.session.changes.failed.emit(error_words(error))
        return
    traceback.print_exception(kind, error, trace)
