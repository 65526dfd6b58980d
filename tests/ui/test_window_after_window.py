"""What a closed window leaves behind does no harm to the next one of the same process."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# In a process of its own: what fails here is no test, but the interpreter.
SCRIPT = """
import gc, sys
from pathlib import Path
from app.ui.application import make_application
application = make_application()
from PySide6.QtCore import QEvent
from app.core.paths import DataFolder
from app.core.workspace import Workspace
from app.ui.session.session import Session
from app.ui.window.main_window import MainWindow
from tests.clock import Clock

def write_and_close():
    session = Session(Workspace(DataFolder(Path(sys.argv[1])), Clock()))
    window = MainWindow(session)
    window.show()
    window.start()
    assert session.notes.add("a note", ()) is not None
    window.close()
    session.close()
    window.deleteLater()
    application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

for _ in range(4):
    write_and_close()
    gc.collect()
print("alive")
"""


def test_what_can_be_undone_goes_with_its_window(tmp_path: Path) -> None:
    """The stack and the garbage collector would each delete the steps on it."""
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(tmp_path / "data")],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert (done.returncode, done.stdout) == (0, "alive\n"), done.stderr
