"""Packs of a friend to text: a zip of summaries in Markdown, each checked by its manifest."""

import hashlib
import json
from typing import Any, Final

from app.core.importing.document import Document, FileRefusedError, Part
from app.core.importing.formats.zipped import SafeZip
from app.core.importing.refusal import Refusal

FORMAT: Final = "bayaz-pack"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
_LONGEST_NAME: Final = 80


def read(data: bytes) -> Document:
    """Return the summaries of a pack; raises FileRefusedError when any of them was altered."""
    pack = SafeZip(data)
    manifest = _manifest(pack.read(MANIFEST))
    parts = []
    for entry in manifest["summaries"]:
        content = pack.read(str(entry["file"]))
        if hashlib.sha256(content).hexdigest() != entry["sha256"]:
            raise FileRefusedError(Refusal.DAMAGED)
        parts.append(Part(content.decode("utf-8", "replace"), str(entry["file"])))
    sender = " ".join(str(manifest.get("sender") or "").split())[:_LONGEST_NAME]
    return Document(tuple(parts), rows=True, sender=sender or None)


def _manifest(data: bytes) -> dict[str, Any]:
    try:
        stored = json.loads(data)
        whole = stored["format"] == FORMAT and all(
            set(entry) >= {"file", "sha256"} for entry in stored["summaries"]
        )
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise FileRefusedError(Refusal.DAMAGED) from error
    if not whole:
        raise FileRefusedError(Refusal.DAMAGED)
    if not isinstance(stored.get("version"), int) or stored["version"] > VERSION:
        raise FileRefusedError(Refusal.NEWER_PACK)
    found: dict[str, Any] = stored
    return found
