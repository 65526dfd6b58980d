"""Where a query's words stand in a text, and the piece of text that shows them best."""

from dataclasses import dataclass
from typing import Final

from app.core.search.query import Term
from app.core.search.stemming import stem
from app.core.search.words import Word, words

_LENGTH: Final = 180
# So far from the first match may the next ones stand to share an excerpt with it.
_LEAD_IN: Final = 40
_ELLIPSIS: Final = "…"
# Stands between two blocks of a text in one excerpt; as long as the newline it replaces.
_GAP: Final = "\u2003"


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of a text, and the spans of its characters that match."""

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


def find_matches(text: str, terms: tuple[Term, ...]) -> list[tuple[int, int]]:
    """Return where the terms of a query stand in a text, in order and without overlap."""
    found = list(words(text))
    spans = sorted(span for term in terms for span in _spans(found, term))
    matches: list[tuple[int, int]] = []
    for start, end in spans:
        if not matches or start >= matches[-1][1]:
            matches.append((start, end))
    return matches


def make_excerpt(text: str, terms: tuple[Term, ...]) -> Excerpt:
    """Return the piece of a text in which the most matches stand together."""
    matches = find_matches(text, terms)
    if len(text) <= _LENGTH:
        return Excerpt(text.replace("\n", _GAP), tuple(matches))
    start = _best_start(matches)
    start = _word_start(text, max(0, start - _LEAD_IN))
    end = _word_end(text, min(len(text), start + _LENGTH))
    lead = _ELLIPSIS if start else ""
    shift = len(lead) - start
    inside = tuple((a + shift, b + shift) for a, b in matches if start <= a and b <= end)
    body = text[start:end].replace("\n", _GAP)
    return Excerpt(f"{lead}{body}{_ELLIPSIS if end < len(text) else ''}", inside)


def _spans(found: list[Word], term: Term) -> list[tuple[int, int]]:
    size = len(term.words)
    if size > 1:
        return [
            (found[at].start, found[at + size - 1].end)
            for at in range(len(found) - size + 1)
            if _matches_phrase(found[at : at + size], term)
        ]
    wanted = term.words[0]
    if term.exact:
        return [(word.start, word.end) for word in found if word.text == wanted]
    root = stem(wanted)
    return [
        (word.start, word.end)
        for word in found
        if word.text == wanted
        or stem(word.text) == root
        or (term.prefix and word.text.startswith(wanted))
    ]


def _matches_phrase(stretch: list[Word], term: Term) -> bool:
    head, last = stretch[:-1], stretch[-1].text
    if any(word.text != wanted for word, wanted in zip(head, term.words, strict=False)):
        return False
    return last == term.words[-1] or (term.prefix and last.startswith(term.words[-1]))


def _best_start(matches: list[tuple[int, int]]) -> int:
    """Return the match from which the most matches stand within one excerpt."""
    best, most = 0, 0
    for number, (start, _) in enumerate(matches):
        count = sum(1 for other in matches[number:] if other[1] <= start + _LENGTH - _LEAD_IN)
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
