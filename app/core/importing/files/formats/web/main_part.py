"""The part of a page that is its text: chosen by where the prose is, before anything is removed."""

from typing import Final

from lxml.html import HtmlElement

from app.core.importing.files.formats.web.tree import is_distinctive
from app.core.importing.files.formats.web.weights import Weights

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


def main_parts(body: HtmlElement, weights: Weights) -> list[HtmlElement]:
    """Return the elements that hold a page's text: one, or each of its several articles."""
    articles = _articles(body, weights)
    together = sum(weights[article].prose for article in articles)
    labels = weights[body].labels
    inside = set().union(*(weights[article].labels for article in articles)) if articles else set()
    if len(articles) > 1 and together >= weights[body].prose * _MOST_OF_PAGE and labels <= inside:
        return articles
    start = articles[0] if len(articles) == 1 and labels <= inside else body
    if weights[start].prose < weights[body].prose * _MOST_OF_PAGE:
        start = body
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


def _deepest(element: HtmlElement, weights: Weights) -> HtmlElement:
    """Return the innermost element that still has nearly all of the prose, and every label."""
    while True:
        here = weights[element]
        inner = max(
            (child for child in element if child.tag not in _WHOLE),
            key=lambda child: weights[child].prose,
            default=None,
        )
        if inner is None or weights[inner].prose < max(here.prose * _NEARLY_ALL, 1):
            return element
        if is_distinctive(here.labels) and not here.labels <= weights[inner].labels:
            return element
        element = inner
