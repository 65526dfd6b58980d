"""A file to which the states of records are appended, a line each; the last one counts.

The first line names the file's device and its generation: another one says that the file was
written anew. Each other line is its SHA-256, the number of changes its library knew of, the version
of its schema, what is seen of the record (as a digest), kind, id and state, with tabs between them.
So a line that is torn, or not there completely yet, or damaged, is known, and those after it can be
read; and one of a newer Bayaz is known too, of which an older one would lose a part.
"""

import hashlib
import json
import os
import secrets
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import IO, Any, Final

from app.core.atomic import put_in_place, sync_folder
from app.core.exchange.model import Entry, siblings_to, state_from
from app.core.storage.migrations import LATEST_VERSION
from app.core.storage.records.record_reader import to_json

LONGEST_LINE: Final = 64 * 1024 * 1024
_HEADER: Final = "bayaz-changes 1"
_LONGEST_HEADER: Final = 200
# From this size on a file is written anew when it is so many times what counts in it.
_SMALL: Final = 4 * 1024 * 1024
_MOST_STALE: Final = 3

Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Line:
    """A whole line of a file, from `start` to `end`, without having understood its state."""

    start: int
    end: int
    number: int
    schema: int
    seen: str
    key: Key
    state: bytes

    @property
    def is_newer(self) -> bool:
        """Whether a newer Bayaz wrote it."""
        return self.schema > LATEST_VERSION

    def entry(self) -> Entry:
        """Return the record that it tells; raises ValueError if it tells none."""
        try:
            value = json.loads(self.state)
            state = state_from(value["seen"], value["siblings"])
        except (KeyError, TypeError, RecursionError) as error:
            raise ValueError(self.key) from error
        if any(one.content is None for one in state.live):
            raise ValueError(self.key)
        return Entry(*self.key, state)


def digest_of_seen(seen: Mapping[str, int] | str) -> str:
    """Return by what the same state of a record is known, without its content."""
    text = seen if isinstance(seen, str) else to_json(dict(seen))
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def line_of(entry: Entry, number: int) -> bytes:
    """Return the line that tells a record."""
    state = entry.state
    content = to_json({"seen": dict(state.seen), "siblings": siblings_to(state)}).encode()
    seen = digest_of_seen(state.seen)
    return _raw(Line(0, 0, number, LATEST_VERSION, seen, (entry.kind, entry.record_id), content))


def header_of(device: str) -> bytes:
    """Return the first line of a file that is begun."""
    return f"{_HEADER} {device} {secrets.token_hex(8)}\n".encode()


def read_header(file: IO[bytes]) -> tuple[bytes, str] | None:
    """Return the first line of a file and the device that it names; None if it is none of ours."""
    first = file.readline(_LONGEST_HEADER)
    words = first.decode("ascii", "replace").split()
    if not first.endswith(b"\n") or len(words) != 4 or " ".join(words[:2]) != _HEADER:
        return None
    return first, words[2]


def lines_from(file: IO[bytes], start: int) -> Iterator[tuple[int, Line | None]]:
    """Yield where each complete line ends, and the line, None if it is damaged."""
    file.seek(start)
    while raw := file.readline(LONGEST_LINE):
        begin, start = start, start + len(raw)
        if raw.endswith(b"\n"):
            yield start, _line(raw, begin)
        elif len(raw) == LONGEST_LINE:
            # Longer than any that is written: passed over, without ever holding all of it.
            while raw and not raw.endswith(b"\n"):
                raw = file.readline(LONGEST_LINE)
                start += len(raw)
            if raw:
                yield start, None


class ChangeFile:
    """A file of this device. Remembers what is in it, as long as nobody else writes it."""

    def __init__(self, path: Path, device: str) -> None:
        self.path = path
        self._device = device
        self._first = b""
        self._places: dict[Key, Line] = {}
        self._size = -1
        # Whether there is nothing in it but whole lines.
        self._clean = False
        self.number = 0

    def look(self) -> Mapping[Key, str]:
        """Return what the file says is seen of each record; raises OSError.

        Reads it if it is not as it was left.
        """
        try:
            size = self.path.stat().st_size
        except FileNotFoundError:
            size = 0
        if size != self._size:
            self._read(size)
        return {key: line.seen for key, line in self._places.items()}

    def append(self, lines: Iterable[bytes]) -> int:
        """Append lines, flush them to disk and return how many they were; raises OSError."""
        self.look()
        if not self._clean:
            return self._write_anew(lines)
        count = 0
        try:
            with self.path.open("ab") as file:
                for raw in lines:
                    file.write(raw)
                    self._remember(raw)
                    count += 1
                file.flush()
                os.fsync(file.fileno())
        except BaseException:
            # Whatever of it is there: it is read again before anything counts as told.
            self._size = -1
            raise
        live = sum(line.end - line.start for line in self._places.values())
        if self._size > max(_SMALL, _MOST_STALE * live):
            self._write_anew(())
        return count

    def lines(self, kind: str | None = None) -> Iterator[Line]:
        """Yield the last whole line of each record, or of each of a kind; raises OSError."""
        self.look()
        wanted = [one for one in self._places.values() if kind in (None, one.key[0])]
        if not wanted:
            return
        with self.path.open("rb") as file:
            for place in wanted:
                for _, line in lines_from(file, place.start):
                    if line is not None:
                        yield line
                    break

    def _read(self, size: int) -> None:
        self._places, self._clean, self.number, self._size = {}, False, 0, size
        if not size:
            return
        with self.path.open("rb") as file:
            header = read_header(file)
            end = file.tell()
            self._clean = header is not None and header[1] == self._device
            for stop, line in lines_from(file, end):
                end = stop
                if line is None:
                    self._clean = False
                else:
                    self._place(line)
        self._clean = self._clean and end == size

    def _place(self, line: Line) -> None:
        # Without the state: a large library would be kept in memory.
        self._places[line.key] = replace(line, state=b"")
        self.number = max(self.number, line.number)

    def _remember(self, raw: bytes) -> None:
        line = _line(raw, self._size)
        assert line is not None
        self._place(line)
        self._size += len(raw)

    def _write_anew(self, more: Iterable[bytes]) -> int:
        """Write the lines that count, and more, into a new file that takes the place of this."""
        handle, name = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
        count = 0
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(header_of(self._device))
                for line in self.lines():
                    file.write(_raw(line))
                for raw in more:
                    file.write(raw)
                    count += 1
                file.flush()
                os.fsync(file.fileno())
            put_in_place(Path(name), self.path)
        except BaseException:
            with suppress(OSError):
                Path(name).unlink()
            raise
        sync_folder(self.path.parent)
        self._size = -1
        self.look()
        return count


def _raw(line: Line) -> bytes:
    kind, record_id = line.key
    told = (str(line.number), str(line.schema), line.seen, kind, json.dumps(record_id))
    text = "\t".join(told).encode() + b"\t" + line.state
    return hashlib.sha256(text).hexdigest().encode() + b"\t" + text + b"\n"


def _line(raw: bytes, start: int) -> Line | None:
    digest, _, text = raw[:-1].partition(b"\t")
    if hashlib.sha256(text).hexdigest().encode() != digest:
        return None
    parts = text.split(b"\t", 5)
    if len(parts) != 6:
        return None
    number, schema, seen, kind, record_id, state = parts
    try:
        own_id: Any = json.loads(record_id)
        counted, version = int(number), int(schema)
        key = (kind.decode(), own_id)
        digest_seen = seen.decode("ascii")
    except (ValueError, RecursionError):
        return None
    if not isinstance(own_id, str) or not 0 <= counted < 2**63:
        return None
    return Line(start, start + len(raw), counted, version, digest_seen, key, state)
