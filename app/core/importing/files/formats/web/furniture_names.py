"""The names that web designers give to what stands around a text."""

import re
from typing import Final

from lxml.html import HtmlElement

from app.core.importing.files.formats.web.tree import names_of

_TAGS: Final = frozenset(("nav", "footer", "aside", "noscript", "figcaption"))
_ROLES: Final = frozenset(
    ("navigation", "banner", "contentinfo", "search", "complementary", "dialog", "alert", "menu")
)
# Whole words of a class or an id, parted at hyphens and underlines.
_WORDS: Final = frozenset((
    "ad", "ads", "advert", "adverts", "advertisement", "advertising", "adsense", "adslot", "promo",
    "promos", "promotion", "sponsor", "sponsored", "banner", "share", "shares", "sharing",
    "sharebar", "sharethis", "addthis", "addtoany", "sharedaddy", "social", "socials", "follow",
    "related", "relatedposts", "recirc", "recirculation", "recommended", "recommendations",
    "recommendation", "popular", "trending", "trends", "newsletter", "newsletters", "subscribe",
    "subscription", "signup", "signin", "login", "register", "registration", "paywall", "donate",
    "comments", "comment", "commentlist", "respond", "disqus", "breadcrumb", "breadcrumbs",
    "crumbs",
    "sidebar", "widget", "widgets", "widgetarea", "cookie", "cookies", "gdpr", "consent", "nav",
    "navbar", "navigation", "menu", "menus", "submenu", "footer", "masthead", "pagination", "pager",
    "pagenav", "toolbar", "tools", "outbrain", "taboola", "zergnet", "revcontent", "mostread",
    "skip", "popup", "modal", "overlay", "lightbox", "feedback", "jp", "ytp", "bio", "biography",
    "authorbox", "authorbio", "byline", "bylines", "tags", "taglist", "tagcloud", "rating",
    "ratings",
    "teaser", "teasers", "upsell", "callout", "print", "printonly", "caption", "captions",
    "wp-caption-text", "credit", "credits", "copyright", "disclaimer", "reply", "replies", "poll",
    "quiz", "survey", "carousel", "slideshow", "toc", "dateline", "timestamp", "pubdate",
    "dropdown",
    "postmeta", "postnav", "nextprev", "hidden", "visuallyhidden", "prevnext", "pullquote",
))  # fmt: skip
_PHRASES: Final = re.compile(
    r"(?:post|entry|article|story|content|news)[-_]{0,2}(?:meta|tags?|footer|info|links|author|nav\w{0,8}|"
    r"related|share|actions?|utility|tools?|details?|categor\w{1,5}|date|byline|readers?)\b|"
    r"author[-_]{0,2}(?:bio|box|info|card|profile|desc\w{0,8}|area|about|block|details?|meta|name)|"
    r"about[-_]the[-_]author|(?:more|most|also|read|see|you)[-_](?:from|on|in|stories|news|read|"
    r"more|also|next|popular|viewed|may)|read[-_]?next|up[-_]next|screen[-_]reader|sr[-_]only|"
    r"visually[-_]hidden|mailing[-_]list|email[-_](?:signup|form|capture)|sign[-_]?up|log[-_]?in|"
    r"social[-_]?\w{0,12}|sharing|related[-_]?\w{0,12}|recommend\w{0,12}|newsletter\w{0,12}|"
    r"advert\w{0,12}|comments?[-_]\w{0,12}|site[-_](?:header|footer|info)|page[-_]footer|"
    r"image[-_](?:caption|credit)|photo[-_](?:caption|credit)|media[-_](?:caption|credit)|"
    r"figcaption|wp-caption-text|video[-_](?:player|embed)|(?:nav|side)bar|trc[-_]related"
)
_PARTS: Final = re.compile(r"[\s_\-:.]+")
# What a post is filed under, and the bricks that builders of pages put everything in.
_NEUTRAL: Final = re.compile(
    r"\b(?:category|tag|author|term|cat|topic)-[\w-]{1,80}|"
    r"\b(?:elementor|et_pb|wpb|fl|vc|so|siteorigin|wp-block|mso|avia|fusion)[-_][\w-]{0,60}"
    r"(?:widget|text|content|module|column|row|list|heading|container|wrap|image)[\w-]{0,60}|"
    r"\b\w{1,30}-(?:open|closed)\b"
)
_COMMENTS: Final = re.compile(r"\b(?:comments?|commentlist|respond|replies|disqus)\b")


def is_named_as_furniture(element: HtmlElement) -> bool:
    """Return whether an element's tag, role, class or id says that it is not the text itself."""
    if element.tag in ("html", "body", "main", "article"):
        return False
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    names = _NEUTRAL.sub("", names_of(element)[:300])
    return bool(names) and (
        not _WORDS.isdisjoint(_PARTS.split(names)) or _PHRASES.search(names) is not None
    )


def is_named_as_comments(element: HtmlElement) -> bool:
    """Return whether an element says that it holds what readers have written below a text."""
    return _COMMENTS.search(_NEUTRAL.sub("", names_of(element)[:300])) is not None
