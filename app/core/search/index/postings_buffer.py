"""The postings of a segment while it is being written."""

from array import array
from collections.abc import Iterable

# Documents in rising order, and the impact (1 to 255) in each.
GrowingPostings = tuple["array[int]", bytearray]


class PostingsBuffer:
    """Collects the postings of a segment that is being written, by field and term.

    `fields` holds, for each term of each field, the documents that have it and its impact in each.
    It replaces Whoosh's pool, which keeps and sorts one tuple a posting.
    """

    def __init__(self) -> None:
        self.fields: dict[str, dict[str, GrowingPostings]] = {}

    def add_words(self, field: str, document: int, impacts: Iterable[tuple[str, int]]) -> None:
        """Add the words of one document; documents must come in rising order."""
        terms = self.fields.setdefault(field, {})
        for word, impact in impacts:
            postings = terms.get(word)
            if postings is None:
                postings = terms[word] = (array("I"), bytearray())
            postings[0].append(document)
            postings[1].append(impact)

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Add one posting, as Whoosh gives it when it merges segments."""
        field, term, document, _, value = item
        self.add_words(field, document, ((term.decode(), value[0]),))

    def iter_postings(self) -> "PostingsBuffer":
        """Return itself, for `TermWriter`, which takes the whole buffer instead of postings."""
        return self

    def cleanup(self) -> None:
        """Drop everything."""
        self.fields.clear()
