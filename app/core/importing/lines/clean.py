"""Untidy text to clean lines: odd characters, bullets, chat marks, lost line breaks."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

# Invisible characters that copying leaves behind. The joiners (200C, 200D) stay: Urdu needs them.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069"
    "\ud800-\udfff"  # halves of character pairs
    "\ufeff\ufffc-\uffff"
    "\u0335-\u0338]+"  # strike-through laid over single characters
)
# Letters that a font joins; a line of nothing else is debris of the conversion.
_LIGATURES: Final = {
    0xFB00: "ff", 0xFB01: "fi", 0xFB02: "fl", 0xFB03: "ffi", 0xFB04: "ffl",
    0xFB05: "st", 0xFB06: "st",
}  # fmt: skip
_LIGATURE = re.compile("[\ufb00-\ufb06]")
_DEBRIS = re.compile(
    r"^[^\S\n]{0,9}(?:(?:[\u00a1-\u024f\u02b0-\u036f\ufb00-\ufb06][^\S\n]{0,3}){1,16}"
    r"|(?:f(?:f|i|l)[^\S\n]{0,3}){1,6})$",
    re.MULTILINE,
)
_NEWLINES = re.compile(r"\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_BLANK_LINES = re.compile(r"\n{4,}")
# The shapes that Arabic letters take in a word, as old programs stored them; only these blocks, for
# elsewhere the same rule would make figures of the small numbers of notes.
_SHAPES = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]+")
# The Arabic letters that Urdu writes otherwise, as shapes of them are read.
_URDU_LETTERS: Final = {0x064A: 0x06CC, 0x0643: 0x06A9, 0x0649: 0x06CC, 0x0647: 0x06C1}
# Letters and digits in mathematical bold and the like, used as decoration.
_DECORATED = re.compile("[\U0001d400-\U0001d7ff]+")
# Bullets of symbol fonts arrive as private-use characters.
_PRIVATE_USE = re.compile("[\ue000-\uf8ff]")
# `M U H A M M A D`, as newspapers set the names of their writers.
_SPACED_NAME = re.compile(
    r"^[^\S\n]*(?P<by>B [Yy][^\S\n]+)?(?P<name>[A-Z](?:[^\S\n]{1,6}[A-Z]){4,60})[^\S\n]*$",
    re.MULTILINE,
)
_SPACED_WORDS = re.compile(r"[^\S\n]{2,}")
_SPACED_OUT = re.compile(r"(?:(?<=BY )|(?<=By )|(?<![\w.] ))\b(?:[A-Z] ){3,}[A-Z]\b")
_BACKTICK = re.compile(r"(?<=\w)[`´](?=\w)")
# Emphasis of chats and Markdown. A mark with space on both sides is a bullet or a separator.
# Between digits it multiplies, `_Author_` separates a title from its author, and more than two `_`
# in a row are a blank to be filled.
_EMPHASIS = re.compile(
    r"(?<!\d)\*+(?=\S)|(?<=\S)\*+(?!\d)"
    r"|(?<!\w)_{1,2}(?=[^\W_])(?!author)|(?<=[^\W_]|[.,:;!?])(?<!author)_{1,2}(?!\w)",
    re.IGNORECASE,
)
_HEADING_MARK = re.compile(r"^[^\S\n]*#{1,6}[^\S\n]+", re.MULTILINE)
_MARKED_HEADING = re.compile(r"(?<=\S)[^\S\n]+(?=#{1,6}\s+\*)")

# A bullet is a sign before a space, a pictograph, a number of at most three digits or a letter.
_SIGN_BULLET = re.compile(r"[-–—−•·∙⁃‣*+>»→§o](?:\s+|(?<=[•·∙⁃‣→§])|(?<=-)(?=[A-Z]))")
_NUMBER_BULLET = re.compile(
    r"\(?(?:\d{1,3}|[a-z]|[A-E](?!\. [A-Z]\.)|[ivx]{2,4})[.)]\s+"
    r"|\[\d{1,2}\]\s+|(?:\d|\d\d(?!\s?[-–]\s+\d))\s?[-–]\s+|\d{1,2}:\s+|\d{1,3}۔\s*|[۰-۹٠-٩]{1,3}[.)۔]\s*"
    r"|(?:\d\ufe0f?\u20e3)+\s*"
)
_PICTOGRAPH_JOINERS: Final = "\ufe0f\u200d\u20e3"


def clean(text: str) -> str:
    """Return `text` with one kind of newline and space, and no invisible characters.

    Lines and words stay what they are. Emphasis marks are still there.
    """
    text = _NEWLINES.sub("\n", text)
    text = _INVISIBLE.sub("", text)
    text = _DECORATED.sub(lambda match: unicodedata.normalize("NFKC", match[0]), text)
    text = _SHAPES.sub(lambda match: _letters(match[0]), text)
    text = _PRIVATE_USE.sub("•", text)
    text = _LIGATURE.sub(lambda match: _LIGATURES[ord(match[0])], _DEBRIS.sub("", text))
    text = unicodedata.normalize("NFC", text)
    if "`" in text or "´" in text:
        text = _BACKTICK.sub("’", text)
    text = _SPACED_NAME.sub(_joined_letters, text)
    text = _SPACED_OUT.sub(lambda match: match[0].replace(" ", ""), text)
    lines = "\n".join(" ".join(line.split()) for line in text.split("\n"))
    return _BLANK_LINES.sub("\n\n\n", lines)


def _letters(shapes: str) -> str:
    """Return shapes of Arabic letters as the letters that they are, as Urdu writes them."""
    return unicodedata.normalize("NFKC", shapes).translate(_URDU_LETTERS)


def _joined_letters(spaced: re.Match[str]) -> str:
    """Return a line whose letters are spaced out with its words whole: `B y   A L I   K H A N`."""
    words = _SPACED_WORDS.split(spaced["name"])
    if len(words) == 1:
        return f"{'BY ' if spaced['by'] else ''}{spaced['name']}"
    return " ".join(["BY"] * bool(spaced["by"]) + [word.replace(" ", "") for word in words])


def strip_emphasis(text: str) -> str:
    """Return cleaned text without the emphasis and heading marks of chats.

    Channels set every other noun in bold; kept, it would clutter the page and hide the labels.
    A marked heading in the middle of a line (its newline was lost) goes to a line of its own.
    """
    # Most texts have no marks at all, and looking for one letter costs next to nothing.
    marked = "#" in text
    if marked:
        text = _MARKED_HEADING.sub("\n", text)
    if "*" in text or "_" in text:
        text = _EMPHASIS.sub("", text)
    return _HEADING_MARK.sub("", text) if marked else text


@lru_cache(maxsize=1024)
def strip_bullet(line: str) -> tuple[str, bool]:
    """Return a line without its bullet or number, and whether it had one."""
    line = line.strip()
    position = 0
    while position < len(line) and is_pictograph(line[position]):
        position += 1
    rest = line[position:].lstrip()
    match = _SIGN_BULLET.match(rest) or _NUMBER_BULLET.match(rest)
    if match and match.end() < len(rest):
        rest = rest[match.end() :].strip()
    if not rest:
        return line, False
    return rest, len(rest) < len(line)


def bullet_of(line: str) -> str:
    """Return the bullet of a line, '' without one; those of one list are the same.

    A number is `1` and a letter `a`, whichever it is.
    """
    bare, bulleted = strip_bullet(line)
    if not bulleted:
        return ""
    sign = line.strip().removesuffix(bare).strip()
    return "".join("1" if char.isdigit() else "a" if char.isalpha() else char for char in sign)


def is_pictograph(char: str) -> bool:
    """Return whether a character is an emoji, part of one, or a sign drawn like one: `◾`, `→`."""
    if "\U0001f3fb" <= char <= "\U0001f3ff":
        # The colour of a hand, in `✍🏻`.
        return True
    if unicodedata.category(char) == "Sm":
        return char > "\u2190" and not "\u2200" <= char <= "\u22ff"
    return unicodedata.category(char) == "So" or char in _PICTOGRAPH_JOINERS


def is_continuation(previous: str, line: str) -> bool:
    """Return whether a line goes on with the sentence of the one before (a hard wrap)."""
    if not previous or not line or previous[-1] in '.?!:…”"’)۔':
        return False
    return line[0].islower() or previous[-1] in ",;–—"


def ends_in_mid_sentence(text: str) -> bool:
    """Return whether prose breaks off before its last sentence ends."""
    text = text.rstrip()
    return bool(text) and text[-1] not in '.?!…”"’)]۔؟*'
