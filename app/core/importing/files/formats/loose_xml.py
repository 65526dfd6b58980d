"""XML of other programs: read although it is not quite sound, and without any document type."""

import re
from collections.abc import Iterator, Mapping
from html.entities import html5
from typing import Final
from xml.etree.ElementTree import Element, TreeBuilder

from lxml import etree

from app.core.importing.model import FileRefusedError
from app.core.importing.refusal import Refusal

# The two forms of a document type: a name and an address, or with declarations in brackets.
_TYPE = re.compile(r"<!DOCTYPE[^\[<>]{0,2000}(?:\[(?P<inner>[^\]]{0,200000})\]\s{0,100})?>", re.I)
_AMPERSAND = re.compile(r"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)")
_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]{1,30};)")
_ENCODING = re.compile(r"\A\s{0,100}<\?xml[^>]{0,200}\?>")
_DECLARED = re.compile(r"\A\s{0,100}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.-]{1,40})")
_MARKUP: Final = ("&", "<", ">", '"', "'")


class _Builder(TreeBuilder):
    """Builds a tree of the standard library from what lxml reads."""

    def start(self, tag: str, attrs: Mapping[str, str], /) -> Element:
        """Begin an element."""
        return super().start(tag, dict(attrs))


def parse_xml(data: bytes, *, mend: bool = False) -> Element:
    """Return the root of an XML file; a document type is dropped, HTML's names are letters.

    With `mend` it need not be sound: a prefix may be undeclared, an end may be missing. Raises
    FileRefusedError: HOSTILE for a document type that declares anything, DAMAGED.
    """
    text = _decoded(data)
    found = _TYPE.search(text)
    if found and "<!" in (found["inner"] or ""):
        raise FileRefusedError(Refusal.HOSTILE)
    text = _TYPE.sub("", text, count=1)
    if "<!DOCTYPE" in text or "<!ENTITY" in text:
        raise FileRefusedError(Refusal.HOSTILE)
    text = _AMPERSAND.sub("&amp;", _NAMED.sub(_character, _ENCODING.sub("", text, count=1)))
    parser = etree.XMLParser(
        target=_Builder(), recover=mend, resolve_entities=False, no_network=True,
        load_dtd=False, remove_comments=True, remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise FileRefusedError(Refusal.DAMAGED) from error
    if not isinstance(root, Element):
        raise FileRefusedError(Refusal.DAMAGED)
    return root


def local_name(element: Element) -> str:
    """Return an element's name without its namespace or an undeclared prefix."""
    return element.tag.rpartition("}")[2].rpartition(":")[2]


def attribute(element: Element, name: str) -> str:
    """Return an attribute by its name without a namespace; an empty text for none."""
    value = element.get(name)
    if value is not None:
        return value
    names = ((key.rpartition("}")[2].rpartition(":")[2], key) for key in element.attrib)
    return next((element.get(key, "") for found, key in names if found == name), "")


def all_named(element: Element, *names: str) -> Iterator[Element]:
    """Yield the elements with one of these names, at any depth."""
    return (inner for inner in element.iter() if local_name(inner) in names)


def text_in(element: Element) -> str:
    """Return all words inside an element, on one line."""
    return " ".join("".join(element.itertext()).split())


def _decoded(data: bytes) -> str:
    """Return XML as text: by its mark, by what it declares, or else as UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if data.startswith(b"\x00<"):
        return data.decode("utf-16-be", "replace")
    if data.startswith(b"<\x00"):
        return data.decode("utf-16-le", "replace")
    declared = _DECLARED.match(data[:400].decode("latin-1"))
    name = declared[1] if declared else "utf-8"
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = ""
    try:
        return text or data.decode(name if "16" not in name else "utf-8", "replace")
    except LookupError:
        return data.decode("utf-8", "replace")


def _character(found: re.Match[str]) -> str:
    """Return the letter that HTML's name stands for; XML knows five of them only."""
    char = html5.get(found[1])
    return found[0] if char is None or char in _MARKUP else char
