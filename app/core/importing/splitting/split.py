"""A text split into its summaries: at the headings of articles and posts, or at editorials.

Each comes with what its heading says. Whether it really is a summary, and what its body holds, is
decided later, in `app.core.importing.drafting.parse_text`.
"""

import re
from dataclasses import dataclass, replace
from itertools import accumulate, islice, pairwise
from operator import itemgetter
from typing import Final

from app.core.importing.body.vocabulary import first_entry
from app.core.importing.lines.author_note import is_writer_line
from app.core.importing.lines.boilerplate import cut_at_read_more, is_boilerplate
from app.core.importing.lines.dates import (
    DateBasis,
    ParsedDate,
    find_dates,
    first_date,
)
from app.core.importing.lines.labels import find_label
from app.core.importing.lines.publications import publication_in, publication_within
from app.core.importing.lines.title_length import LONGEST_TITLE
from app.core.importing.repair.site_menu import address_in, menu_lines
from app.core.importing.splitting.article_heading import ArticleHeading, find_article_headings
from app.core.importing.splitting.bylines import Byline, author_in_prose, read_title_line
from app.core.importing.splitting.editorial import Editorial, find_editorials
from app.core.importing.splitting.envelope import Envelope, find_envelope
from app.core.importing.splitting.post_heading import PostHeading, find_post_headings, is_bare_date
from app.core.library.model import DraftWarning, SectionKind, WarningKind
from app.core.text_key import text_key

_EDITORIAL = re.compile(r"editorial|opinion|article|column|summar|css|dawn", re.IGNORECASE)
_WORD_LIST = re.compile(r"vocabulary|\bwords?\b|glossary", re.IGNORECASE)
# A page's menu is in so many lines at its top.
_MENU_LINES: Final = 80


@dataclass(frozen=True, slots=True)
class RawSummary:
    """One summary of a text, not yet understood: what its heading says, and its body.

    `article` and `post` say which kind of heading it has, if any. `cut_at` is the `Read More…`
    that cuts the body off, '' without one; `behind` are the words below that.
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


@dataclass(frozen=True, slots=True)
class _Opening:
    """How one article's summary opens: its envelope and its heading."""

    envelope: Envelope
    heading: ArticleHeading


def split_text(text: str) -> list[RawSummary]:
    """Return the summaries of a text, split at the headings of articles and of posts.

    A worked example; A, B and C are paragraphs:

        A
        CSS Summaries
        06/02/2025, 9:41 pm
        SUMMARY of the Article “Thirst,” by Jamil Ahmad, Dawn, June 1st, 2025
        B
        Editorial Summary
        Debt
        06/02/2025
        Category: Dawn Editorials
        C

    `SUMMARY of the Article …` is an article's heading, and its envelope begins two lines above
    it; `Editorial Summary` to `Category: …` is a post's heading. So there are three summaries: A
    without a heading, B (`Thirst`, posted on 06/02/2025) and C (`Debt`). That A is no summary is
    found out later, by its missing labels. Without any heading, `_unheaded_pieces` decides.
    """
    text, headings = _without_repeats(text)
    lines = text.split("\n")
    offsets = [0, *accumulate(len(line) + 1 for line in lines)]
    openings = [
        _Opening(find_envelope(text, previous.end if previous else 0, heading.start), heading)
        for previous, heading in pairwise([None, *headings])
        if heading
    ]
    # Where each heading begins and where its body does, as positions in the text.
    spans: list[tuple[int, int, _Opening | PostHeading]] = [
        (opening.envelope.start, opening.heading.end, opening) for opening in openings
    ]
    spans += [
        (offsets[post.start], offsets[post.end], post)
        for post in find_post_headings(lines)
        if not any(start <= offsets[post.start] < end for start, end, _ in spans)
    ]
    if not spans:
        return _unheaded_pieces(lines)
    spans.sort(key=itemgetter(0))
    before = text[: spans[0][0]]
    pieces = [_headless_piece(before.split("\n"))] if before.strip() else []
    ends = [start for start, _, _ in spans[1:]] + [len(text)]
    for (_, body_start, heading), end in zip(spans, ends, strict=True):
        body = text[body_start:end]
        if isinstance(heading, _Opening):
            pieces.append(_article_piece(heading, body))
        else:
            pieces.append(_post_piece(heading, body))
    return pieces


def _unheaded_pieces(lines: list[str]) -> list[RawSummary]:
    """Return the summaries of a text without a heading: editorials, a word list, or all as one."""
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
    """Return a list of words as a summary with only a vocabulary; its title is above it."""
    above = [
        line
        for line in lines[:entries]
        if line and not is_boilerplate(line) and not find_label(line)
    ]
    named = [line for line in above if _WORD_LIST.search(line) and len(line) <= LONGEST_TITLE]
    # A page's first line, if it comes twice, is its title; else the line nearest to the list.
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
    """Return a title without the date behind or before it."""
    found = next(find_dates(line), None)
    if found is None:
        return line.strip()
    return (line[: found.start] + line[found.end :]).strip(" ()[]–—-|,")


def _without_repeats(text: str) -> tuple[str, list[ArticleHeading]]:
    """Return a text in which a heading that repeats the title above is a label, and the others.

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


def _article_piece(opening: _Opening, text: str) -> RawSummary:
    heading, post = opening.heading, opening.envelope.post
    body, cut = cut_at_read_more(text)
    byline = heading.byline
    if not byline.author and not byline.editorial:
        author = author_in_prose(body)
        if author:
            doubt = DraftWarning(WarningKind.AUTHOR_UNSURE, author, author)
            byline = replace(byline, author=author, warnings=(*byline.warnings, doubt))
    return RawSummary(
        byline,
        body,
        label=heading.label if heading.label.lower() != "summary" else None,
        published=heading.published,
        posted=opening.envelope.posted or (post.posted if post else None),
        site=post.site if post else None,
        category=post.category if post else None,
        article=True,
        cut_at="Read More" if cut else "",
        behind=text[len(body) :],
    )


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
    """Return whether an unmarked post is about an editorial; blogs have the same lines of data."""
    if heading.category is None:
        return True
    return bool(_EDITORIAL.search(heading.category) or publication_within(heading.category))


def _headless_piece(lines: list[str]) -> RawSummary:
    """Return a whole text as one summary; a short first line before longer ones is its title."""
    menu = menu_lines(lines[:_MENU_LINES])
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
    if len(line) > LONGEST_TITLE or (line[-1] in ".:;" and not line.endswith("..")):
        return False
    return find_label(line) is None and (
        len(following) > len(line) or find_label(following) is not None
    )
