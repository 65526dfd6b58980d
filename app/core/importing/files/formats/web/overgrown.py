"""Pages with too many elements, or too many in each other: all that they show, in one pass."""

import re
from typing import Final

from lxml import etree
from lxml.html import HtmlElement

from app.core.importing.files.formats.web.tree import BLOCKS, HEADINGS, strip_unshown

# Articles and whole blogs have a few thousand; so many would take longer than anyone waits.
_MOST_ELEMENTS: Final = 30_000
# Nested deeper, a tree is no person's work: asking each element what it is in would take too long.
# Not every libxml2 sets a limit of its own.
_DEEPEST: Final = 500
# What is around the text, whatever page it is.
_AROUND: Final = frozenset(("nav", "aside", "noscript", "button"))
_CELLS: Final = frozenset(("td", "th"))
_POINTS: Final = frozenset(("li", "tr", "dd"))
_SPACES: Final = re.compile(r"\s+")


def is_overgrown(root: HtmlElement) -> bool:
    """Return whether a page has more elements than its main part can be looked for in."""
    return any(number >= _MOST_ELEMENTS for number, _ in enumerate(root.iter(etree.Element)))


def is_deep(root: HtmlElement) -> bool:
    """Return whether the elements of a page are nested too deeply to go back up from each."""
    depth = 0
    for event, _ in etree.iterwalk(root, events=("start", "end")):
        depth += 1 if event == "start" else -1
        if depth > _DEEPEST:
            return True
    return False


def plain_text_of(root: HtmlElement) -> str:
    """Return the words of a tree: a block a line, headings marked, points and rows as bullets."""
    strip_unshown(root)
    pieces: list[str] = []
    walk = etree.iterwalk(root, events=("start", "end"))
    for event, element in walk:
        if event == "start":
            pieces.append(_before(element.tag))
            if element.tag in _AROUND or element.tag == "head":
                walk.skip_subtree()
            else:
                pieces.append(_SPACES.sub(" ", element.text or ""))
        else:
            if element.tag in BLOCKS and element.tag not in _CELLS:
                pieces.append("\n")
            pieces.append(_SPACES.sub(" ", element.tail or ""))
    lines = (" ".join(line.split()) for line in "".join(pieces).split("\n"))
    return "\n".join(line for line in lines if line.strip("-"))


def _before(tag: str) -> str:
    """Return what stands before the words of an element."""
    if tag in HEADINGS:
        return f"\n{'#' * int(tag[1])} "
    if tag in _POINTS:
        return "\n- "
    if tag in _CELLS:
        return " "
    return "\n" if tag in BLOCKS or tag == "br" else ""
