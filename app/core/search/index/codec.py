"""How Whoosh stores our words: plain arrays instead of pickled blocks.

A term is a word of a field; its postings are the numbers of the documents that have it, rising,
and one byte for each, the impact. A segment's terms lie in one file:

    length of the next (int32) · JSON of fields: [[name, bytes of terms, number of terms,
    bytes of postings], …]
    for each field: the terms, sorted, joined by newlines · the counts (uint32 each)
                    · for all terms in turn: documents (uint32 each), then impacts (one byte each)

Counts and postings are little-endian. Nothing is pickled, and a whole list is read by two copies of
memory, where Whoosh's own blocks are taken apart posting by posting.
"""

import json
import os
import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import accumulate
from typing import Any, Final

from whoosh.codec.whoosh3 import W3Codec, W3Segment, W3TermInfo
from whoosh.matching.mcore import ListMatcher
from whoosh.reading import TermNotFound

_NUMBER: Final = 4
Postings = tuple["array[int]", bytes]


class Codec(W3Codec):
    """Whoosh's own codec for what belongs to a document, ours for terms and postings."""

    TERMS_EXT = ".words"
    length_stats = False

    def __init__(self) -> None:
        super().__init__()

    def field_writer(self, storage: Any, segment: W3Segment) -> "TermWriter":
        """Return what writes a segment's terms."""
        return TermWriter(segment.create_file(storage, self.TERMS_EXT))

    def terms_reader(self, storage: Any, segment: W3Segment) -> "TermsReader":
        """Return what reads a segment's terms."""
        file = segment.open_file(storage, self.TERMS_EXT)
        return TermsReader(file)


class PostingsBuffer:
    """Collects the postings of a segment that is being written, by field and term.

    Takes the place of Whoosh's pool, which keeps and sorts one tuple a posting.
    """

    def __init__(self) -> None:
        self.fields: dict[str, dict[str, tuple[array[int], bytearray]]] = {}

    def add_words(self, field: str, document: int, impacts: Iterable[tuple[str, int]]) -> None:
        """Take the words of one document; documents come in rising order."""
        terms = self.fields.setdefault(field, {})
        for word, impact in impacts:
            entry = terms.get(word)
            if entry is None:
                entry = terms[word] = (array("I"), bytearray())
            entry[0].append(document)
            entry[1].append(impact)

    def add(self, item: tuple[str, bytes, int, float, bytes]) -> None:
        """Take one posting, as Whoosh gives it when it merges segments."""
        field, term, document, _, value = item
        self.add_words(field, document, ((term.decode(), value[0]),))

    def iter_postings(self) -> "PostingsBuffer":
        """Return itself: `TermWriter` takes it whole."""
        return self

    def cleanup(self) -> None:
        """Forget everything."""
        self.fields.clear()


class TermWriter:
    """Writes the terms and postings of one segment."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.is_closed = False

    def add_postings(self, _schema: Any, _lengths: Any, items: PostingsBuffer) -> None:
        """Write all fields."""
        names = sorted(items.fields)
        parts = [_encoded(items.fields[name]) for name in names]
        head: list[list[str | int]] = [
            [name, len(terms), len(items.fields[name]), len(postings)]
            for name, (terms, _, postings) in zip(names, parts, strict=True)
        ]
        self._write_head(head)
        for terms, counts, postings in parts:
            self._file.write(terms + counts + postings)

    def close(self) -> None:
        """End the file; one without any fields is whole as well."""
        if self._file.tell() == 0:
            self._write_head([])
        self._file.close()
        self.is_closed = True

    def _write_head(self, head: list[list[str | int]]) -> None:
        data = json.dumps(head).encode()
        self._file.write_int(len(data))
        self._file.write(data)


class TermDictionary:
    """The terms of one field of a segment: sorted, with how many documents have each."""

    def __init__(self, file: Any, start: int, length: int, count: int, postings: int) -> None:
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
        return _numbers(self._file.get(self._start + self._length, self._count * _NUMBER))

    def number(self, term: str) -> int | None:
        """Return a term's place in the order, None when there is no such term."""
        place = bisect_left(self.terms, term)
        return place if place < len(self.terms) and self.terms[place] == term else None

    def beginning_with(self, prefix: str) -> range:
        """Return the places of the terms that begin with some letters."""
        last = bisect_left(self.terms, f"{prefix}\U0010ffff") if prefix else len(self.terms)
        return range(bisect_left(self.terms, prefix), last)

    def postings(self, place: int) -> Postings:
        """Return the documents that have a term, and its impact in each."""
        start = self._body + self._starts[place] * (_NUMBER + 1)
        count = self.counts[place]
        data: bytes = self._file.get(start, count * (_NUMBER + 1))
        return _numbers(data[: count * _NUMBER]), data[count * _NUMBER :]

    @property
    def _body(self) -> int:
        return self._start + self._length + self._count * _NUMBER

    @cached_property
    def _starts(self) -> list[int]:
        starts = list(accumulate(self.counts, initial=0))
        _check(starts[-1] * (_NUMBER + 1) == self._postings)
        return starts


class TermsReader:
    """The terms of one segment, by field; Whoosh itself asks for them when it merges segments."""

    def __init__(self, file: Any) -> None:
        self._file = file
        size = file.get_int(0)
        at = _NUMBER + size
        self.fields: dict[str, TermDictionary] = {}
        for name, length, count, postings in json.loads(file.get(_NUMBER, size)):
            _check(min(length, count, postings) >= 0)
            self.fields[name] = TermDictionary(file, at, length, count, postings)
            at += length + count * _NUMBER + postings
        file.seek(0, os.SEEK_END)
        _check(at == file.tell())

    def indexed_field_names(self) -> Iterable[str]:
        """Return the names of the fields."""
        return self.fields.keys()

    def __contains__(self, term: tuple[str, bytes]) -> bool:
        """Whether a field has a term."""
        field = self.fields.get(term[0])
        return field is not None and field.number(term[1].decode()) is not None

    def terms(self) -> Iterator[tuple[str, bytes]]:
        """Yield every field and term."""
        return (
            (name, term.encode()) for name, field in self.fields.items() for term in field.terms
        )

    def term_info(self, fieldname: str, text: bytes) -> W3TermInfo:
        """Return how often a term stands."""
        field, place = self._find(fieldname, text)
        return W3TermInfo(weight=field.counts[place], df=field.counts[place])

    def matcher(self, fieldname: str, text: bytes, format_: Any, scorer: Any = None) -> ListMatcher:
        """Return a term's postings one by one."""
        field, place = self._find(fieldname, text)
        documents, impacts = field.postings(place)
        values = [impacts[at : at + 1] for at in range(len(impacts))]
        return ListMatcher(list(documents), values=values, format=format_, scorer=scorer)

    def close(self) -> None:
        """Let go of the file."""
        self.fields.clear()
        self._file.close()

    def _find(self, fieldname: str, text: bytes) -> tuple[TermDictionary, int]:
        field = self.fields.get(fieldname)
        place = field.number(text.decode()) if field else None
        if field is None or place is None:
            raise TermNotFound(f"{fieldname}:{text!r}")
        return field, place


def _check(holds: bool) -> None:  # noqa: FBT001
    """Refuse numbers that do not fit each other, before anything is read by them."""
    if not holds:
        raise ValueError("the terms are damaged")


def _encoded(terms: dict[str, tuple["array[int]", bytearray]]) -> tuple[bytes, bytes, bytes]:
    ordered = sorted(terms)
    counts = array("I", (len(terms[term][0]) for term in ordered))
    postings = b"".join(
        part for term in ordered for part in (_bytes(terms[term][0]), terms[term][1])
    )
    return "\n".join(ordered).encode(), _bytes(counts), postings


def _bytes(numbers: "array[int]") -> bytes:
    if sys.byteorder == "big":
        numbers = numbers[:]
        numbers.byteswap()
    return numbers.tobytes()


def _numbers(data: bytes) -> "array[int]":
    numbers = array("I")
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
