"""The furniture inside a page's main part: share bars, related links, comments, boxes on authors."""

import re
from typing import Final

from lxml.html import HtmlElement

from app.core.importing.files.formats.web.furniture_names import is_named_as_furniture
from app.core.importing.files.formats.web.tree import HEADINGS, blocks_of, drop, words_of
from app.core.importing.files.formats.web.weights import Weights

# Furniture has little of the text; what has more is the text, whatever its name.
_LARGEST_SHARE: Final = 0.3
_ALL_LINKS: Final = 0.7
_PROMPT: Final = re.compile(
    r"(?:\W{0,3}(?:read (?:more|also|next|this)|also read|see also|see more|related(?: (?:stories|"
    r"articles?|posts?|content|coverage))?|more (?:from|on|stories|news|about)|recommended|watch|"
    r"sign up|subscribe|follow (?:us|me|the|him|her)|click here|share (?:this|on|via)|like this|"
    r"advertisement|story continues|continue reading|loading|photos?|image credit|(?:listen|download"
    r"|join) (?:now|us|to|the)|support (?:us|our)|skip to|read the full|this article (?:was )?"
    r"originally|get (?:our|the) (?:latest|best|newsletter)))\b.{0,160}",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_PROMPT: Final = 160


def remove_furniture(part: HtmlElement, weights: Weights) -> None:
    """Take out of the main part what is around its text; labels of a summary are never that."""
    whole = weights[part].prose
    gone: set[HtmlElement] = set()
    for element in [*blocks_of(part)]:
        parent = element.getparent()
        if element is part or parent is None:
            continue
        if parent in gone:
            gone.add(element)
        elif _is_furniture(element, weights, whole):
            gone.add(element)
            drop(element)


def _is_furniture(element: HtmlElement, weights: Weights, whole: float) -> bool:
    weight = weights[element]
    if weight.labels or weight.prose > whole * _LARGEST_SHARE:
        return False
    if is_named_as_furniture(element):
        return True
    if not weight.chars or element.tag in ("tr", "td", "tbody"):
        return False
    if weight.link_share > _ALL_LINKS and element.tag not in HEADINGS:
        return True
    if weight.chars <= _LONGEST_PROMPT and weight.link_share and element.tag not in HEADINGS:
        return _PROMPT.fullmatch(words_of(element)) is not None
    return _is_teaser(element, weights)


def _is_teaser(element: HtmlElement, weights: Weights) -> bool:
    """Return whether a box is the card of another page: a heading that is a link, few words."""
    if element.tag not in ("li", "div", "section", "article") or weights[element].chars > 400:
        return False
    heading = next((inner for inner in element.iter(*HEADINGS)), None)
    return heading is not None and weights[heading].link_share > _ALL_LINKS
