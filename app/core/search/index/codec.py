"""How Whoosh stores our words: plain arrays instead of pickled blocks.

A term is a word of a field; its postings are the numbers of the documents that have it, in rising
order, and one byte for each, the impact. All terms of a segment are in one file:

    length of the next (int32) · JSON of fields: [[name, bytes of terms, number of terms,
    bytes of postings], …]
    for each field: the terms, sorted, joined by newlines · the counts (uint32 each)
                    · for each term in turn: documents (uint32 each), then impacts (one byte each)

Two documents, 0 `flood relief` and 1 `relief`, give

    22 · [["words", 12, 2, 15]]
    flood⏎relief · 1 2 · 0, 88 · 0 1, 61 70

that is 12 bytes of terms, 8 of counts and 15 of postings: one of `flood` and two of `relief`, five
bytes each.

Counts and postings are little-endian. Nothing is pickled, and a whole list is read by copying
memory twice, where Whoosh's own blocks are taken apart posting by posting.
"""

import json
from array import array
from typing import Any

from whoosh.codec.whoosh3 import W3Codec, W3Segment

from app.core.search.index.number_bytes import to_bytes
from app.core.search.index.postings_buffer import GrowingPostings, PostingsBuffer
from app.core.search.index.terms_reader import TermsReader


class Codec(W3Codec):
    """Whoosh's own codec for the data of documents, ours for terms and postings."""

    TERMS_EXT = ".words"
    length_stats = False

    def __init__(self) -> None:
        super().__init__()

    def field_writer(self, storage: Any, segment: W3Segment) -> "TermWriter":
        """Return what writes a segment's terms."""
        return TermWriter(segment.create_file(storage, self.TERMS_EXT))

    def terms_reader(self, storage: Any, segment: W3Segment) -> TermsReader:
        """Return what reads a segment's terms."""
        return TermsReader(segment.open_file(storage, self.TERMS_EXT))


class TermWriter:
    """Writes the terms and postings of one segment."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.is_closed = False

    def add_postings(self, _schema: Any, _lengths: Any, items: PostingsBuffer) -> None:
        """Write all fields."""
        names = sorted(items.fields)
        encoded = [_encode(items.fields[name]) for name in names]
        self._write_head(
            [
                [name, len(terms), len(items.fields[name]), len(postings)]
                for name, (terms, _, postings) in zip(names, encoded, strict=True)
            ]
        )
        for terms, counts, postings in encoded:
            self._file.write(terms + counts + postings)

    def close(self) -> None:
        """Close the file; one without any fields still gets its head."""
        if self._file.tell() == 0:
            self._write_head([])
        self._file.close()
        self.is_closed = True

    def _write_head(self, head: list[list[str | int]]) -> None:
        data = json.dumps(head).encode()
        self._file.write_int(len(data))
        self._file.write(data)


def _encode(terms: dict[str, GrowingPostings]) -> tuple[bytes, bytes, bytes]:
    """Return the terms, the counts and the postings of a field as the file has them."""
    ordered = sorted(terms)
    counts = array("I", (len(terms[term][0]) for term in ordered))
    postings = b"".join(
        column for term in ordered for column in (to_bytes(terms[term][0]), terms[term][1])
    )
    return "\n".join(ordered).encode(), to_bytes(counts), postings
