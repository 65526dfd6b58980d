"""Books in EPUB to text: one part for each chapter, in reading order."""

from pathlib import PurePosixPath
from posixpath import normpath
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from app.core.importing.files.formats.html import text_of_html
from app.core.importing.files.formats.zipped import SafeZip
from app.core.importing.model import Document, FileRefusedError, Part
from app.core.importing.refusal import Refusal

_CONTAINER: Final = "META-INF/container.xml"
_OPF: Final = "{http://www.idpf.org/2007/opf}"
_PAGES: Final = ("application/xhtml+xml", "text/html")


def read(data: bytes) -> Document:
    """Return the chapters of an EPUB; raises FileRefusedError: DAMAGED, HOSTILE."""
    book = SafeZip(data)
    root = fromstring_safely(book.read(_CONTAINER))
    opf = next((e.get("full-path", "") for e in root.iter() if e.tag.endswith("rootfile")), "")
    package = fromstring_safely(book.read(opf))
    folder = PurePosixPath(opf).parent
    pages = {
        item.get("id"): normpath(str(folder / unquote(item.get("href", ""))))
        for item in package.iter(f"{_OPF}item")
        if item.get("media-type") in _PAGES
    }
    names = [pages[ref.get("idref")] for ref in package.iter(f"{_OPF}itemref")
             if ref.get("idref") in pages]  # fmt: skip
    return Document(tuple(Part(text_of_html(book.read(name)), name) for name in names))


def fromstring_safely(data: bytes) -> Element:
    """Return the root of an XML file without a document type; raises FileRefusedError: DAMAGED."""
    try:
        return fromstring(data, forbid_dtd=True)
    except Exception as error:
        # The parser's own errors, defusedxml's refusals, encodings that do not exist.
        raise FileRefusedError(Refusal.DAMAGED) from error
