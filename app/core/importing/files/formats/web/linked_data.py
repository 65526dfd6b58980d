"""JSON-LD, what pages tell search engines: the article that a page is about, as it describes it."""

import json
import re
from collections.abc import Iterator
from typing import Any, Final

from lxml.html import HtmlElement

from app.core.text_key import text_key

_ARTICLE: Final = re.compile(r"(?:Article|BlogPosting|Report|Posting|Review|Recipe|Essay)$")
_PAGE: Final = re.compile(r"Page$|^CreativeWork$")
_LONGEST: Final = 2_000_000
_DEEPEST: Final = 12
_MOST: Final = 2_000
_FRAME: Final = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\]\]>|\]\]>)\s*$")


def linked_article(root: HtmlElement, headline: str) -> dict[str, Any]:
    """Return what a page states about its article, {} for nothing, or for several alike.

    `headline` tells which of several is meant.
    """
    found = [entry for entry in _entries(root) if "headline" in entry or "name" in entry]
    for pattern in (_ARTICLE, _PAGE):
        fitting = [entry for entry in found if pattern.search(_type_of(entry))]
        named = [entry for entry in fitting if _is_named(entry, headline)]
        dated = [entry for entry in named or fitting if entry.get("datePublished")]
        if dated and (named or len({str(entry.get("url", "")) for entry in dated}) == 1):
            return dated[0]
        if len(fitting) == 1:
            return fitting[0]
    return {}


def text_of(value: Any) -> str:
    """Return a value of JSON-LD as words: a text, or the name of a thing; '' for anything else."""
    if isinstance(value, dict):
        value = value.get("name") or ""
    if isinstance(value, list):
        return ", ".join(filter(None, map(text_of, value[:20])))
    return " ".join(value.split()) if isinstance(value, str) else ""


def _type_of(entry: dict[str, Any]) -> str:
    kind = entry.get("@type")
    kinds = kind if isinstance(kind, list) else [kind]
    return next((k for k in kinds if isinstance(k, str) and _ARTICLE.search(k)), str(kinds[0]))


def _is_named(entry: dict[str, Any], headline: str) -> bool:
    name, key = text_key(text_of(entry.get("headline") or entry.get("name"))), text_key(headline)
    return bool(name and key) and (name in key or key in name)


def _entries(root: HtmlElement) -> Iterator[dict[str, Any]]:
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        words = "".join(script.itertext())
        if len(words) > _LONGEST:
            continue
        try:
            stored = json.loads(_FRAME.sub("", words), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _walk(stored)


def _walk(stored: Any) -> Iterator[dict[str, Any]]:
    """Yield every record of a tree of records, the outermost first; bounded in depth and number."""
    waiting, seen = [(stored, 0)], 0
    while waiting and seen < _MOST:
        value, depth = waiting.pop(0)
        seen += 1
        if isinstance(value, dict):
            yield value
        inner = value.values() if isinstance(value, dict) else value
        if isinstance(value, dict | list) and depth < _DEEPEST:
            waiting += [(v, depth + 1) for v in inner if isinstance(v, dict | list)]
