"""Start, memory, opening and searching with 1,000 summaries, beside an empty window of Qt.

Both sides run in turn, five times each; medians and their ratio are printed. Timings decide no
test: they depend on the machine, the ratio much less.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(HERE))

from _corpus import fill, folder_in

ROUNDS = 5
COUNT = 1_000


def measure(script: str, *words: str) -> dict[str, float]:
    """Run a script in a separate process and return what it measured."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    # Compiled modules are kept, as they are wherever the program is installed.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = os.environ["BAYAZ_CACHE"]
    # This clock is the same for all processes, and no change of the date reaches it.
    environment["BENCH_BEGAN"] = str(time.monotonic())
    done = subprocess.run(
        [sys.executable, str(HERE / script), *words],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def main() -> None:
    """Fill a library, measure both sides, print a table."""
    with tempfile.TemporaryDirectory() as place:
        os.environ["BAYAZ_CACHE"] = str(Path(place) / "cache")
        began = time.perf_counter()
        fill(folder_in(Path(place)), COUNT)
        print(f"{COUNT} summaries stored in {time.perf_counter() - began:.1f} s")
        data = str(folder_in(Path(place)).root)
        measure("_bayaz_window.py", data)  # the first run builds the index
        empty, bayaz = [], []
        for _ in range(ROUNDS):
            empty.append(measure("_empty_window.py"))
            bayaz.append(measure("_bayaz_window.py", data))

    def median(runs: list[dict[str, float]], name: str) -> float:
        return statistics.median(run[name] for run in runs)

    platform = os.environ.get("QT_QPA_PLATFORM") or "the display"
    print(f"medians of {ROUNDS} runs on {platform}")
    base, base_memory = median(empty, "mapped"), median(empty, "memory")
    print(f"{'':28}{'empty':>9}{'Bayaz':>9}{'ratio':>8}{'goal':>8}")
    for label, name, ground, goal in (
        ("window mapped, ms", "mapped", base, 1.9),
        ("window usable, ms", "usable", base, 2.5),
        ("memory, MB", "memory", base_memory, 2),
    ):
        value = median(bayaz, name)
        print(f"{label:28}{ground:9.0f}{value:9.0f}{value / ground:8.2f}{'≤ ' + str(goal):>8}")
    for label, name in (
        ("a summary opened p50, ms", "open_p50"),
        ("a summary opened p95, ms", "open_p95"),
        ("a query answered p50, ms", "query_p50"),
        ("a query answered p95, ms", "query_p95"),
        ("memory after reading, MB", "memory_later"),
    ):
        print(f"{label:28}{'':9}{median(bayaz, name):9.1f}")


main()
