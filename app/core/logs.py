"""The log: one small file in the data folder and the one before it; nothing is sent anywhere."""

import logging
from pathlib import Path

_MAX_BYTES = 512_000
_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start_log(folder: Path) -> None:
    """Write the program's log to `folder`; without a log if that cannot be written."""
    root = logging.getLogger("app")
    root.setLevel(logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "bayaz.log"
        if path.exists() and path.stat().st_size > _MAX_BYTES:
            path.replace(folder / "bayaz.1.log")
        handler = logging.FileHandler(path, encoding="utf-8", errors="backslashreplace", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter(_FORMAT))
    root.addHandler(handler)


def stop_log() -> None:
    """Close the log file, so that its folder can be moved or removed."""
    root = logging.getLogger("app")
    for handler in list(root.handlers):
        root.removeHandler(handler)
        handler.close()
