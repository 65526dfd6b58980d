"""The notices of everything inside the program that others have written.

Read from the metadata of the packages that are installed where the program is built, so that they
name the versions that are really inside; Python, Qt, fonts, icons and words beside them.
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

from places import HERE, ROOT

LICENCE_FILE = re.compile(r"(?:licen[cs]e|copying|notice|authors)", re.IGNORECASE)
RULE = "=" * 78

PYTHON = """\
Python {version}
Copyright (c) 2001 Python Software Foundation; All Rights Reserved.
Licence: Python Software Foundation License Version 2, https://docs.python.org/3/license.html
With it come, each under its own licence named there: SQLite (public domain), OpenSSL (Apache 2.0),
Expat (MIT), libffi (MIT), zlib (zlib), bzip2 (BSD-like), xz (0BSD), and Microsoft's C and C++
runtime on Windows.
"""
QT = """\
Qt {version}
Copyright (c) The Qt Company Ltd. and other contributors.
Licence: GNU Lesser General Public License version 3, https://www.gnu.org/licenses/lgpl-3.0.html
Bayaz uses Qt unchanged, as libraries of their own in the folder of the program: you may replace
them by another build of Qt. Source: https://download.qt.io/official_releases/qt/
"""
ON_LINUX = """\
System libraries of Debian or Ubuntu that lie in the folder of the program on Linux
Unchanged, each under the licence in /usr/share/doc/PACKAGE/copyright of its package; source:
https://sources.debian.org
"""


def notices() -> str:
    """Return the notices as one text."""
    parts = ["Bayaz contains the work of others, with thanks.\n", PYTHON.format(version=python())]
    parts.append(QT.format(version=distribution("PySide6-Essentials").version))
    if sys.platform == "linux":
        parts.append(ON_LINUX)
    parts += [of_package(package) for package in inside()]
    for place in ("resources/fonts", "resources/icons", "resources/words"):
        parts += [
            f"{path.relative_to(ROOT).as_posix()}\n\n{path.read_text(encoding='utf-8')}"
            for path in sorted((ROOT / place).iterdir())
            if path.name.startswith(("OFL", "LICENSE", "README", "SCOWL"))
        ]
    return f"\n{RULE}\n".join(part.rstrip() + "\n" for part in parts)


def python() -> str:
    """Return the version of Python that is put inside."""
    return sys.version.split()[0]


def inside() -> Iterator[Distribution]:
    """Yield the packages that are installed of those that the program needs.

    PyInstaller's own start-up code is inside, too.
    """
    locked = (HERE / "locks" / "run.txt").read_text(encoding="utf-8")
    names = re.findall(r"^([A-Za-z0-9_.-]+)==", locked, re.MULTILINE)
    for name in [*names, "pyinstaller"]:
        try:
            yield distribution(name)
        except PackageNotFoundError:
            # Locked for other systems than this one.
            continue


def of_package(package: Distribution) -> str:
    """Return what a package says of itself and of those who wrote it."""
    about = package.metadata
    licence = about.get("License-Expression") or about.get("License") or "see below"
    lines = [f"{about['Name']} {package.version}", f"Licence: {licence.strip()}"]
    lines += [about[key] for key in ("Home-page", "Author", "Author-email") if about.get(key)]
    for file in sorted(package.files or [], key=str):
        if LICENCE_FILE.match(file.name) and ".dist-info" in str(file) and file.suffix != ".py":
            path = Path(str(file.locate()))
            if path.is_file():
                lines += ["", path.read_text(encoding="utf-8", errors="replace").rstrip()]
    return "\n".join(lines)
