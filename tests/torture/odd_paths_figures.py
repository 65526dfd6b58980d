"""Libraries and files in folders with names that programs stumble over.

`python -m tests.torture.odd_paths_figures` prints the figures.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Final

from tests.torture.figures import Table

ROOT: Final = Path(__file__).resolve().parents[2]
# SQLite itself takes no path of more than 512 bytes.
NAMES: Final[dict[str, bytes]] = {
    "Urdu": "کتب خانہ میری".encode(),
    "Hindi": "हिन्दी पुस्तकालय".encode(),
    "Tamil": "தமிழ் நூலகம்".encode(),
    "emoji": "📚😀".encode(),
    "per cent": b"100%20 sure%s",
    "hash": b"a#b",
    "question mark": b"a?mode=ro&b",
    "quotes": b'it\'s "mine"',
    "spaces": b" two  spaces ",
    "250 characters": b"x" * 250,
    "long": b"/".join([b"y" * 190] * 2),
    "not UTF-8": b"caf\xe9 \xff",
    "new line": b"new\nline",
    "a URI": b"file:lib;a&c|d",
}
_TEXT: Final = ROOT / "tests" / "core" / "data" / "full_form.txt"


def attempt(name: str, base: Path) -> list[str]:
    """Do everything with a library and a file in a folder of this name; return what failed."""
    folder = os.fsencode(base) + b"/" + NAMES[name]
    os.makedirs(folder)  # noqa: PTH103 - bytes
    file = folder + b"/text of " + NAMES[name][:20].replace(b"/", b"") + b".txt"
    shutil.copyfile(_TEXT, file)
    library = folder + b"/library"
    failed: list[str] = []

    def run(what: str, *words: bytes | str) -> dict[str, object]:
        done = subprocess.run(
            [sys.executable, "-m", "app", *words, b"--library=" + library, "--json"],
            cwd=ROOT, env=_environment(base), capture_output=True, check=False,
        )  # fmt: skip
        try:
            found: dict[str, object] = json.loads(done.stdout)
        except ValueError:
            found = {}
        if done.returncode or not found or b"Traceback" in done.stderr or b"rror" in done.stderr:
            failed.append(f"{what}: {done.returncode} {done.stderr[-400:]!r}")
        return found

    imported = run("import", "import", file).get("imported")
    if not isinstance(imported, list) or not imported:
        return failed or ["import: nothing came in"]
    (summary,) = imported
    fact = summary["facts"][0]
    run("note", "note", "add", "a note of mine", "--fact", fact["id"])
    run("highlight", "highlight", "add", summary["id"], fact["text"][:20])
    if not run("search", "search", "note of mine").get("total"):
        failed.append("search: nothing found")
    run("export", "export", "--pack", folder + b"/pack.bayaz")
    run("backup", "backup", folder + b"/copy")
    if len(run("notes", "note", "list").get("notes", [])) != 1:  # type: ignore[arg-type]
        failed.append("notes: not one")
    if not os.path.exists(library + b"/bayaz.sqlite3"):  # noqa: PTH110
        failed.append("the library is not where it should be")
    return failed + _look_in_window(library, file, base)


def figures() -> bool:
    """Try every name; return whether all hold."""
    table = Table()
    for name in NAMES:
        with tempfile.TemporaryDirectory() as base:
            failed = attempt(name, Path(base))
        found = "; ".join(failed) or "all acts"
        table.add("13", f"path: {name}", "all acts", found, holds=not failed)
    return table.holds


def _look_in_window(library: bytes, file: bytes, base: Path) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.torture.odd_paths_figures", library, file],
        cwd=ROOT, env=_environment(base), capture_output=True, check=False,
    )  # fmt: skip
    log = Path(os.fsdecode(library)) / "logs" / "bayaz.log"
    wrong = [] if not done.returncode else [f"window: {done.returncode} {done.stderr[-600:]!r}"]
    if b"Traceback" in done.stderr:
        wrong.append(f"window: {done.stderr[-400:]!r}")
    if not log.exists() or "the folder is" not in log.read_text(encoding="utf-8"):
        wrong.append("nothing in the log")
    return wrong


def _use_window(library: Path, file: Path) -> None:
    import logging

    from PySide6.QtTest import QTest

    from app.core.logs import start_log, stop_log
    from app.core.paths import DataFolder
    from app.core.workspace import Workspace
    from app.ui.application import make_application
    from app.ui.dialogs.settings_dialog import SettingsDialog
    from app.ui.session.session import Session
    from app.ui.window.main_window import MainWindow
    from tests.clock import Clock

    make_application()
    session = Session(Workspace(DataFolder(library), Clock()))
    start_log(session.workspace.own_files.logs)
    logging.getLogger("app.torture").info("the folder is %s", library)
    window = MainWindow(session)
    window.show()
    window.start()
    window.toast.show_message(f"Looking at {file}")
    session.changes.failed.emit(f"{file} could not be read")
    window.import_controller.review_paths([file])
    for _ in range(400):
        QTest.qWait(20)
        page = window.centre.importing
        if session.index.idle and page.review.came:
            break
    else:
        raise AssertionError("the file was never read, or the index never written")
    dialog = SettingsDialog(session, window)
    dialog.show()
    QTest.qWait(20)
    window.grab()
    dialog.close()
    window._state.save()  # noqa: SLF001 - closing would ask about the drafts
    session.close()
    stop_log()


def _environment(base: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("BAYAZ")}
    return kept | {
        "BAYAZ_CACHE": str(base / "cache"), "BAYAZ_DRAFTS": str(base / "drafts"),
        "PYTHONPATH": str(ROOT), "PYTHONUTF8": "1", "QT_QPA_PLATFORM": "offscreen",
    }  # fmt: skip


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _use_window(Path(sys.argv[1]), Path(sys.argv[2]))
        sys.exit(0)
    sys.exit(0 if figures() else 1)
