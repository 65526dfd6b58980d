"""The body of a Word file, made simple: what is shown, once, in the order of reading.

Mammoth, which turns it into HTML, leaves out text boxes, fields and stretches with a direction of
their own, and shows hidden text and the numbers of notes.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from app.core.importing.files.formats.loose_xml import all_named, attribute, local_name

_DROPPED: Final = frozenset((
    "del", "moveFrom", "footnoteReference", "endnoteReference", "commentReference",
    "annotationRef", "rt", "sectPr", "delText", "pgNum", "proofErr", "bookmarkStart",
    "bookmarkEnd", "lastRenderedPageBreak", "permStart", "permEnd",
))  # fmt: skip
_UNWRAPPED: Final = frozenset((
    "ins", "moveTo", "fldSimple", "dir", "bdo", "smartTag", "customXml", "hyperlink", "ruby",
    "rubyBase", "subDoc",
))  # fmt: skip
_DRAWN: Final = frozenset(("drawing", "pict", "object"))
# Their elements have the names of changes in the text, and say what to do with the whole.
_PROPERTIES: Final = frozenset(("pPr", "rPr", "tblPr", "trPr", "tcPr", "tblGrid", "sdtPr"))
_RENAMED: Final = {"cr": "br", "ptab": "tab"}
_OFF: Final = ("0", "false", "off")
# What people style as a heading and is longer is a text in large letters.
_LONGEST_HEADING: Final = 200
_MOST_BASES: Final = 10
# Around its number, what holds the place of a document inside the document.
CHUNK_OPENING: Final = "\ue000chunk "
CHUNK_CLOSING: Final = "\ue000"


class BodySimplifier:
    """Takes a body apart and puts it together again; `headings` are ids of styles with levels."""

    def __init__(self, space: str, headings: Mapping[str, int], contents: Iterable[str]) -> None:
        self._space = space
        self._headings = headings
        self._contents = frozenset(contents)
        self.chunks: list[str] = []

    def simplify(self, root: Element) -> None:
        """Make a main part simple, in place."""
        for child in [*root]:
            self._refill(child, [])

    def _refill(self, element: Element, boxes: list[Element]) -> None:
        """Put in the place of an element's children what they come to."""
        children = [new for child in [*element] for new in self._simple(child, boxes)]
        for child in [*element]:
            element.remove(child)
        element.extend(children)

    def _simple(self, element: Element, boxes: list[Element]) -> Iterator[Element]:
        """Yield what stands in the place of an element; `boxes` gathers the text boxes in it."""
        name = local_name(element)
        if name in _DROPPED or (name == "r" and _is_hidden(element)):
            return
        if name in _PROPERTIES:
            yield element
        elif name == "AlternateContent":
            for child in _alternative(element):
                yield from self._simple(child, boxes)
        elif name in _UNWRAPPED:
            for child in element:
                yield from self._simple(child, boxes)
        elif name == "txbxContent":
            for child in element:
                boxes += self._simple(child, [])
        elif name in _DRAWN:
            self._refill(element, boxes)
            boxes += _drawn_text(element, self._space)
        elif name in ("oMath", "oMathPara"):
            yield self._run(_formula(element))
        elif name == "altChunk":
            yield self._chunk(attribute(element, "id"))
        elif name == "p":
            yield from self._paragraph(element)
        else:
            element.tag = f"{{{self._space}}}{_RENAMED[name]}" if name in _RENAMED else element.tag
            self._refill(element, boxes)
            yield element

    def _paragraph(self, element: Element) -> Iterator[Element]:
        """Yield a paragraph and behind it the text boxes that are fixed to it."""
        boxes: list[Element] = []
        self._refill(element, boxes)
        properties = next((child for child in element if local_name(child) == "pPr"), None)
        if properties is not None:
            style = next(all_named(properties, "pStyle"), None)
            style_id = attribute(style, "val") if style is not None else ""
            if style_id in self._contents:
                return
            self._set_heading(element, properties, style)
        yield element
        yield from boxes

    def _set_heading(self, element: Element, properties: Element, style: Element | None) -> None:
        """Give a paragraph the style of a heading, or take it from what is no heading."""
        is_long = sum(len(text.text or "") for text in all_named(element, "t")) > _LONGEST_HEADING
        level = next((child for child in properties if local_name(child) == "outlineLvl"), None)
        outline = attribute(level, "val") if level is not None else ""
        if style is not None and attribute(style, "val") in self._headings:
            if is_long:
                properties.remove(style)
        elif outline in ("0", "1", "2", "3", "4", "5") and not is_long:
            if style is not None:
                properties.remove(style)
            made = SubElement(properties, f"{{{self._space}}}pStyle")
            made.set(f"{{{self._space}}}val", f"Heading{int(outline) + 1}")

    def _run(self, words: str) -> Element:
        run = Element(f"{{{self._space}}}r")
        SubElement(run, f"{{{self._space}}}t").text = words
        return run

    def _chunk(self, relation_id: str) -> Element:
        """Return a paragraph that holds the place of a document inside the document."""
        self.chunks.append(relation_id)
        made = Element(f"{{{self._space}}}p")
        made.append(self._run(f"{CHUNK_OPENING}{len(self.chunks) - 1}{CHUNK_CLOSING}"))
        return made


def heading_styles(styles: Element) -> dict[str, int]:
    """Return the ids of the paragraph styles that are headings, each with its level from 1."""
    known = {attribute(style, "styleId"): style for style in all_named(styles, "style")}
    found = {style_id: _level(style, known) for style_id, style in known.items()}
    return {style_id: level for style_id, level in found.items() if level}


def contents_styles(styles: Element) -> list[str]:
    """Return the ids of the styles of a table of contents."""
    return [
        attribute(style, "styleId")
        for style in all_named(styles, "style")
        if _style_name(style).startswith(("toc ", "table of figures"))
    ]


def name_headings(styles: Element, headings: Mapping[str, int]) -> None:
    """Give the styles of headings the names by which Mammoth knows them, in any language."""
    for style in all_named(styles, "style"):
        level = headings.get(attribute(style, "styleId"))
        name = next((child for child in style if local_name(child) == "name"), None)
        if level and name is not None:
            for key in name.attrib:
                name.set(key, f"heading {level}")


def _level(style: Element, known: Mapping[str, Element]) -> int:
    """Return the level of a heading's style or of the style it builds on; 0 for none."""
    if attribute(style, "type") not in ("paragraph", ""):
        return 0
    for _ in range(_MOST_BASES):
        name = _style_name(style)
        if name == "title":
            return 1
        if name.startswith("heading ") and name[8:] in ("1", "2", "3", "4", "5", "6"):
            return int(name[8:])
        outline = next(all_named(style, "outlineLvl"), None)
        if outline is not None:
            value = attribute(outline, "val")
            return int(value) + 1 if value in ("0", "1", "2", "3", "4", "5") else 0
        base = next((child for child in style if local_name(child) == "basedOn"), None)
        following = known.get(attribute(base, "val")) if base is not None else None
        if following is None:
            return 0
        style = following
    return 0


def _style_name(style: Element) -> str:
    name = next((child for child in style if local_name(child) == "name"), None)
    return attribute(name, "val").casefold() if name is not None else ""


def _is_hidden(run: Element) -> bool:
    """Return whether a run is hidden text."""
    properties = next((child for child in run if local_name(child) == "rPr"), None)
    if properties is None:
        return False
    hidden = next((child for child in properties if local_name(child) == "vanish"), None)
    return hidden is not None and attribute(hidden, "val") not in _OFF


def _alternative(element: Element) -> list[Element]:
    """Return the content of the first form that has words, or else of the first of all."""
    forms = [child for child in element if local_name(child) in ("Choice", "Fallback")]
    worded = (form for form in forms if any(text.text for text in all_named(form, "t")))
    return [*next(worded, forms[0] if forms else element)]


def _drawn_text(element: Element, space: str) -> list[Element]:
    """Return paragraphs of what is written into a drawing without a text box, such as WordArt."""
    lines = [attribute(path, "string") for path in all_named(element, "textpath")]
    made = []
    for line in filter(None, lines):
        paragraph = Element(f"{{{space}}}p")
        SubElement(SubElement(paragraph, f"{{{space}}}r"), f"{{{space}}}t").text = line
        made.append(paragraph)
    return made


def _formula(element: Element) -> str:
    """Return a formula on one line: 10^6, x_1, a/b."""
    name = local_name(element)
    if name == "t":
        return element.text or ""
    parts = {local_name(child): _formula(child) for child in element}
    if name == "f":
        return f"{parts.get('num', '')}/{parts.get('den', '')}"
    if name == "sSup":
        return f"{parts.get('e', '')}^{parts.get('sup', '')}"
    if name == "sSub":
        return f"{parts.get('e', '')}_{parts.get('sub', '')}"
    return "".join(_formula(child) for child in element)
