"""Packs to text: a zip of summaries in Markdown, each file checked against the manifest.

Beside a summary may be one more file, with its highlights and notes as JSON.
"""

import hashlib
import json
import re
from dataclasses import replace
from typing import Any, Final

from app.core.importing.files.formats.zipped import SafeZip
from app.core.importing.model import Document, FileRefusedError, Part
from app.core.importing.refusal import Refusal
from app.core.notes.shared_annotations import SharedAnnotations, clean_name
from app.core.plain_records import from_plain

FORMAT: Final = "bayaz-pack"
VERSION: Final = 1
MANIFEST: Final = "manifest.json"
_SUMMARY: Final = re.compile(r"summaries/[A-Za-z0-9-]{1,64}\.md")
_ENCLOSURE: Final = re.compile(r"notebook/[A-Za-z0-9-]{1,64}\.json")
# What a reader has written in a whole library stays below these limits.
_MOST_BYTES: Final = 4_000_000
_MOST_RECORDS: Final = 50_000


def read(data: bytes) -> Document:
    """Return the summaries of a pack, with the highlights and notes beside them.

    Raises FileRefusedError: DAMAGED when any file was altered, NEWER_PACK, HOSTILE.
    """
    pack = SafeZip(data)
    manifest = _manifest(pack.read(MANIFEST))
    sender = clean_name(str(manifest.get("sender") or ""))
    parts: list[Part] = []
    names: set[str] = set()
    records = 0
    for entry in manifest["summaries"]:
        content = _checked(pack, entry, _SUMMARY, names)
        shared = None
        if entry.get("notebook") is not None:
            shared = _shared_annotations(
                _checked(pack, entry["notebook"], _ENCLOSURE, names), sender
            )
            records += len(shared.highlights) + len(shared.notes)
        parts.append(
            Part(content.decode("utf-8", "replace"), str(entry["file"]), shared_annotations=shared)
        )
        if records > _MOST_RECORDS:
            raise FileRefusedError(Refusal.HOSTILE)
    return Document(tuple(parts), rows=True, sender=sender or None)


def _checked(pack: SafeZip, entry: Any, allowed: re.Pattern[str], names: set[str]) -> bytes:
    """Return a file of a pack if it matches its manifest's entry; no file may be named twice."""
    if not isinstance(entry, dict) or not isinstance(entry.get("file"), str):
        raise FileRefusedError(Refusal.DAMAGED)
    name = entry["file"]
    if not allowed.fullmatch(name) or name in names:
        raise FileRefusedError(Refusal.DAMAGED)
    names.add(name)
    content = pack.read(name)
    if hashlib.sha256(content).hexdigest() != entry.get("sha256"):
        raise FileRefusedError(Refusal.DAMAGED)
    return content


def _shared_annotations(data: bytes, sender: str) -> SharedAnnotations:
    if len(data) > _MOST_BYTES:
        raise FileRefusedError(Refusal.HOSTILE)
    try:
        return replace(from_plain(SharedAnnotations, json.loads(data)), sender=sender)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise FileRefusedError(Refusal.DAMAGED) from error


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
