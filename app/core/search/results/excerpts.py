"""The part of a text that best shows a query's words."""

from dataclasses import dataclass
from typing import Final

from app.core.search.results.match_terms import MatchTerms, find_matches

_EXCERPT_LENGTH: Final = 180
# How many characters an excerpt shows before its first match.
_LEAD_IN: Final = 40
_ELLIPSIS: Final = "…"
_BESIDE: Final = " · "
# Separates two blocks of a text in one excerpt; as long as the newline it replaces.
_GAP: Final = "\u2003"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A part of a text, and the (start, end) of its matches."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()

    def marked(self, before: str, after: str) -> str:
        """Return the text with something written before and after each match."""
        pieces: list[str] = []
        position = 0
        for start, end in self.spans:
            pieces += [self.text[position:start], before, self.text[start:end], after]
            position = end
        return "".join(pieces) + self.text[position:]


def make_excerpt(text: str, match_terms: MatchTerms, fallback: str = "") -> Excerpt:
    """Return the part of a text that has the most matches together.

    When only `fallback` (an author, a source) has matches, it is shown with the text.
    """
    matches = find_matches(text, match_terms)
    if fallback and not matches and find_matches(fallback, match_terms):
        short = len(text) <= _EXCERPT_LENGTH
        text = f"{text}{_BESIDE}{fallback}" if short else f"{fallback}{_BESIDE}{text}"
        matches = find_matches(text, match_terms)
    if len(text) <= _EXCERPT_LENGTH:
        return Excerpt(text.replace("\n", _GAP), tuple(matches))
    start = _best_start(matches)
    start = _word_start(text, max(0, start - _LEAD_IN))
    end = _word_end(text, min(len(text), start + _EXCERPT_LENGTH))
    lead = _ELLIPSIS if start else ""
    shift = len(lead) - start
    inside = tuple((a + shift, b + shift) for a, b in matches if start <= a and b <= end)
    body = text[start:end].replace("\n", _GAP)
    return Excerpt(f"{lead}{body}{_ELLIPSIS if end < len(text) else ''}", inside)


def _best_start(matches: list[tuple[int, int]]) -> int:
    """Return the start of the match from which an excerpt shows the most matches."""
    best, most = 0, 0
    for number, (start, _) in enumerate(matches):
        count = sum(
            1 for other in matches[number:] if other[1] <= start + _EXCERPT_LENGTH - _LEAD_IN
        )
        if count > most:
            best, most = start, count
    return best


def _word_start(text: str, position: int) -> int:
    if position == 0:
        return 0
    space = text.find(" ", position, position + 30)
    return space + 1 if space >= 0 else position


def _word_end(text: str, position: int) -> int:
    if position >= len(text):
        return len(text)
    space = text.rfind(" ", position - 30, position)
    return space if space >= 0 else position
