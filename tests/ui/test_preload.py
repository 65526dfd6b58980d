"""What is preloaded: everything the pages need that one would otherwise wait for."""

import json
import subprocess
import sys
from pathlib import Path

# In a process of its own: here everything has been imported by other tests already.
_SCRIPT = """
import json, logging, sys
from pathlib import Path
from app.core.paths import DataFolder
from app.core.workspace import Workspace
from app.ui.application import make_application
from tests.clock import Clock
from app.ui.session.session import Session
from app.ui.window.main_window import MainWindow
from app.ui.window.preload import Preload

class Kept(logging.Handler):
    messages = []
    def emit(self, record):
        self.messages.append(record.getMessage())

def modules():
    return {name for name in sys.modules if name.partition(".")[0] == "app"}

logging.getLogger().addHandler(Kept(logging.WARNING))
application = make_application()
session = Session(Workspace(DataFolder(Path(sys.argv[1])), Clock()))
window = MainWindow(session)
window.show()
window.start()
application.processEvents()
first = modules()
preload = Preload(window)
preload.start()
while not preload.done:
    application.processEvents()
loaded = modules()
opened = {}
for name, page in (("search", "results"), ("import", "importing")):
    window.centre.show_page(getattr(window.centre, page))
    application.processEvents()
    opened[name] = sorted(modules() - loaded)
window.actions_by_name["palette"].trigger()
application.processEvents()
opened["palette"] = sorted(modules() - loaded)
window.close()
session.close()
print(json.dumps({"first": sorted(first), "opened": opened, "warnings": Kept.messages}))
"""
_ROOT = Path(__file__).resolve().parents[2]


def test_pages_open_without_loading_anything_more(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(tmp_path / "data")],
        cwd=_ROOT, capture_output=True, check=False, encoding="utf-8",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["warnings"] == []
    assert answer["opened"] == {"search": [], "import": [], "palette": []}
    # And they are not loaded before the first frame, which looks the same without them.
    pages = {
        "app.ui.search.results_page", "app.ui.importing.import_page", "app.ui.palette.palette",
        "app.core.importing.importer",
    }  # fmt: skip
    assert pages.isdisjoint(answer["first"])
