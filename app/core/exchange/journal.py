"""The journal: a file beside the library from which every record can be written again."""

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from app.core.exchange.change_file import ChangeFile
from app.core.exchange.merging.merge import merge
from app.core.storage.records.older_records import Entry as StoredRecord
from app.core.storage.records.record_parts import KINDS
from app.core.storage.records.record_reader import Record


def rebuild(path: Path) -> Iterator[StoredRecord]:
    """Yield every record of a library from its journal, as the last good line of each tells it.

    What was deleted is left out, and lines that are damaged. A summary comes before how far it was
    read. Raises OSError.
    """
    file = ChangeFile(path, "")
    for kind in KINDS:
        for line in file.lines(kind):
            record: Record | None = None
            if line.is_newer:
                continue
            with suppress(ValueError, TypeError, KeyError, AttributeError):
                record = merge(kind, line.entry().state).record
            if record is not None:
                yield kind, line.key[1], record
