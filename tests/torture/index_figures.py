"""The index damaged, hostile, and killed while it is built: tests 21 and 22 of reliability.

The tests of the search do that, a few times in the suite; here they do it as often as is wanted.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

from tests.torture.figures import Table

_ROOT = Path(__file__).parents[2]
_TESTS = "tests/core/search/test_hostile_index.py"
_ROWS = (
    ("21", "damages of the index that were not noticed, or gave other answers", "no_damage"),
    ("21", "damages that a manifest vouches for, and lying sizes", "vouches or lie_about"),
    ("21", "foreign indexes that ran something", "foreign_index"),
    ("22", "writers killed: the index is whole or made anew", "killed_worker"),
)


def run(chosen: str, *, thorough: bool) -> tuple[bool, str]:
    """Run some of the tests; return whether they passed, and what they counted."""
    environment = {name: one for name, one in os.environ.items() if name != "BAYAZ_THOROUGH"}
    if thorough:
        environment["BAYAZ_THOROUGH"] = "1"
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-s", "-p", "no:xdist", "-p", "no:randomly",
         "--timeout", "600", _TESTS, "-k", chosen],
        check=False, cwd=_ROOT, env=environment, capture_output=True, text=True,
    )  # fmt: skip
    counted = re.findall(r"^\d+ (?:damages|vouched|kills).*", done.stdout, re.MULTILINE)
    passed = re.findall(r"\d+ (?:passed|failed)[^\n]*?(?=,| in)", done.stdout)
    return done.returncode == 0, "; ".join([*counted, *passed])


def figures(*, thorough: bool = True) -> bool:
    """Print what was found of each; return whether all hold."""
    table = Table()
    for number, what, chosen in _ROWS:
        held, counted = run(chosen, thorough=thorough)
        table.add(number, what, "0", f"{'0' if held else 'some'} ({counted})", holds=held)
    return table.holds


if __name__ == "__main__":
    figures()
