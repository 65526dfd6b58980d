"""Text to summaries: cut at its headings, each piece with what its heading says."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from app.core.importing.body.vocabulary import first_entry
from app.core.importing.lines.boilerplate import cut_at_read_more, is_boilerplate
from app.core.importing.lines.dates import DateBasis, find_dates, first_date
from app.core.importing.lines.labels import find_label
from app.core.importing.lines.publications import publication_in, publication_within
from app.core.importing.lines.title_length import LONGEST_TITLE
from app.core.importing.repair.site_menu import address_in, menu_lines
from app.core.importing.splitting.editorial import Editorial, find_editorials
from app.core.importing.splitting.heading import Heading, with_author
from app.core.importing.splitting.inline_headings import break_headings
from app.core.importing.splitting.newspaper_lines import PUBLISHED_IN
from app.core.importing.splitting.parting import (
    PlacedHeading,
    find_headings,
    heading_at_top,
)
from app.core.importing.splitting.prose_byline import author_in_prose
from app.core.importing.splitting.trailer import without_trailer
from app.core.library.model import DraftWarning, SectionKind, WarningKind

_EDITORIAL = re.compile(r"editorial|opinion|article|column|summar|css|dawn", re.IGNORECASE)
_WORD_LIST = re.compile(r"vocabulary|\bwords?\b|glossary", re.IGNORECASE)
# A page's menu is in so many lines at its top.
_MENU_LINES: Final = 80
# The heading of a page that is one article is in so many lines at its top.
_TOP: Final = 8
# The evidence of a heading that needs no newspaper's way of printing beside it.
_TELLING: Final = 2.5
# What leads up to a list of words has not more words than this.
_FEW_WORDS: Final = 200


@dataclass(frozen=True, slots=True)
class RawSummary:
    """One summary of a text, not yet understood: what its heading says, and its body.

    `article`: its heading says of which article it is the summary, so that any text below is one.
    `post`: its heading has evidence of its own. `cut_at` is the `Read More…` that cuts the body
    off, '' without one; `behind` are the words below that. `whole` are all the lines that it was
    read from; `headed`: they begin with a heading that parts it from others.
    """

    heading: Heading
    body: str
    article: bool = False
    post: bool = False
    cut_at: str = ""
    behind: str = ""
    whole: str = ""
    headed: bool = False


def split_text(text: str, *, article: bool = False, headed: bool = False) -> list[RawSummary]:
    """Return the summaries of a text, cut where its headings are.

    `article`: its source says that it is one article, so that only clear headings part it.
    `headed`: a heading at its top parted it from others, so that it is no newspaper's listing.

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

    `break_headings` would put `SUMMARY of …` on a line of its own, if it were not. Four lines from
    `CSS Summaries` on read best as one heading, and four from `Editorial Summary` on. So there are
    three summaries: A without a heading, B (`Thirst`, posted on 06/02/2025) and C (`Debt`). That A
    is no summary is found out later, by its missing labels. Without any heading that has evidence
    enough, the whole is one piece, with what its first lines say.
    """
    lines = break_headings(text).split("\n")
    headings = find_headings(lines)
    if article:
        headings = [one for one in headings if one.start < _TOP or _is_clear(one.heading)]
    parted = any(one.heading.announced for one in headings) or (headed and headings)
    editorials = [] if parted else find_editorials(lines)
    words = _word_list(lines)
    if words and all(one.start < words[1] for one in headings) and not editorials:
        return [_word_list_piece(*words)]
    own = [one for one in headings if one.heading.said & {"author", "by", "title", "site"}]
    telling = len([one for one in headings if one.heading.strength >= _TELLING])
    if editorials and len(editorials) >= len(own) and len(editorials) > telling:
        return [_editorial_piece(found, lines) for found in editorials]
    if not headings:
        return [whole_piece("\n".join(lines))]
    before = lines[: headings[0].start]
    pieces = [whole_piece("\n".join(before))] if any(line.strip() for line in before) else []
    end = PlacedHeading(len(lines), len(lines), Heading())
    for placed, following in pairwise([*headings, end]):
        piece = _headed_piece(placed.heading, "\n".join(lines[placed.end : following.start]))
        whole = "\n".join(lines[placed.start : following.start])
        pieces.append(replace(piece, whole=whole, headed=True))
    return pieces


def _is_clear(heading: Heading) -> bool:
    """Return whether a heading is one without a doubt: it announces a summary, or is a post's."""
    posted = heading.site is not None and heading.category is not None
    return heading.announced or "title" in heading.said or posted


def _headed_piece(heading: Heading, text: str) -> RawSummary:
    body, cut = cut_at_read_more(text) if heading.of_article else (text, False)
    body, heading = without_trailer(body, heading)
    if not heading.author and not heading.nobody and (author := author_in_prose(body)):
        heading = with_author(heading, author)
    return RawSummary(
        heading,
        f"{heading.rest}\n{body}" if heading.rest else body,
        article=heading.of_article,
        post=heading.announced or _is_editorial(heading),
        cut_at="Read More" if cut else "",
        behind=text[len(body) :] if cut else "",
    )


def _is_editorial(heading: Heading) -> bool:
    """Return whether an unmarked post is about an editorial; blogs have the same lines of data."""
    if heading.category is None:
        return True
    return bool(_EDITORIAL.search(heading.category) or publication_within(heading.category))


def _word_list(lines: list[str]) -> tuple[list[str], int] | None:
    """Return the lines of a text that is a list of words, and where its entries begin.

    Above them there is no label, and hardly any text.
    """
    entries = first_entry(lines)
    if entries is None or sum(len(line.split()) for line in lines[:entries]) > _FEW_WORDS:
        return None
    menu = menu_lines(lines[:entries])
    above = ["" if number in menu else line for number, line in enumerate(lines[:entries])]
    labels = (label.kind for line in above if (label := find_label(line)))
    if not all(kind is SectionKind.VOCABULARY for kind in labels):
        return None
    return [*above, *lines[entries:]], entries


def whole_piece(text: str) -> RawSummary:
    """Return a whole text as one summary, with the little that its first lines say."""
    lines = text.split("\n")
    placed = heading_at_top(lines)
    menu = menu_lines(lines[:_MENU_LINES])
    body = "\n".join(
        line for number, line in enumerate(lines) if number >= placed.end and number not in menu
    )
    heading = placed.heading
    body, heading = without_trailer(body, heading)
    if heading.title and not any(w.kind is WarningKind.TITLE_UNSURE for w in heading.warnings):
        doubt = DraftWarning(WarningKind.TITLE_UNSURE, heading.title, heading.title)
        heading = replace(heading, warnings=(*heading.warnings, doubt))
    return RawSummary(heading, f"{heading.rest}\n{body}" if heading.rest else body, whole=text)


def _editorial_piece(found: Editorial, lines: list[str]) -> RawSummary:
    whole = "\n".join([found.opening, *lines[found.words_at + 1 : found.end]])
    body, cut = cut_at_read_more(whole)
    closed = found.end < len(lines) and PUBLISHED_IN.match(lines[found.end].strip())
    own = lines[found.start : found.end + bool(closed)]
    return RawSummary(
        found.heading,
        body,
        article=True,
        cut_at="Read More" if cut else "",
        behind=whole[len(body) :],
        whole="\n".join([found.header, "", *own] if found.header else own),
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
        Heading(title, None, publication, dated, nobody=True, warnings=doubt),
        "Vocabulary:\n" + "\n".join(lines[entries:]),
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
