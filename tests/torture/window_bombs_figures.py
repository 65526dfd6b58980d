"""Texts made to be slow, in the real window: how long until the first screen, and how much memory.

Each text has a process of its own, so that the memory of one is not that of another.
"""

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from string import ascii_lowercase
from typing import Any, Final

from tests.torture.figures import Table

_SECONDS: Final = 2.0
_MEGABYTES: Final = 300
_LATE: Final = 60
HEAD: Final = (
    "---\ntitle: Slow {name}\n---\n\nThe writer argues at length that the basin is short of storage"
    " and that the canals leak.\n\n"
)


def bombs(size: int) -> dict[str, str]:
    """Return texts made to be slow, of about `size` characters; a million is the full size."""
    part = size // 1_000
    return {
        "one word": "x" * size + "\n",
        "one Urdu word": "آ" * (size // 3) + "\n",
        "open brackets": "[" * (size // 5) + "\n",
        "open brackets, in lines": ("[" * 15_000 + "\n") * max(part // 70, 1),
        "backticks, in lines": ("`" * 15_000 + "\n\n") * max(part // 70, 1),
        "marks of emphasis": "*a " * (size // 5) + "\n",
        "joiners": "a\u200d" * (size // 10) + "\n",
        "marks on one letter": "a" + "\u0301" * (size // 10) + "\n",
        "marks that turn": "\u202ea\u202c" * (size // 20) + "\n",
        "blank lines": "words\n" + "\n" * size + "words\n",
        "quotations in quotations": ">" * (part * 10) + " x\n",
        "lists in lists": "".join("  " * depth + "- x\n" for depth in range(min(part, 600))),
        "a table of many columns": "\n".join(
            "|" + cell * (part * 2) for cell in ("a|", "-|", "b|")
        ),
        "sections": "".join(f"## Heading {one}\n\nwords of it\n\n" for one in range(part)),
    }


def long_texts(size: int) -> dict[str, str]:
    """Return texts of `size` characters with nothing to be slow about but their length."""
    chance = random.Random(3)
    words = [
        "".join(chance.choices(ascii_lowercase, k=chance.randint(2, 10))) for _ in range(5_000)
    ]

    def paragraphs(length: int, write: Callable[[str], str]) -> str:
        made = (
            write(" ".join(chance.choices(words, k=length))) for _ in range(size // length // 7)
        )
        return "".join(made)

    return {
        "paragraphs": paragraphs(90, lambda text: f"{text}.\n\n"),
        "bold words": paragraphs(30, lambda text: f"**{text[:12].strip()}** {text[12:]}.\n"),
        "facts": "## Facts and figures\n\n" + paragraphs(9, lambda text: f"- {text} 2023.\n"),
    }


def text_of(name: str, size: int) -> str:
    """Return a text to be shown, by its name."""
    return {**long_texts(size), **bombs(min(size, 1_000_000))}[name]


def show(name: str, size: int, place: Path) -> dict[str, Any]:
    """Import a text, open it and write it into a note; return the seconds of each, and megabytes."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from app.core.paths import DataFolder
    from app.core.workspace import Workspace
    from app.ui.application import make_application
    from app.ui.session.session import Session
    from app.ui.window.main_window import MainWindow
    from tests.clock import Clock

    text = text_of(name, size)
    found: dict[str, Any] = {}
    application = make_application()
    workspace = Workspace(DataFolder(place / "data"), Clock())
    begun = time.perf_counter()
    drafts = workspace.importer.read_text(HEAD.format(name=name) + text, "slow.md").drafts
    found["read"] = time.perf_counter() - begun
    summary_id = workspace.importer.accept(drafts[0]).summary_id
    session = Session(workspace)
    window = MainWindow(session)
    window.show()
    window.start()
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.resize(1366, 768)
    window.actions_by_name["toggle_notes"].setChecked(True)
    QTest.qWait(300)
    start = _megabytes()

    def first_screen(of: str, begun: float) -> None:
        QApplication.processEvents()
        window.grab()
        found[of] = time.perf_counter() - begun

    begun = time.perf_counter()
    window.navigator.open_summary(summary_id)
    first_screen("page", begun)
    note = session.notes.add(f"note\n\n{text[:100_000]}", ())
    assert note is not None
    begun = time.perf_counter()
    window.notes.edit_note(note.id)
    first_screen("editor", begun)
    begun = time.perf_counter()
    window.notes.editor.preview_button.setChecked(True)
    first_screen("preview", begun)
    begun = time.perf_counter()
    window.navigator.open_notebook()
    first_screen("notebook", begun)
    found["megabytes"] = _megabytes() - start
    window.close()
    session.close()
    application.processEvents()
    return found


def _megabytes() -> int:
    """Return the most memory that this process has had."""
    import resource  # Windows has none: there the texts are shown by the test only

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most // (1024 * 1024 if sys.platform == "darwin" else 1024)


def shown(name: str, size: int) -> dict[str, Any] | None:
    """Return what `show` finds in a process of its own, None if that is late or ends badly."""
    with tempfile.TemporaryDirectory() as place:
        environment = {
            **os.environ,
            "BAYAZ_CACHE": f"{place}/cache",
            "BAYAZ_DRAFTS": f"{place}/drafts",
        }
        command = [
            sys.executable,
            "-m",
            "tests.torture.window_bombs_figures",
            name,
            str(size),
            place,
        ]
        try:
            done = subprocess.run(
                command, capture_output=True, text=True, timeout=_LATE, env=environment, check=False
            )
        except subprocess.TimeoutExpired:
            return None
        lines = done.stdout.splitlines()
        answer: dict[str, Any] | None = json.loads(lines[-1]) if done.returncode == 0 else None
        return answer


def figures(size: int = 1_000_000, longest: int = 10_000_000) -> bool:
    """Print a row for each text; return whether all are shown in time."""
    table = Table()
    rows = [(name, size, "38") for name in bombs(1_000)]
    rows += [(name, longest, "40") for name in long_texts(1_000)]
    for name, length, number in rows:
        found = shown(name, length)
        if found is None:
            table.add(number, name, f"≤{_SECONDS} s", f"late, over {_LATE} s", holds=False)
            continue
        slowest = max(found[one] for one in ("page", "editor", "preview", "notebook"))
        words = ", ".join(f"{key} {value:.2f}" for key, value in found.items())
        holds = slowest <= _SECONDS and found["megabytes"] <= _MEGABYTES
        table.add(number, name, f"≤{_SECONDS} s each, ≤{_MEGABYTES} MB", words, holds=holds)
    return table.holds


if __name__ == "__main__":
    if len(sys.argv) > 3:
        print(json.dumps(show(sys.argv[1], int(sys.argv[2]), Path(sys.argv[3]))))
    else:
        sys.exit(0 if figures(*(int(one) for one in sys.argv[1:])) else 1)
