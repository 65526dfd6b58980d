"""What a page states about itself, in all the ways that pages do: a record of its fields."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, Final
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from app.core.importing.files.formats.web.linked_data import linked_article, text_of
from app.core.importing.files.formats.web.page_dates import published_on
from app.core.importing.files.formats.web.tree import few_words_of, names_of, words_of
from app.core.importing.lines.title_length import LONGEST_TITLE
from app.core.importing.model import Fields
from app.core.text_key import text_key

_TITLES: Final = ("og:title", "twitter:title", "citation_title", "parsely-title", "sailthru.title",
                  "dc.title", "dcterms.title", "headline", "title")  # fmt: skip
_AUTHORS: Final = (
    "parsely-author", "sailthru.author", "citation_author", "author", "article:author", "byl",
    "dc.creator", "dcterms.creator", "dc.contributor", "article:author_name", "og:author",
    "creator", "rbauthors", "byline", "twitter:data1",
)  # fmt: skip
_TAGS: Final = ("article:tag", "news_keywords", "parsely-tags", "sailthru.tags", "keywords")
_MOST_TAGS: Final = 40
_SHORTEST_TITLE: Final = 4
_SITE_BEHIND: Final = re.compile(r"[^\S\n]{1,3}(?:[|»–—·:]|-)[^\S\n]{1,3}([^|»–—]{1,60})$")
_SAVED_FROM: Final = re.compile(r"<!--\s{0,3}saved from url=\(\d{1,6}\)(\S{1,2000})", re.IGNORECASE)
# An account's name, or a role, is nobody.
_NOBODY: Final = frozenset(
    ("admin", "administrator", "webmaster", "editor", "editors", "editorial", "editorial team",
     "editorial board", "editorial desk", "staff", "staff writer", "staff reporter", "staff report",
     "staff correspondent", "our correspondent", "news desk", "newsdesk", "web desk", "webdesk",
     "monitoring desk", "correspondent", "reporter", "guest", "guest author", "guest post", "team",
     "author", "by", "user", "root", "wordpress", "blogger", "unknown", "anonymous", "none", "null",
     "posts", "view all posts", "agencies", "desk", "moderator", "super user", "the editor",
     "from the editor", "special correspondent", "contributor", "contributors", "published", "app")
)  # fmt: skip
_BY: Final = re.compile(
    r"^(?:(?:written|posted|published|authored?|story|words|contributed) )?by\b\s{0,3}:?\s{0,3}|"
    r"^author\s{0,3}:\s{0,3}",
    re.IGNORECASE,
)
_LONGEST_NAME: Final = 90
# What ends the name of an account, an office or an agency, and what a name has behind it.
_OFFICE: Final = re.compile(
    r"(?:admin|\b(?:desk|bureau|staff|team|reporters?|correspondents?|writers?|editors?|press|reuters|"
    r"afp|app|ap|agency|agencies|news|newspaper|monitor|service|board|magazine|online|blog|website|"
    r"channel|academy|official|platform))$",
    re.IGNORECASE,
)
_FOR_PAPER: Final = re.compile(r"\s+(?:for|of|in|at)\s+(?:the\s+)?[A-Z].{1,40}$", re.IGNORECASE)
_AUTHOR_NAMES: Final = re.compile(
    r"author-?name|byline__name|byline-?author|(?:^|\s)(?:author|byline|fn|post-author|entry-author|"
    r"story__byline|story__byline__link)(?:$|\s)"
)


def stated_fields(root: HtmlElement, source: str, address: str = "") -> Fields:
    """Return what a page says outright: title, author, day, site, address and tags, as written.

    `source` is the beginning of the page's text, for what stands outside its tree; `address` is
    where it was saved from, if that is known.
    """
    metadata = _metadata(root)
    heading = next((words_of(h) for h in root.iter("h1") if words_of(h)), "")
    linked = linked_article(root, _first(metadata, ("og:title",)) or heading)
    site = _site(metadata, linked)
    address = _address(root, metadata, linked, source) or address
    title = _title(root, metadata, linked, heading, site)
    return Fields(
        title=title,
        author=_author(root, metadata, linked, (site, _host(address))),
        published=published_on(root, metadata, text_of(linked.get("datePublished")), address),
        tags=tuple(_tags(root, metadata)),
        address=address or None,
        site=site or None,
    )


def _metadata(root: HtmlElement) -> dict[str, list[str]]:
    """Return the values of a page's `<meta>`, by every name that each has, in small letters."""
    found: dict[str, list[str]] = defaultdict(list)
    for meta in root.iter("meta"):
        value = " ".join((meta.get("content") or "").split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(key) or "").strip().lower()
            if name and value and value not in found[name]:
                found[name].append(value)
    return {name: values for name, values in found.items() if values}


def _first(metadata: dict[str, list[str]], names: Iterable[str]) -> str:
    return next((metadata[name][0] for name in names if name in metadata), "")


def _site(metadata: dict[str, list[str]], linked: dict[str, Any]) -> str:
    named = _first(metadata, ("og:site_name", "application-name", "apple-mobile-web-app-title"))
    return named or text_of(linked.get("publisher"))


def _address(
    root: HtmlElement, metadata: dict[str, list[str]], linked: dict[str, Any], source: str
) -> str:
    links = [
        link.get("href") or "" for link in root.iter("link")
        if "canonical" in (link.get("rel") or "").lower().split()
    ]  # fmt: skip
    saved = _SAVED_FROM.search(source)
    candidates = [*links, *metadata.get("og:url", ()), saved[1] if saved else ""]
    candidates += [value for key in ("url", "@id") if isinstance(value := linked.get(key), str)]
    return next((c for c in candidates if c.startswith(("http://", "https://"))), "")


def _host(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _title(
    root: HtmlElement,
    metadata: dict[str, list[str]],
    linked: dict[str, Any],
    heading: str,
    site: str,
) -> str | None:
    whole = next((words_of(t) for t in root.iter("title")), "")
    for title in (text_of(linked.get("headline")), _first(metadata, _TITLES[:1]), heading,
                  _first(metadata, _TITLES[1:]), whole):  # fmt: skip
        words = _as_headed(title, root) or without_site(title, site)
        if words and text_key(words) != text_key(site) and len(words) <= LONGEST_TITLE:
            return words
    return None


def _as_headed(title: str, root: HtmlElement) -> str:
    """Return the beginning of a title that is one of the page's headings: the rest is the site."""
    key = text_key(title)
    for heading in root.iter("h1", "h2", "h3"):
        words = words_of(heading)
        if len(words) >= _SHORTEST_TITLE and key.startswith(f"{text_key(words)} "):
            match = _SITE_BEHIND.search(title)
            if match and text_key(title[: match.start()]) == text_key(words):
                return words
    return ""


def without_site(title: str, site: str = "") -> str:
    """Return a page's title without the name of its site: `Dawn Vocabulary | CSS Times`."""
    title = " ".join(title.split())
    match = _SITE_BEHIND.search(title)
    if match is None:
        return title
    behind = text_key(match[1])
    if match[0].strip()[0] in "|»" or (site and behind in (text_key(site), text_key(site) + "com")):
        return title[: match.start()].strip()
    return title


def _author(
    root: HtmlElement, metadata: dict[str, list[str]], linked: dict[str, Any], own: tuple[str, str]
) -> str | None:
    for written in _authors(root, metadata, linked):
        name = person(written, own)
        if name:
            return name
    return None


def _authors(
    root: HtmlElement, metadata: dict[str, list[str]], linked: dict[str, Any]
) -> Iterator[str]:
    yield text_of(linked.get("author"))
    yield text_of(linked.get("creator"))
    for name in _AUTHORS:
        yield ", ".join(metadata.get(name, ())[:6])
    marked = [e for e in root.iter() if isinstance(e.tag, str)]
    for element in marked:
        if "author" in (element.get("itemprop") or "").split():
            inner = next((e for e in element.iter() if e.get("itemprop") == "name"), element)
            yield inner.get("content") or few_words_of(inner, _LONGEST_NAME)
    for link in root.iter("a"):
        if "author" in (link.get("rel") or "").lower().split():
            yield few_words_of(link, _LONGEST_NAME)
    for element in marked:
        if element.tag in ("a", "span", "div", "p", "address", "cite"):
            names = names_of(element)
            if names and _AUTHOR_NAMES.search(names):
                yield few_words_of(element, _LONGEST_NAME)


def person(written: str, own: tuple[str, ...] = ()) -> str | None:
    """Return the name in a page's words on its author, None where they name nobody.

    `own` are the names of the site itself.
    """
    names = []
    for part in re.split(r"\s{0,3}[;|]\s{0,3}|\s*,\s*", written[:400]):
        name = _BY.sub("", " ".join(part.split())).strip(" -–—|,.:")
        name = _FOR_PAPER.sub("", name)
        key = text_key(name)
        sites = {text_key(site) for site in own if site} | {text_key(s.split(".")[0]) for s in own}
        if not key or key in _NOBODY or key in sites or re.search(r"https?:|www\.|@|/|\d", name):
            continue
        if not re.search(r"[^\W\d_]{2}", name) or re.fullmatch(
            r"\w{1,30}\.(?:com|pk|org|net)", name
        ):
            continue
        if _OFFICE.search(name):
            continue
        if name not in names:
            names.append(name)
    joined = ", ".join(names)
    return joined if 0 < len(joined) <= _LONGEST_NAME else None


def _tags(root: HtmlElement, metadata: dict[str, list[str]]) -> Iterator[str]:
    seen: set[str] = set()
    for name in _TAGS:
        for value in metadata.get(name, ()):
            for written in (value,) if name == "article:tag" else value.split(","):
                tag = " ".join(written.split())[:80]
                if tag and text_key(tag) not in seen and len(seen) < _MOST_TAGS:
                    seen.add(text_key(tag))
                    yield tag
        if seen:
            return
    for link in root.iter("a"):
        rel = (link.get("rel") or "").lower().split()
        tag = words_of(link)[:80]
        if "tag" in rel and tag and text_key(tag) not in seen and len(seen) < _MOST_TAGS:
            seen.add(text_key(tag))
            yield tag
