"""Files of word processors, book makers and zip programs, written by hand: as untidy as asked for."""

import io
import struct
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from html import escape

from tests.compilation import Telling

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT_WORD = "http://purl.oclc.org/ooxml/wordprocessingml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_XML = '<?xml version="1.0" encoding="UTF-8"?>'


def zip_of(files: Iterable[tuple[str, str | bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of these files; a name may come twice, and be as odd as it likes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as out, warnings.catch_warnings():
        # A name may come twice.
        warnings.simplefilter("ignore", UserWarning)
        for name, data in files:
            out.writestr(name, data)
    return stream.getvalue()


# Word


def paragraph(words: str, style: str = "", run: str = "") -> str:
    """Return a paragraph of Word; `run` is what follows its words."""
    properties = f'<w:pPr><w:pStyle w:val="{style}"/></w:pPr>' if style else ""
    return f'<w:p>{properties}<w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r>{run}</w:p>'


def word_body(telling: Telling, facts: str | None = None) -> str:
    """Return the paragraphs of a summary; `facts` stands for those of its facts."""
    out = []
    for kind, line in telling.lines():
        if facts is not None and line in telling.facts:
            out.append(facts if line == telling.facts[0] else "")
        else:
            out.append(paragraph(f"• {line}" if kind == "point" else line))
    return "".join(out)


def word_file(
    body: str,
    main: str = "word/document.xml",
    target: str | None = None,
    strict: bool = False,
    more: Mapping[str, str | bytes] | None = None,
    relations: Mapping[str, str] | None = None,
) -> bytes:
    """Return a Word file with this body; `relations` are the main part's, from kind to target."""
    form, kinds = (STRICT_WORD, STRICT_RELATIONS) if strict else (WORD, RELATIONS)
    folder, _, name = main.rpartition("/")
    own = "".join(
        f'<Relationship Id="r{number}" Type="{kinds}/{kind}" Target="{where}"/>'
        for number, (kind, where) in enumerate((relations or {}).items())
    )
    files: dict[str, str | bytes] = {
        "[Content_Types].xml": f'{_XML}<Types xmlns="http://schemas.openxmlformats.org/package/'
        '2006/content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'{_XML}<Relationships xmlns="{_PACKAGE}"><Relationship Id="a" '
        f'Type="{kinds}/officeDocument" Target="{target or main}"/></Relationships>',
        main: f'{_XML}<w:document xmlns:w="{form}" xmlns:r="{kinds}" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
        f'xmlns:v="urn:schemas-microsoft-com:vml"><w:body>{body}</w:body></w:document>',
        f"{folder}/_rels/{name}.rels".lstrip("/"): f"{_XML}<Relationships "
        f'xmlns="{_PACKAGE}">{own}</Relationships>',
    }
    return zip_of((files | dict(more or {})).items())


def drawn_box(inner: str) -> str:
    """Return a run with a text box as Word 2010 and later draw it."""
    return (
        "<w:r><w:drawing><wp:anchor><a:graphic><a:graphicData><wps:wsp><wps:txbx>"
        f"<w:txbxContent>{inner}</w:txbxContent></wps:txbx></wps:wsp></a:graphicData></a:graphic>"
        "</wp:anchor></w:drawing></w:r>"
    )


def old_box(inner: str) -> str:
    """Return a run with a text box as Word 2007 and earlier draw it."""
    return (
        "<w:r><w:pict><v:shape><v:textbox>"
        f"<w:txbxContent>{inner}</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    )


def either(choice: str, fallback: str) -> str:
    """Return two forms of one thing, of which a program reads the one that it understands."""
    inner = (each.removeprefix("<w:r>").removesuffix("</w:r>") for each in (choice, fallback))
    first, second = inner
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="wps">{first}</mc:Choice>'
        f"<mc:Fallback>{second}</mc:Fallback></mc:AlternateContent></w:r>"
    )


def table(rows: Iterable[Iterable[str]]) -> str:
    """Return a table of Word; each cell is given as its paragraphs."""
    return "".join([
        "<w:tbl>",
        *(f"<w:tr>{''.join(f'<w:tc>{cell}</w:tc>' for cell in row)}</w:tr>" for row in rows),
        "</w:tbl>",
    ])  # fmt: skip


def notes_part(kind: str, notes: Mapping[int, str]) -> str:
    """Return the part with the footnotes or endnotes (`kind`) of a Word file."""
    inner = "".join(
        f'<w:{kind} w:id="{number}">{paragraph(words)}</w:{kind}>'
        for number, words in notes.items()
    )
    return f'{_XML}<w:{kind}s xmlns:w="{WORD}">{inner}</w:{kind}s>'


# EPUB


CONTAINER = (
    '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:'
    'container"><rootfiles><rootfile full-path="{}" media-type="application/oebps-package+xml"/>'
    "</rootfiles></container>"
)


def chapter(telling: Telling, heading: bool = True) -> str:
    """Return a chapter with one summary."""
    out = []
    for kind, line in telling.lines():
        tag = "h2" if kind == "title" and heading else "p"
        words = f"• {line}" if kind == "point" else line
        out.append(f"<{tag}>{escape(words)}</{tag}>")
    return (
        f'{_XML}<!DOCTYPE html><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>'
        f"</head><body>{''.join(out)}</body></html>"
    )


def package(
    hrefs: Iterable[str],
    before: str = "",
    root: str = 'package xmlns="http://www.idpf.org/2007/opf" version="2.0"',
    metadata: str = "<dc:title>Weekly digest</dc:title>",
    kind: str = "application/xhtml+xml",
    more: str = "",
) -> str:
    """Return the package file of a book; `before` stands above its root."""
    hrefs = list(hrefs)
    items = "".join(
        f'<item id="i{number}" href="{href}" media-type="{kind}"/>'
        for number, href in enumerate(hrefs)
    )
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(hrefs)))
    return (
        f'{_XML}{before}<{root}><metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{metadata}'
        f"</metadata><manifest>{items}{more}</manifest><spine>{spine}</spine></package>"
    )


def book(
    opf: str, chapters: Mapping[str, str], *more: tuple[str, str], at: str = "OEBPS/"
) -> bytes:
    """Return an EPUB of a package file and chapters beside it."""
    return zip_of([
        ("mimetype", "application/epub+zip"),
        ("META-INF/container.xml", CONTAINER.format(f"{at}content.opf")),
        (f"{at}content.opf", opf),
        *((f"{at}{name}", text) for name, text in chapters.items()),
        *more,
    ])  # fmt: skip


# Rich Text


def rtf_words(words: str) -> str:
    """Return words as RTF has them, whatever their script."""
    return "".join(
        char
        if char.isascii() and char not in "\\{}"
        else f"\\{char}"
        if char in "\\{}"
        else f"\\u{struct.unpack('<h', char.encode('utf-16-le')[:2])[0]}?"
        for char in words
    )


def rtf_body(telling: Telling, facts: str | None = None) -> str:
    """Return the paragraphs of a summary; `facts` stands for those of its facts."""
    out = []
    for kind, line in telling.lines():
        if facts is not None and line in telling.facts:
            out.append(facts if line == telling.facts[0] else "")
        else:
            bullet = r"{\pntext\f1\'B7\tab}" if kind == "point" else ""
            out.append(rf"\pard {bullet}{rtf_words(line)}\par" + "\n")
    return "".join(out)


def rtf_file(body: str, head: str = "") -> bytes:
    """Return a file in Rich Text; `head` stands before its body."""
    return (
        r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Helvetica;}{\f1\fnil\fcharset2 Symbol;}}"
        r"{\colortbl;\red255\green0\blue0;}{\info{\title Hidden}{\author Typist}}"
        f"\n{head}{body}}}"
    ).encode("latin-1")


# OpenDocument


_OPEN = {
    "office": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "text": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
    "table": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "style": "urn:oasis:names:tc:opendocument:xmlns:style:1.0",
    "draw": "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0",
    "meta": "urn:oasis:names:tc:opendocument:xmlns:meta:1.0",
    "fo": "urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0",
    "dc": "http://purl.org/dc/elements/1.1/",
}
_NAMES = " ".join(f'xmlns:{prefix}="{name}"' for prefix, name in _OPEN.items())


def open_body(telling: Telling, facts: str | None = None) -> str:
    """Return the paragraphs of a summary; `facts` stands for those of its facts."""
    out = []
    for kind, line in telling.lines():
        words = escape(line)
        if facts is not None and line in telling.facts:
            out.append(facts if line == telling.facts[0] else "")
        elif kind == "point":
            out.append(
                f"<text:list><text:list-item><text:p>{words}</text:p></text:list-item></text:list>"
            )
        elif kind == "label":
            out.append(f'<text:h text:outline-level="2">{words}</text:h>')
        else:
            out.append(f"<text:p>{words}</text:p>")
    return "".join(out)


def open_content(body: str, styles: str = "", root: str = "document-content") -> str:
    """Return the main part of an OpenDocument text, or (`root`: `document`) the whole in one."""
    return (
        f"{_XML}<office:{root} {_NAMES}><office:automatic-styles>{styles}"
        f"</office:automatic-styles><office:body><office:text>{body}</office:text></office:body>"
        f"</office:{root}>"
    )


def open_file(content: str, kind: str = "text", more: Mapping[str, str] | None = None) -> bytes:
    """Return an OpenDocument file; `kind` is text, spreadsheet or presentation."""
    return zip_of([
        ("mimetype", f"application/vnd.oasis.opendocument.{kind}"),
        ("content.xml", content),
        *(more or {}).items(),
        ("META-INF/manifest.xml", f"{_XML}<manifest/>"),
    ])  # fmt: skip


def open_meta(inner: str) -> str:
    """Return the properties of an OpenDocument file."""
    return f"{_XML}<office:document-meta {_NAMES}><office:meta>{inner}</office:meta></office:document-meta>"


# Old Office


def compound_file(*streams: str) -> bytes:
    """Return the beginning of a file of old Office whose directory names these streams."""
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 16 + b"\x3e\0\x03\0\xfe\xff\x09\0\x06\0"
    header = header.ljust(48, b"\0") + struct.pack("<I", 0)
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<H", len(name) * 2 + 2)
        + b"\2" * 62
        for name in ("Root Entry", *streams)
    )
    return header.ljust(512, b"\xff") + directory.ljust(4096, b"\0")
