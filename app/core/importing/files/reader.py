"""A file to a document: its format is known by its first bytes, and only then by its name."""

import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Final

from app.core.importing.files.encodings import decode
from app.core.importing.files.extensions import PAGE, SUFFIXES, TABLE
from app.core.importing.files.formats import chat
from app.core.importing.model import Document, FileRefusedError, Part
from app.core.importing.refusal import Refusal

MAX_BYTES: Final = 64_000_000

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_OLD_OFFICE: Final = b"\xd0\xcf\x11\xe0"
_OPENING: Final = 1024
# A page's first tag, behind comments of the browser that saved it; or the head of a page saved in
# one file, which is a letter.
_PAGE_OPENING: Final = re.compile(
    r"(?:ï»¿)?\s{0,99}(?:(?:<\?xml[^>]{0,200}\?>|<!--[^>]{0,400}-->)\s{0,99}){0,4}"
    r"(?:<!doctype\s{1,9}html|<html[\s>])|from:\s{0,3}<?saved by|mime-version:",
    re.IGNORECASE,
)


def read_document(path: Path) -> Document:
    """Return the text of a file of any format that Bayaz knows.

    Raises FileRefusedError: TOO_LARGE, UNREADABLE, OLD_WORD, NOT_TEXT, or what the format's own
    reader refuses.
    """
    try:
        # A device or a pipe may never end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileRefusedError(Refusal.UNREADABLE)
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        raise FileRefusedError(Refusal.UNREADABLE) from error
    if len(data) > MAX_BYTES:
        raise FileRefusedError(Refusal.TOO_LARGE)
    return _reader(data, path.suffix.lower())(data)


def _reader(data: bytes, suffix: str) -> Callable[[bytes], Document]:
    """Return the function that reads these bytes; its libraries load when they are first needed."""
    if data[:1024].lstrip().startswith(b"%PDF"):
        from app.core.importing.files.formats import pdf

        return pdf.read
    if data.startswith(b"PK\x03\x04"):
        return _zip_reader(data)
    if data.startswith(_OLD_OFFICE):
        raise FileRefusedError(Refusal.OLD_WORD)
    if suffix in PAGE or _PAGE_OPENING.match(data[:_OPENING].decode("latin-1")):
        from app.core.importing.files.formats import html

        return html.read
    if suffix in TABLE:
        return _read_json if suffix.startswith(".json") else _read_csv
    return _read_text


def _zip_reader(data: bytes) -> Callable[[bytes], Document]:
    from app.core.importing.files.formats import docx, epub, pack
    from app.core.importing.files.formats.zipped import SafeZip

    names = SafeZip(data).names
    if "word/document.xml" in names:
        return docx.read
    if "META-INF/container.xml" in names:
        return epub.read
    if pack.MANIFEST in names:
        return pack.read
    raise FileRefusedError(Refusal.NOT_TEXT)


def _read_csv(data: bytes) -> Document:
    from app.core.importing.files.formats import table

    return table.read_csv(decode(data))


def _read_json(data: bytes) -> Document:
    from app.core.importing.files.formats import table

    return table.read_json(decode(data))


def _read_text(data: bytes) -> Document:
    return document_of(decode(data))


def document_of(text: str) -> Document:
    """Return a text as a document: the messages of a chat, a page's source, or else one part."""
    # Half of a character pair, which a clipboard can hold, can neither be shown nor stored.
    text = _LONE_SURROGATE.sub("", text)
    if text.lstrip("\ufeff \r\n\t").startswith("<"):
        from app.core.importing.files.formats.web import page

        if page.looks_like_page(text):
            return page.read_page(text)
    if chat.is_chat(text):
        document = chat.read(text)
        if document.parts:
            return document
    return Document((Part(text),))


def files_in(folder: Path) -> list[Path]:
    """Return every file below a folder that may hold summaries, by name; links are not followed."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file() and not path.is_symlink()
    )
