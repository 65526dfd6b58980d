"""Where the builds lie, and what every file that is handed out is called."""

import os
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HERE = ROOT / "packaging"
DIST = ROOT / "dist"
BUILD = ROOT / "build"
ICONS = BUILD / "icons"
# Side by side, since both can be made on one machine: the one for Windows under Wine.
BUILT = DIST / "bayaz"
BUILT_WINDOWS = DIST / "windows" / "bayaz"
HANDED_OUT = DIST / "handed-out"

NOTICES = "THIRD-PARTY-NOTICES.txt"
DESCRIPTION = "An offline reader and notebook for aspirants of Pakistan's CSS examination"
MAINTAINER = "The Bayaz project <bayaz@project.invalid>"


def built() -> Path:
    """Return the folder of this system's build."""
    return BUILT_WINDOWS if os.name == "nt" else BUILT


def version() -> str:
    """Return the version of the program, without importing it."""
    text = (ROOT / "app" / "__init__.py").read_text(encoding="utf-8")
    found = re.search(r'__version__ = "([^"]+)"', text)
    if found is None:
        raise ValueError("app/__init__.py names no version")
    return found[1]


def moment() -> int:
    """Return the time that packed files carry: the same for the same source.

    SOURCE_DATE_EPOCH names it; without it, it is the first second that a zip can hold.
    """
    return int(os.environ.get("SOURCE_DATE_EPOCH", "315532800"))
