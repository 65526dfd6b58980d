"""A tree of files to pack: the same bytes whenever the same source is packed again."""

import tarfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path

from places import moment


@dataclass
class Tree:
    """Files by their place in an archive: from the disk, from memory, or links to others."""

    files: dict[str, Path | bytes] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)

    def add_folder(self, folder: Path, at: str) -> None:
        """Add everything in a folder; links in it stay links."""
        for path in folder.rglob("*"):
            place = f"{at}/{path.relative_to(folder).as_posix()}"
            if path.is_symlink():
                self.links[place] = str(path.readlink())
            elif path.is_file():
                self.files[place] = path

    def write(self, archive: tarfile.TarFile, root: str = "") -> None:
        """Write it all into an archive, with the folders that hold it, as the superuser's."""
        places = {*self.files, *self.links}
        for folder in sorted({folder for place in places for folder in parents(place)}):
            entry = plain_entry(f"{root}{folder}", 0o755)
            entry.type = tarfile.DIRTYPE
            archive.addfile(entry)
        for place in sorted(places):
            self._write_one(archive, place, root)

    def _write_one(self, archive: tarfile.TarFile, place: str, root: str) -> None:
        if place in self.links:
            entry = plain_entry(f"{root}{place}", 0o777)
            entry.type, entry.linkname = tarfile.SYMTYPE, self.links[place]
            archive.addfile(entry)
            return
        content = self.files[place]
        runs = isinstance(content, Path) and bool(content.stat().st_mode & 0o100)
        data = content.read_bytes() if isinstance(content, Path) else content
        entry = plain_entry(f"{root}{place}", 0o755 if runs else 0o644)
        entry.size = len(data)
        archive.addfile(entry, BytesIO(data))

    def size(self) -> int:
        """Return how many bytes the files have."""
        return sum(
            content.stat().st_size if isinstance(content, Path) else len(content)
            for content in self.files.values()
        )


def plain_entry(name: str, mode: int) -> tarfile.TarInfo:
    """Return the head of a file that belongs to the superuser and has the time of the source."""
    entry = tarfile.TarInfo(name)
    entry.mode, entry.mtime = mode, moment()
    entry.uname = entry.gname = "root"
    return entry


def parents(place: str) -> Iterator[str]:
    """Yield the folders that a place lies in, without the root."""
    parts = place.split("/")[:-1]
    for number in range(1, len(parts) + 1):
        yield "/".join(parts[:number])
