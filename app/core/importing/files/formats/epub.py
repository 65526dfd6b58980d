"""Books in EPUB to text: one part for each chapter, in reading order."""

from dataclasses import replace
from typing import Final

from app.core.importing.files.formats.book_package import PAGE_SUFFIXES, BookPackage, Chapter
from app.core.importing.files.formats.html import text_of_html
from app.core.importing.files.formats.loose_xml import all_named, attribute, parse_xml
from app.core.importing.files.formats.zipped import TolerantZip
from app.core.importing.model import Document, Fields, FileRefusedError, Part
from app.core.importing.refusal import Refusal
from app.core.library.model import DraftWarning, WarningKind

_LOCK: Final = "meta-inf/encryption.xml"
# Fonts may be scrambled in a book that is otherwise open.
_FONT_SCRAMBLERS: Final = ("http://www.idpf.org/2008/embedding", "http://ns.adobe.com/pdf/enc#RC")
# A part with fewer words is a cover or a heading.
_FEWEST_WORDS: Final = 12


def is_book(archive: TolerantZip, suffix: str) -> bool:
    """Return whether a zip is an EPUB; one that says so in its name alone needs a page at least."""
    names = [name.casefold() for name in archive.names]
    if any(name == "meta-inf/container.xml" or name.endswith(".opf") for name in names):
        return True
    return suffix == ".epub" and any(name.endswith(PAGE_SUFFIXES) for name in names)


def read(archive: TolerantZip) -> Document:
    """Return the chapters of an EPUB; what is listed but is not there is said with the first.

    Raises FileRefusedError: COPY_PROTECTED, ENCRYPTED, DAMAGED, HOSTILE.
    """
    if _is_locked(archive):
        raise FileRefusedError(Refusal.COPY_PROTECTED)
    package = BookPackage(archive)
    parts: list[Part] = []
    missing = list(package.missing)
    for chapter in package.chapters:
        try:
            text = text_of_html(archive.read(chapter.name))
        except FileRefusedError as error:
            if error.reason is not Refusal.DAMAGED:
                raise
            missing.append(chapter.name)
            continue
        if text:
            parts.append(Part(text, chapter.name, stated=_stated(chapter, text, package)))
    if missing and all(len(part.text.split()) < _FEWEST_WORDS for part in parts):
        raise FileRefusedError(Refusal.DAMAGED)
    return Document(tuple(_with_missing(parts, missing)))


def _stated(chapter: Chapter, text: str, package: BookPackage) -> Fields | None:
    """Return what the book says of a chapter: its name in the contents, and who published it.

    What it says of the whole book holds for a chapter only if that is all there is.
    """
    has_heading = any(line.startswith("#") for line in text.split("\n")[:5])
    title = None if has_heading else chapter.title
    book = package.stated
    if len(package.chapters) > 1:
        fields = Fields(
            title=title, author=package.writer, publication=book.publication, posted=book.published
        )
    else:
        fields = replace(book, title=title or book.title)
    return fields if fields != Fields() else None


def _with_missing(parts: list[Part], missing: list[str]) -> list[Part]:
    """Return the parts, the first of them that is more than a cover with a warning."""
    if not missing:
        return parts
    warnings = tuple(DraftWarning(WarningKind.PART_MISSING, name) for name in missing)
    lengths = [len(part.text.split()) for part in parts]
    first = next((at for at, length in enumerate(lengths) if length >= _FEWEST_WORDS), 0)
    return [
        replace(part, warnings=warnings) if at == first else part for at, part in enumerate(parts)
    ]


def _is_locked(archive: TolerantZip) -> bool:
    """Return whether chapters of a book are encrypted."""
    name = next((name for name in archive.names if name.casefold() == _LOCK), None)
    if name is None:
        return False
    entries = all_named(parse_xml(archive.read(name), mend=True), "EncryptedData")
    return any(
        attribute(next(all_named(entry, "EncryptionMethod"), entry), "Algorithm")
        not in _FONT_SCRAMBLERS
        for entry in entries
    )
