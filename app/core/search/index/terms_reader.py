"""Reading the terms and postings of a segment, as `codec` describes their file."""

import json
import os
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import Any, Final

from whoosh.codec.whoosh3 import W3TermInfo
from whoosh.matching.mcore import ListMatcher
from whoosh.reading import TermNotFound

from app.core.search.index.number_bytes import NUMBER_SIZE, from_bytes

# A document's number, and one byte for the impact.
_POSTING_SIZE: Final = NUMBER_SIZE + 1
# The documents that have a term, in rising order, and its impact (1 to 255) in each.
Postings = tuple["array[int]", bytes]


class TermDictionary:
    """The terms of one field of a segment: sorted, with how many documents have each."""

    def __init__(self, file: Any, start: int, length: int, count: int, postings: int) -> None:
        """Take the field's offset in the file, and its three numbers from the file's head.

        These are the bytes of its terms, the number of terms, and the bytes of its postings.
        """
        self._file = file
        self._start, self._length, self._count = start, length, count
        self._postings = postings

    @cached_property
    def terms(self) -> list[str]:
        """The terms, in order."""
        data: bytes = self._file.get(self._start, self._length)
        terms = data.decode().split("\n") if self._count else []
        _check(len(terms) == self._count)
        return terms

    @cached_property
    def counts(self) -> "array[int]":
        """How many documents have each term."""
        return from_bytes(self._file.get(self._start + self._length, self._count * NUMBER_SIZE))

    def number(self, term: str) -> int | None:
        """Return a term's place in the order, None when there is no such term."""
        place = bisect_left(self.terms, term)
        return place if place < len(self.terms) and self.terms[place] == term else None

    def beginning_with(self, prefix: str) -> range:
        """Return the places of the terms that begin with some letters."""
        last = bisect_left(self.terms, f"{prefix}\U0010ffff") if prefix else len(self.terms)
        return range(bisect_left(self.terms, prefix), last)

    def postings(self, place: int) -> Postings:
        """Return the documents that have the term at a place, and its impact in each."""
        start = self._postings_start + self._starts[place] * _POSTING_SIZE
        count = self.counts[place]
        data: bytes = self._file.get(start, count * _POSTING_SIZE)
        return from_bytes(data[: count * NUMBER_SIZE]), data[count * NUMBER_SIZE :]

    @property
    def _postings_start(self) -> int:
        return self._start + self._length + self._count * NUMBER_SIZE

    @cached_property
    def _starts(self) -> list[int]:
        """How many postings there are before those of each term, and in all."""
        starts = list(accumulate(self.counts, initial=0))
        _check(starts[-1] * _POSTING_SIZE == self._postings)
        return starts


class TermsReader:
    """The terms of one segment, by field; Whoosh asks for them when it merges segments.

    Raises ValueError when the numbers in the file do not fit each other.
    """

    def __init__(self, file: Any) -> None:
        self._file = file
        size = file.get_int(0)
        at = NUMBER_SIZE + size
        self.fields: dict[str, TermDictionary] = {}
        for name, length, count, postings in json.loads(file.get(NUMBER_SIZE, size)):
            _check(min(length, count, postings) >= 0)
            self.fields[name] = TermDictionary(file, at, length, count, postings)
            at += length + count * NUMBER_SIZE + postings
        file.seek(0, os.SEEK_END)
        _check(at == file.tell())

    def indexed_field_names(self) -> Iterable[str]:
        """Return the names of the fields."""
        return self.fields.keys()

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        """Return whether a field has a term."""
        field = self.fields.get(term[0])
        return field is not None and field.number(term[1].decode()) is not None

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield every field and term."""
        return (
            (name, term.encode()) for name, field in self.fields.items() for term in field.terms
        )

    def term_info(self, fieldname: str, text: bytes) -> W3TermInfo:
        """Return how many documents have a term; raises TermNotFound."""
        field, place = self._find(fieldname, text)
        return W3TermInfo(weight=field.counts[place], df=field.counts[place])

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """Return a term's postings one by one; raises TermNotFound."""
        field, place = self._find(fieldname, text)
        documents, impacts = field.postings(place)
        values = [impacts[at : at + 1] for at in range(len(impacts))]
        return ListMatcher(list(documents), values=values, format=format_, scorer=scorer)

    def close(self) -> None:
        """Close the file."""
        self.fields.clear()
        self._file.close()

    def _find(self, fieldname: str, text: bytes) -> tuple[TermDictionary, int]:
        field = self.fields.get(fieldname)
        place = field.number(text.decode()) if field else None
        if field is None or place is None:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return field, place


def _check(holds: bool) -> None:  # noqa: FBT001
    """Raise ValueError for numbers that do not fit each other, before they are used to read."""
    if not holds:
        raise ValueError("the terms are damaged")
