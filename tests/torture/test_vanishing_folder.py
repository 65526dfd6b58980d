"""A folder that goes while its window is open takes no word along, and nothing takes its place."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT, environment
from tests.torture.vanishing_folder_figures import WAYS

# In a process of its own, which ends as soon as it has answered: a window whose folder went away
# leaves threads behind that another window of the same process should not meet.
_ATTEMPT = (
    "import json, os, sys; from pathlib import Path;"
    "from app.ui.application import make_application; application = make_application();"
    "from tests.torture.vanishing_folder_figures import attempt;"
    "print(json.dumps(attempt(int(sys.argv[1]), Path(sys.argv[2]))), flush=True); os._exit(0)"
)


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.skipif(os.name == "nt", reason="Windows moves no open file")
def test_it_goes_on_when_the_folder_is_back(way: str, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _ATTEMPT, str(WAYS.index(way)), str(tmp_path)],
        capture_output=True, text=True, check=False, cwd=ROOT,
        env={**environment(), "QT_QPA_PLATFORM": "offscreen"},
    )  # fmt: skip
    assert json.loads(done.stdout) == [], done.stderr
