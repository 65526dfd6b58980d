"""What an EPUB says of itself: its chapters in order, their names in the contents, its makers."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from posixpath import basename, normpath, splitext
from typing import Final
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from app.core.importing.files.formats.loose_xml import (
    all_named,
    attribute,
    local_name,
    parse_xml,
    text_in,
)
from app.core.importing.files.formats.zipped import TolerantZip
from app.core.importing.model import Fields, FileRefusedError
from app.core.importing.refusal import Refusal

_CONTAINER: Final = "meta-inf/container.xml"
_PAGE_TYPES: Final = (
    "application/xhtml+xml", "text/html", "text/x-oeb1-document", "application/html+xml",
    "application/x-dtbook+xml", "text/xhtml", "application/xhtml",
)  # fmt: skip
PAGE_SUFFIXES: Final = (".xhtml", ".html", ".htm", ".xht")
_CONTENTS_TYPE: Final = "application/x-dtbncx+xml"
# What programs put where the name of a person or a house belongs.
_NOBODY: Final = re.compile(
    r"(?:unknown|calibre|various|anonymous|n/?a|none|author|publisher|sigil|pandoc)\b.{0,40}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"(\d{1,9})")
_LONGEST_TITLE: Final = 200


@dataclass(frozen=True, slots=True)
class Chapter:
    """A page of a book: its name in the zip, and its title in the book's contents."""

    name: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class _Item:
    """An entry of a book's list of files."""

    href: str
    media_type: str
    properties: str

    @property
    def is_page(self) -> bool:
        """Whether it is a page with text."""
        path = self.href.partition("#")[0].lower()
        return self.media_type in _PAGE_TYPES or (
            path.endswith(PAGE_SUFFIXES) and not self.media_type.startswith("image/")
        )


class BookPackage:
    """The chapters that a book has, those that it only lists, and what it says of itself."""

    def __init__(self, archive: TolerantZip) -> None:
        self._archive = archive
        self._names = {name.casefold(): name for name in archive.names}
        self.missing: list[str] = []
        self.stated = Fields()
        self.writer: str | None = None
        opf = self._find_package()
        if opf is None:
            self.chapters = [Chapter(name) for name in self._pages()]
            return
        root = parse_xml(archive.read(opf), mend=True)
        items = {
            attribute(item, "id"): _Item(
                attribute(item, "href"),
                attribute(item, "media-type").strip().lower(),
                attribute(item, "properties"),
            )
            for item in all_named(root, "item")
        }
        folder = opf.rpartition("/")[0]
        titles = self._titles(items.values(), folder)
        self.chapters = [
            Chapter(name, titles.get(name)) for name in self._in_order(root, items, folder)
        ]
        self._read_metadata(root)

    def _find_package(self) -> str | None:
        """Return the name of the package file: the one that is named, or else any."""
        container = self._names.get(_CONTAINER)
        if container:
            root = parse_xml(self._archive.read(container), mend=True)
            for rootfile in all_named(root, "rootfile"):
                name = self._found("", attribute(rootfile, "full-path"))
                if name:
                    return name
        packages = [name for name in self._archive.names if name.casefold().endswith(".opf")]
        return min(packages, key=len, default=None)

    def _pages(self) -> list[str]:
        """Return all pages in the zip, by name."""
        pages = (n for n in self._archive.names if n.casefold().endswith(PAGE_SUFFIXES))
        kept = [name for name in pages if not name.startswith(("__MACOSX/", "META-INF/"))]
        return sorted(kept, key=natural_order)

    def _in_order(self, root: Element, items: Mapping[str, _Item], folder: str) -> list[str]:
        """Return the names of the pages in reading order, and note those that are not there.

        A page that has another name than the list says is one that the list does not have.
        """
        refs = [attribute(ref, "idref") for ref in all_named(root, "itemref")]
        listed = [items[ref] for ref in refs if ref in items] if refs else [*items.values()]
        unlisted = [ref for ref in refs if ref not in items]
        pages = [item for item in listed if item.is_page and "nav" not in item.properties.split()]
        found = [self._found(folder, item.href) for item in pages]
        known = {*found, *(self._found(folder, item.href) for item in items.values())}
        others = [name for name in self._pages() if name not in known]
        lost = found.count(None) + len(unlisted)
        spare = iter(others if found.count(None) == len(others) else ())
        names = [name or next(spare, None) for name in found]
        if lost and None in names:
            names += others
        self.missing = [
            basename(unquote(item.href.partition("#")[0])) or item.href
            for item, name in zip(pages, names, strict=False)
            if name is None
        ]
        return list(dict.fromkeys(name for name in names if name))

    def _found(self, folder: str, href: str) -> str | None:
        """Return the file that a link means: by its path, in any case, or by its name alone."""
        bare = href.replace("\\", "/").partition("#")[0].partition("?")[0].strip()
        if not bare:
            return None
        for path in dict.fromkeys((bare, unquote(bare))):
            whole = normpath(path if path.startswith("/") else f"{folder}/{path}").lstrip("/")
            for candidate in (whole, normpath(path).lstrip("/")):
                if name := self._names.get(candidate.casefold()):
                    return name
        stem = splitext(basename(unquote(bare)))[0].casefold()
        alike = [n for key, n in self._names.items() if splitext(basename(key))[0] == stem]
        pages = [name for name in alike if name.casefold().endswith(PAGE_SUFFIXES)]
        return pages[0] if len(pages) == 1 and bare.lower().endswith(PAGE_SUFFIXES) else None

    def _titles(self, items: Iterable[_Item], folder: str) -> dict[str, str]:
        """Return the titles of the book's own contents by the name of the page."""
        titles: dict[str, str] = {}
        for item in items:
            is_nav = "nav" in item.properties.split()
            name = self._found(folder, item.href)
            if name is None or not (is_nav or item.media_type == _CONTENTS_TYPE):
                continue
            try:
                root = parse_xml(self._archive.read(name), mend=True)
            except FileRefusedError as error:
                if error.reason is Refusal.HOSTILE:
                    raise
                continue
            inner = name.rpartition("/")[0]
            for link, words in _links(root, is_nav=is_nav):
                page = self._found(inner, link)
                if page and 0 < len(words) <= _LONGEST_TITLE:
                    titles.setdefault(page, words)
        return titles

    def _read_metadata(self, root: Element) -> None:
        def first(name: str) -> str | None:
            words = (text_in(element) for element in all_named(root, name))
            return next((w for w in words if w and not _NOBODY.fullmatch(w)), None)

        metadata = next(all_named(root, "metadata"), None)
        if metadata is None:
            return
        root = metadata
        self.stated = Fields(
            title=first("title"),
            author=first("creator"),
            publication=first("publisher"),
            published=first("date"),
        )
        creators = [*all_named(metadata, "creator")]
        if len(creators) == 1 and attribute(creators[0], "role") == "aut":
            self.writer = self.stated.author


def natural_order(name: str) -> list[tuple[int, str]]:
    """Return a key that sorts `chapter2` before `chapter10`."""
    pieces = _NUMBER.split(name.casefold())
    return [(int(p), "") if p.isdigit() and p.isascii() else (-1, p) for p in pieces]


def _links(root: Element, *, is_nav: bool) -> list[tuple[str, str]]:
    """Return the links of a book's contents, each with its words."""
    if is_nav:
        return [(attribute(link, "href"), text_in(link)) for link in all_named(root, "a")]
    found = []
    for point in all_named(root, "navPoint"):
        label = next((text_in(c) for c in point if local_name(c) == "navLabel"), "")
        source = next((attribute(c, "src") for c in point if local_name(c) == "content"), "")
        found.append((source, label))
    return found
