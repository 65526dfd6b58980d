"""The tree of a page, without what it never shows, and what its elements are."""

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import Final

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from app.core.importing.lines.labels import find_label
from app.core.library.model import SectionKind

# What a page never shows as text. Of the text itself nothing is fetched, run or styled.
_NEVER_SHOWN: Final = (
    "script", "style", "template", "iframe", "object", "embed", "svg", "canvas", "math", "map",
    "select", "input", "textarea", "dialog", "img", "picture", "video", "audio", "datalist",
    "progress", "meter", "frameset", "applet", "area", "link", "meta", "base",
)  # fmt: skip
BLOCKS: Final = frozenset((
    "address", "article", "aside", "blockquote", "body", "button", "caption", "center", "dd",
    "details", "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2",
    "h3", "h4", "h5", "h6", "header", "hr", "html", "li", "main", "nav", "ol", "p", "pre",
    "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "noscript",
))  # fmt: skip
HEADINGS: Final = ("h1", "h2", "h3", "h4", "h5", "h6")
_HIDDEN: Final = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden")
_UNFOLDED: Final = re.compile(r"\b(?:tab|accordion|collaps\w{1,4}|toggle|panel|faq|spoiler)\b")
_LAID_OVER: Final = re.compile(r"modal|popup|overlay|dialog|menu|nav\b|cookie|drawer|lightbox")
# A tree may hold none of them: what is put in it again would be refused.
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\uffff]")
_LONGEST_LABEL: Final = 70
# Sections that hardly any other page has; the others need company.
_DISTINCTIVE: Final = frozenset((
    SectionKind.OVERVIEW, SectionKind.SUBJECTS, SectionKind.BEGINNERS, SectionKind.FACTS,
    SectionKind.MAIN_POINTS,
))  # fmt: skip


def parse(text: str) -> HtmlElement:
    """Return the root of a page's tree; any text at all makes one."""
    # U+FFFE stands in broken words, where some programs meant a soft hyphen.
    text = _CONTROLS.sub(" ", text.replace("\ufffe", ""))
    data = text.encode("utf-8", errors="ignore")
    # Comments and instructions are no text; a page may well be one long word.
    parser = HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True
    )
    try:
        return document_fromstring(data or b"<p></p>", parser=parser)
    except etree.LxmlError:
        return document_fromstring(b"<p></p>")


def body_of(root: HtmlElement) -> HtmlElement:
    """Return the element that holds what a page shows."""
    body = root.find("body")
    return root if body is None else body


def drop_unseen(root: HtmlElement) -> None:
    """Take out of a page what it never shows: programs, pictures, fields, hidden stretches.

    What is hidden stays where it is most of the page: a program would have shown it.
    """
    strip_unshown(root)
    _settle_noscript(root)
    hidden = [
        element
        for element in root.iter(etree.Element)
        if ("hidden" in element.attrib or _HIDDEN.search(element.get("style") or ""))
        and not _unfolds(element)
    ]
    if hidden:
        whole = len(words_of(root))
        outer = set(hidden)
        for element in hidden:
            if outer.isdisjoint(element.iterancestors()) and len(words_of(element)) * 3 < whole:
                drop(element)


def strip_unshown(root: HtmlElement) -> None:
    """Take programs, pictures and fields out of a page."""
    etree.strip_elements(root, *_NEVER_SHOWN, with_tail=False)


def _settle_noscript(root: HtmlElement) -> None:
    """Keep what is shown without programs where it is most of the page."""
    elements = [*root.iter("noscript")]
    whole = len(words_of(root)) if elements else 0
    for element in elements:
        inside = len(words_of(element))
        if inside * 2 > whole and inside > 200:
            element.tag = "div"
        else:
            whole -= inside
            drop(element)


def _unfolds(element: HtmlElement) -> bool:
    """Return whether a hidden stretch is a section that a reader of the page opens with a click."""
    names = names_of(element)
    if _LAID_OVER.search(names):
        return False
    if element.get("role") == "tabpanel" or _UNFOLDED.search(names):
        return True
    above = element.getprevious()
    if above is not None and section_named(above) is not None:
        return True
    return any(label_kind(inner) is not None for inner in element.iter(*HEADINGS))


def drop(element: HtmlElement) -> None:
    """Take an element out of its tree; the words behind it stay."""
    if element.getparent() is not None:
        element.drop_tree()


def words_of(element: HtmlElement) -> str:
    """Return the text of an element on one line."""
    return " ".join("".join(element.itertext()).split())


def few_words_of(element: HtmlElement, longest: int) -> str:
    """Return the text of an element on one line, '' if it is longer than that.

    For the many questions that only a short line can answer, however large a page is.
    """
    pieces, length = [], 0
    for piece in element.itertext():
        pieces.append(piece)
        length += len(piece.strip())
        if length > longest:
            return ""
    words = " ".join("".join(pieces).split())
    return words if len(words) <= longest else ""


def names_of(element: HtmlElement) -> str:
    """Return what an element's author calls it: class, id and role, in small letters."""
    return " ".join(
        filter(None, (element.get("class"), element.get("id"), element.get("role")))
    ).lower()


def blocks_of(root: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements that begin a block of their own, in order."""
    yield from root.iter(*BLOCKS)


def label_kind(element: HtmlElement) -> SectionKind | None:
    """Return the kind of section that a block is the label of, if it is one; links are none."""
    if element.tag == "a" or next(element.iter("a"), None) is not None:
        return None
    return section_named(element)


def section_named(element: HtmlElement) -> SectionKind | None:
    """Return the kind of section that the words of an element name, if they are a label."""
    words = few_words_of(element, _LONGEST_LABEL) if len(element) < 6 else ""
    if not words:
        return None
    label = find_label(words)
    if label is None or label.guessed or label.rest or label.kind is SectionKind.OTHER:
        return None
    return label.kind


def is_distinctive(kinds: AbstractSet[SectionKind]) -> bool:
    """Return whether these sections show a summary for CSS: one of its own, or two others."""
    return bool(kinds & _DISTINCTIVE) or len(kinds) > 1
