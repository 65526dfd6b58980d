"""One segment of an open index: its words, and the columns of its documents."""

import json
from array import array
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from whoosh.reading import SegmentReader

from app.core.search.index.codec import Codec
from app.core.search.index.schema import WORDS
from app.core.search.index.terms_reader import TermDictionary


@dataclass(frozen=True, slots=True)
class NamedColumn:
    """A column of names: each document's number, and the names by number."""

    numbers: "array[int]"
    names: list[str]


class Segment:
    """Reads one segment. Documents are identified by their numbers in it."""

    def __init__(self, reader: SegmentReader) -> None:
        self._reader = reader
        self._named: dict[str, NamedColumn] = {}
        self.size: int = reader.doc_count_all()
        self.deleted: frozenset[int] = reader.deleted_docs_set

    @cached_property
    def term_dictionary(self) -> TermDictionary:
        """The words of the segment."""
        segment: Any = self._reader.segment()
        terms = Codec().terms_reader(self._reader.storage(), segment)
        found: TermDictionary | None = terms.fields.get(WORDS)
        return found or TermDictionary(None, 0, 0, 0, 0)

    @cached_property
    def kinds(self) -> bytes:
        """The kind of every document, as its place in `KINDS`."""
        return bytes(self._numbers("kind"))

    @cached_property
    def days(self) -> "array[int]":
        """The day of every document as YYYYMMDD, 0 for none."""
        return self._numbers("day")

    def names(self, column: str) -> NamedColumn:
        """Return a column of names."""
        # A cache of the class, such as `lru_cache`, would keep the segment and its file open.
        if column not in self._named:
            self._named[column] = self._read_names(column)
        return self._named[column]

    def _read_names(self, column: str) -> NamedColumn:
        if not self._reader.has_column(column):
            return NamedColumn(array("B", bytes(self.size)), [""])
        reader: Any = self._reader.column_reader(column, translate=False)
        return NamedColumn(*reader.load())

    def record(self, document: int) -> dict[str, Any]:
        """Return what a result shows of a document."""
        found: dict[str, Any] = json.loads(self._records[document])
        return found

    def folded(self, document: int) -> bytes:
        """Return the folded words of a document, in order, with a space on each side."""
        words: bytes = self._folded[document]
        return words

    def with_phrase(self, documents: Iterable[int], words: tuple[str, ...]) -> list[int]:
        """Return those of some documents that have words side by side."""
        found: list[int] = self._folded.holding(documents, f" {' '.join(words)} ".encode())
        return found

    @cached_property
    def _records(self) -> Any:
        return self._reader.column_reader("record", translate=False)

    @cached_property
    def _folded(self) -> Any:
        return self._reader.column_reader("folded", translate=False)

    def _numbers(self, column: str) -> "array[int]":
        if not self._reader.has_column(column):
            return array("B", bytes(self.size))
        reader: Any = self._reader.column_reader(column, translate=False)
        numbers: array[int] = reader.load()
        return numbers
