"""A model of power cuts: what a process did to the files in a folder, and what may be left of it.

strace writes down each write, sync, rename and removal. After a cut at any moment, what was not
synced is there, is not, or is torn between sectors of 512 bytes; of the names that were made,
changed or removed since the last sync, some first ones are there and the others are not, as with a
file system that keeps a journal. `pos` of a file is followed through seeks and reads.
"""

import os
import random
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.torture.aftermath import acts_command, environment

ROOT = Path(__file__).parents[2]
STRACE = shutil.which("strace")
_CALLS = (
    "openat,open,creat,close,write,pwrite64,writev,pwritev,ftruncate,fallocate,lseek,read,"
    "fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,link,linkat,dup,dup2,dup3,"
    "sendfile,copy_file_range,clone,clone3,vfork"
)
_CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+)")
_TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
_SECTOR = 512


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that was done: to which file, where in it, with which bytes or which other name."""

    kind: str
    path: str = ""
    at: int = 0
    data: bytes = b""
    other: str = ""


def can_trace() -> bool:
    """Return whether strace is there and may be used."""
    if STRACE is None:
        return False
    tried = subprocess.run([STRACE, "-qq", "-o", os.devnull, "true"], check=False,
                           capture_output=True)  # fmt: skip
    return tried.returncode == 0


def traced(folder: Path, *options: str) -> list[Step]:
    """Do the acts in a folder under strace; return what was done to the files there, in order."""
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as other:
        record = Path(other) / "record"
        command = [str(STRACE), "-qq", "-xx", "-y", "-s", "4000000", "-o", str(record)]
        command += ["-e", f"trace={_CALLS}", *acts_command(folder, *options)]
        done = subprocess.run(
            command, cwd=ROOT, env=environment(), check=True, capture_output=True, text=True
        )
        assert done.stdout.splitlines()[-1].startswith("end"), done.stdout
        with record.open(encoding="ascii", errors="replace") as lines:
            return list(_Reading(str(folder)).steps(lines))


class _Reading:
    """Understands the lines of strace about the files in one folder."""

    def __init__(self, folder: str) -> None:
        self._folder = folder
        # Path and position of each file that is open.
        self._open: dict[str, tuple[str, int]] = {}

    def steps(self, lines: Iterator[str]) -> Iterator[Step]:
        for line in lines:
            found = _CALL.match(line)
            if found and int(found[3]) >= 0:
                yield from self._step(found[1], found[2], int(found[3]))

    def _step(self, call: str, arguments: str, result: int) -> Iterator[Step]:
        number = arguments.partition("<")[0]
        here = self._open.get(number)
        texts = [_bytes(text) for text, _ in _TEXT.findall(arguments)]
        assert not call.startswith(("clone", "vfork")), "what another process does is not seen"
        if call in ("openat", "open", "creat"):
            yield from self._opened(os.fsdecode(texts[0]), arguments, str(result))
        elif call.startswith(("unlink", "rename", "link")):
            names = [os.fsdecode(text) for text in texts]
            if self._is_inside(names[0]):
                kind = call[:4] if call.startswith("link") else call[:6]
                yield Step(kind, names[0], other=names[-1])
        elif here is None:
            for line in texts[0].split(b"\n") if call == "write" and number == "1" else ():
                if line.startswith(b"told"):
                    yield Step("told", at=int(line.split()[1]), data=line)
        elif call == "close":
            del self._open[number]
        elif call == "lseek":
            self._open[number] = (here[0], result)
        elif call == "read":
            self._open[number] = (here[0], here[1] + result)
        elif call == "write":
            self._open[number] = (here[0], here[1] + result)
            yield Step("write", here[0], here[1], texts[-1][:result])
        elif call == "pwrite64":
            yield Step("write", here[0], int(arguments.rpartition(",")[2]), texts[-1][:result])
        elif call == "ftruncate":
            yield Step("cut", here[0], int(arguments.rpartition(",")[2]))
        elif call in ("fsync", "fdatasync"):
            yield Step("sync", here[0])
        else:
            raise AssertionError(f"the model does not know {call}")

    def _opened(self, path: str, arguments: str, number: str) -> Iterator[Step]:
        self._open.pop(number, None)
        if not self._is_inside(path):
            return
        assert "O_APPEND" not in arguments, path
        self._open[number] = (path, 0)
        if "O_CREAT" in arguments:
            yield Step("make", path)
        if "O_TRUNC" in arguments:
            yield Step("cut", path)

    def _is_inside(self, path: str) -> bool:
        return path == self._folder or path.startswith(f"{self._folder}/")


def _bytes(text: str) -> bytes:
    return bytes.fromhex(text.replace("\\x", ""))


@dataclass
class _File:
    """What was done to one file; the first `safe` things are on the disk."""

    done: list[Step] = field(default_factory=list)
    safe: int = 0


@dataclass
class _Disk:
    """The files by name, as the process saw them, and the changes of names, `safe` or not."""

    files: dict[str, _File] = field(default_factory=dict)
    names: list[tuple[str, str, _File]] = field(default_factory=list)
    safe: int = 0
    told: int = -1

    def do(self, step: Step, *, believed: bool) -> None:
        """Do a step; a sync that is not believed does nothing, as on a disk that lies."""
        file = self.files.get(step.path)
        if step.kind == "told":
            self.told = step.at
        elif step.kind == "sync":
            if believed:
                self._sync(file)
        elif step.kind == "make":
            if file is None:
                self.files[step.path] = made = _File()
                self.names.append(("make", step.path, made))
        elif file is None:
            return
        elif step.kind == "unlink":
            self.names.append(("unlink", step.path, self.files.pop(step.path)))
        elif step.kind == "link":
            self.files[step.other] = file
            self.names.append(("make", step.other, file))
        elif step.kind == "rename":
            self.files[step.other] = self.files.pop(step.path)
            self.names.append((step.path, step.other, file))
        else:
            file.done.append(step)

    def _sync(self, file: _File | None) -> None:
        if file is None:
            # A folder.
            self.safe = len(self.names)
            return
        file.safe = len(file.done)
        # A new file that is synced has its name, too, if nothing but new names came before it.
        for number in range(self.safe, len(self.names)):
            if self.names[number][0] != "make":
                break
            if self.names[number][2] is file:
                self.safe = number + 1
                break

    def left(self, chance: random.Random) -> dict[str, bytes]:
        """Return the files that are there after a power cut, with what is in them."""
        names = self._named(chance.randint(self.safe, len(self.names)))
        mode = chance.choice(("some", "none", "all", "first"))
        return {path: _content(file, mode, chance) for path, file in names.items()}

    def all(self) -> dict[str, bytes]:
        """Return the files as the process that was killed had left them."""
        names = self._named(len(self.names))
        return {path: _content(file, "all", random.Random()) for path, file in names.items()}

    def _named(self, count: int) -> dict[str, _File]:
        """Return the files by name after so many changes of names."""
        names: dict[str, _File] = {}
        for way, path, file in self.names[:count]:
            if way == "make":
                names[path] = file
            elif way == "unlink":
                names.pop(path, None)
            else:
                names.pop(way, None)
                names[path] = file
        return names


def _content(file: _File, mode: str, chance: random.Random) -> bytes:
    content = bytearray()
    first = chance.randint(file.safe, len(file.done))
    for number, step in enumerate(file.done):
        if number >= file.safe and mode != "all":
            if mode == "none" or (mode == "first" and number >= first):
                break
            if mode == "some" and chance.random() < 0.5:
                if step.kind == "write" and chance.random() < 0.5:
                    for start in range(0, len(step.data), _SECTOR):
                        if chance.random() < 0.5:
                            _put(content, step.at + start, step.data[start : start + _SECTOR])
                continue
        if step.kind == "write":
            _put(content, step.at, step.data)
        elif step.at < len(content):
            del content[step.at :]
        else:
            content.extend(bytes(step.at - len(content)))
    return bytes(content)


def _put(content: bytearray, at: int, data: bytes) -> None:
    end = at + len(data)
    if len(content) < end:
        content.extend(bytes(end - len(content)))
    content[at:end] = data


def cut_at(
    steps: Sequence[Step], moment: int, chance: random.Random, *, lying: int = 0
) -> tuple[dict[str, bytes], int]:
    """Return what a power cut after so many steps leaves, and the last act that was told.

    The last `lying` steps are on a disk that says it has synced, and has not.
    """
    disk = _Disk()
    for number, step in enumerate(steps[:moment]):
        disk.do(step, believed=number < moment - lying or not lying)
    return disk.left(chance), disk.told


def killed_at(steps: Sequence[Step], moment: int) -> tuple[dict[str, bytes], int]:
    """Return what is there when the process is killed after so many steps, and the last told."""
    disk = _Disk()
    for step in steps[:moment]:
        disk.do(step, believed=True)
    return disk.all(), disk.told


def lay_down(files: dict[str, bytes], folder: Path, place: Path) -> None:
    """Write the files that were in a folder into another one."""
    for name, content in files.items():
        path = place / Path(name).relative_to(folder)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
