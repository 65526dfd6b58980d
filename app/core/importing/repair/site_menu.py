"""What frames a copied page: its menu, which is never a title, and its address, which may be."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote, urlsplit

from app.core.importing.lines.clean import strip_bullet
from app.core.importing.lines.dates import DateBasis, ParsedDate, find_dates

_MENU: Final = frozenset({
    "home", "menu", "main menu", "about", "about us", "contact", "contact us", "login",
    "log in", "sign in", "sign up", "register", "search", "blog", "news", "news & media",
    "books", "courses", "free courses", "past papers", "css past papers", "syllabus",
    "css syllabus", "css", "css notes", "css books", "pms", "fpsc", "ppsc", "nts", "mcqs",
    "pakmcqs", "jobs", "downloads", "download", "magazine", "magazines", "join us",
    "privacy policy", "terms of use", "disclaimer", "advertise", "subscribe",
    "current affairs mcqs", "solved papers", "date sheet", "results", "gallery", "shop",
    "cart", "my account", "categories", "dawn editorials", "editorials", "vocabulary",
    "daily vocabulary", "dawn vocabulary", "css vocabulary", "essays", "forum", "forums",
    "archives", "notes", "toggle navigation", "close", "more",
})  # fmt: skip
_ADDRESS = re.compile(r"(?:https?://|www\.)\S{4,300}", re.IGNORECASE)
_PAGE_ENDING = re.compile(r"\.(?:html?|php|aspx?)$", re.IGNORECASE)
_NUMBER = re.compile(r"p?\d+", re.IGNORECASE)
_FEWEST_MENU_ENTRIES: Final = 3
_MOST_ENTRY_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Address:
    """What the last part of a page's address says: a title in words, and a date."""

    title: str
    written: ParsedDate | None


def menu_lines(lines: Sequence[str]) -> set[int]:
    """Return the numbers of the lines that are a menu: blocks of short lines with known names."""
    found: set[int] = set()
    block: list[int] = []
    for number, line in enumerate([*lines, ""]):
        if line.strip() and _is_entry(line):
            block.append(number)
            continue
        known = sum(_is_known(lines[n]) for n in block)
        if len(block) >= _FEWEST_MENU_ENTRIES and known * 2 >= len(block):
            found.update(block)
        else:
            found.update(
                n for n in block if len(block) < _FEWEST_MENU_ENTRIES and _is_home(lines[n])
            )
        block = []
    return found


def address_in(lines: Sequence[str]) -> Address | None:
    """Return what the first address among lines says in words, None if it says nothing."""
    for line in lines:
        match = _ADDRESS.fullmatch(line.strip())
        if match:
            return _read(match[0])
    return None


def _read(address: str) -> Address | None:
    try:
        path = urlsplit(address if "//" in address else f"//{address}").path
    except ValueError:
        return None
    names = [name for name in unquote(path).split("/") if name]
    slug = _PAGE_ENDING.sub("", names[-1]) if names else ""
    words = " ".join(re.split(r"[-_+\s]+", slug)).strip()
    found = next(find_dates(words), None)
    if found and found.written.basis is not DateBasis.NO_YEAR:
        words = f"{words[: found.start]} {words[found.end :]}"
    else:
        found = None
    kept = [word for word in words.split() if not _NUMBER.fullmatch(word)]
    if len(kept) < 2 or not all(re.match(r"[\w’'.]+$", word) for word in kept):
        return None
    title = " ".join(kept)
    return Address(title[0].upper() + title[1:], found.written if found else None)


def _is_entry(line: str) -> bool:
    bare = strip_bullet(line)[0]
    return len(bare.split()) <= _MOST_ENTRY_WORDS and len(bare) <= 40 and bare[-1:] not in ".:;?!,…"


def _is_known(line: str) -> bool:
    return " ".join(strip_bullet(line)[0].lower().split()) in _MENU


def _is_home(line: str) -> bool:
    return strip_bullet(line)[0].strip().lower() in {"home", "menu", "main menu", "search"}
