"""A saved web page to parts: its text without the page around it, and what its metadata states."""

import re
from dataclasses import replace
from typing import Final

from lxml.html import HtmlElement

from app.core.importing.files.formats.web.furniture import remove_furniture
from app.core.importing.files.formats.web.main_part import main_parts
from app.core.importing.files.formats.web.overgrown import is_deep, is_overgrown, plain_text_of
from app.core.importing.files.formats.web.page_metadata import stated_fields, without_site
from app.core.importing.files.formats.web.to_text import text_of_tree
from app.core.importing.files.formats.web.tree import (
    HEADINGS,
    body_of,
    drop_unseen,
    is_distinctive,
    parse,
    words_of,
)
from app.core.importing.files.formats.web.weights import Weights
from app.core.importing.lines.title_length import LONGEST_TITLE
from app.core.importing.model import Document, Fields, Part

# Where a browser notes the address that it saved a page from.
_OPENING: Final = 3_000
_HEADING: Final = re.compile(r"^#{1,6}[^\S\n]", re.MULTILINE)
_TAGS: Final = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|</(?:div|script|p|article|h[1-6]|li|td)>",
    re.IGNORECASE,
)
_SEARCHED: Final = 20_000
_FEWEST_TAGS: Final = 2


def looks_like_page(text: str) -> bool:
    """Return whether a text is the source of a page, and not what it shows."""
    head = text[:_SEARCHED]
    return head.lstrip("\ufeff \r\n\t").startswith("<") and len(_TAGS.findall(head)) >= _FEWEST_TAGS


def read_page(text: str, address: str = "") -> Document:
    """Return a page's source as a document: one part, or one for each of its several articles.

    `address` is where it came from, if something outside of the page says so.
    """
    root = parse(text)
    if is_deep(root):
        return Document((Part(plain_text_of(root)),))
    stated = stated_fields(root, text[:_OPENING], address)
    if is_overgrown(root):
        return Document((Part(plain_text_of(root), stated=stated),))
    own_heading = _heading_of(root)
    drop_unseen(root)
    body = body_of(root)
    weights = Weights(body)
    parts = main_parts(body, weights, stated.title or "")
    summary = is_distinctive(weights[body].labels)
    texts = []
    for chosen in parts:
        part = _with_heading(chosen, weights) if summary else chosen
        remove_furniture(part, weights)
        texts.append(text_of_tree(part))
    weights.forget()
    if len(texts) > 1:
        common = Fields(address=stated.address, site=stated.site)
        if all(_HEADING.search(text) for text in texts):
            return Document(tuple(Part(text, stated=common) for text in texts))
        return Document((Part("\n\n".join(texts), stated=common),))
    text = texts[0]
    if own_heading and not _HEADING.search(text) and own_heading not in text:
        text = f"# {own_heading}\n\n{text}"
    return Document(
        (Part(text, stated=replace(stated, title=stated.title or own_heading or None)),)
    )


def _heading_of(root: HtmlElement) -> str:
    """Return a page's own heading: its first of the first kind, or its title without the site."""
    for tag in ("h1", "title"):
        for heading in root.iter(tag):
            words = words_of(heading)
            if tag == "title":
                words = without_site(words)
                words = re.sub(r"[^\S\n](?:[–—]|-)[^\S\n][^–—]{1,40}$", "", words)
            if 0 < len(words) <= LONGEST_TITLE:
                return words
    return ""


def _with_heading(part: HtmlElement, weights: Weights) -> HtmlElement:
    """Return the place around a summary's text that has its heading too, if that is near.

    What stands between them names the paper, the category and the day of the post.
    """
    if next(part.iter(*HEADINGS[:2]), None) is not None:
        return part
    around = part
    for above in part.iterancestors():
        if above.tag in ("body", "html") or weights[above].prose > weights[part].prose * 1.3:
            break
        around = above
        if next(above.iter(*HEADINGS[:2]), None) is not None:
            return around
    return part
