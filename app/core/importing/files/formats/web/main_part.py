"""The part of a page that is its text: chosen by where the prose is, before anything is removed."""

from typing import Final

from lxml.html import HtmlElement

from app.core.importing.files.formats.web.tree import is_distinctive, words_of
from app.core.importing.files.formats.web.weights import Weights
from app.core.text_key import text_key

# A child with this share of its parent's prose is where the text is; the rest is around it.
_NEARLY_ALL: Final = 0.8
# Blocks that are the text, not a place for it.
_WHOLE: Final = frozenset((
    "p", "ul", "ol", "dl", "li", "blockquote", "pre", "h1", "h2", "h3", "h4", "h5", "h6", "figure",
    "span", "b", "strong", "font", "em", "i",
))  # fmt: skip
# An article with less than this share of the longest one's prose is a teaser beside it.
_FULL_ARTICLE: Final = 0.25
_SHORTEST_ARTICLE: Final = 250
_MOST_OF_PAGE: Final = 0.6


def main_parts(body: HtmlElement, weights: Weights, headline: str = "") -> list[HtmlElement]:
    """Return the elements that hold a page's text: one, or each of its several articles.

    `headline` is what the page as a whole is called: an article of that name is the only one.
    """
    articles = _about(headline, _articles(body, weights), body, weights)
    together = sum(weights[article].prose for article in articles)
    labels = weights[body].labels
    inside = frozenset().union(*(weights[article].labels for article in articles))
    if len(articles) > 1 and together >= weights[body].prose * _MOST_OF_PAGE and labels <= inside:
        return articles
    start = body
    if len(articles) == 1 and labels <= inside:
        named = _is_called(articles[0], headline)
        if named or weights[articles[0]].prose >= weights[body].prose * _MOST_OF_PAGE:
            start = articles[0]
    return [_deepest(start, weights)]


def _articles(body: HtmlElement, weights: Weights) -> list[HtmlElement]:
    """Return the outermost articles that are more than teasers."""
    outermost = [
        article
        for article in body.iter("article")
        if next(article.iterancestors("article"), None) is None
        and (weights[article].prose >= _SHORTEST_ARTICLE or is_distinctive(weights[article].labels))
    ]
    longest = max((weights[article].prose for article in outermost), default=0)
    return [
        article
        for article in outermost
        if weights[article].prose >= longest * _FULL_ARTICLE
        or is_distinctive(weights[article].labels)
    ]


def _about(
    headline: str, articles: list[HtmlElement], body: HtmlElement, weights: Weights
) -> list[HtmlElement]:
    """Return the one article that has the page's own name, or all where none or several have.

    Summaries are kept beside it: a page is often called after the first of them.
    """
    named = {article for article in body.iter("article") if _is_called(article, headline)}
    outer = [article for article in named if named.isdisjoint(article.iterancestors())]
    if len(outer) != 1 or any(is_distinctive(weights[article].labels) for article in articles):
        return articles
    return outer if weights[outer[0]].prose > 0 else articles


def _is_called(article: HtmlElement, headline: str) -> bool:
    key = text_key(headline)
    heading = next(article.iter("h1", "h2"), None)
    return bool(key) and heading is not None and text_key(words_of(heading)) == key


def _deepest(element: HtmlElement, weights: Weights) -> HtmlElement:
    """Return the innermost element that still has nearly all of the prose, and every label."""
    while True:
        here = weights[element]
        inner = max(
            (child for child in element if child.tag not in _WHOLE),
            key=lambda child: weights[child].prose,
            default=None,
        )
        apart = (
            is_distinctive(here.labels)
            and inner is not None
            and (not here.labels <= weights[inner].labels)
        )
        if inner is None or apart or weights[inner].prose < max(here.prose * _NEARLY_ALL, 1):
            break
        element = inner
    while element.tag in ("tr", "tbody", "thead", "tfoot"):
        element = element.getparent()
    return element
