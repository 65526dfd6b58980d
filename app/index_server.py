"""The worker process: it writes the index, so that no writing ever stops the window.

One JSON object a line comes in, one goes out; the process ends when its input does. It never sees
the database: it gets plain data and returns plain data.

    {"do": "status", "folder": …}  →  {"done": "status", "number": n}, 0 without an index
    {"do": "add", "folder": …, "after": n, "entries": […]}  →  {"done": "add"}
    {"do": "commit", "folder": …, "number": n, "parts": [folder, …]}  →  {"done": "commit", …}
    {"do": "remove", "folder": …}  →  {"done": "remove"}

Each request also has the "token" of the library, by which an index of another is known.
What was added can be found after the commit. `after` is the change that the index is thought to
hold; it fails when that is not so, since an index may have been damaged or removed. Parts are
indexes that other workers have written at the same time; they are taken over. A failed request is
answered with {"failed": "add", "error": …}.
"""

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from app.core.search.index.index import IndexFolder, IndexWriting
from app.core.self_command import let_the_window_go_first


def serve() -> int:
    """Answer requests until the window closes the pipe."""
    let_the_window_go_first()
    worker = Worker()
    for request in _requests():
        try:
            answer = worker.answer(request)
        except Exception as error:
            answer = {"failed": request.get("do"), "error": f"{type(error).__name__}: {error}"}
        try:
            # Past Python's buffers, which would complain once more at the end.
            os.write(sys.stdout.fileno(), json.dumps(answer).encode() + b"\n")
        except OSError:
            # The window was killed: nobody waits for an answer.
            break
    return 0


class Worker:
    """Keeps indexes open between the requests that write them."""

    def __init__(self) -> None:
        self._folders: dict[str, IndexFolder] = {}
        self._writing: dict[str, IndexWriting] = {}

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Do what a request asks and return the answer to it."""
        name = request["folder"]
        folder = self._folders.setdefault(name, IndexFolder(Path(name), request.get("token", "")))
        match request["do"]:
            case "status":
                return {"done": "status", "number": folder.number()}
            case "add":
                self._open(name, folder, request["after"]).add(request["entries"])
                return {"done": "add"}
            case "commit":
                writing = self._writing.pop(name)
                for part in request.get("parts", ()):
                    writing.adopt(IndexFolder(Path(part), folder.token))
                writing.commit(request["number"])
                return {"done": "commit", "folder": name, "number": request["number"]}
            case "remove":
                begun = self._writing.pop(name, None)
                if begun is not None:
                    begun.cancel()
                folder.remove()
                return {"done": "remove", "folder": name}
            case unknown:
                raise ValueError(unknown)

    def _open(self, name: str, folder: IndexFolder, after: int) -> IndexWriting:
        writing = self._writing.get(name)
        if writing is None or writing.cancelled:
            if folder.number() != after:
                raise ValueError(f"the index holds {folder.number()} and not {after}")
            writing = self._writing[name] = folder.write()
        return writing


def _requests() -> Iterator[dict[str, Any]]:
    for line in sys.stdin.buffer:
        yield json.loads(line)
