"""OpenDocument texts to text, by way of HTML: from LibreOffice, Google Docs and others."""

from collections.abc import Iterable, Iterator
from html import escape
from typing import Final
from xml.etree.ElementTree import Element

from app.core.importing.files.formats.html import text_of_html
from app.core.importing.files.formats.loose_xml import all_named, attribute, local_name, parse_xml
from app.core.importing.files.formats.office.notes import notes_html
from app.core.importing.files.formats.office.properties import open_properties
from app.core.importing.files.formats.zipped import TolerantZip
from app.core.importing.model import Document, Fields, FileRefusedError, Part
from app.core.importing.refusal import Refusal

CONTENT: Final = "content.xml"
_META: Final = "meta.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_MEDIA_TYPE: Final = "mimetype"
_OPEN: Final = "application/vnd.oasis.opendocument."

_DROPPED: Final = frozenset((
    "tracked-changes", "annotation", "annotation-end", "table-of-content", "alphabetical-index",
    "illustration-index", "table-index", "object-index", "user-index", "bibliography", "title",
    "desc", "forms", "sequence-decls", "variable-decls", "user-field-decls", "ruby-text",
    "hidden-text", "hidden-paragraph", "covered-table-cell", "object", "object-ole", "plugin",
    "image", "script", "event-listeners", "page-number", "page-count", "dde-connection-decls",
))  # fmt: skip
_SAME: Final = {"table": "table", "table-row": "tr", "list-item": "li", "list-header": "li"}
_DRAWN: Final = frozenset(("frame", "custom-shape", "rect", "ellipse", "g", "caption"))
# Cells that are repeated to the edge of the paper are empty.
_MOST_REPEATED: Final = 50
_LONGEST_HEADING: Final = 200
_MOST_SPACES: Final = 100
_MOST_BASES: Final = 10


def read(archive: TolerantZip) -> Document:
    """Return an OpenDocument text; raises FileRefusedError: ENCRYPTED, DAMAGED, HOSTILE."""
    names = archive.names
    if refusal := _other_kind(_media_type(archive)):
        raise FileRefusedError(refusal)
    if _MANIFEST in names and b"encryption-data" in archive.read(_MANIFEST):
        raise FileRefusedError(Refusal.ENCRYPTED)
    root = parse_xml(archive.read(CONTENT))
    styles = parse_xml(archive.read("styles.xml")) if "styles.xml" in names else Element("none")
    stated = open_properties(archive.read(_META) if _META in names else None)
    return _document(root, [styles, root], stated)


def is_open_document(archive: TolerantZip) -> bool:
    """Return whether a zip is an OpenDocument file."""
    return {CONTENT, _MANIFEST} <= set(archive.names) or _media_type(archive).startswith(_OPEN)


def read_flat(data: bytes) -> Document:
    """Return an OpenDocument text in one piece.

    Raises FileRefusedError: DAMAGED, HOSTILE, or what another kind of OpenDocument file is.
    """
    root = parse_xml(data)
    if refusal := _other_kind(attribute(root, "mimetype")):
        raise FileRefusedError(refusal)
    return _document(root, [root], open_properties(data if b"office:meta" in data else None))


def _other_kind(media_type: str) -> Refusal | None:
    """Return what an OpenDocument file is that is not a text, by its media type; None for one."""
    if "spreadsheet" in media_type:
        return Refusal.OPEN_SPREADSHEET
    if "presentation" in media_type:
        return Refusal.OPEN_SLIDES
    return Refusal.OPEN_DRAWING if media_type and ".text" not in media_type else None


def _media_type(archive: TolerantZip) -> str:
    """Return what a zip says it is in the file that OpenDocument begins with."""
    if _MEDIA_TYPE not in archive.names:
        return ""
    return archive.read(_MEDIA_TYPE)[:200].decode("ascii", "replace").strip()


def _document(root: Element, styled: Iterable[Element], stated: Fields | None) -> Document:
    body = next((inner for inner in all_named(root, "body")), None)
    text = next((inner for inner in body if local_name(inner) == "text"), None) if body else None
    if text is None:
        raise FileRefusedError(Refusal.DAMAGED)
    writer = _HtmlWriter(styled)
    try:
        html = "".join(writer.html_of(text))
    except RecursionError as error:
        raise FileRefusedError(Refusal.DAMAGED) from error
    return Document((Part(text_of_html(html + notes_html(writer.notes)), stated=stated),))


class _HtmlWriter:
    """Writes the elements of an OpenDocument text as HTML; `notes` gathers its notes."""

    def __init__(self, styled: Iterable[Element]) -> None:
        self.notes: list[str] = []
        self._styles = {
            (attribute(style, "name"), attribute(style, "family")): style
            for root in styled
            for style in all_named(root, "style")
        }
        self._boxes: list[str] = []

    def html_of(self, element: Element) -> Iterator[str]:
        """Yield an element and its tail as HTML."""
        yield from self._inner(element)

    def _inner(self, element: Element) -> Iterator[str]:
        yield escape(element.text or "")
        for child in element:
            yield from self._one(child)
            yield escape(child.tail or "")

    def _one(self, element: Element) -> Iterator[str]:
        name = local_name(element)
        if name in _DROPPED:
            return
        if name in ("h", "p"):
            yield from self._paragraph(element)
        elif name == "span":
            yield from self._span(element)
        elif name == "s":
            yield " " * min(_number(attribute(element, "c")), _MOST_SPACES)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "<br>"
        elif name == "list":
            yield f"<ul>{''.join(self._inner(element))}</ul>"
        elif name in _SAME:
            tag = _SAME[name]
            yield f"<{tag}>{''.join(self._inner(element))}</{tag}>"
        elif name == "table-cell":
            cell = f"<td>{''.join(self._inner(element))}</td>"
            times = _number(attribute(element, "number-columns-repeated"))
            yield cell * min(times, _MOST_REPEATED) if len(cell) > 9 else cell
        elif name == "note":
            self.notes += (_words(body) for body in all_named(element, "note-body"))
        elif name in _DRAWN:
            self._boxes.append("".join(self._inner(element)))
        else:
            yield from self._inner(element)

    def _paragraph(self, element: Element) -> Iterator[str]:
        """Yield a paragraph or heading, and behind it the text boxes that are fixed to it."""
        outer, self._boxes = self._boxes, []
        inner = "".join(self._inner(element))
        boxes, self._boxes = self._boxes, outer
        level = 0
        if len(inner) <= _LONGEST_HEADING:
            level = self._level(element)
        tag = f"h{level}" if level else "p"
        yield f"<{tag}>{inner}</{tag}>" if inner.strip() else ""
        yield from boxes

    def _level(self, element: Element) -> int:
        """Return the level of a heading, 0 for a paragraph."""
        if local_name(element) == "h":
            return min(_number(attribute(element, "outline-level")), 6)
        name = attribute(element, "style-name")
        for _ in range(_MOST_BASES):
            if name in ("Title", "Subtitle"):
                return 1 if name == "Title" else 2
            style = self._styles.get((name, "paragraph"))
            if style is None:
                return 0
            name = attribute(style, "parent-style-name")
        return 0

    def _span(self, element: Element) -> Iterator[str]:
        style = self._styles.get((attribute(element, "style-name"), "text"))
        properties = next(all_named(style, "text-properties"), None) if style is not None else None
        position = attribute(properties, "text-position") if properties is not None else ""
        if properties is not None and attribute(properties, "display") == "none":
            return
        inner = "".join(self._inner(element))
        if position.startswith("super") or position[:1].isdigit():
            yield f"<sup>{inner}</sup>" if not position.startswith("0") else inner
        elif position.startswith(("sub", "-")):
            yield f"<sub>{inner}</sub>"
        else:
            yield inner


def _words(element: Element) -> str:
    return " ".join(" ".join("".join(p.itertext()) for p in all_named(element, "p")).split())


def _number(written: str) -> int:
    """Return a count as written; 1 where there is none."""
    return max(int(written), 1) if written.isascii() and written.isdigit() else 1
