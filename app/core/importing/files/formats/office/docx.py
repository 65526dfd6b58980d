"""Word files to text, by way of HTML."""

import re
import zipfile
from email import message_from_bytes, policy
from html import escape
from io import BytesIO
from typing import Final
from xml.etree.ElementTree import Element, tostring

import mammoth

from app.core.importing.files.formats.html import text_of_html
from app.core.importing.files.formats.loose_xml import all_named, attribute, local_name, parse_xml
from app.core.importing.files.formats.office.notes import notes_html
from app.core.importing.files.formats.office.properties import core_properties
from app.core.importing.files.formats.office.word_body import (
    CHUNK_CLOSING,
    CHUNK_OPENING,
    BodySimplifier,
    contents_styles,
    heading_styles,
    name_headings,
)
from app.core.importing.files.formats.office.word_package import WordPackage
from app.core.importing.model import Document, FileRefusedError, Part
from app.core.importing.refusal import Refusal

_CHUNK: Final = re.compile(rf"<p>{CHUNK_OPENING}([0-9]{{1,4}}){CHUNK_CLOSING}</p>")
_TYPES: Final = "[Content_Types].xml"
# Mammoth takes these names where no relationship says otherwise.
_BODY, _STYLES, _NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"


def read(package: WordPackage) -> Document:
    """Return the text of a Word file; raises FileRefusedError: DAMAGED, HOSTILE."""
    root = parse_xml(package.read_main())
    if local_name(root) != "document":
        raise FileRefusedError(Refusal.DAMAGED)
    try:
        html = _html(package, root)
    except FileRefusedError:
        raise
    except Exception as error:
        # Whatever a broken file makes of the reader: it is the file that is at fault.
        raise FileRefusedError(Refusal.DAMAGED) from error
    return Document((Part(text_of_html(html), stated=core_properties(package.properties())),))


def _html(package: WordPackage, root: Element) -> str:
    """Return the body as HTML, its notes at the end."""
    space = root.tag.partition("}")[0].lstrip("{")
    styles, numbering = package.part("styles"), package.part("numbering")
    style_root = parse_xml(styles) if styles else Element("styles")
    headings = heading_styles(style_root)
    name_headings(style_root, headings)
    simplifier = BodySimplifier(space, headings, contents_styles(style_root))
    simplifier.simplify(root)
    parts = {_TYPES: b"<Types/>", _BODY: tostring(root, "utf-8")}
    if styles:
        parts[_STYLES] = tostring(style_root, "utf-8")
    if numbering:
        parts[_NUMBERING] = tostring(parse_xml(numbering), "utf-8")
    html = str(mammoth.convert_to_html(_zipped(parts), convert_image=_no_image).value)
    chunks = [_chunk_html(package.related(relation)) for relation in simplifier.chunks]
    html = _CHUNK.sub(lambda found: chunks[int(found[1])], html)
    notes = [*_notes(package, "footnote"), *_notes(package, "endnote")]
    return html + notes_html(notes)


def _zipped(parts: dict[str, bytes]) -> BytesIO:
    """Return a Word file of these parts, with nothing else for Mammoth to follow."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return stream


def _notes(package: WordPackage, kind: str) -> list[str]:
    """Return the words of a file's footnotes or endnotes (`kind`)."""
    part = package.part(f"{kind}s")
    if not part:
        return []
    # The lines that are drawn above notes are notes of another type.
    notes = (note for note in all_named(parse_xml(part), kind) if not attribute(note, "type"))
    return [
        " ".join(
            "".join(text.text or "" for text in all_named(paragraph, "t"))
            for paragraph in all_named(note, "p")
        )
        for note in notes
    ]


def _chunk_html(data: bytes | None) -> str:
    """Return a web page that makes up a Word file; programs on the web write such files."""
    if not data:
        return ""
    opening = data[:2000].lstrip().lower()
    if opening.startswith((b"mime-version", b"content-type", b"from:")):
        message = message_from_bytes(data, policy=policy.default)
        body = message.get_body(("html", "plain"))
        if body is None:
            return ""
        content = str(body.get_content())
        return content if body.get_content_subtype() == "html" else f"<pre>{escape(content)}</pre>"
    if opening.startswith(b"<"):
        return data.decode("utf-8-sig", "replace")
    return "" if data.startswith(b"PK") else f"<pre>{escape(data.decode('utf-8', 'replace'))}</pre>"


def _no_image(_image: object) -> list[object]:
    return []
