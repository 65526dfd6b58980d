"""Raised and lowered letters: marks of notes go, powers, ordinals and fractions stay readable."""

import re
from typing import Final

from lxml.html import HtmlElement

from app.core.importing.files.formats.web.tree import drop

_RAISED_DIGITS: Final = str.maketrans("0123456789+-−–n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁻ⁿ")
_LOWERED_DIGITS: Final = str.maketrans("0123456789+-−–", "₀₁₂₃₄₅₆₇₈₉₊₋₋₋")
_ORDINALS: Final = frozenset(("st", "nd", "rd", "th", "er", "º", "ª"))
_POWER: Final = re.compile(r"[+\-−–]?\d{1,3}")
# A unit of length or time before a 2, 3 or −1, or a quantity of one letter: `m²`, `x²`.
_UNIT: Final = re.compile(
    r"(?:^|[\s\d(/·⋅*×])(?:[kcdmµμn]?m|km|ft|feet|in|inch|inches|mi|miles?|yd|yards?|kilomet(?:er|re)s?|"
    r"met(?:er|re)s?|s|sec|kg|h|hr|ha|[a-zA-Z])$"
)
# Ten to a power; a figure that merely ends in 10 is not that.
_TEN: Final = re.compile(r"(?:^|[^\d.,])10$")
_FRACTION: Final = re.compile(r"\s{0,2}[/⁄∕]\s{0,2}")
_STYLED: Final = re.compile(r"vertical-align\s{0,3}:\s{0,3}(super|sub)\b")
_NOTE: Final = re.compile(r"note|ref|cite|\bfn")
_REACH: Final = 24
# `[1]`, `[12]`, `[note 3]`, `[citation needed]`: what an encyclopedia puts behind a statement.
_BRACKETED: Final = re.compile(
    r"\[\s?(?:\d{1,3}|[a-z]|(?:note|nb|n)\s?\d{1,3}|citation needed|edit)\s?\]", re.IGNORECASE
)


def settle_raised(root: HtmlElement) -> None:
    """Drop the marks of notes; write powers, ordinals and fractions as one reads them."""
    for span in [*root.iter("span")]:
        styled = _STYLED.search(span.get("style") or "")
        if styled:
            span.tag = "sup" if styled[1] == "super" else "sub"
    for element in [*root.iter("sup", "sub")]:
        if next(element.iterancestors("sup", "sub"), None) is not None:
            continue
        words = "".join(element.itertext()).strip()
        written = _lowered(element, words) if element.tag == "sub" else _raised(element, words)
        _replace(element, written or "")
    for link in [*root.iter("a")]:
        words = "".join(link.itertext()).strip()
        if (link.get("href") or "").startswith("#") and _BRACKETED.fullmatch(words):
            drop(link)


def _raised(element: HtmlElement, words: str) -> str | None:
    """Return what raised letters are read as, None where they are the mark of a note."""
    before = _text_before(element)
    if _is_fraction(element, words):
        return f" {words}" if before[-1:].isdigit() else words
    if _is_marked_as_note(element):
        return None
    if before[-1:].isdigit():
        if words.lower().strip(".") in _ORDINALS:
            return words
        if _POWER.fullmatch(words) and _TEN.search(before):
            return words.translate(_RAISED_DIGITS)
        return None if len(words) <= 4 or not words[:1].isalpha() else f" {words}"
    if _POWER.fullmatch(words):
        return words.translate(_RAISED_DIGITS) if _UNIT.search(before) else None
    if words == "n" and before[-1:].isalnum():
        return "ⁿ"
    if len(words) == 1 or not any(char.isalpha() for char in words):
        return None
    # `French Mᵐᵉ`, `n-th`, a trade mark.
    return words if not words.startswith(("[", "(")) or len(words) > 6 else None


def _lowered(element: HtmlElement, words: str) -> str:
    if _FRACTION.fullmatch(_text_before(element)[-1:] or "x"):
        return words
    before = _text_before(element)
    letter = before[-1:].isalpha() or before[-1:] in ")]"
    return words.translate(_LOWERED_DIGITS) if letter and words.strip("+-−–").isdigit() else words


def _is_fraction(element: HtmlElement, words: str) -> bool:
    """Return whether raised digits are the upper half of a fraction."""
    if not words.isdigit():
        return False
    match = _FRACTION.match(element.tail or "")
    below = element.getnext()
    if match is None:
        return False
    rest = (element.tail or "")[match.end() :]
    return rest[:1].isdigit() or (not rest and below is not None and below.tag == "sub")


def _is_marked_as_note(element: HtmlElement) -> bool:
    """Return whether a link to a place of the page, or a name, says that this is a note's mark."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
    if _NOTE.search(names):
        return True
    inside = [*element.iter("a")]
    parent = element.getparent()
    if parent is not None and parent.tag == "a":
        inside.append(parent)
    return any("#" in (link.get("href") or "") for link in inside)


def _text_before(element: HtmlElement) -> str:
    """Return the last letters before an element in its paragraph."""
    before = ""
    while len(before) < _REACH:
        previous = element.getprevious()
        if previous is None:
            parent = element.getparent()
            if parent is None:
                return before
            before = f"{(parent.text or '')[-_REACH:]}{before}"
            if parent.tag not in ("a", "b", "i", "em", "strong", "span", "font", "u"):
                return before
            element = parent
        else:
            tail = (previous.tail or "")[-_REACH:]
            inside = "" if len(tail) >= _REACH else "".join(previous.itertext())[-_REACH:]
            before = f"{inside}{tail}{before}"
            element = previous
    return before


def _replace(element: HtmlElement, written: str) -> None:
    """Make plain words of an element.

    It stays: joined to the words before it, all of a paragraph would be copied for each.
    """
    for child in [*element]:
        element.remove(child)
    element.text = written
    element.tag = "span"
    element.attrib.clear()
