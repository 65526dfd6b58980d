"""Using a library that cannot be written: the commands, and the window. See `read_only_figures`."""

import contextlib
import io
import json
import os
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest

from app.__main__ import main
from app.core.paths import DataFolder
from app.core.workspace import Workspace
from app.ui.application import make_application
from app.ui.session.session import Session
from app.ui.window.main_window import MainWindow
from tests.clock import Clock
from tests.torture.read_only_figures import BODY, CASES, ROOT, WORDS

# A guard against hanging, and no measure.
_WAITS = 3_000


def use_commands(library: Path) -> dict[str, bool]:
    """Read by commands, and try to write."""
    text = library.parents[1] / "home" / "text.md"
    text.write_text((ROOT / "tests/core/data/full_form.txt").read_text("utf-8"), "utf-8")
    listed = _run(library, "note", "list", "--json")
    searched = _run(library, "search", "rivers", "--json")
    refused = [
        _run(library, *words)
        for words in (("note", "add", "x"), ("import", str(text)), ("edit", "a", "--title", "b"))
    ]
    return {
        "notes are listed": [note["body"] for note in json.loads(listed[1])["notes"]] == [BODY],
        "notes are found": json.loads(searched[1] or "{}").get("total") == 1,
        "nothing is complained of in reading": (listed[2], searched[2]) == ("", ""),
        "writing is refused": [code for code, _, _ in refused] == [1, 1, 1],
        "writing is refused in words": all(
            "can only be read" in error and "Traceback" not in error for _, _, error in refused[:2]
        ),
    }


def use_window(case: str, library: Path) -> dict[str, bool]:
    """Read in the window, and type a note."""
    application = make_application()
    session = Session(Workspace(DataFolder(library), Clock()))
    window = MainWindow(session)
    window.show()
    window.start()
    found = {
        "the window shows the notes": [n.body for n in session.workspace.notebook.notes()]
        == [BODY],
        "settings are those of the library": session.preferences.current.text_size == 22,
    }
    if case == "lost while open":
        found["nothing is said before"] = window.notice.text == ""
        library.chmod(0)
    window.note_controller.write_free()
    editor = window.notes.editor
    editor.text.setPlainText(WORDS)
    editor.saver.save()
    found["the notice says why"] = CASES[case] in window.notice.text
    found["the notice is seen"] = window.notice.isVisible()
    found["a draft is kept"] = [one.body for one in session.drafts.notes.all()] == [WORDS]
    found["it is not called saved"] = "Not saved" in editor.status.text()
    if case == "lost while open":
        library.chmod(0o755)
        editor.saver.again.setInterval(1)
        editor.saver.again.start()
        _until(lambda: session.drafts.notes.all() == [])
        found["it is stored when that is over"] = WORDS in [
            note.body for note in session.workspace.notebook.notes()
        ]
        found["the notice goes"] = window.notice.text == ""
    else:
        session.preferences.change(text_size=24)
        window.notes.stop()
    # Else closing asks what to do about it.
    editor.saver.drop()
    window.close()
    session.close()
    window.deleteLater()
    application.processEvents()
    return found


def _run(library: Path, *words: str) -> tuple[int, str, str]:
    out, errors = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(errors):
        try:
            code = main(["--library", os.fspath(library), *words], Clock())
        except SystemExit as left:
            code = int(left.code or 0)
    return code, out.getvalue(), errors.getvalue()


def _until(holds: Callable[[], bool]) -> None:
    for _ in range(_WAITS):
        if holds():
            return
        QTest.qWait(20)
    raise AssertionError("it never came about")
