"""When a page's article was published: what its metadata states, then what it shows."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from lxml.html import HtmlElement

from app.core.importing.files.formats.web.tree import few_words_of, names_of, words_of
from app.core.importing.lines.dates import first_date

# The names of a page's metadata for the day of publication, the surest first.
_METADATA: Final = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "article:published", "article.published", "published_time", "publishdate", "pubdate",
    "publish_date", "publish-date", "publication_date", "date_published", "published-date",
    "publisheddate", "published_date", "publicationdate", "parsely-pub-date", "sailthru.date",
    "rnews:datepublished", "og:pubdate", "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date", "citation_online_date", "dc.date.issued", "dcterms.issued", "dc.issued",
    "dcterms.created", "dc.date.created", "dcterms.date", "dc.date", "displaydate", "ptime",
    "pdate", "bt:pubdate", "article.created", "article_date_original", "originalpublicationdate",
    "datecreated", "article:post_date", "timestamp", "date", "created",
)  # fmt: skip
_CHANGED: Final = (
    "article:modified_time", "og:updated_time", "og:modified_time", "datemodified", "last-modified",
    "dcterms.modified", "dc.date.modified", "lastmod", "last_updated_date", "updated_time",
)  # fmt: skip
_STAMP: Final = re.compile(r"((?:19|20)\d\d)[-/.](\d\d)[-/.](\d\d)(?=T|\s|$)")
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?:\d{4,6}|T\d{4,6}Z?)?$")
_IN_ADDRESS: Final = re.compile(
    r"/((?:19|20)\d\d)[/_.-]([01]?\d|[a-z]{3,9})[/_.-]([0-3]?\d)(?![\d])|"
    r"[/-]((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)",
    re.IGNORECASE,
)
_MONTH_IN_ADDRESS: Final = re.compile(r"/((?:19|20)\d\d)[/-]([01]\d)(?=/)")
_SHOWN_AS_DATE: Final = re.compile(
    r"publish|posted|pubdate|post-?date|entry-?date|article-?date|dateline|timestamp|"
    r"(?:^|[\s_-])(?:date|time|byline|meta|submitted|created|info)(?:$|[\s_-])|date"
)
_NOT_ITS_OWN: Final = re.compile(
    r"comment|related|sidebar|widget|footer|recent|modif|updat|copyright"
)
_LONGEST_SHOWN: Final = 300
_TOLD: Final = re.compile(
    r"\b(?:published|posted|updated|modified|edited|date|dated|created)(?: on| at)?\b[\s:$|–-]{0,6}"
    r"(?:\w{1,10}[\s:$]{1,4})?([^.:]{0,40}\d{4}[^\s]{0,8})",
    re.IGNORECASE,
)
# In characters, from the top and the foot of a page.
_TOLD_WITHIN: Final = 20_000
_UNIVERSAL: Final = re.compile(r"T\d\d:\d\d.{0,12}(?:Z|[+-]00:?00)$")
_YEARS: Final = re.compile(r"(?:19|20)\d\d")


def published_on(
    root: HtmlElement, metadata: dict[str, list[str]], stated: str, address: str
) -> str | None:
    """Return the day of a page's article as it is written, None where nothing tells.

    `stated` is what JSON-LD says, `metadata` what the head of the page does.
    """
    for written in _candidates(root, metadata, stated, address):
        found = readable(written)
        if found:
            return _local(written, found, address)
    return None


def _local(written: str, found: str, address: str) -> str:
    """Return the day where the page was written: a stamp in universal time may name its neighbour.

    The address tells, if it has a day.
    """
    named = _date_in(address)
    if not named or not _UNIVERSAL.search(written):
        return found
    try:
        apart = date.fromisoformat(named) - date.fromisoformat(found)
    except ValueError:
        return found
    return named if abs(apart.days) == 1 else found


def readable(written: str) -> str | None:
    """Return a date as written, without its time of day; None for what is no date.

    Of digits alone it gets its dashes.
    """
    written = " ".join(written.split())[:_LONGEST_SHOWN]
    stamp = _STAMP.match(written) or _COMPACT.match(written)
    if stamp:
        written = "-".join(stamp.groups())
    found = first_date(written)
    if found is None or (found.month_first is None and found.day_first is None):
        return None
    return found.raw


def _candidates(
    root: HtmlElement, metadata: dict[str, list[str]], stated: str, address: str
) -> Iterator[str]:
    yield stated
    for name in _METADATA:
        yield from metadata.get(name, ())
    yield from (_value(e) for e in _marked(root, "datePublished"))
    in_address = _date_in(address)
    times = [time for time in root.iter("time") if not _belongs_elsewhere(time)]
    yield from (_value(t) for t in times if "pubdate" in t.attrib or "publish" in names_of(t))
    yield in_address
    yield from (_value(time) for time in times)
    for element in root.iter("abbr"):
        if "published" in names_of(element):
            yield _value(element)
    yield from (_value(e) for e in _marked(root, "dateCreated"))
    yield from _shown(root)
    for name in _CHANGED:
        yield from metadata.get(name, ())
    yield from (_value(e) for e in _marked(root, "dateModified"))
    yield from _told(root)
    for name in ("og:image", "twitter:image"):
        yield from map(_date_in, metadata.get(name, ()))


def _marked(root: HtmlElement, name: str) -> Iterator[HtmlElement]:
    for element in root.iter():
        if isinstance(element.tag, str) and name in (element.get("itemprop") or "").split():
            yield element


def _value(element: HtmlElement) -> str:
    return (
        element.get("datetime") or element.get("content") or element.get("title") or ""
    ).strip() or words_of(element)


def _date_in(address: str) -> str:
    match = _IN_ADDRESS.search(address)
    if match is None:
        return ""
    return "-".join(part.zfill(2) for part in match.groups() if part)


def _belongs_elsewhere(element: HtmlElement) -> bool:
    return any(
        _NOT_ITS_OWN.search(names_of(above)) or above.tag in ("footer", "aside", "nav")
        for above in (element, *element.iterancestors())
        if above.tag not in ("body", "html")
    )


def _shown(root: HtmlElement) -> Iterator[str]:
    """Yield the dates that a page shows: in what is named so, then below the title."""
    named = [
        element
        for element in root.iter("span", "div", "p", "li", "a", "em", "small", "td", "b", "strong")
        if _SHOWN_AS_DATE.search(names_of(element)) and not _belongs_elsewhere(element)
    ]
    for element in named:
        words = few_words_of(element, _LONGEST_SHOWN)
        if _YEARS.search(words):
            yield words
    title = next(root.iter("h1"), None)
    if title is not None:
        after = 0
        for element in title.iter() if title.getparent() is None else _following(title):
            for text in (element.text, element.tail):
                words = " ".join((text or "").split())
                after += len(words)
                if words and len(words) <= 120 and _YEARS.search(words):
                    yield words
            if after > 1500:
                return


def _told(root: HtmlElement) -> Iterator[str]:
    """Yield what a page says anywhere of its day: `Updated: 18 November 2016`, `Date: …`."""
    words = words_of(root)
    for match in _TOLD.finditer(f"{words[:_TOLD_WITHIN]} … {words[-_TOLD_WITHIN:]}"):
        yield match[1]
    # In small print below a heading that is not the first kind.
    for element in root.iter("small", "h2", "h3"):
        words = few_words_of(element, _LONGEST_SHOWN)
        if _YEARS.search(words):
            yield words


def _following(element: HtmlElement) -> Iterator[HtmlElement]:
    """Yield the elements behind one, in order."""
    here: HtmlElement | None = element
    while here is not None:
        for sibling in here.itersiblings():
            yield from (inner for inner in sibling.iter() if isinstance(inner.tag, str))
        here = here.getparent()
