"""The cues of a heading's line: the words of it whose meaning is known, each with a confidence.

`Thirst of a city | By Jamil Ahmad, Dawn, 12 June 2025` has the cues WORDS (`Thirst of a city`),
PERSON (`Jamil Ahmad`, after `By`), PAPER and DATE. Their order is free. What no cue explains stays
as WORDS, and is the title or a part of it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from functools import cache
from typing import Final

from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.clean import strip_bullet
from app.core.importing.lines.dates import TIME_OF_DAY, DateBasis, ParsedDate, find_dates
from app.core.importing.lines.people import is_nobody, read_people
from app.core.importing.lines.publications import publication_named
from app.core.importing.lines.title_length import LONGEST_TITLE
from app.core.paths import bundled
from app.core.text_key import text_key


class CueKind(StrEnum):
    """What kind of thing a stretch of a heading is."""

    SUMMARY = "summary"
    QUOTED = "quoted"
    PERSON = "person"
    NOBODY = "nobody"
    PAPER = "paper"
    SITE = "site"
    CATEGORY = "category"
    DATE = "date"
    TIME = "time"
    REMARK = "remark"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Cue:
    """A stretch of a line, from character `start` up to `end`, and what it is taken for.

    `said` names the field when a key or a by-word before it says what it is (`Author:`).
    """

    kind: CueKind
    text: str
    start: int
    end: int
    confidence: float = 1.0
    said: str = ""
    written: ParsedDate | None = None


# A longer line is text, whatever is in it.
LONGEST_HEADING: Final = 400
OPENING_QUOTES: Final = "“\"„«‘'"
CLOSING_QUOTES: Final = "”\"“»’'"
# Between two hard separators is a thing of its own; soft ones may also be inside a title.
_HARD = re.compile(
    r"\s*[|•·]\s*|\s+_+\s+|(?<=\w)_+\s*(?=(?:[Aa]uthor|AUTHOR|[Bb]y)\b)|_+\s+|\s+//+\s+|\s+~+\s+"
    r"|\s+_+(?=(?:[Aa]uthor|AUTHOR)(?![^\W_]))"
)
_SOFT = re.compile(
    r"\s+[-–—/]+\s+|\s*[,;،؛]\s+|\s+[-–—]+(?=\S)|(?<=[”\"»’])[-–—\s]+|(?<=\S)[–—]\s+|:\s+(?=[“\"«])"
)
_BRACKETS = re.compile(r"[(\[{](?P<inside>[^()\[\]{}]{1,160})[)\]}]")
_RANK = re.compile(r"(?:ret(?:d|ired)?\.?|r)", re.IGNORECASE)
_SITE = re.compile(
    r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+){0,4}\.(?:com|pk|org|net|edu|blog|info|co)"
    r"(?:\.\w\w)?(?:/\S*)?|@\w+",
    re.IGNORECASE,
)
_AUTHOR_KEY = re.compile(r"(?:authors?|writer|columnist)(?![^\W_])[\s:_–-]*", re.IGNORECASE)
_BY_INSIDE = re.compile(r"\s+(?:(?:written|penned|authored)\s+)?by\s*:?\s+", re.IGNORECASE)
_OPENING_MARKS = re.compile(rf"(?<!\w)[{OPENING_QUOTES}”]+(?=\S)")
_CLOSING_MARKS = re.compile(rf"[{CLOSING_QUOTES}]+")
_SIGNS: Final = " \t|_-–—:：=,;،.•·*~#/"
_DATE_REST = re.compile(
    r"[\s,،]*(?:at\s+)?\d{1,2}[:.]\d\d(?:[:.]\d\d)?\s*(?:[AaPp]\.?\s?[Mm]\.?)?|[\s,]*(?:ء|ع)"
)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of resources/cues.json, each as `text_key` has it."""

    fields: dict[str, str]
    key: re.Pattern[str]
    by: re.Pattern[str]
    summary: frozenset[str]
    kind: frozenset[str]
    filler: frozenset[str]
    when: frozenset[str]


@cache
def _words() -> _Words:
    stored = json.loads((bundled("resources") / "cues.json").read_text(encoding="utf-8"))
    names = {name: field for field, names in stored["keys"].items() for name in names}
    longest = sorted(names, key=len, reverse=True)
    keys = "|".join(map(_spaced, longest))
    by = "|".join(map(_spaced, sorted(stored["by"], key=len, reverse=True)))
    return _Words(
        {" ".join(name.split()): field for name, field in names.items()},
        re.compile(
            rf"(?:(?<![\w’'-])|(?<=\s[-–—]))(?P<key>{keys})(?:\s*(?:\(s\))?\s*"
            r"(?P<sign>[:：=]+[-–—]*|\s[-–—]+(?=\s)|[-–—]+\s|\s[-–—]+(?=\w)|_)\s*)",
            re.IGNORECASE,
        ),
        re.compile(rf"(?:{by})\b\s*[:–—-]*\s+|(?:{by})\s*[:–—-]+\s*", re.IGNORECASE),
        frozenset(map(text_key, stored["summary"])),
        frozenset(map(text_key, stored["kind"])),
        frozenset(map(text_key, [*stored["filler"], *stored["when"]])),
        frozenset(map(text_key, stored["when"])),
    )


def _spaced(name: str) -> str:
    """Return the pattern of a name of several words, whatever spaces are between them."""
    return r"\s+".join(map(re.escape, name.split()))


def find_cues(line: str) -> list[Cue]:
    """Return the cues of a line, in order; [] for a line that is too long to be of a heading."""
    if not line.strip() or len(line) > LONGEST_HEADING:
        return []
    bare, _ = strip_bullet(line)
    offset = line.find(bare)
    return [replace(cue, start=cue.start + offset, end=cue.end + offset) for cue in _of_line(bare)]


def join_keys(text: str) -> str:
    """Return text in which a key alone on its line, `Author:`, is joined with the line below."""
    lines: list[str] = []
    for line in text.split("\n"):
        above = strip_bullet(lines[-1])[0] if lines and 2 < len(lines[-1]) <= 40 else ""
        key = _words().key.fullmatch(f"{above} ") if above.endswith((":", "：")) else None
        if key and line.strip() and len(line) <= LONGEST_TITLE:
            lines[-1] = f"{lines[-1]} {line}"
        else:
            lines.append(line)
    return "\n".join(lines)


def _of_line(line: str) -> list[Cue]:
    if is_boilerplate(line) and not _words().by.match(line):
        return [Cue(CueKind.REMARK, line, 0, len(line))]
    cues: list[Cue] = []
    start = 0
    said = ""
    for hard in [*_HARD.finditer(line), None]:
        end = hard.start() if hard else len(line)
        # `Thirst _ Author Jamil Ahmad`: between hard separators a key needs no sign.
        key = _AUTHOR_KEY.match(line, start, end) if start else None
        begin = key.end() if key else start
        said = "author" if key else said
        found = list(_of_piece(line, begin, end, said))
        if found or not key:
            said = ""
        cues += found
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
        if any(cue.kind is CueKind.WORDS for cue in found):
            known = [cue for cue in found if cue.kind is not CueKind.WORDS]
            if (not known and not inside[:1].islower()) or line[bracket.end() : end].strip(_SIGNS):
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
    for match in _words().key.finditer(line, start, end):
        field = _words().fields[" ".join(match["key"].lower().split())]
        if not _may_be_key(line[at : match.start()], match, field, said):
            continue
        yield from _of_quotes(line, at, match.start(), said)
        at, said = match.end(), field
    yield from _of_quotes(line, at, end, said)


def _may_be_key(before: str, match: re.Match[str], field: str, said: str) -> bool:
    """Return whether a word with a sign behind it is a key here, and not a word of a title."""
    bare = before.strip()
    if not bare:
        # A key with a dash, `Day – and night`, says less than one with a colon.
        if match["key"].lower() == "article" and ":" not in match["sign"]:
            return False
        return ":" in match["sign"] or field not in ("site", "category")
    if bare[-1] in '|/_-–—,;()[]”"»’.':
        return True
    if field == "author" and match["key"].lower() != "by":
        return True
    return bool(said) or (":" in match["sign"] and field in ("author", "publication", "published"))


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
    yield Cue(CueKind.QUOTED, words, inner_start, inner_end, 0.9, said)
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
        if not behind.strip(_SIGNS) or _is_credit_ahead(behind):
            return opening.start(), opening.end(), mark.start(), mark.end()
    return None


def _ends_thing(before: str) -> bool:
    """Return whether a quoted title may begin behind these words."""
    bare = before.strip()
    if not bare or bare[-1] in "|_-–—,:;([":
        return True
    return _explained(bare) is not None


def _is_credit_ahead(behind: str) -> bool:
    bare = behind.lstrip(" ,;.|–—-_:")
    if behind[:1] in ",|–—-([" or not bare or bare[0] in "([":
        return True
    if _words().by.match(bare) or _words().key.match(bare):
        return True
    first = re.split(r"[,;|(\[]|\s[-–—]\s", bare, maxsplit=1)[0]
    if _explained(first) is not None:
        return True
    words = _explained(" ".join(first.split()[:1])) or []
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
        for cue in _of_segment(line, begin, stop, said, first=begin == pieces[0][0]):
            if cue.kind is not CueKind.WORDS:
                if waiting:
                    yield waiting
                    waiting = None
                yield cue
            elif waiting and waiting.said == cue.said:
                waiting = replace(waiting, text=line[waiting.start : cue.end], end=cue.end)
            else:
                if waiting:
                    yield waiting
                waiting = cue
        if said not in ("author", "title"):
            said = ""
    if waiting:
        yield waiting


def _of_segment(line: str, start: int, end: int, said: str, *, first: bool = True) -> Iterator[Cue]:
    """Yield what the words between two separators are."""
    while start < end and line[start] in " \t|_-–—:=,;،•·*~/":
        start += 1
    while end > start and line[end - 1] in " \t|_-–—:=,;،•·*~/":
        end -= 1
    text = line[start:end]
    if not text:
        return
    explained = _explained(text) if said in ("author", "title", "") else None
    if said in ("author", "title") and explained and not first:
        # Behind the name or the title something else is said: `Author: Jamil Ahmad, Dawn`.
        kinds = {cue.kind for cue in explained if cue.confidence >= 0.8}
        if said == "author":
            kinds.discard(CueKind.PERSON)
        if kinds & {CueKind.PAPER, CueKind.SUMMARY, CueKind.NOBODY, CueKind.PERSON}:
            yield from (replace(cue, start=start, end=end) for cue in explained)
            return
    if said == "author":
        author = _author(text, start, end, "author", 0.95)
        if first or author.confidence > 0.6:
            yield author
            return
        said = ""
    by = _words().by.match(text)
    if said == "title" and not by:
        yield Cue(CueKind.WORDS, text, start, end, 0.98, said)
        return
    if said == "publication":
        named = publication_named(text.rstrip(".")) or _paper_among(text)
        yield Cue(CueKind.PAPER, named or text, start, end, 0.95 if named else 0.8, said)
        return
    if said in ("site", "category"):
        yield Cue(CueKind(said), text, start, end, 0.95, said)
        return
    if said in ("published", "posted"):
        # No date was found in it.
        yield Cue(CueKind.REMARK, text, start, end, 0.5, said)
        return
    opened = _after_summary_words(text)
    if opened:
        yield Cue(CueKind.SUMMARY, text[:opened].strip(_SIGNS), start, start + opened)
        yield from _of_segment(line, start + opened, end, said)
        return
    if by and by.end() < len(text):
        author = _author(text[by.end() :], start + by.end(), end, "by", 0.95)
        if author.kind is not CueKind.WORDS:
            yield author
            return
    if explained is not None:
        yield from (replace(cue, start=start, end=end) for cue in explained)
        return
    if said == "title":
        yield Cue(CueKind.WORDS, text, start, end, 0.98, said)
    else:
        yield from _with_by_inside(text, start, end)


def _after_summary_words(text: str) -> int:
    """Return where the title begins in `SUMMARY of the article Thirst`, 0 where nothing announces it."""
    known = _words()
    announced = end = 0
    for word in re.finditer(r"\S+", text[:80]):
        key = text_key(word[0])
        if key and key not in known.summary | known.kind | known.filler:
            break
        if key in known.summary or (key in known.kind and announced):
            announced, end = 1, word.end()
            if word[0][-1] in ":–—-":
                break
    if not announced or end >= len(text):
        return 0
    behind = text[end:].lstrip()
    sign = text[end - 1] in ":–—-" or behind[:1] in ":–—-_|"
    first = text_key(behind.split()[0]) if behind.split() else ""
    return end if sign or (first not in known.filler and behind[:1].isupper()) else 0


def _with_by_inside(text: str, start: int, end: int) -> Iterator[Cue]:
    """Yield words and the person that `by` parts from them: `Thirst of a city by Jamil Ahmad`."""
    for by in reversed(list(_BY_INSIDE.finditer(text))):
        author = _author(text[by.end() :], start + by.end(), end, "by", 0.8)
        named = author.kind is CueKind.PERSON and author.confidence >= 0.5
        if by.start() and (named or author.kind is CueKind.NOBODY):
            for cue in _of_segment(text, 0, by.start(), ""):
                yield replace(cue, start=cue.start + start, end=cue.end + start)
            yield author
            return
    yield Cue(CueKind.WORDS, text, start, end, 0.6)


def _author(text: str, start: int, end: int, said: str, sure: float) -> Cue:
    """Return who is named after a by-word or a key; WORDS when it can be nobody's name."""
    bare = text.strip(" .:*_-–—|,")
    if is_nobody(bare):
        return Cue(CueKind.NOBODY, bare, start, end, 1.0, said)
    named = publication_named(bare)
    if named:
        return Cue(CueKind.PAPER, named, start, end, 1.0, said)
    people = read_people(bare)
    if people is None or (said == "by" and people.confidence < 0.4):
        if said == "author" and len(bare.split()) <= 6 and bare[:1].isalpha():
            return Cue(CueKind.PERSON, bare, start, end, 0.5, said)
        return Cue(CueKind.WORDS, text, start, end, 0.4, "" if said == "by" else said)
    confidence = max(people.confidence, sure if people.confidence >= 0.5 else 0.6)
    return Cue(CueKind.PERSON, people.name, start, end, confidence, said)


def _explained(text: str) -> list[Cue] | None:
    """Return what words are that need no others to be understood, None if they are something else."""
    bare = text.strip(" .:*_-–—|,“”\"'‘’«»")
    if not bare:
        return []
    if len(bare) > 90 or text.rstrip().endswith(("..", "…", "?", "!")):
        return None
    if _SITE.fullmatch(bare):
        named = publication_named(bare.removeprefix("www."))
        kind = CueKind.PAPER if named else CueKind.SITE
        return [Cue(kind, named or bare, 0, 0, 0.9)]
    named = publication_named(bare)
    if named:
        return [Cue(CueKind.PAPER, named, 0, 0, 0.9)]
    if is_nobody(bare):
        return [Cue(CueKind.NOBODY, bare, 0, 0, 0.9)]
    if TIME_OF_DAY.fullmatch(f" {bare}"):
        return [Cue(CueKind.TIME, bare, 0, 0)]
    words = text_key(bare).split()
    if words and len(words) <= 10 and (known := _of_known_words(bare, words)) is not None:
        return known
    people = read_people(bare)
    if people is not None and people.confidence >= 0.5 and " " in people.name:
        return [Cue(CueKind.PERSON, people.name, 0, 0, people.confidence * 0.9)]
    return None


def _of_known_words(text: str, words: list[str]) -> list[Cue] | None:
    """Return the cues of words that all announce a text: `Daily Dawn Editorial Summary`."""
    known = _words()
    paper = _paper_among(text)
    left = list(words)
    if paper:
        spelled = _spelling_of_paper(words)
        left = [word for number, word in enumerate(words) if number not in spelled]
    if not all(
        word in known.summary or word in known.kind or word in known.filler for word in left
    ):
        return None
    cues = [Cue(CueKind.PAPER, paper, 0, 0, 0.9)] if paper else []
    if any(word in known.summary for word in left):
        if not paper and not any(word in known.kind for word in left):
            # `Detailed Summary` is the label of a section.
            return [Cue(CueKind.REMARK, text, 0, 0, 0.5)]
        cues.append(Cue(CueKind.SUMMARY, text, 0, 0))
    elif any(word in known.kind for word in left):
        cues.append(Cue(CueKind.NOBODY, text, 0, 0, 0.7))
    elif not paper:
        when = len(left) <= 4 and any(word in known.when for word in left)
        return [Cue(CueKind.REMARK, text, 0, 0, 0.5)] if when or len(left) <= 2 else None
    return cues


def _paper_among(text: str) -> str | None:
    words = text_key(text).split()
    spelled = _spelling_of_paper(words)
    return publication_named(" ".join(words[n] for n in spelled)) if spelled else None


def _spelling_of_paper(words: list[str]) -> range:
    """Return which of some words, up to four in a row, are the first paper's name."""
    for first in range(len(words)):
        for last in range(min(len(words), first + 4), first, -1):
            if publication_named(" ".join(words[first:last])):
                return range(first, last)
    return range(0)
