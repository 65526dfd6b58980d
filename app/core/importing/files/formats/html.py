"""Saved web pages and other HTML to text: what an article says, without the page around it."""

import re
import warnings
from typing import Final

from bs4 import BeautifulSoup, Tag, XMLParsedAsHTMLWarning
from bs4.filter import SoupStrainer
from markdownify import MarkdownConverter

from app.core.importing.lines.title_length import LONGEST_TITLE
from app.core.importing.model import Document, FileRefusedError, Part
from app.core.importing.refusal import Refusal

# What a page shows around its text, and what it never shows. Of the text itself nothing is
# fetched, run or styled: only its words, lists and headings remain.
_AROUND: Final = (
    "script", "style", "template", "noscript", "iframe", "object", "embed", "svg", "canvas",
    "nav", "aside", "footer", "form", "button", "select", "input", "dialog", "title", "head",
    "img", "picture", "video", "audio",
)  # fmt: skip
_ROLES: Final = ("navigation", "banner", "contentinfo", "search", "complementary", "dialog")
# Articles that hold less than this share of a page are teasers beside its text.
_MAIN_SHARE: Final = 0.4
# A browser's own limit; deeper trees are no text.
_MAX_DEPTH: Final = 200


def read(data: bytes) -> Document:
    """Return the text of an HTML file in any encoding; raises FileRefusedError: DAMAGED."""
    text = text_of_html(data)
    heading = _heading_outside(data, text)
    return Document((Part(f"# {heading}\n\n{text}" if heading else text),))


def _heading_outside(data: bytes, text: str) -> str:
    """Return a page's own heading if it is outside the part that is its text, else ''.

    A text with a heading of its own needs none.
    """
    if re.search(r"^#[^\S\n]", text, re.MULTILINE):
        return ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(data, "lxml", parse_only=SoupStrainer(("h1", "title")))
    headings = [*soup.find_all("h1"), *soup.find_all("title")]
    words = next((found for tag in headings if (found := " ".join(tag.get_text(" ").split()))), "")
    # `Dawn Vocabulary | CSS Times`: the site comes behind the last sign.
    words = re.sub(r"[^\S\n](?:[|»–—]|-)[^\S\n][^|»–—]{1,40}$", "", words)
    return words if 0 < len(words) <= LONGEST_TITLE and words not in text else ""


def text_of_html(html: bytes | str) -> str:
    """Return the words of HTML, one block a line, list items as bullets.

    Raises FileRefusedError, DAMAGED, for a tree that is nested too deeply.
    """
    with warnings.catch_warnings():
        # Books are XML; read as HTML they may be as untidy as web pages.
        warnings.simplefilter("ignore", XMLParsedAsHTMLWarning)
        soup = BeautifulSoup(html, "lxml")
    for tag in soup.find_all(_AROUND):
        tag.decompose()
    for role in _ROLES:
        for tag in soup.find_all(role=role):
            tag.decompose()
    try:
        return _Converter().convert_soup(_main(soup)).strip()
    except RecursionError as error:
        raise FileRefusedError(Refusal.DAMAGED) from error


def _main(soup: BeautifulSoup) -> Tag:
    """Return the part of a page that is its text: its articles, its main part, or all of it."""
    body = soup.body or soup
    whole = len(body.get_text())
    articles = [tag for tag in body.find_all("article") if tag.find_parent("article") is None]
    if articles and sum(len(tag.get_text()) for tag in articles) > whole * _MAIN_SHARE:
        kept = soup.new_tag("div")
        for tag in articles:
            kept.append(tag.extract())
        return kept
    main = body.find("main")
    if isinstance(main, Tag) and len(main.get_text()) > whole * _MAIN_SHARE:
        return main
    return body


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
