"""Title, author and publication out of the one line into which untidy texts squeeze them."""

import re
from dataclasses import dataclass, replace
from typing import Final

from app.core.importing.lines.publications import publication_named
from app.core.library.model import DraftWarning, WarningKind
from app.core.text_key import text_key

OPENING_QUOTES: Final = "“\"„«‘'"
CLOSING_QUOTES: Final = "”\"“»’'"
_LONGEST_LINE: Final = 400

# Bylines that name no person.
_NOBODY: Final = frozenset(
    {
        *("editorial", "editorials", "editorial board", "the editorial board", "editorial team"),
        *("editor", "staff", "staff writer", "staff reporter", "newspaper", "web desk"),
        *("news desk", "admin", "anonymous", "unknown", "none", "na", "nil"),
    }
)

_AUTHOR_WORD = r"(?:authors?|authored\s+by|writer|columnist|op-?ed\s+by|by\s+author)"
_AUTHOR_AFTER_SIGN = re.compile(
    r"^(?P<title>.*?)\s*(?:\s[_|~•/]|[_|]|[-–—]|[,;:(\[])+\s*"
    rf"{_AUTHOR_WORD}(?![^\W_])\s*(?:[:=._]|[-–—]+)*\s*(?P<author>.+)$",
    re.IGNORECASE,
)
_AUTHOR_BEFORE_SIGN = re.compile(
    rf"^(?P<title>.*?)\s*\b{_AUTHOR_WORD}\s*(?:[:=]|[-–—]+)\s*(?P<author>.+)$", re.IGNORECASE
)
_BY_AFTER_SIGN = re.compile(
    r"^(?P<title>.+?)\s*(?:[_|,]|\s[-–—]+|(?<=[”\"»’]))\s*by\s*[:–—-]?\s+(?P<author>\S.*)$",
    re.IGNORECASE,
)
_BY = re.compile(r"^(?P<title>.+?)\s+(?:by|By|BY)\s*:?\s+(?P<author>\S.*)$")
# Signs that no title has inside it.
_TITLE_SIGN = re.compile(r"\s+[_|]+\s+|\s*\|\s*")
_DASH = re.compile(r"\s+[-–—]+\s+")
# `Israel’s New War (Editorial - Dawn - Israel-Palestine relations)`
_BRACKETED = re.compile(
    r"^(?P<title>.+?)\s*\((?P<credits>[^()]*\b(?:editorial|opinion|column|article|op-?ed)\b[^()]*)\)$",
    re.IGNORECASE,
)
_RANK = re.compile(r"\((ret(?:d|ired)?\.?|r)\)", re.IGNORECASE)
_REMARK = re.compile(r"\((?:an?\s+|the\s+)?[a-z][^()]*\)")

_PARTICLE = r"(?:bin|bint|ibn|ul|ur|us|uz|al|el|e|i|de|da|di|du|van|von|der|la|le)"
_CREDIT_WORD = re.compile(
    r"^(?:(?:written|penned|authored)\s+)?(?:by|from|in|the\s+author)\b[:\s]*", re.IGNORECASE
)
_INITIALS = r"(?:[A-Z]\.\s?)+"
_WORD = rf"(?:{_INITIALS}|[^\W\d_][\w’'`.-]*|\(ret(?:d|ired)?\.?\))"
_NAME = re.compile(rf"^{_WORD}(?:\s+{_WORD}){{0,6}}$")
_JOINT = re.compile(r"\s*(?:,|&|\band\b)\s+", re.IGNORECASE)
_PROSE_BYLINE = re.compile(
    r"^(?:in\s+)?(?:the|this)\s+(?:article|column|piece|op-?ed|essay|opinion\s+piece)\s+(?:is\s+)?"
    r"(?:written\s+|authored\s+|penned\s+)?by\s+(?P<names>.{3,90})",
    re.IGNORECASE,
)
_PROSE_NAME = rf"[A-Z][\w’'.-]+(?:\s+(?:{_PARTICLE}\s+)?[A-Z][\w’'.-]*){{1,3}}"
_PROSE_NAMES = re.compile(rf"{_PROSE_NAME}(?:\s+(?:and|&)\s+{_PROSE_NAME})?")


@dataclass(frozen=True, slots=True)
class Byline:
    """What a title line or an article's heading says; None where it says nothing."""

    title: str | None = None
    author: str | None = None
    publication: str | None = None
    editorial: bool = False
    warnings: tuple[DraftWarning, ...] = ()


def read_title_line(line: str) -> Byline:
    """Return title and author of a line such as `IS-K in Balochistan _ Author – M. A. Rana`."""
    line = line.strip()[:_LONGEST_LINE]
    bracketed = _BRACKETED.match(line)
    if bracketed:
        named = read_credits(bracketed["credits"])
        by = re.search(r"\bby\s+([^–—]+?)(?:\s+-\s.*)?$", bracketed["credits"], re.IGNORECASE)
        author = read_credits(by[1]).author if by else None
        title = tidy_title(bracketed["title"])
        return Byline(title, author, named.publication, editorial=author is None)
    for pattern in (_AUTHOR_AFTER_SIGN, _AUTHOR_BEFORE_SIGN, _BY_AFTER_SIGN):
        match = pattern.match(line)
        if match:
            return replace(read_credits(match["author"]), title=tidy_title(match["title"]))
    match = _BY.match(line)
    if match and is_full_name(match["author"]):
        # `Divided by Common Law` looks the same, so there is a doubt.
        return _doubtful(match["title"], match["author"])
    return _divided(line)


def _divided(line: str) -> Byline:
    """Return the byline of a title line with only signs between title, author and paper."""
    parts = [part for part in _TITLE_SIGN.split(line) if part.strip()]
    if len(parts) > 1 and all(_is_credit(part) for part in parts[1:]):
        return _doubtful(parts[0], ", ".join(parts[1:]))
    dashed = _DASH.split(line)
    if len(dashed) > 1 and _is_credit(dashed[-1]):
        named = read_credits(dashed[-1])
        if named.author is None:
            return replace(named, title=tidy_title(_DASH.sub(" – ", line).rpartition(" – ")[0]))
        # Half of a title can look like a name: `Karachi – City Without Water`.
        doubt = DraftWarning(WarningKind.TITLE_UNSURE, line, line)
        return Byline(title=tidy_title(line), warnings=(doubt,))
    return Byline(title=tidy_title(line))


def _doubtful(title: str, credits_text: str) -> Byline:
    byline = read_credits(credits_text)
    doubts: tuple[DraftWarning, ...] = ()
    if byline.author:
        doubts = (DraftWarning(WarningKind.AUTHOR_UNSURE, byline.author, byline.author),)
    return replace(byline, title=tidy_title(title), warnings=doubts)


def _is_credit(text: str) -> bool:
    """Return whether words can be only an author, a paper or `Editorial`."""
    byline = read_credits(text)
    if byline.author is None:
        return byline.editorial or byline.publication is not None
    return is_full_name(byline.author)


def read_credits(text: str) -> Byline:
    """Return author and publication of words such as `by Jamil Ahmad, Dawn`."""
    author: list[str] = []
    publication = None
    editorial = False
    # A rank's «(retd)» belongs to the name; «(former ambassador)» does not.
    text = _REMARK.sub(",", _RANK.sub("‹\\1›", text))
    for part in re.split(r"\s*[,;|(){}\[\]]\s*|\s+[-–—_]+\s+", text):
        piece = _CREDIT_WORD.sub("", part.strip(" .:*_-–—")).replace("‹", "(").replace("›", ")")
        piece = re.sub(r"\s+in$", "", piece).strip(" .:")
        if not piece:
            continue
        named = publication_named(piece)
        without_word = re.sub(
            r"\b(?:editorials?|newspaper|opinion)\b", "", piece, flags=re.IGNORECASE
        ).strip()
        if named:
            publication = publication or named
        elif text_key(piece) in _NOBODY:
            editorial = True
        elif without_word != piece and (not without_word or publication_named(without_word)):
            editorial = True
            publication = publication or publication_named(without_word)
        else:
            author.append(_tidy_name(piece))
    name = " and ".join(author) if len(author) <= 2 else ", ".join(author)
    if not name:
        return Byline(publication=publication, editorial=editorial)
    doubts = () if _is_name(name) else (DraftWarning(WarningKind.AUTHOR_UNSURE, name, name),)
    return Byline(None, name, publication, editorial, doubts)


def author_in_prose(text: str) -> str | None:
    """Return the author whom a text's first words name: `The article by A and B takes up …`."""
    match = _PROSE_BYLINE.match(text.strip())
    if match is None:
        return None
    names = _PROSE_NAMES.match(match["names"])
    return names[0] if names else None


def tidy_title(text: str) -> str | None:
    """Return a title without the signs around it, None when nothing is left.

    A question mark or dots at its end belong to it; a comma or a separator does not.
    """
    title = re.sub(
        r"^(?:title|topic|headline|article)\s*[:–—-]\s*", "", text.strip(), flags=re.IGNORECASE
    )
    title = title.strip(" _|~-–—,;:*#")
    while len(title) > 1 and title[0] in OPENING_QUOTES and title[-1] in CLOSING_QUOTES:
        inner = title[1:-1]
        if any(sign in inner for sign in '“”"') and title[0] in '“"':
            break
        title = inner.strip(" ,;")
    return title.strip(" _|,;:") or None


def _tidy_name(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip(" ,;:*_|")


def _is_name(text: str) -> bool:
    """Return whether words look like one or more persons' names."""
    parts = _JOINT.split(text)
    return len(text) <= 90 and all(_NAME.match(part) and part[0].isupper() for part in parts)


def is_full_name(text: str) -> bool:
    """Return whether words look like a first and a last name, each capitalised."""
    words = text.split()
    return (
        2 <= len(words) <= 4
        and _is_name(text)
        and all(word[0].isupper() or re.fullmatch(_PARTICLE, word) for word in words)
    )
