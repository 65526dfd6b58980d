"""The heading of a summary: a few short lines, read by their cues in whatever order they come.

    Dawn Editorial Summary                       SUMMARY, PAPER
    Thirst of a city                             WORDS: the title, for no cue explains it
    By Jamil Ahmad | 12 June 2025                PERSON, DATE

Each field is taken from the surest cue for it; what it rests on is kept, and a doubt is said where
the cue is weak.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from app.core.importing.lines.author_note import is_writer_line
from app.core.importing.lines.clean import strip_bullet
from app.core.importing.lines.dates import ParsedDate
from app.core.importing.lines.publications import publication_within
from app.core.importing.model import Basis, FieldBasis
from app.core.importing.splitting.cues.cue import Cue, CueKind
from app.core.importing.splitting.heading_line import HeadingLine, cues_of_line
from app.core.library.model import DraftWarning, WarningKind
from app.core.text_key import text_key

# Lines of a heading, blank ones not counted.
MOST_LINES: Final = 10
# A field whose cue is less sure than this is shown as a doubt.
SURE: Final = 0.75
_OF_ARTICLE = re.compile(
    r"summar(?:y|ies)\s+of\s+(?:the\s+|an?\s+)?(?:dawn\s+)?"
    r"(?:articles?|editorials?|columns?|op-?eds?|opinions?|essays?)",
    re.IGNORECASE,
)
_QUOTES: Final = "❝❞“”\"‘’'«»„"


@dataclass(frozen=True, slots=True)
class Heading:
    """What a heading says; None where it says nothing. `rest` are lines of it that belong below.

    `cues` are the kinds of cues in it; `label` is what a summary calls itself (`Detailed SUMMARY`);
    `of_article`: it says of which article it is the summary; `nobody`: that no person wrote it.
    """

    title: str | None = None
    author: str | None = None
    publication: str | None = None
    published: ParsedDate | None = None
    posted: ParsedDate | None = None
    site: str | None = None
    category: str | None = None
    label: str | None = None
    of_article: bool = False
    nobody: bool = False
    cues: frozenset[CueKind] = frozenset()
    said: frozenset[str] = frozenset()
    rest: str = ""
    bases: tuple[FieldBasis, ...] = ()
    warnings: tuple[DraftWarning, ...] = ()

    @property
    def announced(self) -> bool:
        """Whether it has the word `summary`."""
        return CueKind.SUMMARY in self.cues

    @property
    def strength(self) -> float:
        """How much speaks for its being a heading: 1 for each kind of evidence."""
        kinds = self.cues & {CueKind.DATE, CueKind.PAPER, CueKind.SITE, CueKind.CATEGORY}
        signed = self.author is not None and bool(self.said & {"author", "by"})
        named = self.author is not None and self.confidence("author") >= SURE
        author = 1.0 if signed else 0.75 * named
        return (
            len(kinds) + 2 * self.announced + author + ("title" in self.said)
            + 0.5 * self.nobody + 0.5 * (CueKind.QUOTED in self.cues)
        )  # fmt: skip

    def confidence(self, field: str) -> float:
        """Return how sure a field of it is; 0 for one that it does not have."""
        return next((one.confidence for one in self.bases if one.field == field), 0.0)


def read_heading(lines: Sequence[str]) -> Heading:
    """Return what the lines of a heading say, whatever their order."""
    about = [line for line in lines if line.strip() and is_writer_line(line)]
    written = [
        HeadingLine(line.strip(), cues_of_line(line.strip()))
        for line in lines
        if line.strip() and line not in about
    ]
    cues = [cue for line in written for cue in line.cues]
    title, title_at, title_sure = _title(written)
    staff = {text_key(cue.text) for cue in cues if cue.kind is CueKind.SITE}
    people = [
        cue
        for cue in cues
        if cue.kind is CueKind.PERSON and cue is not title_at and text_key(cue.text) not in staff
    ]
    author, sure_author, said_by = _author(people)
    paper = _best(cues, CueKind.PAPER)
    category = _best(cues, CueKind.CATEGORY)
    site = _best(cues, CueKind.SITE)
    publication = paper.text if paper else None
    if publication is None and category:
        publication = publication_within(category.text)
    nobody = author is None and any(cue.kind is CueKind.NOBODY for cue in cues)
    published, posted = _dates(written, posts=bool(site or category))
    label = next((cue.text for cue in cues if cue.kind is CueKind.SUMMARY), "")
    warnings = []
    if title and title_sure < SURE / 2:
        warnings.append(DraftWarning(WarningKind.TITLE_UNSURE, title, title))
    if author and sure_author < SURE:
        warnings.append(DraftWarning(WarningKind.AUTHOR_UNSURE, author, author))
    bases = [
        FieldBasis(name, basis, sure)
        for name, value, basis, sure in (
            ("title", title, Basis.KEY if title_sure > 0.95 else Basis.HEADING, title_sure),
            ("author", author, Basis.KEY if said_by == "author" else Basis.HEADING, sure_author),
            ("publication", publication, Basis.HEADING, paper.confidence if paper else 0.7),
            ("published_on", published, Basis.HEADING, 0.9),
            ("posted_on", posted, Basis.HEADING, 0.9),
        )
        if value is not None
    ]
    rest = [
        line.text
        for line, below in pairwise([*written, None])
        if line and line.words and title_at not in line.cues and not (below and _is_stamp(below))
    ]
    return Heading(
        title, author, publication, published, posted,
        _site(site.text) if site else None,
        category.text if category else None,
        _label(label), bool(_OF_ARTICLE.search(label)), nobody,
        frozenset(cue.kind for cue in cues),
        frozenset(cue.said for cue in cues if cue.said),
        "\n".join([*about, *rest]),
        tuple(bases), tuple(warnings),
    )  # fmt: skip


def _title(lines: Sequence[HeadingLine]) -> tuple[str | None, Cue | None, float]:
    """Return the title, the cue it was taken from, and how sure that is."""
    keyed = [cue for line in lines for cue in line.cues if cue.said == "title" and cue.text]
    if keyed:
        return tidy_title(keyed[0].text), keyed[0], 0.98
    quoted = [c for line in lines for c in line.words if c.kind is CueKind.QUOTED]
    if quoted:
        return tidy_title(quoted[0].text), quoted[0], 0.9
    with_words = [line for line in lines if line.words]
    if with_words:
        line = _likeliest(with_words, lines)
        first, last = line.words[0], line.words[-1]
        between = [c for c in line.cues if first.start < c.start < last.start]
        if len(line.words) > 1 and all(c.kind in (CueKind.WORDS, CueKind.PERSON) for c in between):
            # A name among the words is a part of the title: `Khan, Bhutto and the courts`.
            first = Cue(CueKind.WORDS, line.text[first.start : last.end], first.start, last.end)
        elif len(line.words) > 1:
            first = max(line.words, key=lambda cue: len(cue.text))
        title = tidy_title(first.text)
        rivals = len(with_words) > 1
        return title, line.words[0], 0.5 if rivals else 0.8
    alone = [c for line in lines for c in line.cues if c.kind is CueKind.PERSON and not c.said]
    if alone:
        # The name of a person can be a title; the less it is like a name, the likelier.
        least = min(alone, key=lambda cue: cue.confidence)
        rivals = len([c for line in lines for c in line.cues if c.kind is CueKind.PERSON]) > 1
        return tidy_title(least.text), least, 0.5 if rivals else 0.3
    figures = [
        c for line in lines for c in line.cues if c.kind is CueKind.REMARK and c.text.isdigit()
    ]
    if figures:
        # A title may look like a page's number: `1971`.
        return figures[0].text, figures[0], 0.3
    return None, None, 0.0


def _likeliest(candidates: Sequence[HeadingLine], lines: Sequence[HeadingLine]) -> HeadingLine:
    """Return the line that is the title: the first, but no channel's name above a time stamp."""
    first = candidates[0]
    at = list(lines).index(first)
    if len(candidates) > 1 and at + 1 < len(lines) and _is_stamp(lines[at + 1]):
        return candidates[1]
    return first


def _is_stamp(line: HeadingLine) -> bool:
    """Return whether a line is the date and time at which a channel posted a text."""
    return line.explained and any(
        cue.kind is CueKind.DATE and cue.said == "posted" for cue in line.cues
    )


def _author(people: Sequence[Cue]) -> tuple[str | None, float, str]:
    """Return who wrote the article, how sure that is, and which word said so."""
    for said in ("author", "by", ""):
        found = [cue for cue in people if cue.said == said]
        if found:
            names = list(dict.fromkeys(cue.text for cue in found))
            if not said:
                names = [max(found, key=lambda cue: cue.confidence).text]
            joined = " and ".join(names) if len(names) <= 2 else ", ".join(names)
            return joined, min(cue.confidence for cue in found), said
    return None, 0.0, ""


def _best(cues: Sequence[Cue], kind: CueKind) -> Cue | None:
    found = [cue for cue in cues if cue.kind is kind]
    return max(found, key=lambda cue: cue.confidence) if found else None


def _dates(
    lines: Sequence[HeadingLine], *, posts: bool
) -> tuple[ParsedDate | None, ParsedDate | None]:
    """Return the article's date and the post's.

    A date alone on its line is the day of the post where the heading names the site or the
    category; else, and beside a paper or a writer, it is the article's.
    """
    published: ParsedDate | None = None
    posted: ParsedDate | None = None
    for line in lines:
        for cue in line.cues:
            if cue.kind is not CueKind.DATE or cue.written is None:
                continue
            beside = any(other.kind in (CueKind.PERSON, CueKind.PAPER) for other in line.cues)
            if cue.said == "posted" or (posts and not beside and cue.said != "published"):
                posted = posted or cue.written
            else:
                published = published or cue.written
    return published, posted


def _site(text: str) -> str | None:
    """Return the site without protocol or `www`."""
    bare = text.strip().lower()
    for opening in ("https://", "http://", "www."):
        bare = bare.removeprefix(opening)
    return bare.rstrip("/ ") or None


def _label(text: str) -> str | None:
    """Return what a summary calls itself: `Detailed SUMMARY of the article`, without the end."""
    name, of, _ = text.partition(" of ")
    return name if of and name.lower() != "summary" else None


def with_author(heading: Heading, author: str) -> Heading:
    """Return a heading with an author whom the text names, in doubt."""
    doubt = DraftWarning(WarningKind.AUTHOR_UNSURE, author, author)
    basis = FieldBasis("author", Basis.TEXT, 0.6)
    return replace(
        heading,
        author=author,
        bases=(*heading.bases, basis),
        warnings=(*heading.warnings, doubt),
    )


def tidy_title(text: str) -> str | None:
    """Return a title without the signs around it, None when nothing is left.

    A question mark or dots at its end belong to it; a comma or a separator does not.
    """
    title = strip_bullet(text)[0] if not text[:1].isdigit() else text
    title = title.strip(" _|~-–—,;:*#=►◄<>✨⭐")
    while len(title) > 1 and title[0] in _QUOTES and title[-1] in _QUOTES:
        inner = title[1:-1]
        if any(sign in inner for sign in '“”"') and title[0] in '“"':
            break
        title = inner.strip(" ,;")
    if title.endswith(".") and not title.endswith("..") and title.count(".") == 1:
        title = title[:-1]
    return title.strip(" _|,;:،") or None
