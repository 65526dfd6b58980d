"""Untidy text to drafts: repaired, split into summaries, each one's body read, or refused."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from app.core.importing.body.sections import Body, paragraphs, read_body
from app.core.importing.drafting.as_it_is import (
    is_running_text,
    is_worth_taking,
    piece_as_it_is,
    take_as_it_is,
)
from app.core.importing.drafting.date_order import DatedPost, DateOrderResolver
from app.core.importing.drafting.kept_source import BodyOnly
from app.core.importing.drafting.refusal_reason import classify_refusal
from app.core.importing.drafting.stated import of_post, with_columns, with_stated
from app.core.importing.lines.clean import clean, ends_in_mid_sentence, strip_emphasis
from app.core.importing.lines.dates import (
    DateBasis,
    DateOrder,
    ParsedDate,
)
from app.core.importing.lines.labels import break_labels, break_marked_labels
from app.core.importing.mcq.bold_options import tick_bold_options
from app.core.importing.mcq.extract import extract_questions
from app.core.importing.model import Draft, Fields, ParseResult, Part
from app.core.importing.refusal import Refusal
from app.core.importing.repair.forum import without_forum
from app.core.importing.repair.inline_lists import break_lists
from app.core.importing.repair.page_numbers import without_page_numbers
from app.core.importing.repair.table_of_contents import is_contents, without_contents
from app.core.importing.repair.word_tables import break_word_tables
from app.core.importing.splitting.cues.keys import join_keys
from app.core.importing.splitting.editorial import unglue
from app.core.importing.splitting.heading import Heading
from app.core.importing.splitting.split import RawSummary, split_text, whole_piece
from app.core.library.model import DraftWarning, Form, Question, SectionKind, WarningKind
from app.core.library.syllabus import Syllabus

_PAGE_SOURCE = re.compile(
    r"<!doctype\s+html|<html[\s>]|<head[\s>]|<body[\s>]|</(?:div|script|p)>", re.IGNORECASE
)
# A text with fewer words says nothing, whatever its heading.
_FEWEST_WORDS: Final = 12
_FEWEST_ENTRIES: Final = 3
# What is longer (a compilation of a thousand summaries has 20,000 lines) is taken as it is: to look
# for a heading in each line would take longer than anyone waits.
_MOST_LINES: Final = 30_000
_MOST_CHARACTERS: Final = 4_000_000
# In words.
_FULL_PARAGRAPH: Final = 40
# The evidence of a heading that names as much as a paper, a date and a likely writer.
_TELLING: Final = 2.5
# Sections that only summaries for CSS have.
_DISTINCTIVE: Final = frozenset({SectionKind.SUBJECTS, SectionKind.BEGINNERS, SectionKind.FACTS})


def parse_text(
    text: str, syllabus: Syllabus, stated: Fields | None = None, *, headed: bool = False
) -> ParseResult:
    """Return the drafts that a text holds, or why it holds none; no date is resolved yet.

    `stated` is what the source says about it outright; `headed`: a heading at its top parted it
    from other texts before. Any text at all may come in; this raises nothing.
    """
    cleaned = without_page_numbers(clean(text))
    if not cleaned.strip():
        return ParseResult(refusal=Refusal.EMPTY)
    if len(_PAGE_SOURCE.findall(cleaned[:20_000])) >= 2:
        return ParseResult(refusal=Refusal.PAGE_SOURCE, aside=take_as_it_is(cleaned))
    if _is_overgrown(cleaned):
        return _unparted(cleaned)
    plain = _plain(cleaned)
    if is_contents(plain):
        return ParseResult(refusal=Refusal.CONTENTS, aside=take_as_it_is(cleaned))
    article = stated is not None and stated.title is not None
    pieces = split_text(without_contents(plain), article=article, headed=headed)
    drafts = _drafts(pieces, syllabus, stated)
    if len(drafts) == 1:
        return ParseResult((replace(drafts[0], kept=Part(cleaned, stated=stated, headed=headed)),))
    if drafts:
        return ParseResult(drafts)
    whole = take_as_it_is(cleaned)
    if whole is None:
        return ParseResult(refusal=Refusal.EMPTY)
    if stated:
        whole = with_stated(whole, stated, announced=False)
    whole = replace(whole, kept=Part(cleaned, stated=stated))
    dated = stated is not None and stated.published is not None
    reason = classify_refusal(plain, article=article, dated=dated)
    if reason is Refusal.NO_SUMMARY and is_running_text(plain):
        return ParseResult((whole,))
    return ParseResult(refusal=reason, aside=whole)


def _is_overgrown(cleaned: str) -> bool:
    """Return whether a text has more lines with words than can be understood one by one."""
    if len(cleaned) > _MOST_CHARACTERS:
        return True
    if cleaned.count("\n") < _MOST_LINES:
        return False
    return sum(line != "" for line in cleaned.split("\n")) > _MOST_LINES


def _unparted(cleaned: str) -> ParseResult:
    """Return an overgrown text as one summary, or set aside where it is only a list."""
    whole = take_as_it_is(cleaned)
    if whole is None:
        return ParseResult(refusal=Refusal.EMPTY)
    if is_running_text(cleaned):
        return ParseResult((whole,))
    return ParseResult(refusal=Refusal.NO_SUMMARY, aside=whole)


def parse_body(text: str, syllabus: Syllabus, known: BodyOnly) -> Draft | None:
    """Return the draft of a text that has lost its heading, without any details but subjects."""
    plain = _plain(clean(text))
    understood = known.form is Form.UNDERSTOOD
    piece = RawSummary(Heading(), plain, article=understood, whole=text)
    draft = _draft(piece, read_body(plain, syllabus, known.opening))
    if draft is None and not understood:
        draft = replace(piece_as_it_is(piece), title=None)
    return draft


def _plain(cleaned: str) -> str:
    """Return cleaned text without emphasis, with labels, points and data on lines of their own.

    The order matters: what bold says (the right option, a label) is read before the bold goes.
    """
    text = without_forum(cleaned)
    text = tick_bold_options(text)
    text = break_marked_labels(text)
    text = strip_emphasis(text)
    text = break_labels(text)
    text = break_lists(text)
    text = break_word_tables(text)
    text = join_keys(text)
    return unglue(text)


def parse_row(text: str, fields: Fields, syllabus: Syllabus) -> ParseResult:
    """Return the draft of a table's row; its columns count more than its text."""
    understanding = parse_text(text, syllabus)
    drafts = understanding.drafts
    as_it_is = len(drafts) != 1 or drafts[0].form is Form.AS_IT_IS
    if fields.title and as_it_is and not _is_overgrown(cleaned := clean(text)):
        piece = whole_piece(_plain(cleaned))
        drafts = _drafts([replace(piece, article=True)], syllabus) or drafts
    if len(drafts) == 1:
        draft = replace(drafts[0], kept=Part(text, fields=fields))
        return ParseResult((with_columns(draft, fields, syllabus),))
    if understanding.aside:
        aside = replace(understanding.aside, kept=Part(text, fields=fields))
        aside = with_columns(aside, fields, syllabus)
        return replace(understanding, aside=aside)
    return understanding


def resolve_draft_dates(
    drafts: Iterable[Draft], today: date, order: DateOrder | None = None
) -> tuple[Draft, ...]:
    """Return the drafts of one batch with their dates resolved, each guess with a warning."""
    drafts = tuple(drafts)
    posts = [
        DatedPost(written, draft.site)
        for draft in drafts
        for written in (draft.written_posted, draft.written_published)
        if written
    ]
    resolver = DateOrderResolver(posts, today, order)
    return tuple(_resolve_dates(draft, resolver) for draft in drafts)


def _resolve_dates(draft: Draft, resolver: DateOrderResolver) -> Draft:
    warnings = [
        warning
        for warning in draft.warnings
        if warning.kind not in (WarningKind.DATE_ORDER_GUESSED, WarningKind.YEAR_MISSING)
    ]
    published = draft.written_published
    if published:
        published = resolver.resolve_dates(DatedPost(published, draft.site))
        warnings += _date_warnings(published)
    posted = draft.written_posted
    if posted:
        article = published.chosen if published else None
        posted = resolver.resolve_dates(DatedPost(posted, draft.site, article))
        warnings += _date_warnings(posted)
    return replace(
        draft, written_published=published, written_posted=posted, warnings=tuple(warnings)
    )


def _date_warnings(written: ParsedDate) -> Iterator[DraftWarning]:
    if written.basis is DateBasis.GUESSED:
        taken = written.chosen.isoformat() if written.chosen else ""
        yield DraftWarning(WarningKind.DATE_ORDER_GUESSED, written.raw, taken)
    elif written.basis is DateBasis.NO_YEAR:
        yield DraftWarning(WarningKind.YEAR_MISSING, written.raw)


def _drafts(
    pieces: Sequence[RawSummary], syllabus: Syllabus, stated: Fields | None = None
) -> tuple[Draft, ...]:
    """Return the drafts of the summaries among the pieces of a text.

    Questions in a piece that is no summary go to the draft before it, those above the first
    summary to the first. Each draft says how many of its questions may belong elsewhere: these,
    and those that end its own text with no label above them, unless it is the last of the text.
    """
    drafts: list[Draft] = []
    announced = False
    above: tuple[Question, ...] = ()
    for number, piece in enumerate(pieces):
        body = read_body(piece.body, syllabus, piece.heading.label if piece.article else None)
        draft = _draft(piece, body)
        if draft is None and len(pieces) > 1 and is_worth_taking(piece.body):
            drafts.append(piece_as_it_is(piece))
            continue
        if draft is None:
            title = piece.heading.title or ""
            stray = _questions_of(f"{title}\n{piece.body}\n{piece.behind}")
            if drafts:
                drafts[-1] = _with_strays(drafts[-1], stray, len(stray))
            else:
                above += stray
            continue
        stray = _questions_of(piece.behind)
        trailing = body.trailing_unlabelled if number + 1 < len(pieces) else 0
        announced = piece.heading.announced
        drafts.append(_with_strays(draft, (*stray, *above), trailing + len(stray) + len(above)))
        above = ()
    if stated:
        alone = len(drafts) == 1
        drafts = [with_stated(one, stated, announced=announced or not alone) for one in drafts]
        post = of_post(stated)
        drafts = [replace(one, kept=one.kept and replace(one.kept, stated=post)) for one in drafts]
    return tuple(drafts)


def _questions_of(text: str) -> tuple[Question, ...]:
    return extract_questions(text.split("\n")).questions


def _with_strays(draft: Draft, stray: tuple[Question, ...], count: int) -> Draft:
    """Return a draft with more questions, and a warning that `count` may belong elsewhere."""
    if not count:
        return draft
    kind = WarningKind.QUESTIONS_BETWEEN
    before = sum(int(warning.found) for warning in draft.warnings if warning.kind is kind)
    others = (warning for warning in draft.warnings if warning.kind is not kind)
    return replace(
        draft,
        questions=(*draft.questions, *stray),
        warnings=(*others, DraftWarning(kind, str(before + count))),
    )


def _draft(piece: RawSummary, body: Body) -> Draft | None:
    """Return the draft of a piece, None if the piece is no summary."""
    short = body.length < _FEWEST_WORDS and len(body.vocabulary) < _FEWEST_ENTRIES
    if short or not (piece.article or _is_summary(piece, body)):
        return None
    warnings = [*piece.heading.warnings, *body.warnings]
    if piece.heading.title is None:
        warnings.insert(0, DraftWarning(WarningKind.NO_TITLE))
    if piece.cut_at and not any(warning.kind is WarningKind.CUT_OFF for warning in warnings):
        warnings.append(DraftWarning(WarningKind.CUT_OFF, piece.cut_at))
    return Draft(
        title=piece.heading.title,
        author=piece.heading.author,
        publication=piece.heading.publication,
        category=piece.heading.category,
        sections=body.sections,
        facts=body.facts,
        vocabulary=body.vocabulary,
        questions=body.questions,
        subjects=body.subjects,
        warnings=tuple(warnings),
        source_text=piece.body.strip(),
        written_published=piece.heading.published,
        written_posted=piece.heading.posted,
        site=piece.heading.site,
        bases=piece.heading.bases,
        kept=Part(piece.whole, headed=piece.headed),
    )


def _is_summary(piece: RawSummary, body: Body) -> bool:
    """Return whether a piece without an article's heading is a summary.

    Its labels show it; without any, the heading of a post and mostly full paragraphs do, or whole
    sentences below a heading that tells much. A list of teasers has many short ones, cut off.
    """
    if body.labels:
        return piece.post or _labelled_enough(body)
    lines = extract_questions(piece.body.split("\n")).lines
    written = [text for text, _ in paragraphs(lines)]
    lengths = [len(text.split()) for text in written]
    full = sum(length for length in lengths if length >= _FULL_PARAGRAPH)
    if not piece.post:
        return False
    whole = sum(len(text.split()) for text in written if not _is_cut_off(text))
    told = piece.heading.strength >= _TELLING and whole * 4 >= sum(lengths) * 3
    return told or full * 2 >= max(sum(lengths), 1)


def _is_cut_off(text: str) -> bool:
    return ends_in_mid_sentence(text) or text.endswith(("…", ".."))


def _labelled_enough(body: Body) -> bool:
    """Return whether labels alone make a text a summary.

    Adverts, advice and recipes have introductions, notes and conclusions too: one label of those
    that only summaries for CSS have is needed, or two labels below an opening of full paragraphs.
    """
    kinds = {section.kind for section in body.sections}
    if kinds & _DISTINCTIVE or {SectionKind.MAIN_POINTS, SectionKind.VOCABULARY} <= kinds:
        return True
    opening = next((s for s in body.sections if s.kind is SectionKind.SUMMARY), None)
    common = kinds - {SectionKind.SUMMARY, SectionKind.OTHER, SectionKind.VOCABULARY}
    full = opening is not None and len(opening.markdown.split()) >= _FULL_PARAGRAPH
    return len(common) >= 2 and full
