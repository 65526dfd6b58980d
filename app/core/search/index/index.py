"""The index on disk: a cache that is checked before it is opened and rebuilt on any doubt.

Its files have names of their own each time, and the manifest says which count. So an index can be
made anew beside files of the old one that cannot go: on Windows those that a searcher still reads,
or another program holds.
"""

import hashlib
import logging
import re
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final

from whoosh.index import FileIndex

from app.core.atomic import patiently, read_file
from app.core.errors import SearchUnavailableError
from app.core.search.index.documents import IndexEntry
from app.core.search.index.manifest import Manifest, read_manifest, write_manifest
from app.core.search.index.rows import row_of
from app.core.search.index.safe_pickle import guard_whoosh
from app.core.search.index.schema import INDEX_FORMAT, Writer, make_schema
from app.core.search.index.storage import IndexStorage

_log = logging.getLogger(__name__)

# The name of the index is in that of its table of contents, with the number of its commit.
_CONTENTS: Final = re.compile(r"_(MAIN\d*)_(\d+)\.toc")


def without_frames(error: BaseException) -> BaseException:
    """Return an error that holds nothing of where it came from.

    Whoosh leaves files open behind its exceptions, and Windows removes and replaces no open file.
    """
    held: BaseException | None = error
    while held is not None:
        held.__traceback__ = None
        held = held.__context__
    return error


class IndexFolder:
    """The folder of one library's index; an index with another `token` is not that library's."""

    def __init__(self, folder: Path, token: str) -> None:
        self.folder = folder
        self.token = token
        self._verified: dict[str, tuple[str, int, int]] = {}
        guard_whoosh()

    def open(self) -> FileIndex | None:
        """Return the index, None when there is none that is complete and undamaged."""
        manifest = self.manifest()
        if manifest is None or not self._is_whole(manifest):
            return None
        try:
            return FileIndex(
                IndexStorage(str(self.folder)), schema=make_schema(), indexname=name_in(manifest)
            )
        except Exception as error:
            # With the error itself a log would keep its files open.
            _log.warning("The search index cannot be opened: %s", type(error).__name__)
            without_frames(error)
            return None

    def number(self) -> int:
        """Return the number of the last change in the index, 0 when there is no sound index."""
        manifest = self.manifest()
        return manifest.number if manifest is not None and self.open() is not None else 0

    def manifest(self) -> Manifest | None:
        """Return the manifest, None when there is none of this format for this library."""
        manifest = read_manifest(self.folder)
        if manifest is None or (manifest.format, manifest.token) != (INDEX_FORMAT, self.token):
            return None
        return manifest

    def apply(self, entries: Iterable[IndexEntry], number: int) -> None:
        """Bring the index up to change `number`: each entry replaces what its owner had."""
        writing = self.write()
        writing.add(entries)
        writing.commit(number)

    def write(self) -> "IndexWriting":
        """Start writing, into a new index where there is none."""
        return IndexWriting(self, self.open() or self._create())

    def remove(self) -> None:
        """Delete the index; it can be rebuilt."""
        self._verified.clear()
        shutil.rmtree(self.folder, ignore_errors=True)

    def size(self) -> int:
        """Return how many bytes the index takes."""
        return sum(path.stat().st_size for path in self.folder.glob("*") if path.is_file())

    def _create(self) -> FileIndex:
        self.remove()
        self.folder.mkdir(parents=True, exist_ok=True)
        # What cannot be removed must not be taken for a part of the new one.
        taken = {found[1] for path in self.folder.iterdir() if (found := _contents(path.name))}
        names = (f"MAIN{number or ''}" for number in count())
        name = next(name for name in names if name not in taken)
        index: FileIndex = FileIndex.create(IndexStorage(str(self.folder)), make_schema(), name)
        return index

    def write_manifest(self, number: int, names: Iterable[str]) -> None:
        """Record that the index is complete up to change `number`, in the files with these names.

        Others are not needed any more.
        """
        files = {name: self._digest_of(name) for name in names}
        write_manifest(self.folder, Manifest(INDEX_FORMAT, self.token, number, files))
        for path in self.folder.iterdir():
            if path.suffix in (".toc", ".seg") and path.name not in files:
                with suppress(OSError):
                    path.unlink()

    def _is_whole(self, manifest: Manifest) -> bool:
        """Return whether the files of the manifest are there, unchanged, and none is newer."""
        try:
            there = [path.name for path in self.folder.iterdir()]
            ours = name_in(manifest)
            newest = _last_commit(ours, there)
            return (
                newest is not None
                and newest == _last_commit(ours, manifest.files)
                # No name that leads elsewhere is looked at.
                and set(manifest.files) <= set(there)
                and all(self._digest_of(name) == known for name, known in manifest.files.items())
            )
        except OSError:
            return False

    def _digest_of(self, name: str) -> str:
        """Return a file's SHA-256; a file that has not changed since is not read again."""
        path = self.folder / name
        state = path.stat()
        known = self._verified.get(name)
        if known is None or known[1:] != (state.st_size, state.st_mtime_ns):
            digest = hashlib.sha256(read_file(path)).hexdigest()
            known = self._verified[name] = (digest, state.st_size, state.st_mtime_ns)
        return known[0]


def name_in(manifest: Manifest) -> str:
    """Return the name of the index that a manifest describes."""
    return next((found[1] for name in manifest.files if (found := _contents(name))), "MAIN")


def _last_commit(index: str, names: Iterable[str]) -> int | None:
    """Return the number of an index's last commit, None if there is no table of its contents."""
    found = filter(None, map(_contents, names))
    return max((int(one[2]) for one in found if one[1] == index), default=None)


def _contents(name: str) -> re.Match[str] | None:
    """Return the name and the number of an index if a file is the table of contents of one."""
    return _CONTENTS.fullmatch(name)


class IndexWriting:
    """Adds entries to an index until they are committed together.

    Raises SearchUnavailableError for an index that is damaged, or written by somebody else.

    The manifest is written last: if anything fails before that, the next `open` sees that the index
    is incomplete.
    """

    def __init__(self, folder: IndexFolder, index: FileIndex) -> None:
        self._folder = folder
        self._index = index
        try:
            self._writer = patiently(lambda: Writer(index))
        except Exception as error:
            # A damaged one: it would stay locked as long as the error is remembered.
            raise SearchUnavailableError from without_frames(error)

    def add(self, entries: Iterable[IndexEntry]) -> None:
        """Replace the documents of each entry's owner."""
        with self._cancelled_by_errors():
            for entry in entries:
                self._writer.delete_owner(entry["owner"])
                for document in entry["documents"]:
                    self._writer.add_row(entry["owner"], row_of(document))

    def adopt(self, part: IndexFolder) -> None:
        """Move the contents of another index into this one."""
        with self._cancelled_by_errors():
            manifest = part.manifest()
            if manifest is None:
                raise SearchUnavailableError
            try:
                self._writer.adopt(part.folder, name_in(manifest))
            except Exception as error:
                raise SearchUnavailableError from without_frames(error)
        part.remove()

    def commit(self, number: int) -> None:
        """Make everything that was added searchable, up to change `number`."""
        with self._cancelled_by_errors():
            self._writer.commit()
        self._index.close()
        self._folder.write_manifest(number, self._writer.files)

    @property
    def cancelled(self) -> bool:
        """Whether an error has ended the writing."""
        return self._writer.is_closed

    def cancel(self) -> None:
        """Discard what was added."""
        if not self._writer.is_closed:
            self._writer.cancel()
        self._index.close()

    @contextmanager
    def _cancelled_by_errors(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self.cancel()
            raise
