"""The log: one small rotating file in the data folder, and nothing on the network."""

import logging
from logging.handlers import RotatingFileHandler
from pathlib import Path

_FORMAT = "%(asctime)s %(levelname)s %(name)s: %(message)s"


def start_log(folder: Path) -> None:
    """Send the program's log to `folder`; a folder that cannot be written is let be."""
    root = logging.getLogger("app")
    root.setLevel(logging.INFO)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            folder / "bayaz.log", maxBytes=512_000, backupCount=2, encoding="utf-8", delay=True
        )
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
