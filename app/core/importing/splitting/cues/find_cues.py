"""The cues of a heading's line: the words of it whose meaning is known, each with a confidence.

`Thirst of a city | By Jamil Ahmad, Dawn, 12 June 2025` has the cues WORDS (`Thirst of a city`),
PERSON (`Jamil Ahmad`, after `By`), PAPER and DATE. Their order is free. What no cue explains stays
as WORDS, and is the title or a part of it.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.clean import strip_bullet
from app.core.importing.lines.dates import DateBasis, find_dates
from app.core.importing.lines.people import read_people
from app.core.importing.lines.publications import publication_named
from app.core.importing.splitting.cues.cue import CLOSING_QUOTES, OPENING_QUOTES, Cue, CueKind
from app.core.importing.splitting.cues.cue_words import cue_words
from app.core.importing.splitting.cues.keys import (
    PARTS,
    Key,
    field_of_key,
    find_keys,
    opens_with_key,
)
from app.core.importing.splitting.cues.segments import SIGNS, cues_of_segment, explained
from app.core.text_key import text_key

# A longer line is text, whatever is in it.
LONGEST_HEADING: Final = 400
_SIGN_BEHIND_BY = re.compile(r"(?P<by>\b[Bb][Yy]\b)\s*[^\w\s“”\"'‘’«»()\[\].,:;–—-]{1,3}\s+")
_INITIAL = re.compile(r"[A-E]\.\s")
# A name that begins as a point of a list does is one from this confidence on.
_INITIALED: Final = 0.8
# Between two hard separators is a thing of its own; soft ones may also be inside a title.
_HARD = re.compile(
    r"""
    \s*[|•·]\s*
    | \s+(?:[»+]|::|--+|=+>|//+|_+|~+)\s+
    | \s+[^\w\s.…,;:?!'"’‘“”«»()\[\]{}&/%$\#@*+=<>–—-]{1,3}\ufe0f?\s+   # any other sign
    | (?<=\w)_+\s*(?=(?:[Aa]uthor|AUTHOR|[Bb]y)\b) | _+\s+ | \s+_+(?=(?:[Aa]uthor|AUTHOR)(?![^\W_]))
    """,
    re.VERBOSE,
)
_SOFT = re.compile(
    r"\s+[-–—/]+\s+|\s*[,;،؛]\s+|\s+[-–—]+(?=\S)|(?<=[”\"»’])[-–—\s]+|(?<=\S)[–—]\s+|:\s+(?=[“\"«])"
)
# A rank in brackets may be inside: `(Lt Gen (retd) Talat Masood)`.
_BRACKETS = re.compile(
    r"[(\[{](?P<inside>(?:[^()\[\]{}]|\((?:retd?|r)\.?\)){1,160})[)\]}]", re.IGNORECASE
)
_RANK = re.compile(r"(?:ret(?:d|ired)?\.?|r)", re.IGNORECASE)
_OPENING_MARKS = re.compile(rf"(?<!\w)[{OPENING_QUOTES}”]+(?=\S)")
_CLOSING_MARKS = re.compile(rf"[{CLOSING_QUOTES}]+")
_DATE_REST = re.compile(
    r"[\s,،]*(?:at\s+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[AaPp]\.?\s?[Mm]\.?)?|[\s,]*(?:ء|ع)"
)


def find_cues(line: str) -> list[Cue]:
    """Return the cues of a line, in order; [] for a line that is too long to be of a heading."""
    if not line.strip() or len(line) > LONGEST_HEADING:
        return []
    bare, _ = strip_bullet(line)
    if _INITIAL.match(line) and (people := read_people(_HARD.split(line, 1)[0])):
        # `C. Raja Mohan` begins with no bullet.
        bare = line if people.confidence >= _INITIALED else bare
    offset = line.find(bare)
    return [replace(cue, start=cue.start + offset, end=cue.end + offset) for cue in _of_line(bare)]


def _of_line(line: str) -> list[Cue]:
    # `By ✍️ Jamil Ahmad`
    line = _SIGN_BEHIND_BY.sub(lambda match: match["by"].ljust(len(match[0])), line)
    if is_boilerplate(line) and not cue_words().by.match(line):
        return [Cue(CueKind.REMARK, line, 0, len(line))]
    cues: list[Cue] = []
    start = 0
    said = ""
    for hard in [*_HARD.finditer(line), None]:
        end = hard.start() if hard else len(line)
        alone = line[start:end].strip(SIGNS)
        key = field_of_key(alone) if ":" not in alone else None
        if key and key[1] and hard:
            # `The dry city _Author_ Jamil Ahmad`
            said = key[0]
        elif (start or hard) and is_boilerplate(line[start:end].strip(SIGNS)):
            cues.append(Cue(CueKind.REMARK, line[start:end].strip(SIGNS), start, end))
        else:
            cues += _of_piece(line, start, end, said)
            said = ""
        start = hard.end() if hard else end
    return cues


def _of_piece(line: str, start: int, end: int, said: str) -> Iterator[Cue]:
    """Yield the cues between two hard separators: of what is in brackets apart from the rest."""
    at = start
    for bracket in _BRACKETS.finditer(line, start, end):
        inside = bracket["inside"].strip()
        if _RANK.fullmatch(inside):
            continue
        found = list(_of_keyed(line, bracket.start("inside"), bracket.end("inside"), ""))
        if any(cue.kind is CueKind.WORDS and not cue.said for cue in found):
            before = line[at : bracket.start()].strip(SIGNS)
            alone = not line[bracket.end() : end].strip(SIGNS)
            if alone and (not before or (len(found) == 1 and explained(before))):
                # `Editorial Summary (Thirst of a city)`
                yield from _of_keyed(line, at, bracket.start(), said)
                yield from found
                return
            known = [cue for cue in found if cue.kind is not CueKind.WORDS]
            if (not known and not inside[:1].islower()) or line[bracket.end() : end].strip(SIGNS):
                # A part of the title: `Rivers (and other debts) of Sindh`.
                continue
            found = known or [Cue(CueKind.REMARK, inside, bracket.start(), bracket.end())]
        yield from _of_keyed(line, at, bracket.start(), said)
        yield from found
        at, said = bracket.end(), ""
    yield from _of_keyed(line, at, end, said)


def _of_keyed(line: str, start: int, end: int, said: str) -> Iterator[Cue]:
    """Yield the cues of a stretch that may have keys in it, `Thirst Author: Jamil Ahmad`."""
    at = start
    for key in find_keys(line, start, end):
        if key.start < at or not _may_be_key(line, at, end, key, said):
            continue
        yield from _of_quotes(line, at, key.start, said)
        at, said = key.end, key.field
    yield from _of_quotes(line, at, end, said)


def _may_be_key(line: str, at: int, end: int, key: Key, said: str) -> bool:
    """Return whether words with a sign behind them are a key here, and no part of a title."""
    bare = line[at : key.start].strip(" *_")
    behind = line[key.end : end]
    if not behind.strip(SIGNS):
        return False
    if not key.colon and not key.strong:
        return False
    if key.field in ("published", "posted"):
        # `Day – and night` names no date.
        near = _first_thing(behind) if bare else behind
        return next(find_dates(near), None) is not None or (key.colon and not bare)
    if key.field == "title" and not key.strong and explained(_first_thing(behind)) is not None:
        return False
    if not bare or bare[-1] in PARTS or said:
        return key.colon or key.field not in ("site", "category")
    if key.field == "author":
        return key.strong or key.colon
    return key.colon and (key.field == "publication" or (key.field == "title" and key.strong))


def _first_thing(text: str) -> str:
    return re.split(r"[,;|(\[]|\s[-–—]\s", text, maxsplit=1)[0]


def _of_quotes(line: str, start: int, end: int, said: str) -> Iterator[Cue]:
    """Yield the cues of a stretch of which a part may be in quotation marks: that is the title."""
    quoted = _quoted(line, start, end) if said in ("", "title") else None
    if quoted is None:
        yield from _of_dates(line, start, end, said)
        return
    opening, inner_start, inner_end, closing = quoted
    yield from _of_dates(line, start, opening, said)
    words = line[inner_start:inner_end].strip(" ,;")
    words = words if words.endswith("..") else words.rstrip(".")
    paper = "" if said else publication_named(words)
    kind = CueKind.PAPER if paper else CueKind.QUOTED
    yield Cue(kind, paper or words, inner_start, inner_end, 0.9, said)
    yield from _of_dates(line, closing, end, "")


def _quoted(line: str, start: int, end: int) -> tuple[int, int, int, int] | None:
    """Return where a quoted title opens, begins, ends and closes, None if there is none."""
    opening = _OPENING_MARKS.search(line, start, end)
    if opening is None or not _ends_thing(line[start : opening.start()]):
        return None
    double = any(mark not in "‘’'" for mark in opening[0])
    closings = [
        mark
        for mark in _CLOSING_MARKS.finditer(line, opening.end(), end)
        if any(sign not in "‘’'" for sign in mark[0]) == double
        and (double or not line[mark.end() : mark.end() + 1].isalpha())
    ]
    for mark in closings:
        # A quotation inside the title closes too; the title ends where a credit or nothing follows.
        behind = line[mark.end() : end]
        if not behind.strip(SIGNS) or _is_credit_ahead(behind):
            return opening.start(), opening.end(), mark.start(), mark.end()
    return None


def _ends_thing(before: str) -> bool:
    """Return whether a quoted title may begin behind these words."""
    bare = before.strip()
    if not bare or bare[-1] in "|_-–—,:;([":
        return True
    return all(cue.kind is not CueKind.WORDS for cue in _of_dates(bare, 0, len(bare), ""))


def _is_credit_ahead(behind: str) -> bool:
    bare = behind.lstrip(" ,;.|–—-_:")
    if behind[:1] in ",|–—-([" or not bare or bare[0] in "([":
        return True
    if all(cue.kind is not CueKind.WORDS for cue in _of_dates(bare, 0, len(bare), "")):
        return True
    if cue_words().by.match(bare) or opens_with_key(bare):
        return True
    first = _first_thing(bare)
    if explained(first) is not None:
        return True
    words = explained(" ".join(first.split()[:1])) or []
    return any(cue.kind in (CueKind.PAPER, CueKind.NOBODY) for cue in words)


def _of_dates(line: str, start: int, end: int, said: str) -> Iterator[Cue]:
    """Yield the cues of a stretch, its dates apart from the words between them."""
    at = start
    for found in find_dates(line[start:end]):
        if found.written.basis is DateBasis.NO_YEAR and said not in ("published", "posted"):
            continue
        begin, stop = start + found.start, start + found.end
        before = line[at:begin]
        role = said if said in ("published", "posted") else _role(before)
        yield from _of_words(line, at, begin, said)
        rest = _DATE_REST.match(line, stop, end)
        stop = rest.end() if rest else stop
        timed = ":" in line[begin:stop]
        role = role or ("posted" if timed else "")
        yield Cue(CueKind.DATE, found.written.raw, begin, stop, 1.0, role, found.written)
        at = stop
        said = ""
    yield from _of_words(line, at, end, said)


def _role(before: str) -> str:
    """Return which date it is by the words before it."""
    key = text_key(before[-40:])
    if any(word in key for word in ("posted", "updated", "uploaded")):
        return "posted"
    return "published" if any(word in key for word in ("published", "dated", "date")) else ""


def _of_words(line: str, start: int, end: int, said: str) -> Iterator[Cue]:
    """Yield the cues of words without dates and keys; what is unexplained is joined again."""
    pieces = []
    at = start
    for soft in [*_SOFT.finditer(line, start, end), None]:
        stop = soft.start() if soft else end
        pieces.append((at, stop))
        at = soft.end() if soft else stop
    waiting: Cue | None = None
    for begin, stop in pieces:
        for cue in cues_of_segment(line, begin, stop, said, first=begin == pieces[0][0]):
            small = waiting and waiting.kind is CueKind.REMARK and cue.text[:1].islower()
            same = waiting and waiting.kind is CueKind.WORDS and waiting.said == cue.said
            if waiting and cue.kind is CueKind.WORDS and (same or small):
                # `Day – and night`: what begins with a small letter goes on.
                waiting = replace(cue, text=line[waiting.start : cue.end], start=waiting.start)
            elif cue.kind not in (CueKind.WORDS, CueKind.REMARK):
                if waiting:
                    yield waiting
                    waiting = None
                yield cue
            else:
                if waiting:
                    yield waiting
                waiting = cue
        if said not in ("author", "title"):
            said = ""
    if waiting and any(map(str.isalnum, waiting.text)):
        yield waiting
