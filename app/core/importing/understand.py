"""Untidy text to drafts: find the headings, part the summaries, read each one's body."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import accumulate, islice, pairwise
from typing import Final

from app.core.importing.article_heading import ArticleHeading, find_article_headings
from app.core.importing.bylines import Byline, author_in_prose, read_title_line
from app.core.importing.date_order import DatedPost, DateJudge
from app.core.importing.dates import (
    TIME_OF_DAY,
    DateBasis,
    DateOrder,
    WrittenDate,
    find_dates,
    first_date,
)
from app.core.importing.document import Fields
from app.core.importing.draft import Draft, Understanding
from app.core.importing.labels import find_label, part_labels, part_marked_labels
from app.core.importing.noise import cut_at_read_more, is_noise, without_questions
from app.core.importing.post_heading import PostHeading, find_post_headings, part_data
from app.core.importing.publications import publication_within
from app.core.importing.refusal import Refusal
from app.core.importing.sections import Body, paragraphs, read_body
from app.core.importing.tidy import clean, unmark
from app.core.library.model import DraftWarning, SectionKind, WarningKind
from app.core.library.syllabus import Syllabus, name_key

_PAGE_SOURCE = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|</(?:div|script|p)>", re.IGNORECASE
)
_TEASER = re.compile(r"\bRead\s?More", re.IGNORECASE)
_WORD_ENTRY = re.compile(
    r"^\s*(?:\d+[.)]\s*)?\**[A-Z][\w -]{1,40}\**\s*"
    r"(?:\((?:noun|verb|adj|adverb|n|v)[^)]*\)|\([^()\x00-\u05ff]+\))"
    r"|^\s*(?:synonyms|antonyms)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_EDITORIAL = re.compile(r"editorial|opinion|article|column|summar|css|dawn", re.IGNORECASE)
# What may stand between a time stamp and the heading: signs, and the name of who wrote.
_BETWEEN = re.compile(r"[^\w.]*(?:[^\n:]{1,40}:[\W_]*)?")
_Shell = tuple[int, WrittenDate | None, PostHeading | None]
# A text below this many words says nothing, whatever its heading.
_FEWEST_WORDS: Final = 12
_FULL_PARAGRAPH: Final = 40
_TELLING: Final = frozenset({SectionKind.SUBJECTS, SectionKind.BEGINNERS, SectionKind.FACTS})
_SHELL_REACH: Final = 240


@dataclass(frozen=True, slots=True)
class _Piece:
    """One summary's stretch of the text: what its heading says, and its body."""

    byline: Byline
    body: str
    label: str | None = None
    published: WrittenDate | None = None
    posted: WrittenDate | None = None
    site: str | None = None
    category: str | None = None
    article: bool = False
    post: bool = False
    cut_at: str = ""


def understand(text: str, syllabus: Syllabus) -> Understanding:
    """Return the drafts that a text holds, their dates not yet settled, or why it holds none.

    Any text at all may come in; this never raises.
    """
    cleaned = clean(text)
    if not cleaned.strip():
        return Understanding(refusal=Refusal.EMPTY)
    if len(_PAGE_SOURCE.findall(cleaned[:20_000])) >= 2:
        return Understanding(refusal=Refusal.PAGE_SOURCE)
    plain = _plain(cleaned)
    drafts = [draft for piece in _pieces(plain) if (draft := _draft(piece, syllabus))]
    if drafts:
        return Understanding(tuple(drafts))
    return Understanding(refusal=_refusal(plain))


def _plain(cleaned: str) -> str:
    """Return cleaned text without emphasis, its labels and data on lines of their own."""
    return part_data(part_labels(unmark(part_marked_labels(cleaned))))


def understand_row(text: str, fields: Fields, syllabus: Syllabus) -> Understanding:
    """Return the draft of a table's row: what its columns say goes before what its text does."""
    understanding = understand(text, syllabus)
    if len(understanding.drafts) > 1:
        return understanding
    if understanding.drafts:
        return Understanding((_with_fields(understanding.drafts[0], fields),))
    if not fields.title:
        return understanding
    plain = _plain(clean(text))
    draft = _draft(_Piece(Byline(fields.title), plain, article=True), syllabus)
    return Understanding((_with_fields(draft, fields),)) if draft else understanding


def _with_fields(draft: Draft, fields: Fields) -> Draft:
    settled = (WarningKind.NO_TITLE, WarningKind.TITLE_UNSURE) if fields.title else ()
    author = (WarningKind.AUTHOR_UNSURE,) if fields.author else ()
    return replace(
        draft,
        title=fields.title or draft.title,
        author=fields.author or draft.author,
        publication=fields.publication or draft.publication,
        category=fields.category or draft.category,
        written_published=first_date(fields.published or "") or draft.written_published,
        written_posted=first_date(fields.posted or "") or draft.written_posted,
        warnings=tuple(w for w in draft.warnings if w.kind not in (*settled, *author)),
    )


def settle_dates(
    drafts: Iterable[Draft], today: date, order: DateOrder | None = None
) -> tuple[Draft, ...]:
    """Return the drafts of one batch with their dates decided, each guess with its warning."""
    drafts = tuple(drafts)
    posts = [
        DatedPost(written, draft.site)
        for draft in drafts
        for written in (draft.written_posted, draft.written_published)
        if written
    ]
    judge = DateJudge(posts, today, order)
    return tuple(_settle(draft, judge) for draft in drafts)


def _settle(draft: Draft, judge: DateJudge) -> Draft:
    warnings = [
        warning
        for warning in draft.warnings
        if warning.kind not in (WarningKind.DATE_ORDER_GUESSED, WarningKind.YEAR_MISSING)
    ]
    published = draft.written_published
    if published:
        published = judge.settle(DatedPost(published, draft.site))
        warnings += _date_warnings(published)
    posted = draft.written_posted
    if posted:
        article = published.chosen if published else None
        posted = judge.settle(DatedPost(posted, draft.site, article))
        warnings += _date_warnings(posted)
    return replace(
        draft, written_published=published, written_posted=posted, warnings=tuple(warnings)
    )


def _date_warnings(written: WrittenDate) -> Iterator[DraftWarning]:
    if written.basis is DateBasis.GUESSED:
        taken = written.chosen.isoformat() if written.chosen else ""
        yield DraftWarning(WarningKind.DATE_ORDER_GUESSED, written.raw, taken)
    elif written.basis is DateBasis.NO_YEAR:
        yield DraftWarning(WarningKind.YEAR_MISSING, written.raw)


def _pieces(text: str) -> list[_Piece]:
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
        return [_headless_piece(lines)]
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
            if last and name_key(last) == name_key(heading.byline.title or "") and not own:
                label = f"\n{heading.label}:\n"
                text = text[: heading.start] + label + text[heading.end :]
                break
            kept.append(heading)
        else:
            return text, kept


def _article_piece(heading: ArticleHeading, text: str, shell: _Shell) -> _Piece:
    body, cut = cut_at_read_more(text)
    byline = heading.byline
    if not byline.author and not byline.editorial:
        author = author_in_prose(body)
        if author:
            doubt = DraftWarning(WarningKind.AUTHOR_UNSURE, author, author)
            byline = replace(byline, author=author, warnings=(*byline.warnings, doubt))
    _, posted, post = shell
    return _Piece(
        byline,
        body,
        label=heading.label if heading.label.lower() != "summary" else None,
        published=heading.published,
        posted=posted or (post.posted if post else None),
        site=post.site if post else None,
        category=post.category if post else None,
        article=True,
        cut_at="Read More" if cut else "",
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


def _post_piece(heading: PostHeading, body: str) -> _Piece:
    return _Piece(
        heading.byline,
        body,
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


def _headless_piece(lines: list[str]) -> _Piece:
    """Return a whole text as one piece; a short first line before longer ones is its title."""
    written = list(
        islice((number for number, line in enumerate(lines) if line and not is_noise(line)), 2)
    )
    byline = Byline()
    first = written[0] if written else 0
    if len(written) > 1 and _may_be_title(lines[first], lines[written[1]]):
        byline = read_title_line(lines[first])
        doubt = DraftWarning(WarningKind.TITLE_UNSURE, byline.title or "", byline.title or "")
        byline = replace(byline, warnings=(*byline.warnings, doubt))
        first += 1
    return _Piece(byline, "\n".join(lines[first:]))


def _may_be_title(line: str, following: str) -> bool:
    if len(line) > 140 or (line[-1] in ".:;" and not line.endswith("..")):
        return False
    return find_label(line) is None and (
        len(following) > len(line) or find_label(following) is not None
    )


def _draft(piece: _Piece, syllabus: Syllabus) -> Draft | None:
    """Return the draft of a piece, None when what it holds is no summary."""
    lines, questions = without_questions(piece.body.split("\n"))
    body = read_body("\n".join(lines), syllabus, piece.label)
    if body.words < _FEWEST_WORDS or not (piece.article or _is_summary(piece, body)):
        return None
    warnings = [*piece.byline.warnings, *body.warnings]
    if piece.byline.title is None:
        warnings.insert(0, DraftWarning(WarningKind.NO_TITLE))
    if piece.cut_at and not any(warning.kind is WarningKind.CUT_OFF for warning in warnings):
        warnings.append(DraftWarning(WarningKind.CUT_OFF, piece.cut_at))
    if questions:
        warnings.append(DraftWarning(WarningKind.QUESTIONS_LEFT_OUT, str(questions)))
    return Draft(
        title=piece.byline.title,
        author=piece.byline.author,
        publication=piece.byline.publication,
        category=piece.category,
        sections=body.sections,
        facts=body.facts,
        subjects=body.subjects,
        warnings=tuple(warnings),
        source_text=piece.body.strip(),
        written_published=piece.published,
        written_posted=piece.posted,
        site=piece.site,
    )


def _is_summary(piece: _Piece, body: Body) -> bool:
    """Say whether a piece without an article's heading is a summary.

    Its labels say so; without any, the heading of a post and a few full paragraphs do. A list of
    teasers has many short ones.
    """
    if body.labels:
        return piece.post or _labelled_enough(body)
    lengths = [len(text.split()) for text, _ in paragraphs(piece.body.split("\n"))]
    full = sum(length >= _FULL_PARAGRAPH for length in lengths)
    return piece.post and full > 0 and full * 2 >= len(lengths)


def _labelled_enough(body: Body) -> bool:
    """Say whether labels alone make a text a summary.

    Adverts, advice and recipes have introductions, notes and conclusions too: one label of those
    that only summaries for CSS have is needed, or two labels below an opening of full paragraphs.
    """
    kinds = {section.kind for section in body.sections}
    if kinds & _TELLING or {SectionKind.MAIN_POINTS, SectionKind.VOCABULARY} <= kinds:
        return True
    opening = next((s for s in body.sections if s.kind is SectionKind.SUMMARY), None)
    common = kinds - {SectionKind.SUMMARY, SectionKind.OTHER, SectionKind.VOCABULARY}
    full = opening is not None and len(opening.markdown.split()) >= _FULL_PARAGRAPH
    return len(common) >= 2 and full


def _refusal(text: str) -> Refusal:
    if len(_WORD_ENTRY.findall(text)) >= 4:
        return Refusal.VOCABULARY_LIST
    lengths = [len(line.split()) for line in text.split("\n") if line.strip()]
    if len(_TEASER.findall(text)) >= 3 or (
        len(lengths) >= 6 and sum(8 <= length <= 45 for length in lengths) * 4 >= len(lengths) * 3
    ):
        return Refusal.TEASER_LIST
    return Refusal.NO_SUMMARY
