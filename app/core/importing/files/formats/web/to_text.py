"""A tree of HTML to text: a block a line, headings marked, points and rows as bullets."""

import re
from typing import Final

from bs4 import BeautifulSoup, Tag
from lxml import etree
from lxml.html import HtmlElement
from markdownify import MarkdownConverter

from app.core.importing.files.formats.web.raised import settle_raised
from app.core.importing.files.formats.web.tables import settle_tables
from app.core.importing.files.formats.web.tree import HEADINGS, drop, label_kind, words_of
from app.core.importing.model import FileRefusedError
from app.core.importing.refusal import Refusal

_LONGEST_BUTTON: Final = 120
# A heading level is Markdown's business; a browser shows no deeper one either.
_NEW_HEADING: Final = "h3"
# What stands in a tree for a place to begin a line.
_MARK: Final = re.compile(r"\[\s?(?:edit|update|source)\s?\]", re.IGNORECASE)


def text_of_tree(root: HtmlElement) -> str:
    """Return the words of a tree; raises FileRefusedError, DAMAGED, for one nested too deeply."""
    if root.tag in ("td", "th", "li", "dd"):
        # Alone, a cell or a point would be one without its table or list.
        root.tag = "div"
    elif root.tag not in ("body", "html", "div"):
        around = root.makeelement("div", {})
        root.tail = None
        around.append(root)
        root = around
    _settle_headings(root)
    settle_raised(root)
    settle_tables(root)
    _settle_definitions(root)
    try:
        soup = BeautifulSoup(etree.tostring(root, encoding="unicode", method="html"), "lxml")
        return _Converter().convert_soup(soup).strip()
    except RecursionError as error:
        raise FileRefusedError(Refusal.DAMAGED) from error


def _settle_headings(root: HtmlElement) -> None:
    """Make headings of buttons that open a section; the other buttons go."""
    for button in [*root.iter("button")]:
        inside = next((inner for inner in button.iter(*HEADINGS)), None)
        above = next(button.iterancestors(*HEADINGS), None)
        if inside is not None or above is not None:
            button.tag = "div" if above is None else "span"
        elif label_kind(button) is not None:
            button.tag = _NEW_HEADING
        else:
            drop(button)
    for summary in [*root.iter("summary")]:
        if next(summary.iter(*HEADINGS), None) is None:
            summary.tag = _NEW_HEADING if len(words_of(summary)) <= _LONGEST_BUTTON else "div"
    for element in root.iter("div", "span", "p"):
        if element.get("role") == "heading":
            element.tag = _NEW_HEADING
    for heading in root.iter(*HEADINGS):
        for inner in [*heading.iter("span", "a")]:
            if _MARK.fullmatch(words_of(inner)):
                drop(inner)


def _settle_definitions(root: HtmlElement) -> None:
    """Make points of a list of terms: `Term: what it is`."""
    for terms in [*root.iter("dl")]:
        term = None
        for child in [*terms.iter("dt", "dd")]:
            if child.tag == "dt":
                term = child
                continue
            if term is not None:
                words = words_of(term).rstrip(" :")
                child.text = f"{words}: {(child.text or '').lstrip()}" if words else child.text
                drop(term)
                term = None
            child.tag = "li"
        for child in terms.iter("dt"):
            child.tag = "li"
        terms.tag = "ul"


class _Converter(MarkdownConverter):
    """HTML to Markdown without links and escapes: what follows reads words, not markup."""

    def __init__(self) -> None:
        super().__init__(
            bullets="-",
            escape_asterisks=False,
            escape_underscores=False,
            escape_misc=False,
            heading_style="atx",
            strip=["a"],
        )

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        """Return the end of a line, even in a heading."""
        return "\n"
