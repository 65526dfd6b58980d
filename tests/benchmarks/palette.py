"""How long the palette takes with 5,000 summaries: to open, and to answer each letter.

Run it by itself: `python tests/benchmarks/palette.py`. It prints milliseconds that the window's own
thread works, painting included, the worst of each; 16 are one picture of the screen.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from _corpus import fill, folder_in

from app.core.paths import CACHE_VARIABLE
from app.core.workspace import Workspace
from app.ui.application import make_application
from app.ui.session.session import Session
from app.ui.window.main_window import MainWindow
from tests.clock import Clock

SUMMARIES = 5_000
TYPED = ("balochistan insurg", "the", "dark", "isb", "balohcistan", "آئین", "zzzz", "> set")


def main() -> int:
    """Measure and print."""
    application = make_application()
    with tempfile.TemporaryDirectory() as name:
        os.environ[CACHE_VARIABLE] = f"{name}/cache"
        folder = folder_in(Path(name))
        fill(folder, SUMMARIES)
        session = Session(Workspace(folder, Clock()))
        window = MainWindow(session)
        window.resize(1366, 768)
        window.show()

        def shown(act: Callable[[], None]) -> float:
            began = time.thread_time()
            act()
            application.processEvents()
            return (time.thread_time() - began) * 1000

        times = [shown(partial(window.palette_controller.open, "")) for _ in range(5)]
        print(f"opening: first {times[0]:.1f} ms, then {max(times[1:]):.1f} ms at worst")
        line = window.palette_controller.palette.line
        for words in TYPED:
            line.clear()
            ends = range(1, len(words) + 1)
            letters = [shown(partial(line.setText, words[:end])) for end in ends]
            rows = window.palette_controller.palette.list.items.rowCount()
            print(f"{words!r}: {max(letters):.1f} ms at worst, {rows} rows at the end")
        # Counts that the panels still want would come too late.
        application.processEvents()
        window.close()
        session.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
