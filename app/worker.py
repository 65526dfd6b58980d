"""The worker process: it writes the index, so that no writing ever stops the window.

One JSON object a line comes in, one goes out; the process ends when its input does. It never sees
the database: it gets plain data and returns plain data.

    {"do": "apply", "folder": …, "entries": […], "number": n}  →  {"done": "apply", "number": n}
    {"do": "status", "folder": …}  →  {"done": "status", "number": n}, null without an index
    {"do": "remove", "folder": …}  →  {"done": "remove"}

A failed request is answered with {"failed": "apply", "error": …}.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.core.search.index import IndexFolder


def serve() -> int:
    """Answer requests until the window closes the pipe."""
    folders: dict[str, IndexFolder] = {}
    for request in _requests():
        try:
            answer = _answer(request, folders)
        except Exception as error:
            answer = {"failed": request.get("do"), "error": f"{type(error).__name__}: {error}"}
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()
    return 0


def _requests() -> Iterator[dict[str, Any]]:
    for line in sys.stdin.buffer:
        yield json.loads(line)


def _answer(request: dict[str, Any], folders: dict[str, IndexFolder]) -> dict[str, Any]:
    name = request["folder"]
    folder = folders.setdefault(name, IndexFolder(Path(name)))
    match request["do"]:
        case "apply":
            folder.apply(request["entries"], request["number"])
            return {"done": "apply", "number": request["number"]}
        case "status":
            manifest = folder.manifest()
            usable = manifest is not None and folder.open() is not None
            return {"done": "status", "number": manifest.number if manifest and usable else None}
        case "remove":
            folder.remove()
            return {"done": "remove"}
        case unknown:
            raise ValueError(unknown)
