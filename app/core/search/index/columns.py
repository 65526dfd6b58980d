"""Values of documents in columns that are read as a whole, so that counting thousands is fast."""

from array import array
from collections.abc import Iterable
from typing import Any

from whoosh.columns import NumericColumn, RefBytesColumn, VarBytesColumn


class NumberColumn(NumericColumn):
    """One unsigned number a document."""

    def __init__(self, typecode: str) -> None:
        super().__init__(typecode)

    class Reader(NumericColumn.Reader):
        """Reads all numbers at once."""

        def load(self) -> "array[int]":  # type: ignore[override]
            """Return the number of every document."""
            numbers: array[int] = self._dbfile.get_array(
                self._basepos, self._typecode, min(self._count, self._doccount)
            )
            numbers.extend([self._default] * (self._doccount - len(numbers)))
            return numbers

    def reader(
        self, dbfile: Any, basepos: int, length: int, doccount: int
    ) -> "NumberColumn.Reader":
        """Return a reader of the column."""
        return self.Reader(dbfile, basepos, length, doccount, self._typecode, self._default)


class NameColumn(RefBytesColumn):
    """One of a few names a document: a number for each document, and the names by number."""

    def __init__(self) -> None:
        super().__init__()

    class Reader(RefBytesColumn.Reader):
        """Reads all numbers at once."""

        def load(self) -> "tuple[array[int], list[str]]":  # type: ignore[override]
            """Return the number of every document's name, and the names by number."""
            numbers = self._dbfile.get_array(self._basepos, self._typecode, self._doccount)
            return numbers, [name.decode() for name in self._uniques]

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> "NameColumn.Reader":
        """Return a reader of the column."""
        return self.Reader(dbfile, basepos, length, doccount, self._fixedlen)


class TextColumn(VarBytesColumn):
    """One text a document, as bytes."""

    def __init__(self) -> None:
        super().__init__()

    class Reader(VarBytesColumn.Reader):
        """Searches many texts with few calls: a phrase may need thousands."""

        def holding(self, documents: Iterable[int], wanted: bytes) -> list[int]:
            """Return those of some documents whose text contains some bytes."""
            get, start = self._dbfile.get, self._basepos
            offsets, lengths = self._offsets, self._lengths
            return [
                document
                for document in documents
                if wanted in get(start + offsets[document], lengths[document])
            ]

    def reader(self, dbfile: Any, basepos: int, length: int, doccount: int) -> "TextColumn.Reader":
        """Return a reader of the column."""
        return self.Reader(dbfile, basepos, length, doccount)
