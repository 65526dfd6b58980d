"""The index's fields and how text becomes terms in them."""

from collections.abc import Iterator
from typing import Any, Final

from whoosh.analysis.acore import Token
from whoosh.analysis.analyzers import Analyzer
from whoosh.fields import ID, KEYWORD, STORED, TEXT, Schema

from app.core.search.stemming import stem
from app.core.search.words import words

# Raised whenever the fields or the rules for words change: an older index is then built anew.
INDEX_FORMAT: Final = 1


class WordAnalyzer(Analyzer):
    """Folded words as they stand, with positions: for phrases, prefixes and spelling."""

    def __call__(self, value: str, **options: Any) -> Iterator[Token]:
        """Yield one token, over and over, as Whoosh wants it."""
        token = Token(**options)
        for position, word in enumerate(words(value), start=options.get("start_pos", 0)):
            token.text = self._term(word.text)
            token.boost = 1.0
            token.pos = position
            token.startchar, token.endchar = word.start, word.end
            yield token

    def _term(self, word: str) -> str:
        return word


class StemAnalyzer(WordAnalyzer):
    """Stems of folded words: the field that hits are ranked by."""

    def _term(self, word: str) -> str:
        return stem(word)


def make_schema() -> Schema:
    """Return the fields of the index.

    `owner` names the record that a document goes with; `stems` holds title and text without
    positions, which makes it small and quick; `words` has them.
    """
    return Schema(
        owner=ID(),
        kind=ID(stored=True, sortable=True),
        id=ID(stored=True),
        summary_id=STORED(),
        title=STORED(),
        subjects=KEYWORD(stored=True),
        text=STORED(),
        stems=TEXT(StemAnalyzer(), phrase=False),
        words=TEXT(WordAnalyzer(), phrase=True),
    )
