"""A file to a document: its format is known by its first bytes, and only then by its name."""

import re
import stat
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Final

from app.core.importing.files.encodings import decode
from app.core.importing.files.extensions import PAGE, SUFFIXES, TABLE, ZIPPED
from app.core.importing.files.formats import chat
from app.core.importing.files.formats.unreadable import unreadable, unreadable_package
from app.core.importing.model import Document, FileRefusedError, Part
from app.core.importing.refusal import Refusal

if TYPE_CHECKING:
    from app.core.importing.files.formats.zipped import TolerantZip

MAX_BYTES: Final = 64_000_000

_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ZIP: Final = b"PK\x03\x04"
# A zip may be in a zip, as one that is sent by mail is, but not in a third.
_OUTSIDE: Final = 0
_MOST_ZIPS: Final = 2
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

    Raises FileRefusedError: TOO_LARGE, UNREADABLE, NOT_TEXT, what the file is if it is of a kind
    that cannot be read, or what the format's own reader refuses.
    """
    try:
        # A device or a pipe may never end.
        if not stat.S_ISREG(path.stat().st_mode):
            raise FileRefusedError(Refusal.UNREADABLE)
        with path.open("rb") as stream:
            data = stream.read(MAX_BYTES + 1)
            if len(data) > MAX_BYTES and data.startswith(_ZIP):
                # A chat with its films; no more of it is read than its texts.
                return _read_zip(stream, path.suffix.lower(), _OUTSIDE)
    except (OSError, ValueError) as error:
        raise FileRefusedError(Refusal.UNREADABLE) from error
    if len(data) > MAX_BYTES:
        raise FileRefusedError(Refusal.TOO_LARGE)
    return _read(data, path.suffix.lower(), _OUTSIDE)


def _read(data: bytes, suffix: str, depth: int) -> Document:
    """Return the text of a file; `depth` is how many zips it is in."""
    if data.startswith(_ZIP):
        return _read_zip(data, suffix, depth)
    return _reader(data, suffix)(data)


def _reader(data: bytes, suffix: str) -> Callable[[bytes], Document]:
    """Return the function that reads these bytes; its libraries load when they are first needed."""
    opening = data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t")
    if data[:1024].lstrip().startswith(b"%PDF"):
        from app.core.importing.files.formats import pdf

        return pdf.read
    if refusal := unreadable(data):
        raise FileRefusedError(refusal)
    if opening.startswith(b"{\\rtf"):
        from app.core.importing.files.formats.office import rtf

        return rtf.read
    if opening.startswith(b"<") and b"<office:document" in data[:2000]:
        from app.core.importing.files.formats.office import odt

        return odt.read_flat
    if suffix in PAGE or _PAGE_OPENING.match(data[:_OPENING].decode("latin-1")):
        from app.core.importing.files.formats import html

        return html.read
    if suffix in TABLE:
        return _read_json if suffix.startswith(".json") else _read_csv
    return _read_text


def _read_zip(data: bytes | IO[bytes], suffix: str, depth: int) -> Document:
    """Return the text of what is a zip inside: a document, a book, a pack, or a zip of files."""
    from app.core.importing.files.formats import archive, epub, pack
    from app.core.importing.files.formats.zipped import TolerantZip

    opened = TolerantZip(data)
    if refusal := unreadable_package(opened.names):
        raise FileRefusedError(refusal)
    document = _read_office(opened)
    if document:
        return document
    if epub.is_book(opened, suffix):
        return epub.read(opened)
    if pack.MANIFEST in opened.names and isinstance(data, bytes):
        return pack.read(data)
    if suffix in ZIPPED:
        raise FileRefusedError(Refusal.DAMAGED)
    if depth == _MOST_ZIPS:
        raise FileRefusedError(Refusal.OTHER_ARCHIVE)

    def read_one(inner: bytes, name: str) -> Document:
        return _read(inner, PurePosixPath(name).suffix.lower(), depth + 1)

    return archive.read(opened, read_one)


def _read_office(opened: "TolerantZip") -> Document | None:
    """Return the text of an office program's file; None if it is none."""
    from app.core.importing.files.formats.office import docx, odt
    from app.core.importing.files.formats.office.word_package import WordPackage

    if odt.is_open_document(opened):
        return odt.read(opened)
    package = WordPackage(opened)
    return docx.read(package) if package.main else None


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
