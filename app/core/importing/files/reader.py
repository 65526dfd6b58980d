"""A file to a document: its format is known by its first bytes, and only then by its name."""

import re
import stat
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from typing import IO, TYPE_CHECKING, Final

from app.core.importing.files.extensions import PAGE, SUFFIXES, TABLE, ZIPPED
from app.core.importing.files.formats import chat
from app.core.importing.files.formats.unreadable import unreadable, unreadable_package
from app.core.importing.model import Document, FileRefusedError, Part
from app.core.importing.refusal import Refusal

if TYPE_CHECKING:
    from app.core.importing.files.formats.zipped import TolerantZip

# A compilation of a thousand pages has five million characters, a PDF of it perhaps ten times that.
MAX_TEXT_BYTES: Final = 16_000_000
MAX_BYTES: Final = 64_000_000

# What Windows wrote in English and in Urdu before UTF-8.
_OLDER_ENCODINGS: Final = ("cp1252", "cp1256", "mac_roman")
_UTF16: Final = (b"\xff\xfe", b"\xfe\xff")
_LONE_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_ZIP: Final = b"PK\x03\x04"
# A zip may be in a zip, as one that is sent by mail is, but not in a third.
_OUTSIDE: Final = 0
_MOST_ZIPS: Final = 2
_PAGE_OPENINGS: Final = (b"<!doctype html", b"<html")


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
    if suffix in PAGE or opening[:200].lower().startswith(_PAGE_OPENINGS):
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
    """Return a text as a document: the messages of a chat, or else one part."""
    # Half of a character pair, which a clipboard can hold, can neither be shown nor stored.
    text = _LONE_SURROGATE.sub("", text)
    if chat.is_chat(text):
        document = chat.read(text)
        if document.parts:
            return document
    return Document((Part(text),))


def decode(data: bytes) -> str:
    """Return bytes as text; raises FileRefusedError: TOO_LARGE, or NOT_TEXT."""
    if len(data) > MAX_TEXT_BYTES:
        raise FileRefusedError(Refusal.TOO_LARGE)
    if data.startswith(_UTF16):
        return data.decode("utf-16", errors="replace")
    if b"\x00" in data[:4096]:
        raise FileRefusedError(Refusal.NOT_TEXT)
    text = data.decode("utf-8-sig", errors="replace")
    wrong = text.count("\ufffd")
    if not wrong or _is_damaged_utf8(text, wrong):
        return text
    from charset_normalizer import from_bytes

    best = from_bytes(data, cp_isolation=list(_OLDER_ENCODINGS)).best()
    if best is None:
        raise FileRefusedError(Refusal.NOT_TEXT)
    return str(best)


def _is_damaged_utf8(text: str, wrong: int) -> bool:
    """Return whether a text is UTF-8 with a few broken bytes, going by the rest of it.

    In an older encoding hardly any letter above ASCII happens to be valid UTF-8.
    """
    right = sum(char > "\x7f" for char in text) - wrong
    return right > wrong or (right > 0 and wrong <= max(4, len(text) // 1000))


def files_in(folder: Path) -> list[Path]:
    """Return every file below a folder that may hold summaries, by name; links are not followed."""
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES and path.is_file() and not path.is_symlink()
    )
