"""Hostile and broken files: refused in plain words, in a separate process, with nothing left behind."""

import base64
import importlib
import io
import os
import pkgutil
import random
import re
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

import app.core.importing
from app.core.importing.files.formats import zipped
from app.core.importing.files.formats.zipped import SafeZip
from app.core.importing.model import FileRefusedError
from app.core.importing.refusal import Refusal
from app.core.importing.sandbox.client import ReaderProcess
from app.core.self_command import self_environment
from tests.compilation import WRITERS, Telling, as_docx, as_epub, as_html, as_pdf, compilation

ROOT = Path(__file__).resolve().parents[3]
TWO = compilation(2)


# Longer than a test may take: whether a file is refused must not depend on how busy the machine is.
PATIENT = 600.0


@pytest.fixture(scope="module")
def reader() -> Iterator[ReaderProcess]:
    with ReaderProcess(seconds=PATIENT) as made:
        yield made


def refused(reader: ReaderProcess, path: Path) -> Refusal:
    batch = reader.read_file(path)
    assert not batch.drafts
    # A long text is set aside in parts.
    (reason,) = {rejected.reason for rejected in batch.rejected}
    return reason


def confined(script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", f"from app.core.importing.sandbox.server import confine; confine()\n{script}"],
        env=self_environment(), capture_output=True, text=True, check=False, cwd=ROOT,
    )  # fmt: skip


@pytest.mark.parametrize(
    "script",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import socket; socket.getaddrinfo('example.org', 80)",
        "import subprocess; subprocess.run(['true'])",
        "import os; os.system('true')",
        "open('left-behind.txt', 'w')",
        "import os; os.open('left-behind.txt', os.O_WRONLY | os.O_CREAT)",
        "import os; os.open('pyproject.toml', os.O_RDWR)",
        "import pathlib; pathlib.Path('left-behind.txt').touch()",
        "import os; os.remove('nowhere')",
        "import socket; socket.socket(socket.AF_INET, socket.SOCK_DGRAM)",
        "import os; getattr(os, 'fork', lambda: os.system('x'))()",
        "import ctypes; ctypes.CDLL('kernel32' if hasattr(ctypes, 'WinDLL') else None)",
        "import mmap; mmap.mmap(-1, 10)",
        "import os; os.kill(os.getppid(), 0)",
        "import sqlite3; sqlite3.connect(':memory:')",
    ],
)
def test_the_process_that_reads_can_do_nothing_else(script: str) -> None:
    done = confined(script)
    assert done.returncode == 1
    assert "PermissionError" in done.stderr


@pytest.mark.parametrize("name", WRITERS)
def test_every_format_is_read_within_its_walls(
    reader: ReaderProcess, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(WRITERS[name](compilation(1)))
    assert reader.read_file(path).drafts


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has other permissions")
def test_pdfs_are_read_where_the_installation_lies_behind_a_link(tmp_path: Path) -> None:
    place = find_spec("pypdfium2_raw")
    assert place is not None
    assert place.origin is not None
    link = tmp_path / "packages"
    link.symlink_to(Path(place.origin).parents[1])
    done = confined(
        f"import sys; sys.path.insert(0, {str(link)!r})\n"
        "import pypdfium2; pypdfium2.PdfDocument.new()"
    )
    assert not done.returncode, done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of address space")
def test_its_memory_is_limited() -> None:
    done = confined("bytes(600_000_000)")
    assert "MemoryError" in done.stderr
    assert confined("bytes(100_000_000)").returncode == 0


def test_what_takes_too_long_is_stopped_and_the_next_file_is_read() -> None:
    text = TWO[0].text()
    with ReaderProcess(seconds=0) as hasty:
        assert hasty.read_text(text, "t").rejected[0].reason is Refusal.TOO_SLOW
    with ReaderProcess(seconds=PATIENT) as patient:
        assert patient.read_text(text, "t").drafts
        assert patient.process
        patient.process.kill()
        patient.process.wait()
        assert patient.read_text(text, "t").drafts


def test_a_stopped_reader_reads_no_more() -> None:
    reader = ReaderProcess()
    assert reader.read_text(TWO[0].text(), "t").drafts
    reader.stop()
    assert not reader.read_text(TWO[0].text(), "t").drafts


# Zip files


def entry(name: str, data: bytes = b"x", mode: int = 0o100644) -> tuple[zipfile.ZipInfo, bytes]:
    info = zipfile.ZipInfo(name)
    info.external_attr = mode << 16
    info.compress_type = zipfile.ZIP_DEFLATED
    return info, data


def made(*entries: tuple[zipfile.ZipInfo, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as out:
        for info, data in entries:
            out.writestr(info, data)
    return stream.getvalue()


def lying(data: bytes) -> bytes:
    """A zip that declares less than comes out."""
    whole = made(entry("a.txt", data))
    size = len(data).to_bytes(4, "little")
    return whole.replace(size, (10).to_bytes(4, "little"))


def overlapping() -> bytes:
    """Two entries of the directory that share one stretch of data."""
    whole = bytearray(made(entry("a.txt", b"x" * 5000), entry("b.txt", b"y" * 5000)))
    second = whole.rindex(b"PK\x01\x02")
    whole[second + 42 : second + 46] = (0).to_bytes(4, "little")
    return bytes(whole)


def changed(data: bytes, sign: bytes, at: int, value: bytes, *, last: bool = False) -> bytes:
    """A zip in which the record that begins with `sign` has other bytes `at` that far into it."""
    whole = bytearray(data)
    start = (whole.rindex(sign) if last else whole.index(sign)) + at
    whole[start : start + len(value)] = value
    return bytes(whole)


LOCAL, CENTRAL, END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
PLAIN = made(entry("a.txt", b"words " * 500))

ZIPS = {
    "slip behind a dot": made(entry("./../evil.txt")),
    "slip out of two folders": made(entry("a/b/../../../evil.txt")),
    "bare slip": made(entry("..")),
    "share": made(entry("//host/share/evil.txt")),
    "share, backslashes": made(entry("\\\\host\\share\\evil.txt")),
    "drive without a root": made(entry("C:evil.txt")),
    "stream": made(entry("a.txt:evil")),
    "symlink to a folder": made(entry("link", b"/", 0o120777), entry("link/evil.txt")),
    "nul": changed(made(entry("a_b.txt")), CENTRAL, 46, b"a\x00b.txt"),
    "same name twice": made(entry("a.txt"), entry("b.txt")).replace(b"b.txt", b"a.txt"),
    "names that differ": changed(made(entry("a.txt")), LOCAL, 30, b"b.txt"),
    "locked": changed(changed(PLAIN, CENTRAL, 8, b"\x01\x00"), LOCAL, 6, b"\x01\x00"),
    "unknown packing": changed(changed(PLAIN, CENTRAL, 10, b"\x63\x00"), LOCAL, 8, b"\x63\x00"),
    "wrong sum": changed(changed(PLAIN, CENTRAL, 16, b"\0\0\0\0"), LOCAL, 14, b"\0\0\0\0"),
    "all too much": made(*(entry(f"{n}.txt", b"\0" * 45_000_000) for n in range(5))),
    "directory cut": changed(PLAIN, END, 12, b"\x05\x00\x00\x00"),
    "directory elsewhere": changed(PLAIN, END, 16, b"\xff\xff\xff\x7f"),
    "slip": made(entry("../../evil.txt")),
    "deep slip": made(entry("a/../../evil.txt")),
    "root": made(entry("/etc/passwd")),
    "drive": made(entry("C:/evil.txt")),
    "backslash": made(entry("..\\evil.txt")),
    "symlink": made(entry("link", b"/etc/passwd", 0o120777)),
    "twins": made(entry("A.txt"), entry("a.TXT")),
    "ratio": made(entry("a.txt", b"\0" * 60_000_000)),
    "many": made(*(entry(f"{n}.txt") for n in range(zipped.MAX_ENTRIES + 1))),
    "lies": lying(b"\0" * 2_000_000),
    "overlap": overlapping(),
    "cut": made(entry("word/document.xml", b"x" * 9000))[:-40],
    "no zip": b"PK\x03\x04" + b"\xff" * 200,
}


def read_all(data: bytes) -> None:
    archive = SafeZip(data)
    for name in archive.names:
        archive.read(name)


@pytest.mark.parametrize("name", ZIPS)
def test_bad_zips_are_refused(reader: ReaderProcess, tmp_path: Path, name: str) -> None:
    path = tmp_path / "bad.docx"
    path.write_bytes(ZIPS[name])
    assert refused(reader, path) in (Refusal.HOSTILE, Refusal.DAMAGED, Refusal.NOT_TEXT)
    with pytest.raises(FileRefusedError):
        read_all(ZIPS[name])
    assert [file.name for file in tmp_path.iterdir()] == ["bad.docx"]


# XML


def altered(data: bytes, name: str, change: tuple[bytes, bytes]) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for member in old.namelist():
            content = old.read(member)
            new.writestr(member, content.replace(*change, 1) if member == name else content)
    return stream.getvalue()


BOMB = (
    b'<!DOCTYPE x [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 20) for n in range(9))
    + b"]>"
)
FOREIGN = b'<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'


@pytest.mark.parametrize("evil", [BOMB, FOREIGN])
def test_document_types_with_entities_are_refused(
    reader: ReaderProcess, tmp_path: Path, evil: bytes
) -> None:
    word = tmp_path / "a.docx"
    word.write_bytes(altered(as_docx(TWO), "word/document.xml", (b"?>", b"?>" + evil)))
    book = tmp_path / "a.epub"
    book.write_bytes(altered(as_epub(TWO), "OEBPS/book.opf", (b"?>", b"?>" + evil)))
    for path in (word, book):
        assert refused(reader, path) in (Refusal.HOSTILE, Refusal.DAMAGED)


QUADRATIC = b'<!DOCTYPE x [<!ENTITY a "' + b"ha" * 50_000 + b'">]>'
PARAMETER = b'<!DOCTYPE x [<!ENTITY % f SYSTEM "file:///etc/passwd"> %f;]>'
OUTSIDE = b'<!DOCTYPE x SYSTEM "http://192.0.2.7/x.dtd">'


@pytest.mark.parametrize("evil", [BOMB, FOREIGN, QUADRATIC, PARAMETER, OUTSIDE], ids=range(5))
@pytest.mark.parametrize(
    "name",
    ["word/document.xml", "word/styles.xml", "[Content_Types].xml", "META-INF/container.xml"],
)
def test_every_part_of_a_book_or_a_word_file_is_read_without_its_types(
    reader: ReaderProcess, tmp_path: Path, name: str, evil: bytes
) -> None:
    path = tmp_path / "a.bin"
    whole = as_epub(TWO) if name.startswith("META") else as_docx(TWO)
    if name not in zipfile.ZipFile(io.BytesIO(whole)).namelist():
        whole = made(entry(name, b'<?xml version="1.0"?><x/>'), *(
            entry(old.filename, zipfile.ZipFile(io.BytesIO(whole)).read(old))
            for old in zipfile.ZipFile(io.BytesIO(whole)).infolist()
        ))  # fmt: skip
    path.write_bytes(altered(whole, name, (b"?>", b"?>" + evil)))
    batch = reader.read_file(path)
    reasons = {rejected.reason for rejected in batch.rejected}
    assert reasons <= {Refusal.HOSTILE, Refusal.DAMAGED}
    assert batch.drafts or reasons
    assert all("root:" not in sourced.draft.source_text for sourced in batch.drafts)


def test_a_chapter_s_entities_stay_unread(reader: ReaderProcess, tmp_path: Path) -> None:
    path = tmp_path / "a.epub"
    for evil in (BOMB, FOREIGN):
        path.write_bytes(altered(as_epub(TWO), "OEBPS/text/chapter0.xhtml", (
            b'<?xml version="1.0" encoding="utf-8"?><!DOCTYPE html>', evil
        )))  # fmt: skip
        batch = reader.read_file(path)
        assert batch.drafts or batch.rejected
        assert all("root:" not in sourced.draft.source_text for sourced in batch.drafts)


def test_a_word_file_reads_no_other_file(reader: ReaderProcess, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret words of somebody else")
    link = (
        f'<Relationship Id="rIdX" Type="image" TargetMode="External" Target="{secret.as_uri()}"/>'
    )
    path = tmp_path / "a.docx"
    path.write_bytes(altered(
        as_docx(TWO), "word/_rels/document.xml.rels",
        (b"</Relationships>", link.encode() + b"</Relationships>"),
    ))  # fmt: skip
    batch = reader.read_file(path)
    assert all("secret" not in draft.draft.source_text for draft in batch.drafts)


# Broken and overgrown files


def as_notes(tellings: list[Telling]) -> bytes:
    return "\n\n".join(f"# {telling.text()}" for telling in tellings).encode()


# With BAYAZ_MUTANTS=200 there are more, which takes half a minute.
MUTANTS = int(os.environ.get("BAYAZ_MUTANTS", "40"))


@pytest.mark.parametrize("make", [as_pdf, as_docx, as_epub, as_html, as_notes])
def test_mutated_files_are_read_or_refused(
    reader: ReaderProcess, tmp_path: Path, make: object
) -> None:
    chance = random.Random(11)
    assert callable(make)
    whole = make(TWO)
    path = tmp_path / "mutant.bin"
    for _ in range(MUTANTS):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 8, 60))):
            data[chance.randrange(len(data))] = chance.randrange(256)
        if chance.random() < 0.3:
            del data[chance.randrange(len(data)) :]
        path.write_bytes(bytes(data))
        batch = reader.read_file(path)
        assert batch.drafts or batch.rejected
        # What came out is whole: a draft has sections, and its facts are those of one.
        assert all(sourced.draft.sections for sourced in batch.drafts)
    assert [file.name for file in tmp_path.iterdir()] == ["mutant.bin"]


def picture(width: int, height: int) -> bytes:
    """A tiny picture that claims to be this large."""

    def chunk(name: bytes, data: bytes) -> bytes:
        whole = name + data
        return len(data).to_bytes(4) + whole + zlib.crc32(whole).to_bytes(4)

    size = width.to_bytes(4) + height.to_bytes(4) + b"\x08\x02\0\0\0"
    pixels = zlib.compress(b"\0" * 1_000_000, 9)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    )


BURSTING = b"data:image/png;base64," + base64.b64encode(picture(60_000, 60_000))


def nested_word(depth: int) -> bytes:
    return altered(as_docx(TWO), "word/document.xml", (
        b"<w:body>", b"<w:body>" + b"<w:sdt><w:sdtContent>" * depth + b"</w:sdtContent></w:sdt>" * depth
    ))  # fmt: skip


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("deep.html", b"<html>" + b"<div>" * 100_000 + b"words" + b"</div>" * 100_000),
        ("word.html", b"<html><p>" + b"x" * 10_000_000),
        ("attributes.html", b"<html><p " + b"a=b " * 200_000 + b">x</p>"),
        ("deep.json", b"[" * 100_000),
        ("wide.csv", b"title," * 50_000 + b"\n" + b"x," * 50_000),
        ("word.txt", b"x" * 10_000_000),
        ("scan.pdf", as_pdf([])),
        ("quotes.md", b"> " * 100_000 + b"words"),
        ("lists.html", b"<html>" + b"<ul><li>" * 50_000 + b"words"),
        ("drawing.html", b"<html><svg>" + b"<g>" * 100_000 + b"<text>words</text></svg>"),
        ("pictures.html", b"<html>" + (b'<img src="' + BURSTING + b'">') * 200 + b"words"),
        ("nested.docx", nested_word(100_000)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_overgrown_files_are_refused(
    reader: ReaderProcess, tmp_path: Path, name: str, data: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    assert refused(reader, path) not in (Refusal.CRASHED, Refusal.TOO_SLOW)


def patterns() -> Iterator[tuple[str, re.Pattern[str]]]:
    """Yield every pattern that is run on foreign text."""
    package = app.core.importing
    for info in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
        module = importlib.import_module(info.name)
        for name, value in vars(module).items():
            for number, found in enumerate(value if isinstance(value, tuple) else (value,)):
                if isinstance(found, re.Pattern):
                    yield f"{info.name}.{name}.{number}", found


# Those that search a whole text; the others meet one line, or the beginning of one.
WHOLE = re.compile(
    r"\.(clean|refusal_reason)\.|dates\._PATTERN|article_heading\._OPENING|boilerplate\.READ_MORE|editorial\._GLUE\.|"
    r"chat\._STAMP|extract\._HINT|question_lines\._(?:MARK|INNER|ANSWER_I|EXPL|TICK|CROSS)|bold_options\.|"
    r"parse_text\._PAGE_SOURCE|files\.reader\.|front_matter\._FRONT|"
    r"inline_lists\.|word_tables\.|forum\._SIGNATURE"
)
ATTACKS = [
    "a" * 50_000, " " * 50_000, "-" * 50_000, "*" * 50_000, "_" * 50_000, "a " * 25_000,
    "A." * 25_000, "1." * 25_000, "(" * 50_000, "“" * 50_000, "\n" * 50_000, ": " * 25_000,
    "- x" * 16_000, "Aa " * 16_000, "#" * 50_000, "by " * 16_000, "12/" * 16_000, "|" * 50_000,
    "Summary of the " * 3_000, "ا، " * 16_000,
]  # fmt: skip


# A pattern that starts over at every letter would need minutes for this many repeats.
MORE = 8


def test_there_are_patterns_to_attack() -> None:
    names = [name for name, _ in patterns()]
    assert len(names) > 60
    assert sum(WHOLE.search(name) is not None for name in names) > 30


@pytest.mark.timeout(60)  # All of them together need a second or two.
@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: repr(attack[:6]))
def test_no_pattern_hangs_on_an_attack(attack: str) -> None:
    for name, pattern in patterns():
        # Printed before, since the pattern that hangs prints nothing more.
        print(name)
        pattern.search(attack * MORE if WHOLE.search(name) else attack[:600])
