"""The window killed while it saves, and the process that writes the index in mid-write.

On Windows by TerminateProcess. All kills of one kind are of one library, so that each start goes on
from what the kill before it left. `python -m tests.torture terminate_figures` prints the figures.
"""

import json
import os
import random
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.core.errors import BayazError
from app.core.paths import DataFolder
from app.core.search.index.index import IndexFolder
from app.core.search.results.results import Results
from app.core.workspace import Workspace
from app.ui.application import make_application
from app.ui.session.session import Session
from app.ui.window.main_window import MainWindow
from tests.clock import Clock
from tests.killing import kill
from tests.torture.acts import same_names
from tests.torture.aftermath import environment, memory_folder
from tests.torture.figures import Table

_ROOT = Path(__file__).parents[2]
# Guards against hanging, and no measure.
# Elsewhere other figures kill at every point, and all of them have to end within 25 minutes.
_KILLS = 100 if os.name == "nt" else 25
_LONGEST_S = 120.0
_MOST_SAVES = 12
_LONGEST_PAUSE = 0.06
# Notes for one kill of a writer: so many are not written in the blink of an eye.
_AT_ONCE = 20
_TOLD = "told.txt"


def save_until_killed(folder: Path) -> None:
    """Open the window on a library, and save notes and settings; say so of each in a file."""
    same_names(folder)
    make_application()
    session = Session(Workspace(DataFolder(folder / "data"), Clock()))
    window = MainWindow(session)
    window.show()
    window.start()
    number = len(session.workspace.notebook.notes())
    telling = os.open(folder / _TOLD, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
    while True:
        number += 1
        body = f"Zebra {number} " + "words " * 400
        if session.notes.add(body, ()) is not None:
            os.write(telling, f"Zebra {number}\n".encode())
        session.preferences.change(text_size=14 + number % 10)
        session.preferences.close()
        QApplication.processEvents()


def _killed_window(folder: Path, saves: int, wait: float) -> list[str]:
    """Kill a window after so many saves; return the notes that it told."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.torture.terminate_figures", str(folder)],
        cwd=_ROOT, env={**environment(), "QT_QPA_PLATFORM": "offscreen"},
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    # No pipe: what the window has started may outlive it, and would keep that open.
    while len(_told(folder)) < saves and process.poll() is None:
        time.sleep(0.005)
    time.sleep(wait)
    process.kill()
    process.wait()
    found = _told(folder)
    (folder / _TOLD).unlink(missing_ok=True)
    return found


def _told(folder: Path) -> list[str]:
    try:
        return (folder / _TOLD).read_text("ascii").split("\n")[:-1]
    except FileNotFoundError:
        return []


def killed_windows(home: Path, count: int) -> Counter[str]:
    """Kill the window while it saves; count what is lost and damaged at the next start."""
    folder, chance = DataFolder(home / "data"), random.Random(12)
    found: Counter[str] = Counter()
    told: set[str] = set()
    for _ in range(count):
        saves, wait = 1 + chance.randrange(_MOST_SAVES), chance.uniform(0, _LONGEST_PAUSE)
        new = _killed_window(home, saves, wait)
        found["killed while saving"] += len(new) >= saves
        told.update(new)
        try:
            with Workspace(folder, Clock()) as workspace:
                found["damaged"] += not workspace.checks.run().whole
                bodies = workspace.notebook.notes()
            there = {" ".join(note.body.split()[:2]) for note in bodies}
            found["lost"] += len(told - there)
            # The last of each may be stored and not yet told.
            told = there
        except BayazError:
            found["damaged"] += 1
        try:
            found["damaged"] += json.loads(folder.settings.read_bytes())["text_size"] < 14
        except (OSError, ValueError):
            found["damaged"] += 1
    found["notes"] = len(told)
    return found


class Window:
    """The window in this process, searching the library while its index is written."""

    def __init__(self, home: Path) -> None:
        make_application()
        self.session = Session(Workspace(DataFolder(home / "data"), Clock()))
        self.window = MainWindow(self.session)
        self.window.show()
        self.window.start()
        self.answers: dict[int, Results] = {}
        self.session.search.answered.connect(self._keep)

    def _keep(self, number: int, results: Results) -> None:
        self.answers[number] = results

    def until(self, condition: Callable[[], bool]) -> bool:
        """Let the window live until something is so; return False if it never is."""
        last = time.monotonic() + _LONGEST_S
        while not condition():
            if time.monotonic() > last:
                return False
            QTest.qWait(1)
        return True

    def ask(self, words: str) -> Results | None:
        """Ask as the search box does; return the answer, None if none comes."""
        number = self.session.search.ask(words, 5)
        return self.answers.get(number) if self.until(lambda: number in self.answers) else None

    def indexed(self) -> bool:
        return self.until(lambda: self.session.index.idle)

    def close(self) -> None:
        self.window.close()
        self.session.close()


def killed_writers(home: Path, count: int) -> Counter[str]:
    """Kill the process that writes the index, while the window reads it; each time it heals."""
    window, chance = Window(home), random.Random(13)
    notebook, index = window.session.workspace.notebook, window.session.index
    found: Counter[str] = Counter()
    notes = len(notebook.notes())
    window.indexed()
    for number in range(count):
        for one in range(_AT_ONCE):
            notebook.add_note(f"Okapi {number} {one} " + "words " * 200)
        notes += _AT_ONCE
        if number % 10 == 9:
            # The index is made anew while the window has it open.
            index.rebuild()
        index.catch_up()
        window.until(lambda: bool(index.worker.process_id) and index.worker.unanswered > 0)
        QTest.qWait(chance.randrange(40))
        process, writing = index.worker.process_id, index.worker.unanswered
        if process:
            kill(process)
            found["in mid-write"] += writing > 0
        # Whoever searches meanwhile is answered.
        found["unanswered"] += window.ask(f"okapi {number}") is None
        healed = window.indexed()
        answer = window.ask("okapi")
        workspace = window.session.workspace
        kept = IndexFolder(workspace.index_folder, workspace.index_token).number()
        whole = healed and kept == workspace.last_change()
        found["not healed"] += not whole or answer is None or answer.plain
        found["missing"] += (number + 1) * _AT_ONCE - (answer.total if answer else 0)
    found["lost"] = notes - len(notebook.notes())
    answer = window.ask("words")
    found["missing"] += notes - (answer.total if answer else 0)
    found["damaged"] = int(not window.session.workspace.checks.run().whole)
    left = list(window.session.workspace.index_folder.iterdir())
    found["files of the index"] = len(left)
    window.close()
    return found


def figures(*, windows: int = _KILLS, writers: int = _KILLS) -> bool:
    """Print what was found of each; return whether all hold."""
    table = Table()
    with memory_folder() as home:
        same_names(home)
        found = killed_windows(home, windows)
        table.add(
            "W1", "the window, killed while it saves: notes lost, libraries or settings damaged",
            f"0, 0 of {windows}",
            f"{found['lost']}, {found['damaged']} of {windows}"
            f" ({found['killed while saving']} while saving; {found['notes']} notes)",
            holds=not found["lost"] and not found["damaged"],
        )  # fmt: skip
        found = killed_writers(home, writers)
        names = ("lost", "damaged", "not healed", "missing", "unanswered")
        table.add(
            "W2", "the writer of the index, killed while the window reads it: " + ", ".join(names),
            f"0, 0, 0, 0, 0 of {writers}",
            f"{', '.join(str(found[name]) for name in names)} of {writers}"
            f" ({found['in mid-write']} in mid-write; {found['files of the index']} files left)",
            holds=not any(found[name] for name in names),
        )  # fmt: skip
    return table.holds


if __name__ == "__main__":
    save_until_killed(Path(sys.argv[1]))
