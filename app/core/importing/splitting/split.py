"""A text parted into its summaries: at the headings of articles and posts, at editorials, or not.

A piece is one summary's stretch of the text with what its heading says; whether it is a summary,
and what its body holds, is for others to tell.
"""

import re
from dataclasses import dataclass, replace
from itertools import accumulate, islice, pairwise
from typing import Final

from app.core.importing.body.vocabulary import first_entry
from app.core.importing.lines.author_note import is_writer_line
from app.core.importing.lines.boilerplate import cut_at_read_more, is_boilerplate
from app.core.importing.lines.dates import (
    TIME_OF_DAY,
    DateBasis,
    ParsedDate,
    find_dates,
    first_date,
)
from app.core.importing.lines.labels import find_label
from app.core.importing.lines.publications import publication_in, publication_within
from app.core.importing.repair.site_menu import address_in, menu_lines
from app.core.importing.splitting.article_heading import ArticleHeading, find_article_headings
from app.core.importing.splitting.bylines import Byline, author_in_prose, read_title_line
from app.core.importing.splitting.editorial import Editorial, find_editorials
from app.core.importing.splitting.post_heading import PostHeading, find_post_headings, is_bare_date
from app.core.library.model import DraftWarning, SectionKind, WarningKind
from app.core.text_key import text_key

_EDITORIAL = re.compile(r"editorial|opinion|article|column|summar|css|dawn", re.IGNORECASE)
# What may stand between a time stamp and the heading: signs, and the name of who wrote.
_BETWEEN = re.compile(r"[^\w.]*(?:[^\n:]{1,40}:[\W_]*)?")
_WORD_LIST = re.compile(r"vocabulary|\bwords?\b|glossary", re.IGNORECASE)
_LONGEST_TITLE: Final = 140
_SHELL_REACH: Final = 240
# In so many lines at the top of a page its menu stands.
_FRAME: Final = 80
_Shell = tuple[int, ParsedDate | None, PostHeading | None]


@dataclass(frozen=True, slots=True)
class RawSummary:
    """One summary's stretch of the text: what its heading says, and its body.

    `behind` is what stands below the `Read More…` that cuts the body off.
    """

    byline: Byline
    body: str
    label: str | None = None
    published: ParsedDate | None = None
    posted: ParsedDate | None = None
    site: str | None = None
    category: str | None = None
    article: bool = False
    post: bool = False
    cut_at: str = ""
    behind: str = ""


def split_text(text: str) -> list[RawSummary]:
    """Part a text into its summaries at the headings of articles and of posts, wherever they stand.

    What stands before the first heading is a piece as well; its labels say if it is a summary.
    """
    text, articles = _without_repeats(text)
    shells = [
        _shell(text, previous.end if previous else 0, heading.start)
        for previous, heading in pairwise([None, *articles])
        if heading
    ]
    taken = [(shell[0], heading.end) for shell, heading in zip(shells, articles, strict=True)]
    lines = text.split("\n")
    offsets = [0, *accumulate(len(line) + 1 for line in lines)]
    posts = [
        post
        for post in find_post_headings(lines)
        if not any(start <= offsets[post.start] < end for start, end in taken)
    ]
    starts = sorted([*(start for start, _ in taken), *(offsets[post.start] for post in posts)])
    if not starts:
        return _unheaded_pieces(lines)
    ends = dict(zip(starts, [*starts[1:], len(text) + 1], strict=True))
    pieces = {
        start: _article_piece(heading, text[heading.end : ends[start]], shell)
        for (start, _), heading, shell in zip(taken, articles, shells, strict=True)
    } | {
        offsets[post.start]: _post_piece(post, text[offsets[post.end] : ends[offsets[post.start]]])
        for post in posts
    }
    before = text[: starts[0]]
    opening = [_headless_piece(before.split("\n"))] if before.strip() else []
    return [*opening, *(pieces[start] for start in starts)]


def _unheaded_pieces(lines: list[str]) -> list[RawSummary]:
    """Return the pieces of a text without a summary's heading: editorials, a word list, or one."""
    editorials = find_editorials(lines)
    if editorials:
        return [_editorial_piece(found, lines) for found in editorials]
    entries = first_entry(lines)
    if entries is not None:
        menu = menu_lines(lines[:entries])
        above = ["" if number in menu else line for number, line in enumerate(lines[:entries])]
        labels = (label.kind for line in above if (label := find_label(line)))
        if all(kind is SectionKind.VOCABULARY for kind in labels):
            return [_word_list_piece([*above, *lines[entries:]], entries)]
    return [_headless_piece(lines)]


def _editorial_piece(found: Editorial, lines: list[str]) -> RawSummary:
    whole = "\n".join([found.opening, *lines[found.words_at + 1 : found.end]])
    body, cut = cut_at_read_more(whole)
    return RawSummary(
        found.byline,
        body,
        published=found.published,
        article=True,
        cut_at="Read More" if cut else "",
        behind=whole[len(body) :],
    )


def _word_list_piece(lines: list[str], entries: int) -> RawSummary:
    """Return a list of words as a piece with a vocabulary only; its title stands above it."""
    above = [
        line
        for line in lines[:entries]
        if line and not is_boilerplate(line) and not find_label(line)
    ]
    named = [line for line in above if _WORD_LIST.search(line) and len(line) <= _LONGEST_TITLE]
    # A page's first line, said twice, is its title; else the line nearest to the list.
    certain = bool(named) and (above.count(named[0]) > 1 or _is_dated(named[0]))
    title = _dateless(named[0 if certain else -1]) if named else None
    written = next((found.written for line in above for found in find_dates(line)), None)
    dated = next(
        (w for line in above if (w := first_date(line)) and w.basis is not DateBasis.NO_YEAR),
        written,
    )
    address = None if title else address_in(lines[:entries])
    if address and _WORD_LIST.search(address.title):
        title, dated = address.title, dated or address.written
    doubt = (DraftWarning(WarningKind.TITLE_UNSURE, title, title),) if title and not certain else ()
    publication = next((p for line in [*named, title or ""] if (p := publication_in(line))), None)
    return RawSummary(
        Byline(title, None, publication, editorial=True, warnings=doubt),
        "Vocabulary:\n" + "\n".join(lines[entries:]),
        published=dated,
        article=True,
    )


def _is_dated(line: str) -> bool:
    written = first_date(line)
    return written is not None and written.basis is not DateBasis.NO_YEAR


def _dateless(line: str) -> str:
    """Return a title without the date that stands behind or before it."""
    found = next(find_dates(line), None)
    if found is None:
        return line.strip()
    return (line[: found.start] + line[found.end :]).strip(" ()[]–—-|,")


def _without_repeats(text: str) -> tuple[str, list[ArticleHeading]]:
    """Return the articles' headings, and a text in which one that repeats its title is a label.

    `Easy SUMMARY of the Article “T”:` below the long summary of T opens a section of it.
    """
    kept: list[ArticleHeading] = []
    while True:
        kept = []
        for heading in find_article_headings(text):
            last = kept[-1].byline.title if kept else None
            own = heading.published or heading.byline.author or heading.byline.publication
            if last and text_key(last) == text_key(heading.byline.title or "") and not own:
                label = f"\n{heading.label}:\n"
                text = text[: heading.start] + label + text[heading.end :]
                break
            kept.append(heading)
        else:
            return text, kept


def _article_piece(heading: ArticleHeading, text: str, shell: _Shell) -> RawSummary:
    body, cut = cut_at_read_more(text)
    byline = heading.byline
    if not byline.author and not byline.editorial:
        author = author_in_prose(body)
        if author:
            doubt = DraftWarning(WarningKind.AUTHOR_UNSURE, author, author)
            byline = replace(byline, author=author, warnings=(*byline.warnings, doubt))
    _, posted, post = shell
    return RawSummary(
        byline,
        body,
        label=heading.label if heading.label.lower() != "summary" else None,
        published=heading.published,
        posted=posted or (post.posted if post else None),
        site=post.site if post else None,
        category=post.category if post else None,
        article=True,
        cut_at="Read More" if cut else "",
        behind=text[len(body) :],
    )


def _shell(text: str, start: int, end: int) -> _Shell:
    """Return where the lines above a heading that are not the text before begin, and their date.

    That is a channel's name and time stamp, or the heading of a web post.
    """
    reach = max(start, end - _SHELL_REACH)
    stretch = text[reach:end]
    posts = list(find_post_headings(stretch.split("\n")))
    if posts and not "".join(stretch.split("\n")[posts[-1].end :]).strip():
        above = "\n".join(stretch.split("\n")[: posts[-1].start])
        return reach + len(above), None, posts[-1]
    for found in reversed(list(find_dates(stretch))):
        behind = TIME_OF_DAY.sub("", stretch[found.end :])
        if _BETWEEN.fullmatch(behind):
            return reach + _name_start(stretch, found.start), found.written, None
    return end, None, None


def _name_start(stretch: str, stamp: int) -> int:
    """Return where the channel's name before a time stamp begins, or the stamp itself."""
    before = stretch[:stamp]
    line_start = before.rfind("\n") + 1
    if before[line_start:].strip():
        # Name and stamp on one line with the text before: the name follows its last sentence.
        sentence = max(before.rfind(sign) for sign in '.?!…”"')
        return sentence + 1 if sentence >= line_start else line_start
    above = before[:line_start].rstrip()
    name_start = above.rfind("\n") + 1
    name = above[name_start:].strip()
    return name_start if len(name) <= 60 and name[-1:] not in (".", "?", "!") else line_start


def _post_piece(heading: PostHeading, body: str) -> RawSummary:
    return RawSummary(
        heading.byline,
        f"{heading.about}\n{body}" if heading.about else body,
        published=heading.published,
        posted=heading.posted,
        site=heading.site,
        category=heading.category,
        post=heading.marked or _is_editorial(heading),
    )


def _is_editorial(heading: PostHeading) -> bool:
    """Say whether an unmarked post is one of editorials; blogs have the same lines of data."""
    if heading.category is None:
        return True
    return bool(_EDITORIAL.search(heading.category) or publication_within(heading.category))


def _headless_piece(lines: list[str]) -> RawSummary:
    """Return a whole text as one piece; a short first line before longer ones is its title."""
    menu = menu_lines(lines[:_FRAME])
    about = is_writer_line(next((line for line in lines if line), ""))
    written = list(
        islice(
            (
                n
                for n, line in enumerate(lines)
                if line and not is_boilerplate(line) and n not in menu
            ),
            4,
        )
    )
    lines = ["" if number in menu else line for number, line in enumerate(lines)]
    byline = Byline()
    posted = None
    while len(written) > 2 and is_bare_date(lines[written[0]]):
        posted = first_date(lines[written.pop(0)])
    first = written[0] if written else 0
    if len(written) > 1 and not about and _may_be_title(lines[first], lines[written[1]]):
        byline = read_title_line(lines[first])
        doubt = DraftWarning(WarningKind.TITLE_UNSURE, byline.title or "", byline.title or "")
        byline = replace(byline, warnings=(*byline.warnings, doubt))
        first += 1
    return RawSummary(byline, "\n".join(lines[first:]), posted=posted)


def _may_be_title(line: str, following: str) -> bool:
    if len(line) > _LONGEST_TITLE or (line[-1] in ".:;" and not line.endswith("..")):
        return False
    return find_label(line) is None and (
        len(following) > len(line) or find_label(following) is not None
    )
