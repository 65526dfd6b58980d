"""What the words between two separators of a heading's line are: a person, a paper, a title."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from app.core.importing.lines.boilerplate import is_boilerplate
from app.core.importing.lines.clean import is_pictograph
from app.core.importing.lines.dates import TIME_OF_DAY
from app.core.importing.lines.people import is_nobody, read_people
from app.core.importing.lines.publications import publication_named
from app.core.importing.splitting.cues.cue import Cue, CueKind
from app.core.importing.splitting.cues.cue_words import cue_words
from app.core.importing.splitting.cues.keys import bare_key
from app.core.importing.splitting.cues.spans import cues_of_spans
from app.core.text_key import text_key

_SITE = re.compile(
    r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+){0,4}\.(?:com|pk|org|net|edu|blog|info|co)"
    r"(?:\.\w\w)?(?:/\S*)?|@\w+",
    re.IGNORECASE,
)
_BY_INSIDE = re.compile(r"\s+(?:(?:written|penned|authored)\s+)?by\s*:?\s+", re.IGNORECASE)
_LAST_SENTENCE = re.compile(r"(?P<sign>[.?!])\s+(?P<last>[^.?!]{3,40})\.?$")
# Signs around words that are no part of them; a full stop behind them is, in `Dr. X et al.`.
SIGNS: Final = " \t|_-–—:=,;،•·*~/#"
# A cue with so much confidence behind a name or a title is something else than a part of it; a
# second name needs so much to be one.
_SURE: Final = 0.8
_NAMED: Final = 0.6


def cues_of_segment(
    line: str, start: int, end: int, said: str, *, first: bool = True
) -> Iterator[Cue]:
    """Yield what the words between two separators are.

    `said` is the field that a key before them names; `first`: they are right behind it.
    """
    while start < end and (line[start] in SIGNS + "." or is_pictograph(line[start])):
        start += 1
    while end > start and (line[end - 1] in SIGNS or is_pictograph(line[end - 1])):
        end -= 1
    text = line[start:end]
    if not text:
        return
    if said in ("author", "title"):
        cues = _behind_name_or_title(text, start, end, said, first=first)
        if cues is None:
            yield from cues_of_segment(line, start, end, "")
        else:
            yield from cues
    elif said:
        yield _of_field(text, start, end, said)
    else:
        yield from _unsaid(line, text, start, end)


def _behind_name_or_title(
    text: str, start: int, end: int, said: str, *, first: bool
) -> list[Cue] | None:
    """Return the name or the title behind its key; None for what follows it and is neither."""
    if not first:
        # `Author: Jamil Ahmad, Dawn`, `Title: Thirst – Jamil Ahmad`
        sure = {cue.kind for cue in explained(text) or () if cue.confidence >= _SURE}
        other = {CueKind.PAPER, CueKind.SUMMARY, CueKind.NOBODY}
        if said == "title":
            other.add(CueKind.PERSON)
        if sure & other or (said == "title" and cue_words().by.match(text)):
            return None
        if _behind_bare_key(text, start, end) is not None:
            return None
    if said == "title":
        parted = [*_with_by_inside(text, start, end)]
        if len(parted) > 1 and parted[-1].confidence >= _SURE:
            parted[0] = replace(parted[0], confidence=0.98, said=said)
            return parted
        return [Cue(CueKind.WORDS, text, start, end, 0.98, said)]
    author = _author(text, start, end, said, 0.95)
    return [author] if first or author.confidence > _NAMED else None


def _of_field(text: str, start: int, end: int, said: str) -> Cue:
    """Return the value behind any other key."""
    if said == "publication":
        named = publication_named(text.rstrip(".")) or _paper_among(text)
        return Cue(CueKind.PAPER, named or text, start, end, 0.95 if named else 0.8, said)
    if said in ("site", "category"):
        return Cue(CueKind(said), text, start, end, 0.95, said)
    # A date's key, but no date was found behind it.
    return Cue(CueKind.REMARK, text, start, end, 0.5, said)


def _unsaid(line: str, text: str, start: int, end: int) -> Iterator[Cue]:
    opened = _after_summary_words(text)
    if opened:
        yield Cue(CueKind.SUMMARY, text[:opened].strip(SIGNS), start, start + opened)
        if is_boilerplate(text[opened:].strip(SIGNS)):
            return
        yield from cues_of_segment(line, start + opened, end, "")
        return
    if (keyed := _behind_bare_key(text, start, end)) is not None:
        yield keyed
        return
    by = cue_words().by.match(text)
    if by and by.end() < len(text):
        named = _by_whom(text[by.end() :], start + by.end(), end, 0.95)
        if named:
            yield from named
            return
    found = explained(text)
    if found is None:
        yield from _with_by_inside(text, start, end)
    else:
        yield from (replace(cue, start=start, end=end) for cue in found)


def _behind_bare_key(text: str, start: int, end: int) -> Cue | None:
    """Return the person or the paper behind a key without a sign: `Author Jamil Ahmad`."""
    field, at = bare_key(text)
    if field == "author":
        cue = _author(text[at:], start + at, end, field, 0.9)
        words = text[at:].split()
        least = _NAMED - 0.1 if len(words) > 1 and all(w[0].isupper() for w in words) else _NAMED
        named = cue.kind is CueKind.PERSON and cue.confidence >= least
        return cue if named or cue.kind is CueKind.NOBODY else None
    if field == "publication" and (paper := publication_named(text[at:].strip(" ."))):
        return Cue(CueKind.PAPER, paper, start + at, end, 0.95, field)
    if field == "site":
        return Cue(CueKind.SITE, text[at:], start + at, end, 0.9, field)
    return None


def _after_summary_words(text: str) -> int:
    """Return where the title begins in `SUMMARY of the article Thirst`; 0 without such words."""
    known = cue_words()
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


def _with_paper_last(text: str, start: int, end: int) -> Iterator[Cue]:
    """Yield words and the paper behind their full stop: `A debt. Al Jazeera.` is two things."""
    last = _LAST_SENTENCE.search(text)
    paper = publication_named(last["last"]) if last else None
    if last is None or paper is None:
        yield Cue(CueKind.WORDS, text, start, end, 0.6)
        return
    cut = last.start("sign") + (last["sign"] != ".")
    yield Cue(CueKind.WORDS, text[:cut], start, start + cut, 0.6)
    yield Cue(CueKind.PAPER, paper, start + last.start("last"), end, 0.9)


def _with_by_inside(text: str, start: int, end: int) -> Iterator[Cue]:
    """Yield words and the person that `by` parts from them: `Thirst of a city by Jamil Ahmad`."""
    for by in reversed(list(_BY_INSIDE.finditer(text))):
        found = _by_whom(text[by.end() :], start + by.end(), end, 0.8)
        if by.start() and found and found[0].confidence >= 0.5:
            for cue in cues_of_segment(text, 0, by.start(), ""):
                yield replace(cue, start=cue.start + start, end=cue.end + start)
            yield from found
            return
    yield from _with_paper_last(text, start, end)


def _by_whom(text: str, start: int, end: int, sure: float) -> list[Cue]:
    """Return who is named behind a by-word, and the paper behind that: `by Jamil Ahmad in Dawn`."""
    author = _author(text, start, end, "by", sure)
    if author.kind is not CueKind.WORDS:
        return [author]
    found = cues_of_spans(text.strip(" .:*_-–—|,")) or []
    if not found or found[0].kind is not CueKind.PERSON:
        return []
    return [replace(cue, start=start, end=end) for cue in found]


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


def explained(text: str) -> list[Cue] | None:
    """Return what words are that need no others to be understood; None for any others."""
    bare = _without_pictographs(text).strip(" .:*_-–—|,“”\"'‘’«»")
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
    return cues_of_spans(bare)


def _without_pictographs(text: str) -> str:
    while text and (is_pictograph(text[0]) or text[0].isspace()):
        text = text[1:]
    return text


def _of_known_words(text: str, words: list[str]) -> list[Cue] | None:
    """Return the cues of words that all announce a text: `Daily Dawn Editorial Summary`."""
    known = cue_words()
    paper = _paper_among(text)
    left = list(words)
    if paper:
        spelled = _spelling_of_paper(words)
        left = [word for number, word in enumerate(words) if number not in spelled]
    if not all(
        word in known.summary or word in known.kind or word in known.filler or word.isdigit()
        for word in left
    ):
        return None
    announced = any(word in known.summary for word in left)
    # `Dawn Editorial Summary` may be a site's name for all of its posts.
    cues = [Cue(CueKind.PAPER, paper, 0, 0, 0.85 if announced else 0.9)] if paper else []
    if announced:
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
