"""What a source says outright about a summary, weighed against what its text says.

A file's own data go before a guess. What the text itself says in so many words, `By Jamil Ahmad`,
goes before the data of a page that only carries it; where both speak and differ, that is said.
"""

import re
from dataclasses import replace
from typing import Final

from rapidfuzz import fuzz

from app.core.importing.body.subjects import read_subjects
from app.core.importing.lines.dates import ParsedDate, read_date_field
from app.core.importing.lines.people import is_nobody, read_people
from app.core.importing.lines.publications import publication_named
from app.core.importing.model import Basis, Draft, FieldBasis, Fields
from app.core.library.model import DraftWarning, Section, SectionKind, WarningKind
from app.core.library.syllabus import Syllabus
from app.core.markdown.escape import escape
from app.core.text_key import text_key

# What the text says with less confidence than this gives way to what the source states.
_SAID: Final = 0.85
# Titles are the same from this likeness on (0 to 100).
_LIKENESS: Final = 80
_MOST_NAME_WORDS: Final = 8


def with_stated(draft: Draft, stated: Fields, *, announced: bool) -> Draft:
    """Return a draft with what its source states where the text is less sure.

    `announced`: the text calls itself the summary of an article. Then the page's own title, author
    and date may be those of the post, and fill nothing but its date.
    """
    site = draft.site or stated.site
    publication = draft.publication or stated.publication or publication_named(stated.site or "")
    draft = _sourced(replace(draft, site=site), "publication", publication)
    published = read_date_field(stated.published or "")
    posted = read_date_field(stated.posted or "")
    if announced:
        return _with_date(draft, "posted_on", posted or published)
    draft = _with_title(draft, stated.title)
    draft = _with_author(draft, stated.author)
    if published and draft.written_published and not _same_day(published, draft.written_published):
        return _with_date(draft, "posted_on", posted or published)
    draft = _with_date(draft, "published_on", published)
    return _with_date(draft, "posted_on", posted)


def of_post(stated: Fields) -> Fields:
    """Return what a source states of a post, whatever it states of an article in it."""
    return Fields(
        publication=stated.publication,
        posted=stated.posted or stated.published,
        site=stated.site,
    )


def with_columns(draft: Draft, fields: Fields, syllabus: Syllabus) -> Draft:
    """Return a draft with the columns of its row, or the keys above it, in place of its own."""
    draft = replace(draft, site=fields.site or draft.site)
    for name, value in (
        ("title", fields.title),
        ("author", _person(fields.author)),
        ("publication", publication_named(fields.publication or "") or fields.publication),
        ("category", fields.category),
    ):
        if value:
            draft = _settled(draft, name, value, Basis.COLUMN)
    for name, written in (("published_on", fields.published), ("posted_on", fields.posted)):
        found = read_date_field(written or "")
        if found:
            draft = _settled(draft, name, found, Basis.COLUMN)
        elif written and not any(
            warning.kind is WarningKind.DATE_UNREAD for warning in draft.warnings
        ):
            doubt = DraftWarning(WarningKind.DATE_UNREAD, written)
            draft = replace(draft, warnings=(*draft.warnings, doubt))
    if not draft.subjects and (fields.subjects or fields.tags):
        subjects, warnings = read_subjects(fields.subjects, syllabus)
        if not fields.subjects:
            # Other programs' tags are mostly no subjects, and need no word about that.
            named = [tag for tag in fields.tags if syllabus.match(tag).subjects]
            subjects, warnings = read_subjects(named, syllabus)
        draft = replace(draft, subjects=subjects, warnings=(*draft.warnings, *warnings))
    return draft


def _with_title(draft: Draft, title: str | None) -> Draft:
    title = " ".join((title or "").split())
    if not title:
        return draft
    own = draft.title
    if own is None or _confidence(draft, "title") < _SAID:
        guessed = any(b.field == "title" and b.basis is Basis.FIRST_WORDS for b in draft.bases)
        if own and not guessed and not _alike(own, title):
            draft = _put_back(draft, own)
        elif own and own in title and len(own) * 2 > len(title):
            # `Thirst of a city – Dawn`: the text has the title without the site.
            return _settled(draft, "title", own, Basis.PROPERTIES)
        return _settled(draft, "title", title, Basis.PROPERTIES)
    return draft if _alike(own, title) else _in_conflict(draft, title, own)


def _with_author(draft: Draft, author: str | None) -> Draft:
    name = _person(author)
    if not name:
        return draft
    own = draft.author
    if own is None:
        return _settled(draft, "author", name, Basis.PROPERTIES)
    if text_key(own) in text_key(name) or text_key(name) in text_key(own):
        return draft
    if _confidence(draft, "author") < _SAID:
        return _settled(draft, "author", name, Basis.PROPERTIES)
    return _in_conflict(draft, name, own)


def _person(written: str | None) -> str | None:
    """Return who is named in a file's data, None for a site, a desk or an address."""
    bare = re.sub(r"^by\s+", "", " ".join((written or "").split()), flags=re.IGNORECASE)
    if not bare or is_nobody(bare) or publication_named(bare) or "@" in bare or "//" in bare:
        return None
    people = read_people(bare)
    if people:
        return people.name
    return bare if len(bare.split()) <= _MOST_NAME_WORDS and not bare[0].isdigit() else None


def _with_date(draft: Draft, name: str, found: ParsedDate | None) -> Draft:
    return _sourced(draft, name, found) if found else draft


def _sourced(draft: Draft, name: str, value: object) -> Draft:
    """Return a draft with a value where it has none."""
    if not value or _value(draft, name):
        return draft
    return _settled(draft, name, value, Basis.PROPERTIES)


_ATTRIBUTES: Final = {"published_on": "written_published", "posted_on": "written_posted"}
_DOUBTS: Final = {
    "title": (WarningKind.NO_TITLE, WarningKind.TITLE_UNSURE),
    "author": (WarningKind.AUTHOR_UNSURE,),
}


def _value(draft: Draft, name: str) -> object:
    return getattr(draft, _ATTRIBUTES.get(name, name))


def _settled(draft: Draft, name: str, value: object, basis: Basis) -> Draft:
    """Return a draft with a field's value, what it rests on, and no doubt about it any more."""
    doubts = _DOUBTS.get(name, ())
    changed: Draft = replace(draft, **{_ATTRIBUTES.get(name, name): value})  # type: ignore[arg-type]
    return replace(
        changed,
        bases=(*(b for b in draft.bases if b.field != name), FieldBasis(name, basis, 0.95)),
        warnings=tuple(w for w in draft.warnings if w.kind not in doubts),
    )


def _confidence(draft: Draft, name: str) -> float:
    return next((basis.confidence for basis in draft.bases if basis.field == name), 0.0)


def _in_conflict(draft: Draft, stated: str, own: str) -> Draft:
    warning = DraftWarning(WarningKind.CONFLICT, stated, own)
    return replace(draft, warnings=(*draft.warnings, warning))


def _alike(one: str, other: str) -> bool:
    first, second = text_key(one), text_key(other)
    return fuzz.partial_ratio(first, second) >= _LIKENESS and bool(first) and bool(second)


def _same_day(one: ParsedDate, other: ParsedDate) -> bool:
    days = {one.month_first, one.day_first} - {None}
    return bool(days & {other.month_first, other.day_first})


def _put_back(draft: Draft, line: str) -> Draft:
    """Return a draft with a line that had been taken for its title at the top of its text again."""
    sections = list(draft.sections)
    if sections and sections[0].kind is SectionKind.SUMMARY:
        first = sections[0]
        sections[0] = replace(first, markdown=f"{escape(line)}\n\n{first.markdown}".strip())
    else:
        sections.insert(0, Section(SectionKind.SUMMARY, None, escape(line)))
    return replace(draft, sections=tuple(sections))
