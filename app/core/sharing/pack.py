"""Writing a pack: summaries as Markdown in one zip, with a manifest that vouches for each file."""

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from app.core.atomic import write_file
from app.core.importing.formats.pack import FORMAT, MANIFEST, VERSION
from app.core.library.model import Summary
from app.core.library.syllabus import Syllabus
from app.core.sharing.markdown_form import summary_markdown


def write_pack(
    path: Path, summaries: Iterable[Summary], syllabus: Syllabus, sender: str, moment: datetime
) -> int:
    """Write a pack and return how many summaries it holds; the file is whole or not there.

    Raises OSError when it cannot be written.
    """
    files = {
        f"summaries/{summary.id}.md": summary_markdown(summary, syllabus).encode()
        for summary in summaries
    }
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "sender": sender,
        "created_at": moment.isoformat(timespec="seconds"),
        "summaries": [
            {"file": name, "sha256": hashlib.sha256(content).hexdigest()}
            for name, content in files.items()
        ],
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(MANIFEST, json.dumps(manifest, ensure_ascii=False, indent=1))
        for name, content in files.items():
            out.writestr(name, content)
    write_file(path, stream.getvalue())
    return len(files)
