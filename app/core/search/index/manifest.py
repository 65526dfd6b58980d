"""The manifest of an index: what is in it, and of which file of which library.

The token is the id of the library with the epoch of its file. Each opening of the library gives it
a new epoch and takes its index along. So the index of a copy, or of a state that was exchanged for
an older one, has a token that the library does not know.
"""

import hashlib
import json
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from app.core.atomic import write_file

_NAME: Final = "manifest.json"


@dataclass(frozen=True, slots=True)
class Manifest:
    """What identifies an index: its format, library and last change, and its files' SHA-256."""

    format: int
    token: str
    number: int
    files: dict[str, str]


def read_manifest(folder: Path) -> Manifest | None:
    """Return the manifest in a folder, None when it is missing or torn."""
    try:
        stored = json.loads((folder / _NAME).read_text(encoding="utf-8"))
        if stored.pop("digest") != _digest(stored):
            return None
        return Manifest(
            int(stored["format"]),
            str(stored["token"]),
            int(stored["number"]),
            dict(stored["files"]),
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return None


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Replace the manifest in a folder; raises OSError."""
    plain = {
        "format": manifest.format,
        "token": manifest.token,
        "number": manifest.number,
        "files": manifest.files,
    }
    write_file(folder / _NAME, json.dumps({**plain, "digest": _digest(plain)}).encode())


def rebind(folder: Path, old: str, new: str, last_change: int) -> None:
    """Let an index follow its library to the next epoch; one of another library stays behind.

    So does one that holds more than the library: that is a copy, made while it was open, from
    before its last changes, and will soon have others with the same numbers.
    """
    manifest = read_manifest(folder)
    if manifest is None or manifest.number > last_change:
        return
    if manifest.token == old != new:
        with suppress(OSError):
            write_manifest(folder, Manifest(manifest.format, new, manifest.number, manifest.files))


def _digest(manifest: dict[str, Any]) -> str:
    """Return the digest of a manifest: a wrong number in it would hide changes forever."""
    return hashlib.sha256(json.dumps(manifest, sort_keys=True).encode()).hexdigest()
