"""Writing a pack: summaries as Markdown in one zip, with a manifest of every file's checksum.

The shared highlights and notes are in a JSON file beside each summary. The finished pack is read
back, as the receiver will read it, before it is written to disk.
"""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from pathlib import Path

from app.core.atomic import write_file
from app.core.errors import PackTooLargeError
from app.core.importing.files.formats.pack import FORMAT, MANIFEST, VERSION, read
from app.core.importing.model import FileRefusedError
from app.core.library.model import Summary
from app.core.library.syllabus import Syllabus
from app.core.notes.shared_annotations import SharedAnnotations, clean_name
from app.core.plain_records import to_plain
from app.core.sharing.annotation_collector import AnnotationCollector
from app.core.sharing.summary_markdown import summary_markdown


def collect_annotations(
    collector: AnnotationCollector, *, highlights: bool, notes: bool
) -> dict[str, SharedAnnotations]:
    """Return what is shared with each summary, by its id; raises PackTooLargeError."""
    try:
        return collector.collect_annotations(highlights=highlights, notes=notes)
    except ValueError as error:
        raise PackTooLargeError from error


def write_pack(
    path: Path,
    summaries: Iterable[Summary],
    syllabus: Syllabus,
    sender: str,
    moment: datetime,
    enclosures: Mapping[str, SharedAnnotations] | None = None,
) -> int:
    """Write a pack and return how many summaries it holds; the file is complete or not there.

    `enclosures` are the highlights and notes to share, by the id of their summary; no others are.
    Raises OSError when the file cannot be written, PackTooLargeError when nobody could read it.
    """
    files: dict[str, bytes] = {}
    entries = []
    for summary in summaries:
        content = summary_markdown(summary, syllabus).encode()
        entry = _entry(f"summaries/{summary.id}.md", content, files)
        enclosed = (enclosures or {}).get(summary.id)
        if enclosed is not None:
            written = json.dumps(to_plain(enclosed), ensure_ascii=False, indent=1).encode()
            entry["notebook"] = _entry(f"notebook/{summary.id}.json", written, files)
        entries.append(entry)
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "sender": clean_name(sender),
        "created_at": moment.isoformat(timespec="seconds"),
        "summaries": entries,
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        files = {MANIFEST: json.dumps(manifest, ensure_ascii=False, indent=1).encode(), **files}
        for name, content in files.items():
            out.writestr(_zip_entry(name, moment), content)
    data = stream.getvalue()
    try:
        read(data)
    except FileRefusedError as error:
        raise PackTooLargeError from error
    write_file(path, data)
    return len(entries)


def _zip_entry(name: str, moment: datetime) -> zipfile.ZipInfo:
    """Return the place of a file in the zip, dated by `moment` in UTC and not by the machine.

    A zip knows no year before 1980, where a machine's clock starts again when its battery is dead.
    """
    at = moment.astimezone(UTC)
    year = min(max(at.year, 1980), 2107)
    entry = zipfile.ZipInfo(name, (year, at.month, at.day, at.hour, at.minute, at.second))
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    return entry


def _entry(name: str, content: bytes, files: dict[str, bytes]) -> dict[str, object]:
    """Put a file into the pack and return its entry for the manifest."""
    files[name] = content
    return {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
