"""Keys, the words before a sign that say what follows: `Name of the writer: Jamil Ahmad`.

No list holds every spelling. A key is put together from the words of keys, and names what its last
word names, `Article date`, or before an `of` its first, `Date of the article`; `by` at its end says
more, `Article by`.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from app.core.importing.lines.clean import strip_bullet
from app.core.importing.lines.labels import find_label
from app.core.importing.lines.title_length import LONGEST_TITLE
from app.core.importing.splitting.cues.cue_words import cue_words
from app.core.text_key import text_key

_MOST_WORDS: Final = 6
_LONGEST_KEY: Final = 48
_BY: Final = frozenset({"by", "از"})
_IN: Final = frozenset({"in", "at", "from", "via", "در", "میں"})
_NAME: Final = frozenset({"name", "نام"})
# What may part a key from its value: a colon, an equals sign, a dash, an underscore.
_SIGN = re.compile(
    r"\s*[:：=]+[-–—]*\s*|\s[-–—]+(?=\s)\s*|[-–—]+\s+|\s[-–—]+(?=\w)|(?<=[A-Za-z])_\s*"
)
_WORD = re.compile(r"[^\W\d_][\w\u064b-\u0655’'()&/-]*")
# What may be between two words of a key: `Author / Writer`.
_BETWEEN = re.compile(r"\s*[/&]?\s*")
# What stands right before a key that begins a thing of its own.
PARTS: Final = '|/_-–—,;()[]”"»’.·•~،؛'


@dataclass(frozen=True, slots=True)
class Key:
    """A key on characters `start` up to `end` of a line, its sign counted, and what it names.

    `strong`: nothing else is meant by its words, as with `Title` or `Author` and not `Article`;
    `colon`: its sign is one and not a dash.
    """

    start: int
    end: int
    field: str
    strong: bool
    colon: bool


def find_keys(line: str, start: int, end: int) -> Iterator[Key]:
    """Yield the keys in a stretch of a line, in order."""
    floor = start
    for sign in _SIGN.finditer(line, start, end):
        before = line[max(floor, sign.start() - _LONGEST_KEY) : sign.start()]
        found = _last_key(before)
        if found is None:
            continue
        length, field, strong = found
        colon = any(mark in sign[0] for mark in ":：=")
        yield Key(sign.start() - length, sign.end(), field, strong, colon)
        floor = sign.end()


def opens_with_key(text: str) -> bool:
    """Return whether a text begins with a key."""
    first = next(find_keys(text, 0, min(len(text), 2 * _LONGEST_KEY)), None)
    return first is not None and not text[: first.start].strip()


def join_keys(text: str) -> str:
    """Return text in which a key alone on its line, `Author:`, is joined with the line below.

    A section's label, `Theme of the article:`, may be made of the words of keys; it stays alone.
    """
    lines: list[str] = []
    for line in text.split("\n"):
        above = strip_bullet(lines[-1])[0] if lines and 2 < len(lines[-1]) <= _LONGEST_KEY else ""
        key = above.endswith((":", "：")) and field_of_key(above.rstrip(" :："))
        if key and line.strip() and len(line) <= LONGEST_TITLE and not _is_label(above):
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _is_label(line: str) -> bool:
    label = find_label(line)
    return label is not None and not label.guessed


def _last_key(before: str) -> tuple[int, str, bool] | None:
    """Return the length of the key that ends a stretch, its field and whether it is a strong one.

    The longest is taken that begins a thing, else the longest that begins with a word of its own.
    """
    for word in _last_words(before):
        found = field_of_key(before[word.start() :])
        ahead = before[: word.start()].rstrip(" *_")
        if found and (not ahead or ahead[-1] in PARTS or not _is_filler(word[0])):
            return len(before) - word.start(), *found
    return None


def _last_words(before: str) -> list[re.Match[str]]:
    """Return the words at the end of a stretch that nothing parts, in order."""
    words: list[re.Match[str]] = []
    edge = len(before.rstrip())
    for word in reversed(list(_WORD.finditer(before))):
        if _BETWEEN.fullmatch(before, word.end(), edge) is None or len(words) == _MOST_WORDS:
            break
        words.insert(0, word)
        edge = word.start()
    return words


def bare_key(text: str) -> tuple[str, int]:
    """Return what a key without a sign at the start of a text names, and where its value begins.

    `Author Jamil Ahmad`, `Name of the writer Jamil Ahmad`; ("", 0) without one. Only whole words
    that mean nothing else are one, and the value may still be none.
    """
    longest = ("", 0)
    words = list(_WORD.finditer(text[: 2 * _LONGEST_KEY]))
    for word, following in pairwise(words[: _MOST_WORDS + 1]):
        found = field_of_key(text[: word.end()])
        ends = not _is_filler(word[0]) or text_key(word[0]) in _BY | _IN | _NAME
        if found and found[1] and ends:
            longest = (found[0], following.start())
    return longest


def _is_filler(word: str) -> bool:
    return text_key(word) not in cue_words().roles


@lru_cache(maxsize=2048)
def field_of_key(words: str) -> tuple[str, bool] | None:
    """Return the field that a key's words name and whether they are strong; None for no key."""
    found = text_key(words.replace("(s)", "s").replace("/", " ")).split()
    if not 0 < len(found) <= _MOST_WORDS or len(words) > _LONGEST_KEY:
        return None
    known = cue_words()
    if not all(word in known.roles or word in known.key_fillers for word in found):
        return None
    field = _named(found, known.roles)
    if field is None:
        return None
    if len({known.roles[word] for word in found if word in known.roles}) > 1 and "&" in words:
        # `Title & Author:` names what its value says.
        return "", True
    return field, found[-1] in _BY or any(word in known.strong for word in found)


def _named(words: list[str], roles_of: dict[str, str]) -> str | None:
    """Return what words name of which each may be in a key."""
    roles = [roles_of[word] for word in words if word in roles_of]
    last = words[-1]
    if last in _BY:
        # `Posted by` a site, `Published by` a paper, `Column by` a person.
        whose = {"posted": "site", "helper": "site", "publishing": "publication"}
        return next((whose[role] for role in roles if role in whose), "author")
    if last in _IN and ("publishing" in roles or len(words) == 1):
        return "publication"
    if "posted" in roles:
        return "posted"
    if "helper" in roles:
        return None
    named = [role for role in roles if role != "publishing"]
    if not named:
        return "published" if "publishing" in roles else None
    if "of" in words[1:-1] and words[0] not in _NAME:
        return named[0]
    return named[-1]
