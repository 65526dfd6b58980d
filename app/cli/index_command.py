"""`bayaz index rebuild|status`."""

import argparse
import time

from app.cli.indexing import catch_up
from app.cli.output import print_json, print_lines
from app.core.search.index.index import IndexFolder
from app.core.workspace import Workspace


def run(arguments: argparse.Namespace, workspace: Workspace) -> int:
    """Rebuild the search index, or report its state."""
    folder = IndexFolder(workspace.index_folder, workspace.index_token)
    took = None
    if arguments.verb == "rebuild":
        began = time.perf_counter()
        folder.remove()
        folder = catch_up(workspace)
        took = round(time.perf_counter() - began, 2)
    manifest = folder.manifest()
    usable = manifest is not None and folder.open() is not None
    number = manifest.number if manifest and usable else 0
    next_one = workspace.pending(number, 1)
    answer = {
        "usable": usable,
        "up_to_date": usable and number == workspace.last_change(),
        "pending": next_one.remaining + bool(next_one.entries),
        "bytes": folder.size() if usable else 0,
        "took_s": took,
    }
    if arguments.json:
        print_json(answer)
    else:
        state = "up to date" if answer["up_to_date"] else "out of date; the next search updates it"
        print_lines([f"The search index is {state if usable else 'not built yet'}."])
    return 0
