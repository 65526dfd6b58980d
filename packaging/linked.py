"""The Debian packages that the program needs on Linux, found from the libraries it is linked to."""

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

NEEDED = re.compile(r"\(NEEDED\).*\[(.+)\]")
GLIBC = re.compile(r"\bGLIBC_(\d+)\.(\d+)\b")
# Packages that have another name on Ubuntu since their time counts in 64 bits.
SUFFIX_OF_64_BIT_TIME = "t64"


def depends(folder: Path) -> str:
    """Return the line Depends for everything that is linked and not in the folder itself."""
    binaries = [path for path in folder.rglob("*") if is_binary(path)]
    inside = {path.name for path in folder.rglob("*")}
    wanted = {name for path in binaries for name in NEEDED.findall(readelf("-d", path))}
    packages = {package_of(name) for name in wanted - inside}
    lines = [f"libc6 (>= {oldest_glibc(binaries)})"]
    for package in sorted(packages - {"libc6"}):
        renamed = package.endswith(SUFFIX_OF_64_BIT_TIME)
        either = f"{package} | {package.removesuffix(SUFFIX_OF_64_BIT_TIME)}"
        lines.append(either if renamed else package)
    return ", ".join(lines)


def is_binary(path: Path) -> bool:
    """Return whether a file is a program or library of Linux, and no link to one."""
    if path.is_symlink() or not path.is_file():
        return False
    with path.open("rb") as stream:
        return stream.read(4) == b"\x7fELF"


def oldest_glibc(binaries: Iterable[Path]) -> str:
    """Return the version of the C library without which one of these does not start."""
    found = {
        (int(major), int(minor))
        for path in binaries
        for major, minor in GLIBC.findall(readelf("-V", path))
    }
    return ".".join(map(str, max(found)))


def package_of(library: str) -> str:
    """Return the installed package that a library belongs to.

    Raises LookupError where none does: it must be put inside then, or installed.
    """
    done = subprocess.run(
        ["dpkg", "-S", f"*/{library}"], check=False, capture_output=True, text=True
    )
    # libc's are found at /lib/… or /usr/lib/…; the package is the same.
    found = {line.split(":")[0] for line in done.stdout.splitlines() if "diversion" not in line}
    found = {package for package in found if not package.endswith(("-dev", "-cross"))}
    if not found:
        raise LookupError(f"no installed package has {library}")
    return min(found, key=lambda name: (not name.startswith("lib"), name))


def readelf(option: str, path: Path) -> str:
    """Return what binutils' readelf says about a file."""
    return subprocess.run(
        ["readelf", option, "-W", str(path)], check=False, capture_output=True, text=True,
        env={"LC_ALL": "C", "PATH": "/usr/bin:/bin"},
    ).stdout  # fmt: skip
