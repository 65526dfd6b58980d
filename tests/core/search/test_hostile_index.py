"""The index under attack: damaged, foreign, and its worker killed at any moment.

The counts are small by default; `BAYAZ_THOROUGH=1` runs them in full: 900 damages and 30 kills.
`pytest -s` prints the figures.
"""

import gc
import json
import os
import pickle
import random
import shutil
import struct
import subprocess
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC

from app.cli.indexing import catch_up
from app.core.errors import SearchUnavailableError
from app.core.library.syllabus import load_syllabus
from app.core.paths import CACHE_VARIABLE, DataFolder
from app.core.search.index.codec import Codec
from app.core.search.index.documents import IndexEntry
from app.core.search.index.index import IndexFolder
from app.core.search.index.manifest import read_manifest
from app.core.search.index.schema import make_schema
from app.core.search.query.query import parse_query
from app.core.search.results.searcher import Searcher
from app.core.self_command import self_command, self_environment
from app.core.workspace import Workspace
from tests.clock import Clock
from tests.open_files import open_below
from tests.vouching import vouch

SYLLABUS = load_syllabus()
THOROUGH = "BAYAZ_THOROUGH" in os.environ
DAMAGES = 900 if THOROUGH else 90
VOUCHED = 900 if THOROUGH else 30
KILLS = 30 if THOROUGH else 3

ASKED = ("treaty", "pakistan constitution", "آئین", '"human rights"', "kind:fact 436", "sovereign*")
Answers = list[list[tuple[str, float, str]]]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workspace]:
    """The starter library and a note, indexed in two steps; a copy of the index is beside it."""
    folder = tmp_path_factory.mktemp("hostile")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(CACHE_VARIABLE, str(folder / "cache"))
        with Workspace(DataFolder(folder / "data"), Clock()) as workspace:
            drafts = workspace.importer.read_starter_library().drafts
            for sourced in drafts[:20]:
                workspace.importer.accept(sourced)
            catch_up(workspace)
            for sourced in drafts[20:]:
                workspace.importer.accept(sourced)
            workspace.notebook.add_note("A treaty is a promise between states")
            catch_up(workspace)
            shutil.copytree(workspace.index_folder, _kept(workspace))
            yield workspace


@pytest.fixture
def starter(library: Workspace) -> Workspace:
    """The library with its index as it was made."""
    shutil.rmtree(library.index_folder, ignore_errors=True)
    shutil.copytree(_kept(library), library.index_folder)
    return library


def _kept(workspace: Workspace) -> Path:
    return workspace.index_folder.with_name("kept")


def index_in(folder: Path) -> IndexFolder:
    """Return an index as its own library sees it."""
    manifest = read_manifest(folder)
    return IndexFolder(folder, manifest.token if manifest else "")


def answers_of(folder: Path) -> Answers | None:
    """Return what an index answers, None when it is not accepted as intact."""
    index = index_in(folder).open()
    if index is None:
        return None
    searcher = Searcher(index)
    try:
        return [
            [
                (hit.id, hit.score, hit.excerpt.text)
                for hit in searcher.search(parse_query(query, SYLLABUS), 500).hits
            ]
            for query in ASKED
        ]
    finally:
        searcher.close()


def found_by(folder: Path) -> list[set[str]] | None:
    """Return what is found; scores depend on what was deleted before."""
    found = answers_of(folder)
    return None if found is None else [{hit[0] for hit in hits} for hits in found]


def files_of(folder: Path) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".toc", ".seg", ".json"))


# Damage


def damaged(data: bytes, generator: random.Random) -> bytes:
    """Return some bytes with a bit turned, an end cut off, or a page zeroed or exchanged."""
    changed = bytearray(data)
    at = generator.randrange(len(changed))
    match generator.randrange(4):
        case 0:
            changed[at] ^= 1 << generator.randrange(8)
        case 1:
            del changed[at:]
        case 2:
            changed[at : at + 512] = bytes(len(changed[at : at + 512]))
        case _:
            changed[at : at + 64] = generator.randbytes(len(changed[at : at + 64]))
    return bytes(changed)


def test_no_damage_goes_unnoticed(starter: Workspace) -> None:
    folder = starter.index_folder
    expected = answers_of(folder)
    assert expected
    generator = random.Random(21)
    noticed = harmless = rebuilt = 0
    for number in range(DAMAGES):
        path = generator.choice(files_of(folder))
        before = path.read_bytes()
        after = damaged(before, generator)
        path.write_bytes(after)
        found = answers_of(folder)
        if found is None:
            noticed += 1
        else:
            assert found == expected
            harmless += 1
        if number % 20 == 0:
            catch_up(starter)
            assert found_by(folder) == [{hit[0] for hit in hits} for hits in expected]
            expected = answers_of(folder) or []
            rebuilt += 1
        else:
            path.write_bytes(before)
    print(f"\n{DAMAGES} damages: {noticed} noticed, {harmless} without effect, {rebuilt} mended")
    assert noticed > DAMAGES * 0.8


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_damage_behind_a_manifest_that_vouches_for_it_ends_in_one_error(
    starter: Workspace,
) -> None:
    folder = starter.index_folder
    generator = random.Random(22)
    number = starter.last_change()
    refused = answered = 0
    for _ in range(VOUCHED):
        path = generator.choice(files_of(folder)[:-1])
        before = path.read_bytes()
        path.write_bytes(damaged(before, generator))
        vouch(index_in(folder), number)
        try:
            whole = answers_of(folder) is not None
        except SearchUnavailableError:
            whole = False
        answered += whole
        refused += not whole
        path.write_bytes(before)
    gc.collect()
    print(f"\n{VOUCHED} vouched damages: {refused} refused, {answered} answered")
    vouch(index_in(folder), number)
    assert answers_of(folder)


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_no_file_of_a_damaged_index_stays_open(starter: Workspace) -> None:
    """Not even while the error is looked at: Windows replaces no open file."""
    folder = starter.index_folder
    generator = random.Random(23)
    for _ in range(20):
        path = generator.choice(files_of(folder)[:-1])
        before = path.read_bytes()
        path.write_bytes(damaged(before, generator))
        vouch(index_in(folder), starter.last_change())
        failure: Exception | None = None
        try:
            answers_of(folder)
        except SearchUnavailableError as error:
            failure = error
        assert open_below(folder) == [], failure
        path.write_bytes(before)


def terms_of(folder: Path) -> tuple[Path, int]:
    """Return the largest segment, and where its terms begin in it."""
    path = max(folder.glob("*.seg"), key=lambda found: found.stat().st_size)
    toc = TOC.read(FileStorage(str(folder)), "MAIN", schema=make_schema())
    (segment,) = (part for part in toc.segments if path.name.startswith(f"MAIN_{part.segid}"))
    storage = segment.open_compound_file(FileStorage(str(folder)))
    start, _ = storage.range(segment.make_filename(Codec.TERMS_EXT))
    storage.close()
    return path, start


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_terms_that_lie_about_their_size_are_refused(starter: Workspace) -> None:
    """No number of the postings file is trusted: no loop and no memory is as large as it says."""
    folder = starter.index_folder
    path, start = terms_of(folder)
    whole = path.read_bytes()
    (size,) = struct.unpack(">i", whole[start : start + 4])
    head = json.loads(whole[start + 4 : start + 4 + size])
    beginnings = [struct.pack(">i", wrong) for wrong in (-1, -(2**31), 2**31 - 1, 0, 3)]
    for places in ((1,), (2,), (3,), (1, 2), (2, 3), (1, 2, 3)):
        for value in (0, 1, -1, -(2**62), 2**31 - 1, 2**40, 2**62):
            lying = [list(field) for field in head]
            for place in places:
                lying[-1][place] = value
            text = json.dumps(lying).encode()[:size].ljust(size)
            beginnings.append(whole[start : start + 4] + text)
    for beginning in beginnings:
        path.write_bytes(whole[:start] + beginning + whole[start + len(beginning) :])
        vouch(index_in(folder), starter.last_change())
        with pytest.raises(SearchUnavailableError):
            answers_of(folder)
    gc.collect()  # Whoosh leaves files open behind its exceptions


# Foreign indexes


class Call:
    """A pickle of this calls something when it is loaded."""

    def __init__(self, called: Callable[..., object], *arguments: object) -> None:
        self._called = (called, arguments)

    def __reduce__(self) -> tuple[Callable[..., object], tuple[object, ...]]:
        return self._called


HOSTILE: dict[str, Callable[[Path], object]] = {
    "a command": lambda mark: Call(os.system, f"echo x > {mark}"),
    "a process": lambda mark: Call(subprocess.Popen, ["touch", str(mark)]),
    "code": lambda mark: Call(eval, f"open({str(mark)!r}, 'w').close()"),
    "an open file": lambda mark: Call(open, str(mark), "w"),
    "a way to a module": lambda mark: Call(getattr, Call(__import__, "os"), f"mkdir-{mark}"),
    "a path": lambda mark: Call(Path.touch, mark),
}


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("place", ["segments", "inside", "directory"])
def test_a_foreign_index_runs_nothing(
    starter: Workspace, tmp_path: Path, name: str, place: str
) -> None:
    """Even behind a manifest that vouches for it; and the library is searched again after it."""
    mark = tmp_path / "mark"
    folder = starter.index_folder
    expected = found_by(folder)
    evil = HOSTILE[name](mark)
    storage = FileStorage(str(folder))
    toc = TOC.read(storage, "MAIN", schema=make_schema())
    if place == "directory":
        path, _ = terms_of(folder)
        write_directory(path, evil)
    else:
        if place == "segments":
            toc.segments = [evil]
        else:
            toc.segments[0].evil = evil
        for path in folder.glob("*.toc"):
            path.unlink()
        toc.write(storage, "MAIN")
    vouch(index_in(folder), starter.last_change())
    try:
        assert answers_of(folder) is None
    except SearchUnavailableError:
        shutil.rmtree(folder)
    gc.collect()
    assert not mark.exists()
    catch_up(starter)
    assert found_by(folder) == expected


def write_directory(path: Path, evil: object) -> None:
    """Let a segment file begin with a directory that is something else."""
    data = path.read_bytes()
    path.write_bytes(struct.pack(">q", len(data)) + data[8:] + pickle.dumps(evil, 2))


# Workers that are killed


class Feeding:
    """A worker process that gets the requests the window would send."""

    def __init__(self, folder: Path) -> None:
        self._folder = str(folder)
        self._process = subprocess.Popen(
            self_command("worker"),
            env=self_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self.ask("status")
        self.answer()

    def ask(self, what: str, **more: object) -> None:
        line = json.dumps({"do": what, "folder": self._folder, **more}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(line + b"\n")
        self._process.stdin.flush()

    def answer(self) -> dict[str, object]:
        assert self._process.stdout is not None
        found: dict[str, object] = json.loads(self._process.stdout.readline())
        return found

    def tell(self, entries: list[IndexEntry], after: int, number: int, parts: list[Path]) -> None:
        """Send it everything in small batches, and a commit."""
        for start in range(0, len(entries), 3):
            self.ask("add", after=after, entries=entries[start : start + 3])
        self.ask("commit", number=number, parts=[str(part) for part in parts])

    def kill(self) -> None:
        self._process.kill()
        self._process.wait()
        for pipe in (self._process.stdin, self._process.stdout):
            assert pipe is not None
            try:
                pipe.close()
            except BrokenPipeError:
                continue


def test_a_killed_worker_leaves_a_whole_index_or_none(starter: Workspace) -> None:
    """Rebuilding, adding to an index and taking over a part of one, each killed at any moment."""
    folder = starter.index_folder
    expected = found_by(folder)
    everything = starter.pending(0)
    generator = random.Random(22)
    spans: dict[str, float] = {}
    outcomes = {"none": 0, "before": 0, "after": 0}
    for number in range(-3, KILLS):
        way = ("anew", "more", "part")[number % 3]
        shutil.rmtree(folder, ignore_errors=True)
        part = folder.with_name(f"{folder.name}-part")
        after, entries, parts = 0, everything.entries, []
        if way == "more":
            IndexFolder(folder, "").apply(entries[:12], after := 1)
            entries = entries[12:]
        elif way == "part":
            IndexFolder(part, "").apply(entries[:12], 0)
            entries, parts = entries[12:], [part]
        before = found_by(folder)
        feeding = Feeding(folder)
        began = time.perf_counter()
        feeding.tell(entries, after, everything.number, parts)
        if number < 0:
            while feeding.answer().get("done") != "commit":
                continue
            spans[way] = time.perf_counter() - began
        else:
            time.sleep(generator.uniform(0, spans[way]))
        feeding.kill()
        found = found_by(folder)
        if found is None:
            outcomes["none"] += 1
        else:
            done = IndexFolder(folder, "").number() != after
            assert found == (expected if done else before)
            outcomes["after" if done else "before"] += 1
        catch_up(starter)
        assert found_by(folder) == expected
        shutil.rmtree(part, ignore_errors=True)
    print(f"\n{KILLS} kills and 3 whole runs left: {outcomes}")
