"""Pack what was built into the files that are handed out, in dist/handed-out.

    python packaging/release.py linux      .tar.xz and .deb
    python packaging/release.py windows    portable zip and installer
    python packaging/release.py            what has been built

With SHA256SUMS of all that lies there. It fails if a file is larger than people with a slow line
should have to download.
"""

import hashlib
import sys
from collections.abc import Callable
from pathlib import Path

from for_linux import pack_for_linux
from for_windows import pack_for_windows
from places import BUILT, BUILT_WINDOWS, HANDED_OUT

LARGEST = 40_000_000
KINDS: dict[str, tuple[Path, Callable[[], list[Path]]]] = {
    "linux": (BUILT, pack_for_linux),
    "windows": (BUILT_WINDOWS, pack_for_windows),
}


def main() -> int:
    """Pack what is asked for; return 1 if a file is too large, 2 if nothing was built for it."""
    wanted = sys.argv[1:] or [kind for kind, (folder, _) in KINDS.items() if folder.is_dir()]
    unknown = [kind for kind in wanted if kind not in KINDS]
    if unknown or not wanted:
        print(__doc__)
        return 2
    too_large = False
    for kind in wanted:
        folder, pack = KINDS[kind]
        if not folder.is_dir():
            print(f"{folder} is missing: build it first.", file=sys.stderr)
            return 2
        try:
            packed = pack()
        except FileNotFoundError as error:
            print(error, file=sys.stderr)
            return 1
        for path in packed:
            size = path.stat().st_size
            print(f"{path.name}: {size / 1e6:.1f} MB", flush=True)
            too_large |= size > LARGEST
    write_sums()
    if too_large:
        print(f"A file is larger than {LARGEST / 1e6:.0f} MB.", file=sys.stderr)
    return int(too_large)


def write_sums() -> None:
    """Write the SHA-256 of every file, in the form that `sha256sum --check` reads."""
    lines = [
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n"
        for path in sorted(HANDED_OUT.iterdir())
        if path.name != "SHA256SUMS"
    ]
    (HANDED_OUT / "SHA256SUMS").write_text("".join(lines), encoding="ascii", newline="\n")


if __name__ == "__main__":
    sys.exit(main())
