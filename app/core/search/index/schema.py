"""The fields of the index, and the writer that puts documents into them."""

from pathlib import Path
from typing import Any, Final

from whoosh.columns import CompressedBytesColumn
from whoosh.fields import COLUMN, ID, Schema
from whoosh.index import TOC, FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from app.core.atomic import put_in_place
from app.core.search.index.codec import Codec
from app.core.search.index.columns import NameColumn, NumberColumn, TextColumn
from app.core.search.index.postings_buffer import PostingsBuffer
from app.core.search.index.rows import Row
from app.core.search.index.storage import IndexStorage

# Raised whenever the fields or the rules for words change: an older index is then rebuilt.
INDEX_FORMAT: Final = 5

OWNER: Final = "owner"
WORDS: Final = "words"


class Impacts(ID):
    """A field of words with an impact each; see `app.core.search.index.codec`."""

    def to_bytes(self, value: Any) -> bytes:
        """Return a term as Whoosh wants it."""
        return value if isinstance(value, bytes) else str(value).encode()

    def from_bytes(self, value: Any) -> str:
        """Return a term as text."""
        return bytes(value).decode()


def make_schema() -> Schema:
    """Return the fields of the index.

    `owner` names the record that a document belongs to, `words` holds what is searched. The columns
    are what a result shows (`record`, JSON), all folded words in order, for phrases (`folded`), and
    what results are filtered and counted by.
    """
    return Schema(
        owner=Impacts(),
        words=Impacts(),
        record=COLUMN(CompressedBytesColumn()),
        folded=COLUMN(TextColumn()),
        kind=COLUMN(NumberColumn("B")),
        day=COLUMN(NumberColumn("I")),
        summary_id=COLUMN(NameColumn()),
        subjects=COLUMN(NameColumn()),
        topics=COLUMN(NameColumn()),
        paper=COLUMN(NameColumn()),
        author=COLUMN(NameColumn()),
        colour=COLUMN(NameColumn()),
    )


class Writer(SegmentWriter):
    """Whoosh's writer with our codec, which takes documents as rows."""

    pool: Any

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=Codec())
        self.pool = PostingsBuffer()
        self._readers: list[SegmentReader] = []
        try:
            for segment in self.segments:
                self._readers.append(SegmentReader(self.storage, self.schema, segment))
        except Exception:
            self.cancel()
            raise

    def add_row(self, owner: str, row: Row) -> None:
        """Add one document."""
        documents = self.perdocwriter
        documents.start_doc(self.docnum)
        for name, value in row.columns.items():
            documents.add_column_value(name, self.schema[name].column_type, value)
        documents.finish_doc()
        self.pool.add_words(OWNER, self.docnum, ((owner, 1),))
        self.pool.add_words(WORDS, self.docnum, row.impacts.items())
        self.docnum += 1
        self._added = True

    def delete_owner(self, owner: str) -> None:
        """Mark all documents of a record as deleted, including those not committed yet."""
        for segment, reader in zip(self.segments, self._readers, strict=True):
            if (OWNER, owner.encode()) in reader:
                for document in reader.postings(OWNER, owner).all_ids():
                    segment.delete_document(document)
        written = self.pool.fields.get(OWNER, {}).pop(owner, None)
        for document in written[0] if written else ():
            self.newsegment.delete_document(document)

    @property
    def files(self) -> list[str]:
        """The names of the files that the index consists of once all is committed."""
        contents = TOC.read(self.storage, self.indexname, self.generation, self.schema)
        return [
            TOC._filename(self.indexname, self.generation),  # noqa: SLF001 - see the README
            *(segment.make_filename(segment.COMPOUND_EXT) for segment in contents.segments),
        ]

    def adopt(self, folder: Path, name: str) -> None:
        """Move the segments of another index, of that name, into this one; nothing is copied."""
        for segment in TOC.read(IndexStorage(str(folder)), name, schema=self.schema).segments:
            file = segment.make_filename(segment.COMPOUND_EXT)
            put_in_place(folder / file, Path(self.storage.folder) / file)
            self.segments.append(segment)

    def _finish(self) -> None:
        for reader in self._readers:
            reader.close()
        super()._finish()
