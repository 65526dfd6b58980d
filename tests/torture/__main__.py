"""`make torture`: every module of figures at its full size, one after the other, and the sum.

With names of modules, only those: `python -m tests.torture backup_figures`.
"""

import importlib
import os
import sys
import time
import traceback
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HERE = Path(__file__).parent


def names() -> list[str]:
    """Return the modules of figures, all or those that are named on the command line."""
    found = sorted(
        path.stem for path in HERE.glob("*_figures.py") if not path.stem.startswith("test_")
    )
    return [name for name in found if not sys.argv[1:] or name in sys.argv[1:]]


def main() -> int:
    failed = []
    begin = time.monotonic()
    for name in names():
        since = time.monotonic()
        print(f"\n{name.removesuffix('_figures').replace('_', ' ')}", flush=True)
        try:
            holds = importlib.import_module(f"tests.torture.{name}").figures()
        except Exception:
            traceback.print_exc()
            holds = False
        print(f"      {time.monotonic() - since:.0f} s", flush=True)
        if not holds:
            failed.append(name)
    print(f"\n{(time.monotonic() - begin) / 60:.1f} minutes;", end=" ")
    print(f"not held: {', '.join(failed)}" if failed else "everything held")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
