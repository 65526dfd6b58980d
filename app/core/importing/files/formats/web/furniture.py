"""The furniture inside a page's main part: share bars, related links, comments, author boxes."""

import re
from typing import Final

from lxml.html import HtmlElement

from app.core.importing.files.formats.web.furniture_names import (
    is_named_as_comments,
    is_named_as_furniture,
)
from app.core.importing.files.formats.web.tree import (
    HEADINGS,
    blocks_of,
    drop,
    section_named,
    words_of,
)
from app.core.importing.files.formats.web.weights import Weights

# Furniture has little of the text; what has more is the text, whatever its name.
_LARGEST_SHARE: Final = 0.35
# Of comments there may be more than of the text itself.
_MOST: Final = 0.8
_ALL_LINKS: Final = 0.7
_PROMPT: Final = re.compile(
    r"(?:\W{0,3}(?:read (?:more|also|next|this)|also read|see also|see more|related(?: (?:stories|"
    r"articles?|posts?|content|coverage))?|more (?:from|on|stories|news|about)|recommended|watch|"
    r"sign up|subscribe|follow (?:us|me|the|him|her)|click here|share (?:this|on|via)|like this|"
    r"advertisement|story continues|continue reading|loading|photos?|image credit|"
    r"(?:listen|download|join) (?:now|us|to|the)|support (?:us|our)|skip to|read the full|"
    r"this article (?:was )?originally|get (?:our|the) (?:latest|best|newsletter)))\b.{0,160}",
    re.IGNORECASE | re.DOTALL,
)
_LONGEST_PROMPT: Final = 160
# Said alone, these words are never the text's own.
_ALONE: Final = re.compile(
    r"\W{0,3}(?:advert(?:s|isement)?|ad|sponsored|share|tweet|comments?|photos?|loading|print|e?-?mail|"
    r"save|more|next|previous|back to top|top|related|recommended|follow us|"
    r"(?:story )?continues below(?: ad\w{0,12})?|article continues below.{0,30}|promoted stories|"
    r"tell us what you think|leave a (?:comment|reply)|skip ad\w{0,12}|scroll (?:down|to).{0,40})"
    r"\W{0,4}",
    re.IGNORECASE,
)
# The caption of a picture inside a paragraph of its own: `A doctor (Image: GETTY)`.
_CAPTION: Final = re.compile(
    r".{0,240}\((?:image|picture|photo|pic)s?(?: credit)?\s?:[^()]{1,60}\)\W{0,2}", re.IGNORECASE
)


def remove_furniture(part: HtmlElement, weights: Weights) -> None:
    """Take out of the main part what is around its text; labels of a summary are never that."""
    whole = weights[part].chars - weights[part].chars_linked
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


def _is_furniture(element: HtmlElement, weights: Weights, whole: int) -> bool:
    weight = weights[element]
    if weight.labels or _follows_label(element):
        return False
    if weight.chars - weight.chars_linked > whole * _LARGEST_SHARE:
        return is_named_as_comments(element) and weight.chars < whole * _MOST
    if is_named_as_furniture(element):
        return True
    if not weight.chars or element.tag in ("tr", "td", "tbody"):
        return False
    if element.tag == "blockquote" or element.getparent().tag == "blockquote":
        return False
    if weight.link_share > _ALL_LINKS and element.tag not in HEADINGS:
        return True
    if weight.chars <= _LONGEST_PROMPT and not weight.link_share:
        words = words_of(element)
        if _ALONE.fullmatch(words) or _CAPTION.fullmatch(words):
            return True
    if weight.chars <= _LONGEST_PROMPT and weight.link_share and element.tag not in HEADINGS:
        return _PROMPT.fullmatch(words_of(element)) is not None
    return _is_teaser(element, weights)


def _follows_label(element: HtmlElement) -> bool:
    """Return whether a list, or the point of one, stands below the label of a section."""
    listed = element.getparent() if element.tag == "li" else element
    if listed is None or listed.tag not in ("ul", "ol", "dl", "table", "p"):
        return False
    above = listed.getprevious()
    return above is not None and section_named(above) is not None


def _is_teaser(element: HtmlElement, weights: Weights) -> bool:
    """Return whether a box is the card of another page: a heading that is a link, few words."""
    if element.tag not in ("li", "div", "section", "article") or weights[element].chars > 400:
        return False
    heading = next((inner for inner in element.iter(*HEADINGS)), None)
    return heading is not None and weights[heading].link_share > _ALL_LINKS
